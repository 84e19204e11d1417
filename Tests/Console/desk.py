"""A desk for the console's tests: a server with people, a team, playbooks and cases in it."""

import json
import os
import pathlib
import re
import signal
import subprocess

import requests

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
GENDAN = os.environ.get("GENDAN", str(CHECKOUT / ".build/debug/gendan"))
PLAYBOOKS = ["food-delivery/merchant-cannot-reach-customer.md", "food-delivery/takeaway-service.md", "channel-shop/negotiation.md"]
ROLES = ["agent", "supervisor", "author", "approver", "publisher", "quality", "administrator"]
NAMES = {
    "agent": "李明", "agent2": "王芳", "supervisor": "周岚", "author": "陈默", "approver": "孙宁", "publisher": "吴越", "quality": "郑洁",
    "administrator": "何静"}


class API:
    """Asks as a program with a token."""

    def __init__(self, url, token):
        self.url, self.session = url, requests.Session()
        self.session.headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}

    def ask(self, method, path, **options):
        answer = self.session.request(method, self.url + path, timeout=30, **options)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content and "json" in answer.headers.get("Content-Type", "") else answer.text

    def get(self, path, **options):
        return self.ask("GET", path, **options)

    def post(self, path, **options):
        return self.ask("POST", path, **options)

    def put(self, path, **options):
        return self.ask("PUT", path, **options)

    def patch(self, path, **options):
        return self.ask("PATCH", path, **options)

    def delete(self, path, **options):
        return self.ask("DELETE", path, **options)


class Desk:
    """A running server and what it takes to work at it."""

    password = "ein langes Wort 7"

    def __init__(self, folder, playbooks=PLAYBOOKS):
        self.folder = folder
        self.ledger = f"sqlite:{folder}/ledger.sqlite"
        self.environment = {**os.environ, "GENDAN_LOCALE": "en", "LLVM_PROFILE_FILE": "/dev/null"}
        for playbook in playbooks:
            self.run("publish", str(CHECKOUT / "Playbooks" / playbook))
        self.tokens = {
            role: json.loads(self.run("token", "add", role, "--role", role, "--format", "json"))["token"]
            for role in ["integration", *ROLES]}
        once = {
            name: json.loads(self.run("account", "add", name, "--name", NAMES[name], "--role", name.rstrip("2"), "--format", "json"))
            for name in NAMES}
        self.port = 0
        self.start()
        for name, made in once.items():
            password = next(value for key, value in made.items() if "assword" in key)
            answer = requests.post(
                self.url + "/v1/sessions", json={"account": name, "password": password, "newPassword": self.password}, timeout=30)
            assert answer.ok, answer.text
        self.api("supervisor").post(
            "/v1/teams", json={"id": "front", "name": "一线", "queues": ["agents"], "members": {"agent": [], "agent2": []}})

    def run(self, *arguments):
        ran = subprocess.run([GENDAN, *arguments, "--ledger", self.ledger], capture_output=True, text=True, env=self.environment)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def start(self):
        """Starts it, on the port that it had before."""
        self.log = open(self.folder / "log", "a")
        free = ["--set", "http.rate=1000000", "--set", "http.burst=1000000", "--set", "log.level=warning"]
        self.process = subprocess.Popen(
            [GENDAN, "serve", "--port", str(self.port), "--ledger", self.ledger, *free],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=self.environment, cwd=self.folder)
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.url, self.port = found.group(), int(found.group(1))
                return
        raise RuntimeError("the server didn't start: " + pathlib.Path(self.log.name).read_text())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=60)
        self.log.close()
        return status

    def api(self, role):
        return API(self.url, self.tokens[role.rstrip("2")])


def open_case(desk, order=None, merchant="巷口面馆"):
    """A case that stands at a question for an agent. - Returns: its id."""
    open_case.count = getattr(open_case, "count", 0) + 1
    order = order or f"A-{open_case.count}"
    platform = desk.api("integration")
    now = int(__import__("time").time() * 1_000)
    platform.post(
        "/v1/order-events",
        json={"id": f"e-{order}", "order": order, "kind": "picked-up", "at": now, "merchant": "m-1", "merchant-name": merchant, "rider": "r-1",
              "customer": "u-1"})
    return platform.post(
        "/v1/cases",
        json={"playbook": "merchant-cannot-reach-customer", "subject": order, "persons": {"customer": "u-1", "merchant": "m-1"},
              "facts": {"merchant.request": "aftersales", "refund.state": "none", "agent.persona": "小跟"}})["id"]
