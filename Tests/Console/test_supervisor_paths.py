"""What a supervisor does with money, with cases that are stuck, and with work that somebody else has, in a browser."""

import pytest
from desk import PLAYBOOKS, Desk, open_case
from goodwill import GOODWILL
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("supervisor")
    goodwill = folder / "goodwill.md"
    goodwill.write_text(GOODWILL, encoding="utf-8")
    desk = Desk(folder, playbooks=[PLAYBOOKS[0], goodwill])
    desk.api("supervisor").post("/v1/teams", json={"id": "leads", "name": "主管", "queues": ["主管"], "members": {"supervisor": []}})
    yield desk
    assert desk.stop() == 0


@pytest.fixture
def pay(desk):
    """Opens a case that pays an amount. - Returns: its id."""
    return lambda order, amount: desk.api("integration").post(
        "/v1/cases", json={"playbook": "goodwill", "subject": order, "facts": {"amount": amount, "checked": "yes"}})["id"]


def payments(desk, case):
    """- Returns: the payments that are to be made."""
    return [effect for effect in desk.api("agent").get(f"/v1/cases/{case}")["effects"] if effect.get("action") == "compensate"]


def report(desk, case, outcome):
    for effect in payments(desk, case):
        desk.api("integration").post(f"/v1/cases/{case}/signals", json={"report": {"effect": effect["key"], "outcome": outcome}})


def card(page, case):
    return page.locator("li.card", has=page.get_by_role("link", name=case, exact=True))


def result(desk, case):
    return next((fact["text"] for fact in desk.api("agent").get(f"/v1/cases/{case}")["facts"] if fact["fact"] == "result"), None)


@pytest.mark.parametrize(("scheme", "amount"), [("light", "120 元"), ("dark", "68 元")])
def test_money_that_is_approved_is_paid(scheme, amount, desk, pay, browser_page, no_violations):
    case = pay(f"PAY-{scheme}", amount)
    assert payments(desk, case) == []
    page = browser_page("supervisor", scheme=scheme)
    page.goto(f"/console/cases/{case}")
    expect(page.locator(".approval .amount")).to_contain_text(amount.split()[0])
    no_violations(page)
    page.goto("/console/approvals")
    no_violations(page)
    card(page, case).locator("button.main").click()
    sheet = page.locator("#sheet")
    expect(sheet.locator(".wall-amount")).to_contain_text(amount.split()[0])
    no_violations(page)
    sheet.locator("textarea").fill("证据齐全")
    sheet.locator("form button.main").click()
    expect(card(page, case)).to_have_count(0)
    assert len(payments(desk, case)) == 1
    report(desk, case, "已发放")
    assert (desk.api("agent").get(f"/v1/cases/{case}")["phase"], result(desk, case)) == ("closed", "已补偿")


def test_money_that_is_refused_isnt_paid_and_the_reason_is_kept(desk, pay, browser_page):
    case = pay("PAY-refused", "90 元")
    page = browser_page("supervisor")
    page.goto("/console/approvals")
    card(page, case).locator("button.risky").click()
    form = page.locator("#sheet form")
    form.locator("button.risky").click()
    # Without a reason nothing is refused.
    assert form.locator("textarea").evaluate("(one) => one.validity.valueMissing")
    expect(card(page, case)).to_have_count(1)
    form.locator("textarea").fill("照片看不出问题")
    form.locator("button.risky").click()
    expect(card(page, case)).to_have_count(0)
    assert payments(desk, case) == []
    page.goto(f"/console/cases/{case}")
    expect(page.locator("[data-timeline]")).to_contain_text("照片看不出问题")


@pytest.mark.parametrize(("scheme", "way"), [("light", "retry"), ("dark", "skip")])
def test_a_case_that_is_stuck_is_mended_from_the_list(scheme, way, desk, pay, browser_page, no_violations):
    case = pay(f"STUCK-{way}", "20 元")
    [failed] = payments(desk, case)
    report(desk, case, "失败")
    page = browser_page("supervisor", scheme=scheme)
    page.goto(f"/console/cases/{case}")
    expect(page.locator("#case-document [aria-current=step]")).to_have_count(1)
    no_violations(page)
    page.goto("/console/incidents")
    stuck = card(page, case)
    expect(stuck).to_have_count(1)
    no_violations(page)
    stuck.locator(f"[id^={way}-]").click()
    if way == "skip":
        page.get_by_role("button", name="继续").click()
    expect(stuck).to_have_count(0)
    if way == "retry":
        [again] = payments(desk, case)
        assert again["key"] != failed["key"]
        report(desk, case, "已发放")
    else:
        assert payments(desk, case) == []
    assert desk.api("agent").get(f"/v1/cases/{case}")["phase"] == "closed"


def test_work_that_is_taken_over_is_told_to_whoever_had_it(desk, browser_page):
    case = open_case(desk, order="TAKE-1")
    agent, lead = browser_page("agent"), browser_page("supervisor")
    [task] = desk.api("agent").get(f"/v1/cases/{case}")["tasks"]
    desk.api("supervisor").put(f"/v1/tasks/{case}/{task['id']}/assignee", json={"account": "agent"})
    for page, holder in [(agent, "我"), (lead, "李明")]:
        page.goto(f"/console/cases/{case}")
        expect(page.locator(".task .tag").nth(1)).to_have_text(f"经办：{holder}")
    lead.locator("[id^=take-]").click()
    for page, holder in [(lead, "我"), (agent, "周岚")]:
        expect(page.locator(".task .tag").nth(1)).to_have_text(f"经办：{holder}", timeout=20_000)
    assert desk.api("supervisor").get("/v1/tasks", params={"case": case})["items"][0]["assignee"] == "supervisor"
