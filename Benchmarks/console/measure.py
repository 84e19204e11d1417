"""What a person waits for at the console, in headless Chromium: bytes of a first load, first paint, and how soon another's change is seen.

Run it by Benchmarks/console/run.sh, with a release build."""

import json
import os
import pathlib
import shutil
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests/Console"))

from desk import Desk, open_case  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

LOADS = 11
CHANGES = 40
# Charts are counted apart.
CHARTS = "echarts"

WATCH = """(marker) => new Promise((seen) => {
  const look = () => {
    if (!document.querySelector('#case-timeline')?.textContent.includes(marker)) return false;
    requestAnimationFrame(() => setTimeout(() => seen(performance.timeOrigin + performance.now())));
    return true;
  };
  const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
})"""


def logged_in(browser, desk, role):
    context = browser.new_context(base_url=desk.url, locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("/console/log-in")
    page.fill("[name='/account']", role)
    page.fill("[name='/password']", desk.password)
    page.click("button.main")
    page.wait_for_url(lambda url: "/log-in" not in url)
    state = context.storage_state()
    context.close()
    return state


def load(browser, desk, state, path):
    """A page for somebody whose browser has nothing of it yet. - Returns: bytes over the wire, bytes of charts, milliseconds until the first paint."""
    context = browser.new_context(
        base_url=desk.url, storage_state=state, locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    names, sizes = {}, {}
    wire.on("Network.requestWillBeSent", lambda event: names.__setitem__(event["requestId"], event["request"]["url"]))
    wire.on("Network.loadingFinished", lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"]))
    page.goto(path, wait_until="load")
    page.wait_for_timeout(400)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    charts = sum(size for one, size in sizes.items() if CHARTS in names.get(one, ""))
    return sum(sizes.values()) - charts, charts, paint


def seen_after(browser, desk, state, case):
    """Milliseconds from a request that writes into a case until it is painted in a browser that shows the case."""
    context = browser.new_context(base_url=desk.url, storage_state=state, locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"/console/cases/{case}")
    page.wait_for_timeout(1_000)
    took = []
    for number in range(CHANGES):
        marker = f"measured-{number}-"
        page.evaluate(f"() => {{ window.measured = ({WATCH})({json.dumps(marker)}); }}")
        began = time.time() * 1_000
        desk.api("agent2").post(f"/v1/cases/{case}/messages", json={"text": marker})
        took.append(page.evaluate("window.measured") - began)
        page.wait_for_timeout(400)
    context.close()
    return sorted(took)


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gendan-console-"))
    desk = Desk(folder)
    try:
        case = [open_case(desk, f"M-{number}") for number in range(20)][3]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"])
            agent, supervisor = (logged_in(browser, desk, role) for role in ["agent", "supervisor"])
            places = [("inbox", agent, "/console/work"), ("case", agent, f"/console/cases/{case}"), ("wall", supervisor, "/console/wall"),
                      ("figures", supervisor, "/console/figures")]
            print("first load, empty cache: kB over the wire (charts apart), ms until the first paint: median, longest of", LOADS)
            for name, state, path in places:
                loads = [load(browser, desk, state, path) for _ in range(LOADS)]
                paints = [one[2] for one in loads]
                print(f"{name:8} {max(one[0] for one in loads) / 1_000:6.1f} kB + {loads[0][1] / 1_000:.1f}   {statistics.median(paints):6.0f} {max(paints):6.0f} ms")
            took = seen_after(browser, desk, agent, case)
            print(f"another's change is seen after {statistics.median(took):.0f} ms in the median, {took[-1]:.0f} ms at most, of {CHANGES}")
            browser.close()
    finally:
        desk.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
