"""Administration in a browser: secrets that are shown once, rows of forms, confirmations, narrow windows, both schemes."""

import re

import pytest
from playwright.sync_api import expect

PLACES = ["accounts", "tokens", "teams", "webhooks", "audit", "privacy", "about", "password"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language, scheme, width", [("zh-CN", "light", 1280), ("en", "dark", 360)])
def test_pages_are_accessible_and_fit(desk, browser_page, no_violations, place, language, scheme, width):
    page = browser_page("administrator", language=language, width=width, scheme=scheme)
    page.goto(f"{desk.url}/console/{place}")
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than its window"
    no_violations(page)


def test_an_account_is_made_and_its_password_shown_once(desk, browser_page, no_violations):
    page = browser_page("administrator", language="en")
    page.goto(f"{desk.url}/console/accounts")
    page.locator("[name='/name']").fill("Made here")
    page.locator("[name='/id']").fill("made-here")
    page.get_by_role("button", name="Add, with a one-time password").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("output")).to_have_text(re.compile(r"^\w{4}-\w{4}-\w{4}-\w{4}$"))
    no_violations(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="I have it, close").click()
    expect(page).to_have_url(re.compile("/console/accounts/made-here$"))
    expect(page.locator("output")).to_have_text("")
    # A name that is there already is told at the form.
    page.goto(f"{desk.url}/console/accounts")
    page.locator("[name='/name']").fill("Again")
    page.locator("[name='/id']").fill("made-here")
    page.get_by_role("button", name="Add, with a one-time password").click()
    expect(page.get_by_role("alert")).to_contain_text("made-here")


def test_a_token_is_made_and_revoked(desk, browser_page):
    page = browser_page("administrator", language="en")
    page.goto(f"{desk.url}/console/tokens")
    page.locator("[name='/name']").fill("from the browser")
    page.get_by_role("button", name="Make it, to be shown once").click()
    expect(page.get_by_role("dialog").locator("output")).to_have_text(re.compile("^gdn_"))
    page.get_by_role("button", name="I have it, close").click()
    row = page.locator("tr", has_text="from the browser")
    row.get_by_role("button", name="Revoke").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("details", has_text="revoked")).to_be_visible()
    expect(page.locator("table").first.locator("tr", has_text="from the browser")).to_have_count(0)


def test_members_of_a_team_are_added_and_taken_out(desk, browser_page, no_violations):
    desk.api("administrator").post("/v1/teams", json={"id": "browser", "name": "Browser", "queues": ["agents"]})
    page = browser_page("supervisor", language="en")
    page.goto(f"{desk.url}/console/teams/browser")
    members = page.locator("fieldset", has_text="Members").first
    members.locator("select").select_option("/members/agent")
    members.get_by_role("button", name="Add").click()
    members.locator("textarea").fill("calls\nfood-safety")
    no_violations(page)
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.get_by_role("button", name="Save").click()
    expect(page.locator("textarea[name='/members/agent']")).to_have_value("calls\nfood-safety")
    assert desk.api("administrator").get("/v1/teams/browser")["members"] == {"agent": ["calls", "food-safety"]}
    members = page.locator("fieldset", has_text="Members").first
    members.locator("[data-rows-remove]").click()
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.get_by_role("button", name="Save").click()
    expect(page.locator("textarea[name='/members/agent']")).to_have_count(0)
    assert desk.api("administrator").get("/v1/teams/browser")["members"] == {}


def test_a_webhook_is_made_tested_and_removed(desk, browser_page):
    page = browser_page("administrator", language="en")
    page.goto(f"{desk.url}/console/webhooks")
    page.locator("[name='/url']").fill("https://receiver.example/hook")
    page.get_by_role("button", name="Add a webhook").click()
    expect(page.get_by_role("dialog").locator("output")).to_have_text(re.compile("^whsec_"))
    page.get_by_role("button", name="I have it, close").click()
    expect(page).to_have_url(re.compile("/console/webhooks/wh_"))
    page.get_by_role("button", name="Send a test").click()
    expect(page.locator("td", has_text="test").first).to_be_visible()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(re.compile("/console/webhooks$"))


def test_an_erasure_asks_for_the_name_again(desk, browser_page):
    page = browser_page("administrator", language="en")
    page.goto(f"{desk.url}/console/privacy?person=nobody-we-know")
    page.locator("[name='/reason']").fill("they asked for it")
    page.locator("[data-must-be]").fill("somebody else")
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    page.locator("[data-must-be]").fill("nobody-we-know")
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is known of this person")


def test_the_new_password_is_typed_twice(desk, browser_page):
    page = browser_page("quality", language="en")
    page.goto(f"{desk.url}/console/password")
    page.locator("[name='/old']").fill("not the password")
    page.locator("[name='/new']").fill("another password")
    page.locator("[data-again]").fill("a different one")
    assert page.locator("[data-again]").evaluate("(field) => field.validationMessage") == "They differ"
    page.locator("[data-again]").fill("another password")
    page.get_by_role("button", name="Change it").click()
    expect(page.locator(".field-problem")).to_contain_text("isn't the password")


def test_a_second_factor_shows_its_secret_and_asks_for_a_code(desk, browser_page, no_violations):
    page = browser_page("publisher", language="en")
    page.goto(f"{desk.url}/console/password")
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator("[data-factor-secret]")).to_have_text(re.compile(r"^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$"))
    assert page.locator("[data-factor-link]").get_attribute("href").startswith("otpauth://totp/")
    no_violations(page)
    page.locator("[name='/code']").fill("000000")
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator(".field-problem")).to_be_visible()


def test_ways_out_are_tried_and_what_came_of_it_stands_beside(desk, browser_page, no_violations):
    page = browser_page("author", language="en")
    page.goto(f"{desk.url}/console/connectors")
    row = page.locator("tr", has=page.locator("code", has_text=re.compile("^phone$")))
    row.get_by_role("button", name="Send a test message").click()
    assert row.locator("[name='/to']").evaluate("one => !one.validity.valid"), "an address has to be typed"
    row.locator("[name='/to']").fill("13812345678")
    row.get_by_role("button", name="Send a test message").click()
    # Nobody is connected to this desk.
    expect(row.locator("[data-outcome]")).to_contain_text("unreachable")
    expect(row.locator("[data-outcome]")).to_contain_text(re.compile(r"\d+ ms"))
    expect(row.locator("[name='/to']")).to_have_value("13812345678")
    no_violations(page)


def test_what_a_receiver_says_is_text(desk, browser_page):
    page = browser_page("administrator", language="en")
    page.goto(f"{desk.url}/console/connectors")
    hostile = "<img src=x onerror=alert(1)> $& {count}"
    page.route("**/v1/connectors/**", lambda route: route.fulfill(
        json={"way": "action:x", "state": "refused", "milliseconds": 12, "said": hostile, "at": "2026-11-23T02:00:00.000Z"}))
    row = page.locator("section", has_text="Actions").locator("tbody tr").first
    row.get_by_role("button", name="Dry run").click()
    expect(row.locator(".said")).to_have_text(f"They say: {hostile}")
    expect(row.locator("img")).to_have_count(0)
