"""Coming in, going out, and where people are led."""

import re

from playwright.sync_api import expect


def test_whoever_logs_in_comes_where_they_wanted_to_go(visitor, desk, watch):
    watch.expected = ["401"]
    page = visitor()
    page.goto("/console/cases?phase=open")
    expect(page).to_have_url(re.compile(r"/console/log-in\?then="))
    page.fill("[name='/account']", "agent")
    page.fill("[name='/password']", "nicht dieses")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.fill("[name='/password']", desk.password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/console/cases\?phase=open$"))


def test_nobody_is_led_elsewhere(visitor, desk):
    page = visitor()
    page.goto("/console/log-in?then=https://example.com/console")
    page.fill("[name='/account']", "agent")
    page.fill("[name='/password']", desk.password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("^" + re.escape(desk.url) + "/console"))


def test_logging_out_ends_the_session(browser_page):
    page = browser_page("agent")
    page.click("details.menu summary")
    page.get_by_role("button", name="退出").click()
    expect(page).to_have_url(re.compile("/console/log-in"))
    page.goto("/console/work")
    expect(page).to_have_url(re.compile("/console/log-in"))


def test_the_log_in_keeps_nobody_out(visitor, no_violations):
    for scheme in ["light", "dark"]:
        for width in [360, 1280]:
            page = visitor(width=width, scheme=scheme)
            page.goto("/console/log-in")
            no_violations(page)


def test_language_and_theme_are_kept(browser_page):
    page = browser_page("agent", language="en-GB")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click("details.menu summary")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.click("details.menu summary")
    page.get_by_role("button", name="切换深浅色").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_page_that_is_not_there_says_so(browser_page, watch):
    watch.expected = ["404"]
    page = browser_page("agent")
    page.goto("/console/nowhere")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="回到首页")).to_be_visible()
