"""Makes the pictures of the main pages that the README and docs/console.md show: `make screenshots`."""

import os
import pathlib
import shutil
import sys
import tempfile

from desk import CHECKOUT, PLAYBOOKS, Desk, open_case
from goodwill import GOODWILL
from playwright.sync_api import sync_playwright

FOLDER = CHECKOUT / "docs/screenshots"
PLAYBOOK = "merchant-cannot-reach-customer"
TOLD_APART = "| unpaid | 不补偿率 | 占比 处理结果=不补偿 | ≤ 50 % |\n"
SHOWN_GOODWILL = GOODWILL.replace(TOLD_APART, TOLD_APART + "| checked | 核实结果 | 分类 核实结果 | |\n")
EMERGENCIES = [f"food-delivery/{name}.md" for name in ["food-safety-emergency", "repeat-complaint", "merchant-talk"]]


def furnish(desk):
    """Cases with some life in them. - Returns: the one to look at."""
    agent, platform = desk.api("agent"), desk.api("integration")
    shops = ["禾味小馆", "巷口面馆", "一碗云吞", "老街烧腊", "青禾沙拉", "小满甜品"]
    cases = [open_case(desk, f"D-10{number}", shop) for number, shop in enumerate(shops)]
    shown = cases[1]
    for words in [{"from": "merchant", "channel": "wechat", "text": "顾客电话一直打不通，餐已经做好了，骑手在店里等"},
                  {"text": "先核实是不是售后问题"}]:
        agent.post(f"/v1/cases/{shown}/messages", json=words)
    desk.api("supervisor").post("/v1/teams", json={"id": "leads", "name": "主管", "queues": ["主管"], "members": {"supervisor": []}})
    for number, amount in enumerate(["120 元", "68 元", "20 元"]):
        opened = platform.post(
            "/v1/cases", json={"playbook": "goodwill", "subject": f"D-20{number}", "facts": {"amount": amount, "checked": "yes"}})["id"]
        for effect in agent.get(f"/v1/cases/{opened}")["effects"]:
            platform.post(f"/v1/cases/{opened}/signals", json={"report": {"effect": effect["key"], "outcome": "失败"}})
    # Some that were paid, and one that wasn't.
    for number in range(7):
        opened = platform.post(
            "/v1/cases",
            json={"playbook": "goodwill", "subject": f"D-30{number}", "facts": {"amount": "12 元", "checked": "no" if number == 3 else "yes"}})["id"]
        for effect in agent.get(f"/v1/cases/{opened}")["effects"]:
            platform.post(f"/v1/cases/{opened}/signals", json={"report": {"effect": effect["key"], "outcome": "已发放"}})
    # Three guests of one merchant are ill: an incident that their cases belong to.
    for number in range(3):
        facts = {"商家编号": "M-7", "商家名称": "禾味小馆", "用户编号": f"u-{number}", "不适人数": "1 人", "客服称呼": "小跟"}
        platform.post("/v1/cases", json={"playbook": "takeaway-service", "subject": f"D-40{number}", "facts": facts})
    return shown


def propose(author):
    """An author proposes another version. - Returns: the proposal's address."""
    text = SHOWN_GOODWILL.replace("50 元以下 免审", "30 元以下 免审").replace("    - 【发放补偿】\n", "    - 向用户致歉，说明补偿多少\n    - 【发放补偿】\n")
    author.goto("/console/studio/goodwill")
    author.locator("[data-text]").first.fill(text)
    author.get_by_role("button", name="提交审批").click()
    author.wait_for_url("**/console/proposals/*")
    return author.url


class Camera:
    def __init__(self, desk, browser):
        self.desk, self.browser = desk, browser

    def visitor(self, width=1440, height=900, scheme="light", language="zh-CN"):
        context = self.browser.new_context(
            base_url=self.desk.url, locale=language, timezone_id="Asia/Shanghai", color_scheme=scheme, viewport={"width": width, "height": height},
            reduced_motion="reduce")
        return context.new_page()

    def person(self, role, **looks):
        page = self.visitor(**looks)
        page.goto("/console/log-in")
        page.fill("[name='/account']", role)
        page.fill("[name='/password']", self.desk.password)
        page.click("button.main")
        page.wait_for_url(lambda url: "/log-in" not in url)
        return page

    def shoot(self, page, path, name):
        if path:
            page.goto(path)
        page.wait_for_load_state("load")
        page.wait_for_timeout(700)
        page.screenshot(path=FOLDER / f"{name}.png")
        print(f"docs/screenshots/{name}.png")


def take(desk, camera, shown):
    agent, supervisor, author, administrator = [camera.person(role) for role in ["agent", "supervisor", "author", "administrator"]]
    case = f"/console/cases/{shown}"
    agent.goto("/console/work")
    agent.get_by_role("button", name="空闲", exact=True).click()
    agent.locator("[data-offer]").first.wait_for()
    camera.shoot(agent, None, "work")
    camera.shoot(agent, case, "case")
    camera.shoot(camera.person("agent", scheme="dark", language="en-GB"), case, "case-dark")
    camera.shoot(camera.person("agent", width=390, height=844), case, "case-phone")

    camera.shoot(supervisor, "/console/wall", "wall")
    camera.shoot(supervisor, "/console/approvals", "approvals")
    camera.shoot(supervisor, "/console/incidents", "incidents")
    camera.shoot(supervisor, "/console/parents", "parents")
    camera.shoot(supervisor, "/console/figures?span=week&playbook=goodwill", "figures")

    camera.shoot(author, f"/console/playbooks/{PLAYBOOK}", "playbook")
    camera.shoot(author, f"/console/playbooks/{PLAYBOOK}/graph", "graph")
    camera.shoot(author, "/console/playbooks/goodwill/heat", "heat")
    camera.shoot(author, "/console/calendars/takeaway-service", "calendar")
    camera.shoot(author, f"/console/studio/{PLAYBOOK}", "studio")
    author.goto(f"/console/studio/{PLAYBOOK}/play")
    # The first question has come.
    author.locator("[data-question] :is(button, input, select)").first.wait_for()
    camera.shoot(author, None, "play")
    author.goto(f"/console/studio/{PLAYBOOK}/trials")
    author.locator("form[data-run='simulation'] button.main").click()
    author.locator("section:has([data-run='simulation']) [data-result] :is(canvas, table)").first.wait_for(timeout=120_000)
    author.locator("#trials-simulation").scroll_into_view_if_needed()
    camera.shoot(author, None, "simulation")

    camera.shoot(camera.person("approver"), propose(author), "proposal")

    camera.shoot(administrator, "/console/accounts", "accounts")
    camera.shoot(administrator, "/console/connectors", "connectors")
    camera.shoot(administrator, "/console/audit", "audit")
    party = camera.visitor(width=390, height=844)
    camera.shoot(party, desk.api("agent").post(f"/v1/cases/{shown}/links", json={"party": "customer"})["path"], "party-phone")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gendan-screenshots-"))
    goodwill = folder / "goodwill.md"
    goodwill.write_text(SHOWN_GOODWILL, encoding="utf-8")
    desk = Desk(folder, playbooks=[*EMERGENCIES, *PLAYBOOKS, goodwill])
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    try:
        shown = furnish(desk)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
            take(desk, Camera(desk, browser), shown)
            browser.close()
    finally:
        desk.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
