"""A customer's page, by the link that an agent's desk has made."""

import pytest
from playwright.sync_api import Browser, expect


@pytest.fixture
def phone_page(browser: Browser):
    """A telephone, without anybody logged in."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    yield context.new_page()
    context.close()


def link(desk, case, party="customer"):
    return desk.url + desk.api("agent").post(f"/v1/cases/{case}/links", json={"party": party})["path"]


def test_a_customer_follows_the_link_writes_and_sees_the_answer(desk, open_case, phone_page, no_violations):
    case = open_case(desk)
    phone_page.goto(link(desk, case))
    assert phone_page.url == f"{desk.url}/p"
    no_violations(phone_page)
    phone_page.get_by_label("给客服留言").fill("请问什么时候能到？")
    phone_page.get_by_role("button", name="发送").click()
    expect(phone_page.locator(".party-talk .mine")).to_contain_text("请问什么时候能到？")
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"to": "customer", "text": "十分钟以内"})
    # The page looks again every five seconds.
    expect(phone_page.locator(".party-talk .theirs").last).to_contain_text("十分钟以内", timeout=12000)
    width = phone_page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360


def test_a_link_that_was_taken_back_says_how_to_get_another(desk, open_case, phone_page, no_violations):
    case = open_case(desk)
    address = link(desk, case)
    desk.api("agent").delete(f"/v1/cases/{case}/links")
    phone_page.goto(address)
    expect(phone_page.get_by_role("heading", level=1)).to_have_text("链接打不开了")
    no_violations(phone_page)


def test_a_customer_registers_by_a_link(desk, phone_page, no_violations):
    made = desk.api("agent").post("/v1/intake-forms/takeaway-service/links", json={"person": "u-browser"})
    phone_page.goto(desk.url + made["path"])
    no_violations(phone_page)
    phone_page.get_by_role("button", name="提交").click()
    expect(phone_page.locator(".field-problem").first).to_be_visible()
