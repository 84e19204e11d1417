"""Reading playbooks: every page keeps nobody out, fits every width, and shows what the document says."""

import pytest
from playwright.sync_api import expect

PLAYBOOK = "/console/playbooks/merchant-cannot-reach-customer"
PAGES = ["/console/playbooks"] + [PLAYBOOK + tab for tab in ["", "/graph", "/versions", "/messages", "/vocabulary", "/rules", "/stories", "/heat"]]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_nobody_out(browser_page, no_violations, path):
    for scheme, width in [("light", 1280), ("dark", 360)]:
        page = browser_page("author", scheme=scheme, width=width)
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        no_violations(page)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_window(browser_page, path):
    page = browser_page("author", width=360)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_tabs_lead_from_page_to_page(browser_page):
    page = browser_page("author", language="en-GB")
    page.goto("/console/playbooks")
    page.get_by_role("link", name="商家联系不上用户", exact=True).first.click()
    for name in ["Graph", "Versions", "Messages", "Vocabulary", "Rules", "Stories", "Heat", "Outline"]:
        page.get_by_role("navigation", name="Pages of the playbook").get_by_role("link", name=name).click()
        expect(page.locator(".tabs [aria-current=page]")).to_have_text(name)


def test_a_sentence_of_the_heat_leads_into_the_outline(browser_page, desk):
    desk.api("agent").post("/v1/cases", json={"playbook": "merchant-cannot-reach-customer", "subject": "heat-1"})
    page = browser_page("author")
    page.goto(PLAYBOOK + "/heat?cases=200")
    page.locator(".heat th a").first.click()
    expect(page.locator(".sentence:target")).to_be_visible()


def test_the_graph_is_a_picture_that_is_zoomed_and_walked_by_keyboard(browser_page):
    page = browser_page("author", language="en")
    page.goto(PLAYBOOK + "/graph?procedure=5")
    picture = page.locator("[data-picture]")
    before = picture.bounding_box()["width"]
    page.get_by_role("button", name="larger").click()
    assert picture.bounding_box()["width"] > before
    region = page.locator("[data-flow]")
    region.focus()
    page.keyboard.press("0")
    assert picture.bounding_box()["width"] <= region.bounding_box()["width"]
    # No words lie on others, and none stick out of their box.
    crossed = picture.evaluate("""one => {
      const all = [...one.querySelectorAll(".flow-box, .flow-label, .flow-end, .flow-jump")].map((part) => part.getBoundingClientRect());
      return all.filter((a, i) => all.some((b, j) => j > i && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length;
    }""")
    assert crossed == 0
    sticking = picture.evaluate("""one => [...one.querySelectorAll(".flow-box")].filter((box) => {
      const face = box.querySelector("rect, path").getBoundingClientRect();
      return [...box.querySelectorAll("text")].some((text) => {
        const words = text.getBoundingClientRect();
        return words.left < face.left || words.right > face.right || words.bottom > face.bottom + 1;
      });
    }).length""")
    assert sticking == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".sentence:target")).to_be_visible()


def test_another_procedure_is_chosen_and_the_list_is_there_too(browser_page, no_violations):
    page = browser_page("author", language="en")
    page.goto(PLAYBOOK + "/graph")
    page.locator("#procedure").select_option("3")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("[data-picture]")).to_have_attribute("aria-label", "Graph of “转达商家来意”")
    page.get_by_text("As a list").click()
    expect(page.locator(".box").first).to_be_visible()
    no_violations(page)
