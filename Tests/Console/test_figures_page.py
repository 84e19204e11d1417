"""What the figures' page and the heat of a playbook say follows from the cases: values, targets, days, charts, money and deviations."""

import csv
import io

import pytest
from desk import Desk
from goodwill import GOODWILL
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Two cases that were paid 20 yuan each, one that wasn't, one that was skipped when the payment failed, and one whose payment waits for a word."""
    folder = tmp_path_factory.mktemp("figures")
    goodwill = folder / "goodwill.md"
    goodwill.write_text(GOODWILL, encoding="utf-8")
    desk = Desk(folder, playbooks=[goodwill])
    for number in range(2):
        report(desk, pay(desk, f"PAID-{number}"), "已发放")
    pay(desk, "UNPAID", checked="no")
    skipped = pay(desk, "SKIPPED")
    report(desk, skipped, "失败")
    desk.api("supervisor").post(f"/v1/cases/{skipped}/signals", json={"repair": "skip"})
    pay(desk, "WAITS", amount="120 元")
    yield desk
    assert desk.stop() == 0


def pay(desk, order, amount="20 元", checked="yes"):
    return desk.api("integration").post(
        "/v1/cases", json={"playbook": "goodwill", "subject": order, "facts": {"amount": amount, "checked": checked}})["id"]


def report(desk, case, outcome):
    for effect in desk.api("agent").get(f"/v1/cases/{case}")["effects"]:
        desk.api("integration").post(f"/v1/cases/{case}/signals", json={"report": {"effect": effect["key"], "outcome": outcome}})


def card(page, name):
    return page.locator("li.figure", has=page.get_by_role("heading", name=name, exact=True))


def test_figures_have_values_targets_days_and_a_chart_and_follow_the_cases(desk, browser_page, no_violations):
    page = browser_page("supervisor")
    page.goto("/console/figures?span=week")
    # Three of four were paid or skipped to the same end; one wasn't.
    paid, unpaid = card(page, "补偿率"), card(page, "不补偿率")
    expect(paid.locator(".figure-value")).to_have_text("75.0 %")
    expect(paid).to_contain_text("90")
    expect(paid.locator(".tag.bad")).to_be_visible()
    expect(unpaid.locator(".figure-value")).to_have_text("25.0 %")
    expect(unpaid.locator(".tag.good")).to_be_visible()
    chart = page.locator(".figure-chart canvas")
    expect(chart.first).to_be_visible()
    assert min(chart.first.evaluate("(one) => [one.width, one.height]")) > 0
    page.locator("#figures-live details > summary").click()
    today = page.locator("#figures-live details tbody tr").last
    expect(today.locator("td").nth(1)).to_have_text("75.0 %")
    no_violations(page)
    pay(desk, "UNPAID-2", checked="no")
    expect(card(page, "补偿率").locator(".figure-value")).to_have_text("60.0 %", timeout=20_000)
    # Whoever reads the numbers goes on reading, and the chart is drawn anew.
    expect(today.locator("td").nth(1)).to_have_text("60.0 %")
    expect(today).to_be_visible()
    expect(page.locator(".figure-chart canvas").first).to_be_visible()


def test_the_table_to_download_has_the_numbers_of_the_page(desk, browser_page):
    page = browser_page("supervisor")
    page.goto("/console/figures?span=week")
    shown = card(page, "补偿率").locator(".figure-value").inner_text()
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(coming.value.path().read_text(encoding="utf-8-sig"))))
    [whole] = [row for row in rows if row["范围"] == "整段" and row["指标"] == "补偿率"]
    assert f"{whole['值']} {whole['单位']}" == shown
    # Each day stands by itself.
    assert len([row for row in rows if row["范围"] == "当天" and row["指标"] == "补偿率"]) == 7


def test_the_heat_says_how_often_what_it_cost_and_who_deviated(desk, browser_page, no_violations):
    page = browser_page("author")
    page.goto("/console/playbooks/goodwill/heat")
    cells = page.locator("table.heat tbody tr", has=page.get_by_role("link", name="【发放补偿】")).locator("td")
    expect(cells.nth(1)).to_have_text("4")
    expect(cells.nth(2)).to_have_text("1")
    expect(cells.nth(4)).to_have_text("40 元")
    expect(cells.nth(5)).to_have_text("跳过 1")
    no_violations(page)
