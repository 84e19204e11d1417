"""The document in the middle of a case's page: choosing, being told of others, and what stays while the page changes."""

import pytest
from desk import open_case
from playwright.sync_api import expect


@pytest.fixture
def case(desk):
    return open_case(desk)


@pytest.fixture
def page(browser_page, case):
    page = browser_page("agent")
    page.goto(f"/console/cases/{case}")
    return page


def test_the_page_is_accessible_and_fits(browser_page, case, no_violations):
    for scheme, width in (("light", 1440), ("dark", 1440), ("light", 360), ("light", 3840)):
        page = browser_page("agent", scheme=scheme, width=width)
        page.goto(f"/console/cases/{case}")
        expect(page.get_by_role("heading", level=1)).to_contain_text(case)
        no_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_a_number_takes_a_choice_and_the_document_goes_on(page):
    here = page.locator("#case-document [aria-current=step]")
    expect(here).to_have_count(1)
    before = here.get_attribute("data-sentence")
    page.locator("h1").click()
    page.keyboard.press("1")
    first = page.locator("[data-choice]").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f'#case-document [aria-current=step][data-sentence="{before}"]')).to_have_count(0)
    expect(page.locator("#case-document .done").first).to_be_visible()


def test_two_see_each_other_and_cannot_decide_on_different_looks(browser_page, case, watch):
    watch.expected.append("412")
    one, two = browser_page("agent"), browser_page("agent2")
    for page in (one, two):
        page.goto(f"/console/cases/{case}")
    expect(two.locator("[data-lookers-here]")).not_to_be_empty()
    # As it would be sent by a page that hasn't heard yet what has happened.
    refused = two.evaluate(
        """() => new Promise((done) => document.body.addEventListener("gendan:problem", (event) => done(event.detail.kind), { once: true })
            || document.querySelector("[data-choice]").setAttribute("data-if-match", '"1"')
            || document.querySelector("[data-choice]").click())"""
    )
    assert refused == "precondition-failed"


def test_who_decides_second_is_told_in_words_and_sees_how_it_stands(browser_page, case, watch):
    watch.expected += ["412", "ERR_FAILED"]
    one, two = browser_page("agent"), browser_page("agent2")
    # The second page hears of nothing.
    two.route("**/v1/events*", lambda route: route.abort())
    for page in (one, two):
        page.goto(f"/console/cases/{case}")
    before = two.locator("#case-document [aria-current=step]").get_attribute("data-sentence")
    one.locator("[data-choice]").first.click()
    expect(one.locator(f'#case-document [aria-current=step][data-sentence="{before}"]')).to_have_count(0)
    two.locator("[data-choice]").first.click()
    expect(two.locator(".toast.bad")).to_contain_text("刚才别人改过了")
    expect(two.locator(f'#case-document [aria-current=step][data-sentence="{before}"]')).to_have_count(0)
    expect(two.locator("#case-document .done").first).to_be_visible()


def test_what_happened_leads_to_its_sentence(page):
    page.locator("#case-timeline [data-sentence]:visible .line-sentence").last.click()
    expect(page.locator("#case-document .lit")).to_have_count(1)


def test_a_remark_is_noted_with_its_sentence(desk, page, case):
    page.locator("[data-remark]").first.click()
    dialog = page.locator("#remark")
    expect(dialog.locator("[data-remark-about]")).not_to_be_empty()
    dialog.locator("textarea").fill("没有写商家电话停机怎么办 <b>")
    dialog.locator("button.main").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#case-timeline")).to_contain_text("没有写商家电话停机怎么办 <b>")
    listed = desk.api("author").get("/v1/playbooks/merchant-cannot-reach-customer/remarks")["items"]
    assert any(one["case"] == case for one in listed)


def test_folded_branches_stay_as_they_were_left(desk, page, case):
    fold = page.locator("#case-document .passed > details").locator("visible=true").first
    if fold.count() == 0:
        # Whoever takes one way passes over the others.
        page.locator(".standing [data-choice]").first.click()
        expect(fold).to_be_visible()
    fold.locator("xpath=./summary").click()
    expect(fold).to_have_attribute("open", "")
    with page.expect_response(lambda answer: answer.url.endswith("/document")):
        desk.api("agent2").post(f"/v1/cases/{case}/messages", json={"text": "note"})
    expect(fold).to_have_attribute("open", "")


def test_quality_reads_and_has_nothing_to_press(browser_page, case):
    page = browser_page("quality")
    page.goto(f"/console/cases/{case}")
    expect(page.locator("#case-document [aria-current=step]")).to_have_count(1)
    expect(page.locator("[data-choice]")).to_have_count(0)


def test_a_supervisor_gives_a_task_to_somebody_in_a_dialog(browser_page, case, no_violations):
    page = browser_page("supervisor", language="en")
    page.goto(f"/console/cases/{case}")
    opener = page.locator(".lead-on [data-open=sheet]").first
    opener.click()
    sheet = page.locator("#sheet")
    whom = sheet.locator("input[name='/account'][value='agent']")
    expect(sheet.locator("input:focus")).to_have_count(1)
    no_violations(page)
    whom.check()
    sheet.locator("button.main").click()
    expect(sheet).to_be_hidden()
    expect(page.locator("#case-document")).to_contain_text("李明")
    expect(page.locator(".case-facts")).to_contain_text("李明")
