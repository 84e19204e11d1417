"""Starts `gendan serve` on a ledger of its own, with a published playbook and a token for each role."""

import json
import os
import pathlib
import re
import signal
import subprocess

import pytest

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
GENDAN = os.environ.get("GENDAN", str(CHECKOUT / ".build/debug/gendan"))
PLAYBOOK = CHECKOUT / "Playbooks/food-delivery/merchant-cannot-reach-customer.md"


class Server:
    """A server, and what it takes to ask it."""

    def __init__(self, folder, *flags):
        self.ledger = f"sqlite:{folder}/ledger.sqlite"
        self.environment = {**os.environ, "GENDAN_LOCALE": "en", "LLVM_PROFILE_FILE": "/dev/null"}
        self.run("publish", str(PLAYBOOK))
        roles = ["integration", "agent", "supervisor", "administrator"]
        self.tokens = {role: json.loads(self.run("token", "add", role, "--role", role, "--format", "json"))["token"] for role in roles}
        self.folder, self.flags = folder, flags
        self.start()

    def start(self):
        """Starts it, on the ledger as it stands."""
        self.log = open(self.folder / "log", "a")
        # Limits of rate are for strangers; these tests ask as fast as they can.
        free = ["--set", "http.rate=1000000", "--set", "http.burst=1000000", "--set", "log.level=warning"]
        self.process = subprocess.Popen(
            [GENDAN, "serve", "--port", "0", "--ledger", self.ledger, *free, *self.flags],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=self.environment, cwd=self.folder)
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                self.url = found.group()
                return
        raise RuntimeError("the server didn't start: " + pathlib.Path(self.log.name).read_text())

    def run(self, *arguments):
        """Runs another command on the same ledger. - Returns: its standard output."""
        ran = subprocess.run([GENDAN, *arguments, "--ledger", self.ledger], capture_output=True, text=True, env=self.environment)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def headers(self, role):
        return {"Authorization": f"Bearer {self.tokens[role]}"}

    def stop(self):
        """Ends it as an operator does. - Returns: its exit status."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=60)
        self.log.close()
        return status


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    assert server.stop() == 0
