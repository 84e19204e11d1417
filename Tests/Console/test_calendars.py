"""Calendars: a year that can be read by pointing and by keys, and a deadline worked out."""

import re

import pytest
from playwright.sync_api import expect

YEAR = "/console/calendars/takeaway-service?year=2026"


@pytest.mark.parametrize("path", ["/console/calendars", YEAR, YEAR + "&from=2026-02-15T20:30&for=3+h", "/console/connectors"])
def test_every_page_keeps_nobody_out(browser_page, no_violations, path):
    for scheme, width in [("light", 1280), ("dark", 360)]:
        page = browser_page("author", scheme=scheme, width=width)
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        no_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_days_are_walked_by_arrow_keys_and_say_their_hours(browser_page):
    page = browser_page("author", language="en-GB")
    page.goto(YEAR)
    day = page.locator("[data-day]").nth(46)
    day.focus()
    expect(day.locator(".told")).to_contain_text("2026-02-16")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-day]:focus .told")).to_contain_text("2026-02-17 Tuesday 春节 08:00–22:00")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-day]:focus .told")).to_contain_text("2026-02-24")
    expect(page.locator("[data-day][tabindex='0']")).to_have_count(1)


def test_a_deadline_is_worked_out_by_the_form(browser_page):
    page = browser_page("author")
    page.goto(YEAR)
    page.fill("[name=from]", "2026-02-15T20:30")
    page.fill("[name=for]", "3 小时服务时间")
    page.get_by_role("button", name="计算").click()
    expect(page).to_have_url(re.compile("from=2026-02-15T20"))
    expect(page.locator(".reckoned strong")).to_have_text("2026-02-16 09:30")
