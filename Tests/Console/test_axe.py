"""Every page of every role is open to everybody (axe-core, WCAG 2.2 AA): by day in Chinese, or by night in English."""

import pytest
from places import ROLES, furnish, pages_of, places
from playwright.sync_api import expect


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible(role, desk, browser_page, no_violations):
    night = ROLES.index(role) % 2 == 1
    page = browser_page(role, scheme="dark" if night else "light", language="en" if night else "zh-CN", width=1440)
    paths = places(page) + pages_of(desk, role)
    assert len(paths) > 4
    for path in paths:
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        no_violations(page)


@pytest.mark.parametrize(("scheme", "language"), [("light", "zh-CN"), ("dark", "en")])
def test_the_pages_of_parties_are_accessible(scheme, language, desk, visitor, no_violations):
    case = furnish(desk)["case"]
    agent = desk.api("agent")
    form = agent.post("/v1/intake-forms/takeaway-service/links", json={"person": f"u-{scheme}"})["path"]
    for path in [form] + [agent.post(f"/v1/cases/{case}/links", json={"party": party})["path"] for party in ["customer", "merchant"]]:
        page = visitor(scheme=scheme, language=language, width=390, height=844)
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        no_violations(page)


def test_a_page_that_isnt_there_is_accessible(browser_page, watch, no_violations):
    watch.expected.append("404")
    page = browser_page("agent")
    page.goto("/console/cases/C-999999")
    expect(page.locator("h1")).to_be_visible()
    no_violations(page)
