"""Schemathesis makes up requests from the API's own document and holds every answer against it."""

import json
import os
import pathlib
import re
import subprocess
import sys

import pytest
import requests

from conftest import Server
from furnishing import CUSTOMER, Issuer, furnish

HERE = pathlib.Path(__file__).parent
EXAMPLES = os.environ.get("GENDAN_EXAMPLES", "15")
# How many of the requests name something that is there; the others name anything.
SHARE = 0.7


@pytest.fixture(scope="module")
def furnished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("furnished")
    issuer = Issuer(folder)
    server = Server(folder, *issuer.flags)
    server.tokens["customer"] = issuer.token(CUSTOMER, "customer")
    server.names = furnish(server)
    yield server
    assert server.stop() == 0


def configuration(names):
    """The settings that stand in the file, and the names of what is there."""
    parts = [(HERE / "schemathesis.toml").read_text()]
    parts += [f"[dictionaries.{place}]\nvalues = {json.dumps(values)}\n" for place, values in names.items()]
    parts += ["[parameters]\n" + "\n".join(f'"path.{place}" = {{ dictionary = "{place}", probability = {SHARE} }}' for place in names)]
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("role", ["integration", "agent", "supervisor", "administrator", "customer"])
def test_every_answer_is_as_the_document_says(furnished, role, tmp_path, capfd):
    (tmp_path / "schemathesis.toml").write_text(configuration(furnished.names))
    ran = subprocess.run(
        [
            str(pathlib.Path(sys.executable).parent / "schemathesis"), "--config-file", str(tmp_path / "schemathesis.toml"), "run",
            f"{furnished.url}/v1/openapi.yaml",
            "--header", f"Authorization: Bearer {furnished.tokens[role]}", "--checks", "all", "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES,
            # This one never ends, and has tests of its own.
            "--exclude-path", "/v1/events",
            # No connector is open in this server: no code can go out, which is said with 503.
            "--exclude-path", "/v1/phone-verifications", "--seed", "1", "--no-color", "--request-timeout", "20",
        ],
        capture_output=True, text=True, cwd=tmp_path, stdin=subprocess.DEVNULL)
    with capfd.disabled():
        print(f"\n--- schemathesis as {role}")
        print(ran.stdout[ran.stdout.rfind("SUMMARY"):] if ran.returncode == 0 else ran.stdout)
    assert ran.returncode == 0, ran.stderr


# Behind the test above: what it has asked is counted by the server.
def test_the_addresses_of_cases_were_met(furnished):
    figures = requests.get(f"{furnished.url}/metrics", timeout=10).text
    met = {}
    for line in figures.splitlines():
        if line.startswith("http_requests_total{"):
            labels = dict(re.findall(r'(\w+)="([^"]*)"', line))
            if labels["status"].startswith("2"):
                place = f"{labels['method']} {labels['route']}"
                met[place] = met.get(place, 0) + float(line.rsplit(" ", 1)[1])
    case = "/v1/cases/{case}"
    looked = [case, *(f"{case}/{part}" for part in ["timeline", "events", "messages", "evidence", "evidence/{evidence}", "deadlines", "ratings"])]
    missed = [path for path in [*looked, "/v1/registers/{register}", "/v1/orders/{order}"] if met.get(f"GET {path}", 0) < 5]
    assert not missed, met
