"""Two companies behind one port, told apart by the host that browsers and programs name."""

import json
import os
import re
import signal
import subprocess

import pytest
import requests

from conftest import GENDAN, PLAYBOOK

ENVIRONMENT = {**os.environ, "GENDAN_LOCALE": "en", "LLVM_PROFILE_FILE": "/dev/null"}
TENANTS = ["acme", "wok"]


def run(*arguments, **options):
    return subprocess.run([GENDAN, *arguments], capture_output=True, text=True, env=ENVIRONMENT, **options)


def write(folder, **changes):
    """The file of tenants. - Returns: its path."""
    lines = []
    for tenant in TENANTS:
        said = {"host": f"{tenant}.example", "ledger": f"sqlite:{folder}/{tenant}/ledger.sqlite", "evidence": f"folder:{folder}/{tenant}/evidence"}
        said |= changes.get(tenant, {})
        lines.append("- " + "\n  ".join(f"{name}: {json.dumps(value)}" for name, value in ({"id": tenant} | said).items()))
    path = folder / "tenants.yaml"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


class Shared:
    """A server with both."""

    def __init__(self, folder):
        self.tokens = {}
        for tenant in TENANTS:
            ledger = ["--ledger", f"sqlite:{folder}/{tenant}/ledger.sqlite"]
            assert run("publish", str(PLAYBOOK), *ledger).returncode == 0
            made = run("token", "add", "platform", "--role", "integration", "--format", "json", *ledger)
            self.tokens[tenant] = json.loads(made.stdout)["token"]
        self.log = open(folder / "log", "w")
        self.process = subprocess.Popen(
            [GENDAN, "serve", "--port", "0", "--set", f"tenants={write(folder)}"], stdout=subprocess.PIPE, stderr=self.log, text=True, env=ENVIRONMENT, cwd=folder)
        self.passwords = {}
        for line in self.process.stdout:
            if found := re.search(r"tenant (\w+)'s administrator admin .*: (\S+)", line):
                self.passwords[found[1]] = found[2]
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                self.url = found.group()
                return
        raise RuntimeError("the server didn't start")

    def ask(self, method, host, path, token=None, **options):
        headers = {"Host": host, "Accept-Language": "en"} | ({"Authorization": f"Bearer {self.tokens[token]}"} if token else {})
        return requests.request(method, self.url + path, headers=headers, timeout=30, **options)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=60)
        self.log.close()
        return status


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    shared = Shared(tmp_path_factory.mktemp("tenants"))
    yield shared
    assert shared.stop() == 0


def test_each_company_finds_its_own(shared):
    for tenant in TENANTS:
        opening = {"playbook": "merchant-cannot-reach-customer", "subject": f"{tenant}-1"}
        opened = shared.ask("POST", f"{tenant}.example", "/v1/cases", tenant, json=opening)
        assert opened.status_code == 201 and opened.json()["id"] == "C-000001", opened.text
    for tenant in TENANTS:
        listed = shared.ask("GET", f"{tenant.upper()}.EXAMPLE:1234", "/v1/cases", tenant).json()["items"]
        assert [case["subject"] for case in listed] == [f"{tenant}-1"]
    assert shared.ask("GET", "acme.example", "/v1/cases", "wok").status_code == 401


def test_each_company_has_its_own_administrator(shared):
    assert sorted(shared.passwords) == TENANTS and shared.passwords["acme"] != shared.passwords["wok"]
    for tenant in TENANTS:
        for host in TENANTS:
            answer = shared.ask("POST", f"{host}.example", "/v1/sessions", json={"account": "admin", "password": shared.passwords[tenant]})
            assert answer.status_code == (201 if host == tenant else 401), answer.text


def test_hosts_that_are_nobodys_and_whoever_looks_after_the_server(shared):
    for host in ["evil.example", "127.0.0.1", "acme.example.evil.example", "a" * 5000]:
        answer = shared.ask("GET", host, "/v1/cases", "acme")
        assert answer.status_code == 421 and answer.json()["type"] == "/problems/misdirected", answer.text
        assert shared.ask("GET", host, "/readyz").status_code == 200
    assert "http_requests_total" in shared.ask("GET", "anything", "/metrics").text


@pytest.mark.parametrize("changes, word", [
    ({"wok": {"host": "acme.example"}}, "share host acme.example"),
    ({"wok": {"id": "acme"}}, "share id acme"),
    ({"wok": {"ledger": "sqlite:acme/../acme/ledger.sqlite"}}, "share ledger"),
    ({"wok": {"evidence": "folder:acme/evidence/wok"}}, "share evidence"),
    ({"wok": {"host": "wok.example:80"}}, "host should be"),
    ({"wok": {"host": []}}, "host should be"),
    ({"wok": {"hosts": "wok.example"}}, "hosts is unknown"),
    ({"wok": {"ledger": "postgres:x"}}, "sqlite:PATH"),
    ({"wok": {"access": {"jwt": {"issuer": "https://i.example"}}}}, "access.jwt.audience"),
    ({"wok": {"access": {"http": {"port": 1}}}}, "access.http.port is unknown"),
    ({"wok": {"id": "W"}}, "id should be"),
])
def test_what_companies_cant_share_or_say(tmp_path, changes, word):
    if "ledger" in changes["wok"] or "evidence" in changes["wok"]:
        changes = {"acme": {"ledger": "sqlite:acme/ledger.sqlite", "evidence": "folder:acme/evidence"}} | changes
    ran = run("serve", "--port", "0", "--set", f"tenants={write(tmp_path, **changes)}", cwd=tmp_path, timeout=60)
    assert ran.returncode == 2 and word in ran.stderr, ran.stderr
    assert not list(tmp_path.glob("**/*.sqlite")), "nothing was made"


def test_what_is_said_for_all_of_them_isnt_said_of_each(tmp_path):
    tenants = f"tenants={write(tmp_path)}"
    for flags in (["--ledger", "sqlite:x.sqlite"], ["--set", "access.jwt.issuer=https://i.example"], ["--set", "privacy.master-key-file=all.key"], ["--sandbox"]):
        ran = run("serve", "--port", "0", "--set", tenants, *flags, cwd=tmp_path, timeout=60)
        assert ran.returncode == 2 and "tenants" in ran.stderr.lower(), ran.stderr
    ran = run("serve", "--set", "tenants=missing.yaml", cwd=tmp_path, timeout=60)
    assert ran.returncode == 2 and "missing.yaml" in ran.stderr
