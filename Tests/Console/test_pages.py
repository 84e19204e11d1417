"""What must hold on every page of every role: nobody is kept out, nothing overflows, nothing moves by itself."""

import re

import pytest
from desk import ROLES, open_case
from playwright.sync_api import expect

# Every place of the navigation, whoever sees it.
LOOKS = [
    pytest.param({"language": "zh-CN", "width": 1280, "scheme": "light"}, id="chinese-light"),
    pytest.param({"language": "en-GB", "width": 1280, "scheme": "dark"}, id="english-dark"),
    pytest.param({"language": "zh-CN", "width": 360, "height": 740, "scheme": "dark"}, id="phone-dark"),
    pytest.param({"language": "en-GB", "width": 3840, "height": 2160, "scheme": "light"}, id="wall-light"),
]

OBSERVE = """
window.shifts = [];
new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push(one.value); })
  .observe({ type: "layout-shift", buffered: true });
"""


def places(page):
    return page.eval_on_selector_all("nav [data-key]", "links => links.map(link => link.getAttribute('href'))")


def look(page, path, no_violations):
    page.goto(path)
    page.wait_for_load_state("load")
    page.wait_for_timeout(150)
    assert page.locator("h1").count() == 1, f"{path}: one heading of the first level"
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{path} is {wider} pixels wider than the window"
    shift = page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)")
    assert shift < 0.05, f"{path} moves by {shift} while it loads"
    no_violations(page)


@pytest.mark.parametrize("looks", LOOKS)
@pytest.mark.parametrize("role", ROLES)
def test_every_place_of_a_role(role, looks, desk, browser_page, no_violations):
    case = open_case(desk)
    page = browser_page(role, **looks)
    page.context.add_init_script(OBSERVE)
    paths = places(page)
    assert paths, f"{role} has nowhere to go"
    if role in ("agent", "supervisor", "quality"):
        paths.append(f"/console/cases/{case}")
    if role in ("author", "approver", "supervisor"):
        paths.append("/console/playbooks/merchant-cannot-reach-customer")
    for path in paths:
        look(page, path, no_violations)


def test_the_palette_goes_to_playbooks_and_calendars_and_last_of_all_searches_cases(browser_page, no_violations):
    page = browser_page("supervisor")
    page.goto("/console/wall")
    page.keyboard.press("Control+k")
    options = page.locator("[data-palette-list] li:visible")
    expect(options.filter(has_text="流程：")).to_have_count(0)
    page.keyboard.type("联系不上")
    expect(options.first).to_contain_text("商家联系不上用户")
    expect(options.last).to_have_text("搜索工单：联系不上")
    no_violations(page)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("/console/playbooks/merchant-cannot-reach-customer"))
    page.keyboard.press("Control+k")
    page.keyboard.type("<b>nobody $& said")
    expect(options).to_have_text(["搜索工单：<b>nobody $& said"])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/console/cases?q=%3Cb%3Enobody" in url)
    page.keyboard.press("Control+k")
    page.keyboard.type("版本：商家联系不上用户")
    expect(options.first).to_contain_text(re.compile("^版本："))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("/versions"))
