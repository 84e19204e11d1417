"""What `make run` prints: its address, its people and what to try in three minutes are true, in both languages."""

import json
import os
import re
import shlex
import subprocess
import time

import pytest
import requests
from desk import CHECKOUT, GENDAN
from playwright.sync_api import expect

ROLES = {
    "zh-CN": {"客服": "agent", "主管": "supervisor", "流程编写": "author", "审批": "approver", "发布": "publisher", "质检": "quality", "管理员": "administrator"},
    "en": {
        "agents": "agent", "supervisor": "supervisor", "author": "author", "approver": "approver", "publisher": "publisher", "quality": "quality",
        "administrator": "administrator"},
}
WORDS = {
    "zh-CN": {"steps": "三分钟看一遍", "available": "空闲", "take": "接单", "wall": "大盘", "password": r"密码都是 (\S+)", "tour": "用 curl 走一圈"},
    "en": {"steps": "In three minutes", "available": "Available", "take": "Take", "wall": "wall", "password": r"with the password (\S+)", "tour": "A tour with curl"},
}


class Started:
    """`make run` without its build, on a ledger of its own and a port that is free."""

    def __init__(self, folder, language):
        self.folder, self.language = folder, language
        # The tests themselves are run by make, which tells a make inside it to say so.
        recipe = subprocess.run(
            ["make", "--no-print-directory", "-n", "-o", "build", "run", f"GENDAN={GENDAN}", f"LEDGER={folder}/.gendan/ledger.sqlite", "ARGS=--port 0"],
            cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout.strip().splitlines()
        self.command = shlex.split(recipe[-1])
        assert len(recipe) == 2 and self.command[:3] == [GENDAN, "serve", "--sandbox"], recipe
        (folder / ".gendan").mkdir()
        # It reads the shipped playbooks from the folder it is run in, and keeps files there.
        (folder / "Playbooks").symlink_to(CHECKOUT / "Playbooks")
        self.start()

    def start(self):
        environment = {**os.environ, "GENDAN_LOCALE": self.language, "LLVM_PROFILE_FILE": "/dev/null"}
        self.log = open(self.folder / "log", "a")
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=self.log, text=True, env=environment, cwd=self.folder)
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if "docs/http-api/README.md" in line:
                break
        self.text = "\n".join(self.lines)
        assert self.process.poll() is None, self.text
        self.password = re.search(WORDS[self.language]["password"], self.text).group(1)
        self.url = re.search(r"http://[\d.]+:\d+", self.text).group()
        self.names = dict(one.split("=", 1) for one in next(line for line in self.lines if line.strip().startswith("export ")).split()[1:])

    def stop(self):
        self.process.terminate()
        status = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.log.close()
        return status

    @property
    def people(self):
        """What is printed of each account: its role."""
        row = self.lines[next(index for index, line in enumerate(self.lines) if self.password in line) + 1]
        groups = [group.rsplit(" ", 1) for group in re.split(r"\s{2,}", row.strip())]
        return {name: ROLES[self.language][role] for names, role in groups for name in re.split(r"、|, ", names)}

    def ask(self, method, path, role, **options):
        answer = requests.request(method, self.url + path, headers={"Authorization": f"Bearer {self.names[role]}"}, timeout=30, **options)
        assert answer.ok, f"{method} {path}: {answer.text}"
        return answer.json()

    def open_case(self, order):
        """The platform opens a case that stands at a question for an agent."""
        event = {"id": f"e-{order}", "order": order, "kind": "picked-up", "at": int(time.time() * 1_000), "merchant": "m-1", "merchant-name": "巷口面馆"}
        self.ask("POST", "/v1/order-events", "PLATFORM", json=event | {"rider": "r-1", "customer": "u-1"})
        facts = {"merchant.request": "aftersales", "refund.state": "none", "agent.persona": "小跟"}
        return self.ask(
            "POST", "/v1/cases", "PLATFORM",
            json={"playbook": "merchant-cannot-reach-customer", "subject": order, "persons": {"customer": "u-1", "merchant": "m-1"}, "facts": facts})["id"]


@pytest.fixture(scope="module", params=["zh-CN", "en"])
def desk(request, tmp_path_factory):
    started = Started(tmp_path_factory.mktemp("run"), request.param)
    yield started
    assert started.stop() == 0


@pytest.fixture
def words(desk):
    return WORDS[desk.language]


def test_its_first_words_name_the_address_the_people_and_what_to_try(desk, words):
    assert desk.people == {
        "li": "agent", "wang": "agent", "zhou": "supervisor", "chen": "author", "sun": "approver", "wu": "publisher", "zheng": "quality", "he": "administrator"}
    start = next(index for index, line in enumerate(desk.lines) if words["steps"] in line)
    steps = desk.lines[start + 1:start + 4]
    assert [step.split()[0] for step in steps] == ["1.", "2.", "3."]
    assert all(name in step for name, step in zip(["li", "zhou", "chen"], steps))
    # One language at a time: what stands in the other's words only is nowhere.
    other = WORDS["en" if desk.language == "zh-CN" else "zh-CN"]
    assert other["steps"] not in desk.text
    # Whoever looks for the tour finds it.
    assert any(words["tour"] in page.read_text() for page in CHECKOUT.glob("README*.md")) and words["tour"] in desk.text
    assert (CHECKOUT / "docs/http-api/README.md").exists()


def test_everybody_whom_it_names_logs_in_as_what_it_says(desk, browser_page):
    for name, role in desk.people.items():
        page = browser_page(name, language=desk.language)
        expect(page.locator("h1")).to_be_visible()
        assert page.request.get("/v1/sessions/current").json()["role"] == role, name


def test_the_address_leads_whoever_opens_it_to_the_log_in(desk, visitor):
    page = visitor(language=desk.language)
    page.goto(desk.url)
    expect(page).to_have_url(re.compile(re.escape(desk.url) + "/console/log-in"))
    expect(page.locator("[name='/password']")).to_be_visible()
    page.fill("[name='/account']", "li")
    page.fill("[name='/password']", desk.password + "x")
    page.click("button.main")
    expect(page.locator("[data-problem]")).to_be_visible()


def test_every_address_that_it_prints_answers(desk):
    # On a new ledger it is the one that is asked for.
    desk.open_case("WELCOME-1")
    export = next(line for line in desk.lines if line.strip().startswith("export "))
    printed = [re.sub(r"\s{2,}\S.*", "", line.strip()) for line in desk.lines if line.strip().startswith("curl ")]
    assert len(printed) == 4
    for line in printed:
        if "/v1/events" in line:
            # It never ends: that it begins is enough.
            with requests.get(desk.url + "/v1/events", headers={"Authorization": f"Bearer {desk.names['AGENT']}"}, stream=True, timeout=30) as stream:
                assert stream.status_code == 200 and stream.headers["Content-Type"].startswith("text/event-stream")
            continue
        ran = subprocess.run(["bash", "-e", "-c", f"{export}\n{line} --silent --show-error --fail"], capture_output=True, text=True, timeout=60)
        assert ran.returncode == 0, f"{line}: {ran.stderr}"
        answer = json.loads(ran.stdout)
        assert answer.get("items") or answer.get("id") == "C-000001", ran.stdout
    for role in ["AGENT", "SUPERVISOR"]:
        assert desk.ask("GET", "/v1/cases?limit=1", role)["items"]
    addresses = set(re.findall(r"http://[\d.]+:\d+", desk.text))
    assert addresses == {desk.url} and requests.get(desk.url, timeout=30).ok


def test_what_it_says_to_try_can_be_done(desk, words, browser_page):
    wall = browser_page("zhou", language=desk.language)
    wall.goto("/console/wall")
    li = browser_page("li", language=desk.language)
    li.goto("/console/work")
    li.get_by_role("button", name=words["available"], exact=True).click()
    # The wall is live.
    expect(wall.locator(".wall")).to_contain_text("李明" if desk.language == "zh-CN" else "Li Ming", timeout=20_000)
    desk.open_case("WELCOME-2")
    take = li.locator("[data-offer] button.main").first
    expect(take).to_contain_text(words["take"], timeout=30_000)
    take.click()
    li.wait_for_url(re.compile(r"/console/cases/C-\d+"))
    here = li.locator("#case-document [aria-current=step]")
    expect(here).to_have_count(1)
    before = here.get_attribute("data-sentence")
    li.locator("#case-document [data-choice]").first.click()
    expect(li.locator(f'#case-document [aria-current=step][data-sentence="{before}"]')).to_have_count(0)

    chen = browser_page("chen", language=desk.language)
    chen.goto("/console/playbooks")
    chen.locator("a[href='/console/playbooks/merchant-cannot-reach-customer']").first.click()
    expect(chen.locator("h1")).to_contain_text("商家联系不上用户")


def test_started_again_it_has_the_same_password(desk):
    before = desk.password
    assert desk.stop() == 0
    desk.start()
    assert desk.password == before
    assert requests.post(desk.url + "/v1/sessions", json={"account": "wang", "password": before}, timeout=30).ok
