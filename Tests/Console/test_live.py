"""Two browsers at once, a server that goes away and comes back, and the speed with which a change is seen."""

import pytest
from desk import open_case
from playwright.sync_api import expect


def test_what_one_writes_the_other_sees(desk, browser_page):
    case = open_case(desk)
    one, other = browser_page("agent"), browser_page("supervisor")
    one.goto(f"/console/cases/{case}")
    other.goto(f"/console/cases/{case}")
    expect(other.locator("[data-lamp]")).to_have_class("lamp on")
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"text": "蓝色的伞还在前台"})
    for page in (one, other):
        expect(page.get_by_text("蓝色的伞还在前台")).to_be_visible()


def test_what_is_typed_stays_when_something_happens(desk, browser_page):
    case = open_case(desk)
    page = browser_page("agent")
    page.goto(f"/console/cases/{case}")
    page.fill("[data-composer]", "写了一半")
    page.focus("[data-composer]")
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"text": "别人写的"})
    expect(page.get_by_text("别人写的")).to_be_visible()
    expect(page.locator("[data-composer]")).to_have_value("写了一半")
    expect(page.locator("[data-composer]")).to_be_focused()
    page.reload()
    expect(page.locator("[data-composer]")).to_have_value("写了一半")


def test_a_connection_that_was_lost_comes_back(desk, browser_page, watch):
    watch.expected = ["ERR_CONNECTION", "ERR_INCOMPLETE", "ERR_EMPTY", "Failed to load", "Failed to fetch", "NetworkError"]
    case = open_case(desk)
    page = browser_page("agent")
    page.goto(f"/console/cases/{case}")
    expect(page.locator("[data-lamp]")).to_have_class("lamp on")
    assert desk.stop() == 0
    expect(page.locator("[data-lamp]")).to_have_class("lamp off")
    desk.start()
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"text": "断线时写的"})
    expect(page.locator("[data-lamp]")).to_have_class("lamp on", timeout=30_000)
    expect(page.get_by_text("断线时写的")).to_be_visible()


def test_work_that_changes_hands_shows_at_once(desk, browser_page):
    case = open_case(desk)
    page = browser_page("supervisor", language="en")
    page.goto("/console/wall/work")
    expect(page.locator("[data-lamp]")).to_have_class("lamp on")
    row = page.locator("tr", has=page.get_by_role("link", name=case, exact=True))
    task = desk.api("supervisor").get(f"/v1/tasks?case={case}")["items"][0]["task"]
    desk.api("supervisor").put(f"/v1/tasks/{case}/{task}/assignee", json={"account": "agent2"})
    # Polling would take up to half a minute.
    expect(row).to_contain_text("王芳", timeout=5_000)
    desk.api("supervisor").delete(f"/v1/tasks/{case}/{task}/assignee")
    expect(row).not_to_contain_text("王芳", timeout=5_000)


def test_a_page_that_shows_nothing_live_looks_once_more_when_its_connection_was_lost(desk, browser_page, watch):
    watch.expected = ["ERR_CONNECTION", "ERR_INCOMPLETE", "ERR_EMPTY", "Failed to load", "Failed to fetch", "NetworkError"]
    page = browser_page("agent")
    with page.expect_request("**/v1/events?mine=true"):
        page.goto("/console/playbooks")
    # Another page of theirs, which hears it from the one that listens.
    other = page.context.new_page()
    watch.follow(other)
    other.goto("/console/playbooks")
    hear = "window.missed = 0; document.addEventListener('gendan:work', (event) => { if (!event.detail.you) window.missed += 1; })"
    for one in (page, other):
        one.evaluate(hear)
    assert desk.stop() == 0
    desk.start()
    for one in (page, other):
        for _ in range(90):
            if one.evaluate("window.missed") > 0:
                break
            one.wait_for_timeout(500)
        assert one.evaluate("window.missed") > 0


@pytest.mark.parametrize("words", ["<script>window.owned = 1</script>", "\"><img src=x onerror=window.owned=1>", "{{t.product}}", "'; drop table --", "汉" * 4000])
def test_hostile_and_long_words_are_words(words, desk, browser_page):
    case = open_case(desk)
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"text": words})
    page = browser_page("agent", width=390)
    page.goto(f"/console/cases/{case}")
    expect(page.get_by_text(words[:60]).first).to_be_attached()
    assert page.evaluate("window.owned") is None
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
