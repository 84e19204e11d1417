"""The inbox of work, the list of cases, and the pages that open cases, in a browser."""

import re

from playwright.sync_api import expect


def test_the_inbox_is_accessible_in_both_schemes(desk, open_case, browser_page, no_violations):
    open_case(desk)
    for scheme in ("light", "dark"):
        page = browser_page("agent", scheme=scheme)
        page.goto(desk.url + "/console/work")
        expect(page.get_by_role("heading", level=1)).to_have_text("待办")
        expect(page.locator("#work-list [data-row]").first).to_be_visible()
        no_violations(page)


def test_it_fits_a_telephone_and_a_wall(desk, open_case, browser_page, no_violations):
    open_case(desk)
    for width in (360, 3840):
        page = browser_page("agent", width=width)
        for path in ("/console/work", "/console/cases", "/console/cases/new"):
            page.goto(desk.url + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, path)
            no_violations(page)


def test_a_status_is_set_and_what_is_offered_is_taken(desk, open_case, browser_page):
    page = browser_page("agent", language="en")
    page.goto(desk.url + "/console/work")
    available = page.get_by_role("button", name=re.compile("Available$"))
    available.click()
    expect(available).to_have_attribute("aria-pressed", "true")
    open_case(desk)
    take = page.locator("[data-offer] button", has_text="Take").first
    expect(take).to_be_visible(timeout=15000)
    expect(page.locator("[data-work-told]")).to_have_text("A task is offered to you")
    take.click()
    page.wait_for_url(re.compile(r"/console/cases/C-\d+"))
    desk.api("agent").put("/v1/presence", json={"status": "offline"})


def test_a_new_case_comes_into_the_list_by_itself(desk, open_case, browser_page):
    page = browser_page("supervisor")
    page.goto(desk.url + "/console/cases")
    expect(page.locator(".lamp.on")).to_be_visible()
    case = open_case(desk)
    expect(page.locator(f"#case-{case}")).to_be_visible(timeout=10000)


def test_rows_are_stepped_through_by_keys(desk, open_case, browser_page):
    open_case(desk)
    open_case(desk)
    page = browser_page("agent")
    page.goto(desk.url + "/console/cases")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.id")
    assert first.startswith("case-") and second.startswith("case-") and first != second
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == first
    # What changes meanwhile takes the focus from nobody.
    case = open_case(desk)
    expect(page.locator(f"#case-{case}")).to_be_visible(timeout=10000)
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/console/cases/C-\d+"))


def test_a_filter_is_saved_and_is_there_in_another_browser(desk, browser_page, no_violations):
    page = browser_page("agent2", language="en")
    page.goto(desk.url + "/console/cases")
    page.get_by_label("Incidents only").check()
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url(re.compile(r"/console/cases\?incident=true$"))
    page.get_by_role("button", name="Save this filter").click()
    page.get_by_label("Name").fill("Stuck <b>")
    no_violations(page)
    page.get_by_role("button", name="Save", exact=True).click()
    tab = page.get_by_role("link", name="Stuck <b>")
    expect(tab).to_have_attribute("aria-current", "page")
    other = browser_page("agent2", language="en")
    other.goto(desk.url + "/console/cases")
    other.get_by_role("link", name="Stuck <b>").click()
    other.wait_for_url(re.compile(r"/console/cases\?incident=true$"))
    other.get_by_role("button", name="Remove “Stuck <b>”").click()
    other.get_by_role("button", name="Go on").click()
    expect(other.get_by_role("link", name="Stuck <b>")).to_have_count(0)


def test_a_case_is_opened_by_hand(desk, browser_page, no_violations):
    page = browser_page("agent", language="en")
    page.goto(desk.url + "/console/cases/new?playbook=merchant-cannot-reach-customer")
    no_violations(page)
    page.get_by_role("button", name="Open the case").click()
    field = page.locator("[name='/subject']")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("HAND-1")
    page.locator("[name='/facts/refund.state']").select_option("none")
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_url(re.compile(r"/console/cases/C-\d+"))


def test_an_intake_form_asks_what_belongs_to_the_problem(desk, browser_page, no_violations):
    page = browser_page("agent", language="en")
    page.goto(desk.url + "/console/registrations/takeaway-service")
    no_violations(page)
    colour = page.locator("[data-trouble] [data-field='foreign.colour']").first
    expect(colour).to_be_hidden()
    page.locator("[name='/problems/0/problem']").select_option("foreign")
    expect(colour).to_be_visible()
    page.get_by_role("button", name="Add a problem").click()
    expect(page.locator("[name='/problems/1/problem']")).to_be_visible()
    page.get_by_role("button", name="Remove this problem").last.click()
    expect(page.locator("[data-trouble]")).to_have_count(1)
    page.get_by_role("button", name="Register and open cases").click()
    expect(page.locator("[name='/phone']")).to_have_attribute("aria-invalid", "true")


def only_task(desk, case):
    """The one open task of a case. - Returns: the place of who holds it."""
    task = desk.api("supervisor").get(f"/v1/tasks?case={case}")["items"][0]["task"]
    return f"/v1/tasks/{case}/{task}/assignee"


def test_what_is_given_while_one_looks_elsewhere_is_told(desk, open_case, browser_page, no_violations):
    case = open_case(desk)
    page = browser_page("agent", language="en")
    page.goto(desk.url + "/console/playbooks")
    # Whoever listens has the lock; then it takes a moment until the line is open.
    page.wait_for_function("navigator.locks.query().then((all) => all.held.some((one) => one.name.startsWith('gendan-work-')))")
    page.wait_for_timeout(500)
    count = page.locator("[data-work-count]")

    def mine():
        """How many they hold and are offered, what they took before included."""
        presence = page.evaluate("fetch('/v1/presence', { headers: { Accept: 'application/json' } }).then((answer) => answer.json())")
        return str(presence.get("holds", 0) + presence.get("offered", 0))

    place = only_task(desk, case)
    desk.api("supervisor").put(place, json={"account": "agent"})
    toast = page.locator(".toast", has_text=case)
    expect(toast).to_be_visible(timeout=10_000)
    expect(toast.get_by_role("link", name="Open it")).to_have_attribute("href", f"/console/cases/{case}")
    expect(count).to_have_text(mine())
    assert re.match(r"\([1-9]\) ", page.title())
    no_violations(page)
    toast.get_by_role("link").click()
    page.wait_for_url(re.compile(f"/console/cases/{case}"))
    desk.api("supervisor").delete(place)
    page.wait_for_timeout(500)
    expect(count).to_have_text(re.compile("^[0-9]*$") if mine() == "0" else mine())


def test_a_second_page_hears_it_from_the_first(desk, open_case, browser_page):
    case = open_case(desk)
    page = browser_page("agent2", language="en")
    page.goto(desk.url + "/console/playbooks")
    page.wait_for_function("navigator.locks.query().then((all) => all.held.length > 0)")
    other = page.context.new_page()
    other.goto(desk.url + "/console/calendars")
    other.wait_for_function("navigator.locks.query().then((all) => all.pending.length > 0)")
    other.wait_for_timeout(500)
    place = only_task(desk, case)
    desk.api("supervisor").put(place, json={"account": "agent2"})
    expect(other.locator(".toast", has_text=case)).to_be_visible(timeout=10_000)
    desk.api("supervisor").delete(place)


def test_notifications_are_asked_for_by_a_button_only(desk, browser_page):
    page = browser_page("agent", language="en")
    page.add_init_script("window.asked = 0; Notification.requestPermission = async () => { window.asked += 1; return 'granted'; };"
                         "Object.defineProperty(Notification, 'permission', { get: () => window.asked > 0 ? 'granted' : 'default' });")
    page.goto(desk.url + "/console/work")
    assert page.evaluate("window.asked") == 0
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="Turn notifications on").click()
    expect(page.get_by_role("button", name="Turn notifications off")).to_be_visible()
    assert page.evaluate("window.asked") == 1
    page.get_by_role("button", name="Turn notifications off").click()
    expect(page.get_by_role("button", name="Turn notifications on")).to_be_visible()
