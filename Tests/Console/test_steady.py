"""Pages that stay where they are while they load and while they are drawn anew, and that are there soon."""

import pytest
from places import PLAYBOOK, furnish

OBSERVE = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (one.hadRecentInput) continue;
    const what = (one.sources ?? []).map((source) => source.node?.outerHTML?.slice(0, 80) ?? "");
    window.shifts.push({ value: one.value, what });
  }
}).observe({ type: "layout-shift", buffered: true });
"""
MAIN = {
    "agent": ["/console/work", "/console/cases", "/console/cases/{case}", "/console/cases/new", "/console/approvals"],
    "supervisor": ["/console/wall", "/console/wall/work", "/console/approvals", "/console/incidents", "/console/parents", "/console/figures"],
    "author": ["/console/playbooks", PLAYBOOK, PLAYBOOK + "/graph", "/console/studio", "/console/studio/merchant-cannot-reach-customer", "/console/calendars"],
    "approver": ["/console/proposals", PLAYBOOK + "/heat"],
    "quality": ["/console/cases", "/console/cases/{case}", "/console/audit"],
    "administrator": ["/console/accounts", "/console/tokens", "/console/teams", "/console/webhooks", "/console/privacy", "/console/about"],
}
# Compressed bytes.
FIRST_LOAD = 100_000


def moved(page):
    shifts = page.evaluate("window.shifts")
    return sum(one["value"] for one in shifts), [one["what"] for one in shifts if one["value"] > 0.001]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("role", MAIN)
def test_nothing_moves_by_itself(role, width, desk, browser_page):
    things = furnish(desk)
    page = browser_page(role, width=width)
    page.context.add_init_script(OBSERVE)
    for path in MAIN[role]:
        page.goto(path.format(**things))
        page.wait_for_load_state("load")
        page.wait_for_timeout(600)
        loading, why = moved(page)
        assert loading < 0.02, f"{path} moves by {loading} while it loads: {why}"
        # As when something has happened, to all parts that are live.
        page.evaluate("document.body.dispatchEvent(new CustomEvent('changed', { detail: {} }))")
        page.wait_for_timeout(900)
        whole, why = moved(page)
        assert whole < 0.02, f"{path} moves by {whole} with what is live: {why}"


def test_what_comes_into_a_case_moves_nothing_else(desk, browser_page):
    case = furnish(desk)["case"]
    page = browser_page("agent")
    page.context.add_init_script(OBSERVE)
    page.goto(f"/console/cases/{case}")
    page.wait_for_timeout(600)
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"text": "又一条备注"})
    page.locator(".said-note .line-text", has_text="又一条备注").last.wait_for()
    page.wait_for_timeout(400)
    whole, why = moved(page)
    assert whole < 0.02, f"it moves by {whole}: {why}"


@pytest.mark.parametrize(("role", "path"), [("agent", "/console/cases/{case}"), ("agent", "/console/work"), ("supervisor", "/console/wall")])
def test_a_first_load_is_small(role, path, desk, browser_page):
    page = browser_page(role)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses, sizes = {}, {}
    network.on("Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]}))
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(path.format(**furnish(desk)))
    page.wait_for_load_state("load")
    page.wait_for_timeout(800)
    loaded = {addresses[one]: size for one, size in sizes.items() if one in addresses and not addresses[one].endswith("/echarts.js")}
    assert any(address.endswith("/base.css") for address in loaded) and any(address.endswith("/htmx.js") for address in loaded)
    assert sum(loaded.values()) < FIRST_LOAD, sorted(loaded.items(), key=lambda one: -one[1])
