"""The focus is never nowhere: parts are drawn anew under it, and what opened a dialog is gone when the dialog closes."""

import pytest
from playwright.sync_api import expect

DRAWN = """() => new Promise((done) => {
  const part = document.querySelector('#case-document');
  document.body.addEventListener('htmx:afterSettle', (event) => { if (event.detail.target === part) done(); });
  document.body.dispatchEvent(new CustomEvent('changed'));
})"""
HERE = "() => { const one = document.activeElement; return one === document.body || one.closest('dialog:not([open])') ? null : one.id || one.textContent.trim(); }"


@pytest.fixture
def page(browser_page, open_case):
    page = browser_page("agent")
    page.goto(f"/console/cases/{open_case()}")
    return page


def press(page, selector):
    page.locator(selector).first.focus()
    page.keyboard.press("Enter")


def is_back(page, selector):
    expect(page.locator(selector).first).to_be_focused()
    # Also when the browser has drawn the page without the dialog.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(page.locator(selector).first).to_be_focused()


def test_a_part_drawn_anew_keeps_the_focus_where_it_was(page):
    page.locator("#remark-open").focus()
    page.evaluate(DRAWN)
    is_back(page, "#remark-open")


def test_a_dialog_gives_the_focus_to_what_stands_for_its_opener_now(page):
    press(page, "#remark-open")
    expect(page.locator("#remark")).to_be_visible()
    page.evaluate(DRAWN)
    page.keyboard.press("Escape")
    expect(page.locator("#remark")).to_be_hidden()
    is_back(page, "#remark-open")


def test_a_form_that_is_sent_gives_it_back_too(page):
    press(page, "#remark-open")
    page.keyboard.type("没写查不到时问谁")
    page.evaluate(DRAWN)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#remark button.main')")
    page.keyboard.press("Enter")
    expect(page.locator("#remark")).to_be_hidden()
    is_back(page, "#remark-open")
    expect(page.locator("#case-timeline")).to_contain_text("没写查不到时问谁")
    is_back(page, "#remark-open")


def test_a_question_before_an_action_gives_it_back(page):
    page.locator("#actions").evaluate("one => { one.open = true; }")
    press(page, "#actions button[data-confirm]")
    label = page.locator("#actions button[data-confirm]").first.inner_text()
    expect(page.locator("[data-confirm-dialog]")).to_be_visible()
    page.evaluate(DRAWN)
    page.keyboard.press("Escape")
    expect(page.locator("[data-confirm-dialog]")).to_be_hidden()
    is_back(page, f"#actions button:has-text('{label}')")


def test_where_nothing_stands_in_its_place_it_is_nearby(page):
    # Something that is gone when the part is drawn again.
    page.evaluate("""() => {
      const one = document.createElement('button');
      one.textContent = '只在这里一次';
      document.querySelector('#case-document h2, #case-document h3').after(one);
      one.focus();
    }""")
    page.evaluate(DRAWN)
    assert page.evaluate(HERE) is not None
    assert page.evaluate("document.querySelector('#case-document').contains(document.activeElement)")
    # Not on the next button: whoever is about to press once more would decide something else.
    assert not page.evaluate("document.activeElement.matches('button')")


def test_of_several_that_look_alike_it_is_the_same_one(page):
    # Each line of the timeline has a button that says the same.
    page.evaluate("""() => {
      for (const which of ['one', 'two']) {
        const button = document.createElement('button');
        Object.assign(button, { type: 'button', textContent: '复制', className: 'twin' });
        button.dataset.copy = which;
        document.querySelector('#case-document h2, #case-document h3').after(button);
      }
      const part = document.querySelector('#case-document');
      const again = [...part.querySelectorAll('.twin')].map((one) => one.cloneNode(true));
      part.addEventListener('htmx:afterSwap', () => document.querySelector('#case-document h2, #case-document h3').after(...again), { once: true });
      part.querySelector('.twin[data-copy=one]').focus();
    }""")
    page.evaluate(DRAWN)
    assert page.evaluate("document.activeElement.dataset.copy") == "one"
