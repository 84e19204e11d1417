"""From a telephone to a wall: nothing scrolls sideways, columns are as many as there is room for, and lines end where they can be read."""

import pytest
from places import ROLES, furnish, pages_of, places
from playwright.sync_api import expect

# Texts in lines that are longer than can be read: their width in characters of their own.
LONG_LINES = """() => [...document.querySelectorAll("main p, main li, main dd, main blockquote")].flatMap((one) => {
  if (one.querySelector("p, li, dd, td, table") || one.textContent.trim().length < 40) return [];
  const range = document.createRange();
  range.selectNodeContents(one);
  const wide = Math.max(0, ...[...range.getClientRects()].map((line) => line.width)) / parseFloat(getComputedStyle(one).fontSize);
  return wide > 95 ? [`${Math.round(wide)}: ${one.textContent.trim().slice(0, 60)}`] : [];
})"""


@pytest.mark.parametrize("role", ROLES)
def test_no_page_scrolls_sideways_on_a_telephone(role, desk, browser_page):
    page = browser_page(role, width=360, height=740)
    wide = []
    for path in places(page) + pages_of(desk, role):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide.append((path, width))
    assert wide == []


def test_no_page_of_a_party_scrolls_sideways(desk, visitor):
    page = visitor(width=360, height=740)
    made = desk.api("agent").post("/v1/intake-forms/takeaway-service/links", json={"person": "u-narrow"})
    for path in [made["path"], "/console/log-in"]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page = visitor(width=360, height=740)
    case = furnish(desk)["case"]
    page.goto(desk.api("agent").post(f"/v1/cases/{case}/links", json={"party": "customer"})["path"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_places_that_do_not_fit_show_that_there_are_more(browser_page):
    page = browser_page("supervisor", width=360, height=740)
    nav = page.locator(".bar nav")
    page.goto("/console/about")
    here = page.locator(".bar nav [aria-current]")
    # Boxes end between pixels.
    expect(here).to_be_in_viewport(ratio=0.95)
    room = nav.bounding_box()
    box = here.bounding_box()
    assert room["x"] <= box["x"] and box["x"] + box["width"] <= room["x"] + room["width"] + 1, "where one is stands in sight"
    expect(nav).to_have_attribute("data-more", "start")
    assert page.evaluate("getComputedStyle(document.querySelector('.bar nav')).maskImage") != "none"
    page.goto("/console/work")
    expect(nav).to_have_attribute("data-more", "end")
    page.set_viewport_size({"width": 1600, "height": 740})
    expect(nav).to_have_attribute("data-more", "")
    assert page.evaluate("getComputedStyle(document.querySelector('.bar nav')).maskImage") == "none"


def test_the_case_has_as_many_columns_as_there_is_room_for(desk, browser_page):
    case = furnish(desk)["case"]
    page = browser_page("agent", width=1024, height=768)
    page.goto(f"/console/cases/{case}")
    middle, left, right = [page.locator(f".case-{name}").bounding_box() for name in ["middle", "left", "right"]]
    assert left["x"] >= middle["x"] + middle["width"], "what happened stands beside the document"
    assert right["x"] == left["x"] and right["y"] >= left["y"] + left["height"], "what is known stands below it"
    assert middle["width"] >= 420 and left["width"] >= 340
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    tops = {page.locator(f".case-{name}").bounding_box()["y"] for name in ["middle", "left", "right"]}
    assert len(tops) == 1, "three beside each other"
    page.set_viewport_size({"width": 360, "height": 740})
    assert len({page.locator(f".case-{name}").bounding_box()["x"] for name in ["middle", "left", "right"]}) == 1, "one below the other"


@pytest.mark.parametrize("role", ["agent", "supervisor", "author", "administrator"])
def test_a_wall_is_used_and_can_be_read(role, desk, browser_page):
    page = browser_page(role, width=3840, height=2160)
    for path in places(page) + pages_of(desk, role):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate(LONG_LINES) == [], path


@pytest.mark.parametrize(("role", "path"), [("agent", "/console/work"), ("agent", "/console/cases"), ("supervisor", "/console/wall"), ("administrator", "/console/audit")])
def test_lists_have_the_room_of_a_wall(role, path, desk, browser_page):
    furnish(desk)
    page = browser_page(role, width=3840, height=2160)
    page.goto(path)
    assert page.locator("main").bounding_box()["width"] >= 3400
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main h1')).fontSize)") >= 24
    if path == "/console/cases" and page.locator(".work-rows > li").count() > 1:
        first, second = [page.locator(".work-rows > li").nth(number).bounding_box() for number in [0, 1]]
        assert first["y"] == second["y"], "more than one column"
