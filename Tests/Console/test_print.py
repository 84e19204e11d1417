"""On paper: what was there, and nothing that can only be pressed."""

import re

import pytest
from places import PLAYBOOK, furnish

PAGES = [
    ("agent", "/console/cases/{case}"), ("supervisor", "/console/figures?span=week"), ("author", PLAYBOOK),
    ("author", "/console/calendars/takeaway-service?year=2026")]
# What is seen of those that have no place on paper.
PRESSED = """() => [...document.querySelectorAll(".bar, .toasts, .composer, .tabs, form, dialog, select, textarea, input, a.button, button:not(.line-sentence)")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 120))"""
FOLDED = """() => [...document.querySelectorAll("main details:not([open])")].filter((one) => one.checkVisibility())
  .flatMap((one) => [...one.children].filter((child) => child.tagName !== "SUMMARY" && getComputedStyle(child).display !== "none" && !child.checkVisibility()))
  .map((one) => one.outerHTML.slice(0, 120))"""
COLOURED = """() => [...document.querySelectorAll("body, body *")].filter((one) => one.checkVisibility()).filter((one) => {
  const style = getComputedStyle(one);
  return style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.backgroundImage !== "none" || style.boxShadow !== "none";
}).map((one) => one.outerHTML.slice(0, 120))"""
LINKS = """() => [...document.querySelectorAll("main a")].filter((one) => one.checkVisibility()
  && (getComputedStyle(one).color !== getComputedStyle(one.parentElement).color || getComputedStyle(one).textDecorationLine !== "none"))
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("role", "path"), PAGES)
def test_what_is_on_paper(role, path, scheme, desk, browser_page):
    page = browser_page(role, scheme=scheme)
    page.goto(path.format(**furnish(desk)))
    heading = page.locator("h1").inner_text()
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.locator("h1").is_visible() and page.locator("h1").inner_text() == heading
    assert page.evaluate(PRESSED) == []
    assert page.evaluate(FOLDED) == [], "all of it is unfolded"
    assert page.evaluate(COLOURED) == [], "ink is for letters"
    assert page.evaluate(LINKS) == [], "nobody presses paper"
    dark = page.evaluate("getComputedStyle(document.body).color.match(/\\d+/g).map(Number).reduce((sum, one) => sum + one, 0)")
    assert dark < 200, "dark letters, whatever the screen is like"
    printed = page.pdf()
    assert printed.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", printed)) >= 1


def test_what_a_case_has_on_paper(desk, browser_page):
    page = browser_page("agent")
    page.goto(f"/console/cases/{furnish(desk)['case']}")
    page.emulate_media(media="print")
    for part in [".case-facts", "#case-document [aria-current=step]", "#case-timeline .line-text", "#aside-facts .facts", "#timeline-title"]:
        assert page.locator(part).first.is_visible(), part
    assert page.locator(".line.detail").first.is_visible(), "paper has no switch for details"
    # Nothing is cut off by a column that scrolls on the screen.
    cut = page.evaluate(
        "() => [...document.querySelectorAll('.case-columns > section, .timeline-scroll')].filter((one) => one.scrollHeight > one.clientHeight + 2).length")
    assert cut == 0


def test_what_figures_and_calendars_have_on_paper(desk, browser_page):
    page = browser_page("supervisor")
    page.goto("/console/figures?span=week")
    assert not page.locator(".on-paper").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".on-paper").is_visible() and re.search(r"\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d", page.locator(".on-paper").inner_text())
    page = browser_page("author")
    page.goto("/console/calendars/takeaway-service?year=2026")
    page.emulate_media(media="print")
    assert page.locator(".year").inner_text() == "2026"
    assert page.locator(".month").count() == 12 and page.locator(".month").last.is_visible()
