"""A whole case by keyboard alone, from the log-in to its end: nothing is clicked, filled or focused by a script, and where one is can be seen at each step."""

import re

import pytest
from desk import Desk
from playwright.sync_api import expect

PLAYBOOK = "cash-on-delivery-restoration"
# What has the focus: nil where nothing has it.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    what: `${one.tagName.toLowerCase()}#${one.id} ${one.textContent.trim().slice(0, 40)}`,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    isInSight: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  };
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk of its own: what is offered here is this case's."""
    desk = Desk(tmp_path_factory.mktemp("keyboard"), playbooks=[f"grocery/{PLAYBOOK}.md"])
    desk.api("supervisor").post("/v1/teams", json={"id": "leads", "name": "客诉主管", "queues": ["客诉主管"], "members": {"agent": []}})
    yield desk
    assert desk.stop() == 0


def seen(page):
    """Something has the focus, and it can be seen that it has. - Returns: what it is."""
    for _ in range(20):
        found = page.evaluate(FOCUS)
        if found:
            break
        page.wait_for_timeout(50)  # a part of the page is being drawn anew
    assert found, f"nothing has the focus on {page.url}"
    assert found["outline"] >= 1, f"it can't be seen that {found['what']} has the focus"
    assert found["isInSight"], f"{found['what']} has the focus and is out of sight"
    return found["what"]


def has_focus(page, selector):
    return page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector)


def tab_to(page, selector, words="", most=200, key="Tab"):
    """Goes on until something has the focus that fits, with these words in it."""
    passed = []
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement === document.body"):
            continue  # the end of the page: the browser's own bar comes between
        passed.append(seen(page))
        if has_focus(page, selector) and words in passed[-1]:
            return
    raise AssertionError(f"{selector} {words} isn't reached: {passed}")


def stays_inside(page, dialog):
    """However often somebody goes on, they don't leave the dialog."""
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 8:
        page.keyboard.press(key)
        assert page.evaluate("id => { const at = document.activeElement; return at === document.body || at.closest('dialog') === document.querySelector(id); }", dialog)


def opened(page, dialog):
    expect(page.locator(dialog)).to_be_visible()
    assert page.evaluate("id => document.querySelector(id).contains(document.activeElement)", dialog), f"{dialog} has the focus in it"
    stays_inside(page, dialog)


def test_a_whole_case_by_keyboard(desk, visitor):
    case = desk.api("integration").post(
        "/v1/cases", json={"playbook": PLAYBOOK, "subject": "COD-1", "persons": {"customer": "u-1"}, "facts": {"restriction.appeal": "none"}})["id"]
    page = visitor()

    # In.
    page.goto("/console/log-in")
    assert has_focus(page, "[name='/account']"), "one types at once"
    seen(page)
    page.keyboard.type("agent")
    tab_to(page, "[name='/password']")
    page.keyboard.type(desk.password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/console/work"))

    # To the content without the bar, available, and what is offered is taken.
    page.keyboard.press("Tab")
    assert has_focus(page, ".skip")
    seen(page)
    page.keyboard.press("Enter")
    tab_to(page, "#status-available")
    page.keyboard.press("Enter")
    expect(page.locator("#status-available")).to_have_attribute("aria-pressed", "true")
    seen(page)
    expect(page.locator("[data-offer]").first).to_be_visible(timeout=20_000)
    tab_to(page, "[id^='accept-']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/console/cases/{case}"))
    standing = page.locator(".standing").first
    expect(standing).to_contain_text("限制时长")

    # A fact is filled in: the number leads to the sentence, the field is the next place.
    page.keyboard.press("1")
    assert has_focus(page, ".standing [data-choice]")
    seen(page)
    tab_to(page, ".standing .fact-form input", most=12)
    page.keyboard.type("45 天")
    page.keyboard.press("Enter")
    expect(standing).to_contain_text("限制期履约单数")
    expect(page.locator(".standing [data-choice]").first).to_be_focused()
    seen(page)

    # A note, with the keys of the composer.
    page.keyboard.press("r")
    assert has_focus(page, "[data-composer]")
    tab_to(page, "[data-compose-whom]", key="Shift+Tab", most=4)
    for _ in range(20):
        if page.locator("[data-compose-whom]").input_value() == "note":
            break
        page.keyboard.press("ArrowDown")
    assert page.locator("[data-compose-whom]").input_value() == "note"
    tab_to(page, "[data-composer]", most=4)
    page.keyboard.type("履约单数查不到")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said-note .line-text")).to_have_text("履约单数查不到", timeout=20_000)
    seen(page)
    tab_to(page, "[data-compose] button.main", most=4)

    # An action asks before: Escape does nothing and gives the focus back; yes does it, and the case says why it can't be.
    page.keyboard.press("1")
    assert not has_focus(page, "[data-composer]")
    tab_to(page, "#actions > summary")
    page.keyboard.press("Enter")
    expect(page.locator("#actions")).to_have_attribute("open", "")
    tab_to(page, "#actions button", "恢复货到付款")
    page.keyboard.press("Enter")
    opened(page, "[data-confirm-dialog]")
    page.keyboard.press("Escape")
    expect(page.locator("[data-confirm-dialog]")).to_be_hidden()
    expect(page.locator("#actions button:focus")).to_have_count(1)
    assert "恢复货到付款" in seen(page)
    page.keyboard.press("Enter")
    opened(page, "[data-confirm-dialog]")
    tab_to(page, "[data-confirm-dialog] button[value=yes]", most=6)
    page.keyboard.press("Enter")
    expect(page.locator(".toast.bad")).to_be_visible()
    seen(page)

    # What the document doesn't say.
    tab_to(page, "[data-remark]", key="Shift+Tab")
    page.keyboard.press("Enter")
    opened(page, "#remark")
    page.keyboard.press("Escape")
    expect(page.locator("#remark")).to_be_hidden()
    # The part that it stands in may be drawn anew just now.
    expect(page.locator("[data-remark]:focus")).to_have_count(1)
    seen(page)
    page.keyboard.press("Enter")
    expect(page.locator("#remark")).to_be_visible()
    if not has_focus(page, "#remark textarea"):
        tab_to(page, "#remark textarea", most=6)
    page.keyboard.type("没写履约单数查不到时问谁")
    tab_to(page, "#remark button.main", most=4)
    page.keyboard.press("Enter")
    expect(page.locator("#remark")).to_be_hidden()
    expect(page.locator("#case-timeline")).to_contain_text("没写履约单数查不到时问谁")
    seen(page)

    # Answers by number, to the end.
    page.keyboard.press("1")
    expect(page.locator(".standing [data-choice]").first).to_be_focused()
    assert "未知" in seen(page)
    page.keyboard.press("Enter")
    expect(standing).to_contain_text("转人工")
    expect(page.locator(".standing [data-choice]").first).to_be_focused()
    seen(page)
    page.keyboard.press("Enter")
    expect(page.locator(".case-title .tag").first).to_have_text("已结单")
    seen(page)
    assert desk.api("agent").get(f"/v1/cases/{case}")["phase"] == "closed"


def test_the_places_are_reached_by_letters(desk, browser_page):
    page = browser_page("supervisor")
    for letter, place in [("w", "work"), ("c", "cases"), ("b", "wall")]:
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_url(re.compile(f"/console/{place}"))
    page.keyboard.press("?")
    opened(page, "#keys")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Control+k")
    opened(page, "#palette")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
