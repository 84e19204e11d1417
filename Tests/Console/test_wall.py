"""The supervisor's pages in a browser: the wall, work given and taken back, cases that are stuck."""

import re

from desk import Desk
from playwright.sync_api import expect

PAGES = ["/console/wall", "/console/wall/work", "/console/approvals", "/console/incidents", "/console/parents"]


def test_the_pages_are_accessible_in_both_schemes(desk, open_case, browser_page, no_violations):
    open_case(desk)
    for scheme in ("light", "dark"):
        page = browser_page("supervisor", scheme=scheme)
        for path in PAGES:
            page.goto(desk.url + path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            no_violations(page)


def test_they_fit_a_telephone_and_a_wall(desk, open_case, browser_page):
    open_case(desk)
    for width in (360, 3840):
        page = browser_page("supervisor", width=width)
        for path in PAGES:
            page.goto(desk.url + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, path)


def test_the_wall_counts_a_new_case_by_itself(desk, open_case, browser_page):
    page = browser_page("supervisor", language="en")
    page.goto(desk.url + "/console/wall")
    total = page.locator("#wall-total-open")
    before = int(total.inner_text())
    open_case(desk)
    expect(total).to_have_text(str(before + 1), timeout=20_000)


def test_the_key_figures_follow_the_cases_by_themselves(desk, browser_page, no_violations):
    page = browser_page("supervisor", language="en")
    page.goto(desk.url + "/console/figures?span=week")
    opened = page.locator(".figures-group > .row p")
    before = int(opened.inner_text().split()[0])
    desk.api("integration").post("/v1/cases", json={"playbook": "takeaway-service", "subject": "FIGURES-1"})
    expect(opened).to_contain_text(f"{before + 1} opened", timeout=20_000)
    expect(page.locator("#figures-live")).to_have_count(1)
    no_violations(page)


def test_a_task_is_given_in_the_sheet_and_taken_back(desk, open_case, browser_page, no_violations):
    case = open_case(desk)
    page = browser_page("supervisor", language="en")
    page.goto(desk.url + "/console/wall/work")
    row = page.locator("tr", has=page.get_by_role("link", name=case, exact=True))
    row.get_by_role("button", name="Give").click()
    sheet = page.locator("#sheet")
    expect(sheet.get_by_role("radio").first).to_be_focused()
    no_violations(page)
    sheet.get_by_role("radio", name=re.compile("李明")).check()
    sheet.get_by_role("button", name="Give").click()
    expect(sheet).to_be_hidden()
    expect(row).to_contain_text("in work")
    expect(row).to_contain_text("李明")
    row.get_by_role("button", name="Take back").click()
    page.get_by_role("button", name="Go on").click()
    expect(row).to_contain_text("waiting")


def test_what_a_document_asks_of_a_supervisor_is_answered_from_the_list(tmp_path, browser, no_violations):
    desk = Desk(tmp_path, playbooks=["grocery/cash-on-delivery-restoration.md"])
    case = desk.api("integration").post(
        "/v1/cases", json={"playbook": "cash-on-delivery-restoration", "subject": "COD-7", "facts": {"限制时长": "2 天", "限制期履约单数": "0 单"}})["id"]
    page = browser.new_page(base_url=desk.url, locale="zh-CN")
    page.goto("/console/log-in")
    page.fill("[name='/account']", "supervisor")
    page.fill("[name='/password']", desk.password)
    page.click("button.main")
    page.wait_for_url(lambda url: "/log-in" not in url)
    page.goto("/console/approvals")
    card = page.locator("li.card", has=page.get_by_role("link", name=case))
    expect(card).to_contain_text("客诉主管")
    expect(card).to_contain_text("申诉认定")
    card.get_by_role("button", name="申诉成立").click()
    sheet = page.locator("#sheet")
    expect(sheet.get_by_role("heading", name="申诉成立")).to_be_visible()
    expect(sheet.get_by_role("button", name="申诉成立")).to_be_focused()
    no_violations(page)
    page.keyboard.press("Enter")
    expect(sheet).to_be_hidden()
    expect(card).to_have_count(0)
    facts = {one["fact"]: one["text"] for one in desk.api("supervisor").get(f"/v1/cases/{case}")["facts"]}
    assert facts["restriction.appeal"] == "申诉成立"
    page.close()
    assert desk.stop() == 0


def test_a_sheet_is_empty_until_its_own_content_has_come(desk, open_case, browser_page):
    first, second = open_case(desk), open_case(desk)
    page = browser_page("supervisor", language="en")
    page.goto(desk.url + "/console/wall/work")
    for case in (first, second):
        page.locator("tr", has=page.get_by_role("link", name=case, exact=True)).get_by_role("button", name="Give").click()
        expect(page.locator("#sheet-body")).to_contain_text(case)
        page.get_by_role("button", name="Close").click()
    expect(page.locator("#sheet-body")).not_to_contain_text(first)


def test_two_columns_fit_a_small_screen_and_nothing_is_cut(desk, open_case, browser_page):
    open_case(desk)
    desk.api("agent").put("/v1/presence", json={"status": "busy"})
    for language in ("zh-CN", "en"):
        page = browser_page("supervisor", language=language, width=1024)
        page.goto(desk.url + "/console/wall")
        columns = page.evaluate("getComputedStyle(document.querySelector('.wall')).gridTemplateColumns.split(' ').length")
        assert columns == 2
        cut = page.evaluate("[...document.querySelectorAll('.wall .scroll')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.innerText)")
        assert cut == [], cut
    desk.api("agent").put("/v1/presence", json={"status": "offline"})


def test_the_sheet_for_giving_fits_a_telephone(desk, open_case, browser_page, no_violations):
    case = open_case(desk)
    page = browser_page("supervisor", width=360)
    page.goto(desk.url + "/console/wall/work")
    page.locator("tr", has=page.get_by_role("link", name=case, exact=True)).get_by_role("button", name="指派").click()
    people = page.locator("#sheet [data-assign-people]")
    expect(people.get_by_text("李明")).to_be_visible()
    assert people.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    no_violations(page)
