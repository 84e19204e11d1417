"""Makes the pictures of the main pages that the README shows: `make screenshots`."""

import os
import pathlib
import shutil
import sys
import tempfile

from desk import CHECKOUT, Desk, open_case
from playwright.sync_api import sync_playwright

FOLDER = CHECKOUT / "docs/screenshots"


def furnish(desk):
    """Cases with some life in them. - Returns: the one to look at."""
    agent = desk.api("agent")
    shops = ["禾味小馆", "巷口面馆", "一碗云吞", "老街烧腊", "青禾沙拉", "小满甜品"]
    cases = [open_case(desk, f"D-10{number}", shop) for number, shop in enumerate(shops)]
    shown = cases[1]
    for words in [{"from": "merchant", "channel": "wechat", "text": "顾客电话一直打不通，餐已经做好了，骑手在店里等"},
                  {"text": "先核实是不是售后问题"}]:
        agent.post(f"/v1/cases/{shown}/messages", json=words)
    return shown


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gendan-screenshots-"))
    desk = Desk(folder)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    try:
        shown = furnish(desk)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])

            def page_of(role, width=1440, height=900, scheme="light"):
                context = browser.new_context(
                    base_url=desk.url, locale="zh-CN", timezone_id="Asia/Shanghai", color_scheme=scheme, viewport={"width": width, "height": height})
                page = context.new_page()
                page.goto("/console/log-in")
                page.fill("[name='/account']", role)
                page.fill("[name='/password']", desk.password)
                page.click("button.main")
                page.wait_for_url(lambda url: "/log-in" not in url)
                return page

            def shoot(page, path, name):
                page.goto(path)
                page.wait_for_timeout(700)
                page.screenshot(path=FOLDER / f"{name}.png")
                print(f"docs/screenshots/{name}.png")

            agent, supervisor, author = page_of("agent"), page_of("supervisor"), page_of("author")
            shoot(agent, "/console/work", "work")
            shoot(agent, f"/console/cases/{shown}", "case")
            shoot(page_of("agent", scheme="dark"), f"/console/cases/{shown}", "case-dark")
            shoot(page_of("agent", width=390, height=844), f"/console/cases/{shown}", "case-phone")
            shoot(supervisor, "/console/wall", "wall")
            shoot(supervisor, "/console/figures", "figures")
            shoot(author, "/console/playbooks/merchant-cannot-reach-customer", "playbook")
            shoot(author, "/console/studio/merchant-cannot-reach-customer", "studio")
            browser.close()
    finally:
        desk.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
