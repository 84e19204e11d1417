"""Pages that show something only when much has happened: incidents of many cases, webhooks that failed, versions beside each other."""

import re

import pytest
from desk import CHECKOUT, Desk
from playwright.sync_api import expect

DELIVERY = CHECKOUT / "Playbooks/food-delivery"
ENQUIRY = "order-enquiry"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("furnished")
    names = ["food-safety-emergency", "repeat-complaint", "merchant-talk", "takeaway-service", ENQUIRY]
    desk = Desk(folder, playbooks=[f"food-delivery/{name}.md" for name in names])
    yield desk
    assert desk.stop() == 0


@pytest.fixture(scope="module")
def ill_guests(desk):
    """Three guests of one merchant are ill: their cases belong to an incident. - Returns: the cases, then the incident's."""
    platform, agent = desk.api("integration"), desk.api("agent")
    cases = []
    for number in range(3):
        facts = {"商家编号": "M-7", "商家名称": "巷口面馆", "用户编号": f"u-{number}", "不适人数": "1 人", "客服称呼": "小宁"}
        cases.append(platform.post("/v1/cases", json={"playbook": "takeaway-service", "subject": f"ILL-{number}", "facts": facts})["id"])
    return cases, lambda: next((one["id"] for one in agent.get("/v1/cases?playbook=food-safety-emergency")["items"]), None)


@pytest.mark.parametrize(("scheme", "language", "width"), [("light", "zh-CN", 1440), ("dark", "en", 390)])
def test_an_incident_stands_with_its_clock_and_its_cases(scheme, language, width, desk, ill_guests, browser_page, no_violations):
    cases, incident = ill_guests
    page = browser_page("supervisor", scheme=scheme, language=language, width=width)
    page.goto("/console/parents")
    card = page.locator("li.card", has_text="merchant/M-7")
    expect(card).to_be_visible()
    for case in cases:
        expect(card.get_by_role("link", name=case, exact=True)).to_be_visible()
    expect(card.locator("time[data-until]").first).to_be_visible()
    no_violations(page)
    page.goto(f"/console/cases/{incident()}")
    linked = page.locator("#aside-linked")
    for case in cases:
        expect(linked.get_by_role("link", name=case, exact=True)).to_have_count(1)
    no_violations(page)
    page.goto(f"/console/cases/{cases[0]}")
    expect(page.locator("#aside-linked").get_by_role("link", name=incident(), exact=True)).to_have_count(1)
    no_violations(page)


@pytest.mark.parametrize(("scheme", "language", "width"), [("light", "zh-CN", 1280), ("dark", "en", 390)])
def test_deliveries_that_failed_stand_with_what_went_wrong(scheme, language, width, desk, browser_page, no_violations):
    api = desk.api("administrator")
    hook = api.post("/v1/webhooks", json={"url": f"https://{scheme}.receiver.invalid/hook"})["id"]
    page = browser_page("administrator", scheme=scheme, language=language, width=width)
    page.goto(f"/console/webhooks/{hook}")
    page.get_by_role("button", name="发一条测试" if language == "zh-CN" else "Send a test").click()
    expect(page.locator("td", has_text="测试" if language == "zh-CN" else "test").first).to_be_visible()
    no_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("scheme", "language", "width"), [("light", "zh-CN", 1440), ("dark", "en", 390)])
def test_two_versions_stand_beside_each_other(scheme, language, width, desk, browser_page, tmp_path, no_violations):
    for file in DELIVERY.glob("*.md"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    document = tmp_path / f"{ENQUIRY}.md"
    text = document.read_text(encoding="utf-8")
    said = f"看看是不是说过（{scheme}）"
    assert "     - 【登记意见】\n" in text
    document.write_text(text.replace("     - 【登记意见】\n", f"     - {said}\n     - 【登记意见】\n", 1), encoding="utf-8")
    desk.run("publish", str(document))
    page = browser_page("author", scheme=scheme, language=language, width=width)
    page.goto(f"/console/playbooks/{ENQUIRY}/versions")
    no_violations(page)
    page.locator(f"a[href*='/console/playbooks/{ENQUIRY}/diff']").first.click()
    expect(page.locator("main")).to_contain_text(said)
    no_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_wall_tells_the_answer_rate_against_its_target(desk, browser_page, no_violations):
    platform = desk.api("integration")
    page = browser_page("supervisor")
    page.goto("/console/wall?playbook=takeaway-service")
    rate = page.get_by_role("row", name=re.compile("^电话接听率"))
    expect(rate).to_contain_text("—")
    for number in range(2):
        opened = platform.post(
            "/v1/cases",
            json={"playbook": "takeaway-service", "subject": f"CALL-{number}", "channel": "phone", "facts": {"商家名称": "巷口面馆", "客服称呼": "小宁"}})["id"]
        platform.post(f"/v1/cases/{opened}/signals", json={"event": "客服已接听"})
    # By itself, and met.
    expect(rate).to_have_text(re.compile("^电话接听率100(\\.0)? %≥ 90(\\.0)? %达标2$"), timeout=20_000)
    no_violations(page)
