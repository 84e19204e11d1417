"""People log in at an identity provider: oidc-provider-mock, which is Authlib's OpenID Connect server with a form."""

import json
import pathlib
import socket
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
import requests

from conftest import Server

# Browsers would find the desk there; these tests know where it is.
DESK = "http://127.0.0.1:9"
PEOPLE = [
    {"sub": "u-1", "preferred_username": "li", "name": "Li Ming"},
    {"sub": "u-2", "preferred_username": "stranger"},
    {"sub": "u-3", "preferred_username": "newcomer", "name": "新来的", "gendan_role": ["staff", "quality"]},
    {"sub": "u-4", "preferred_username": "boss", "gendan_role": "administrator"},
]


class Provider:
    """The provider, with everybody it knows."""

    def __init__(self, folder):
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            port = held.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = open(folder / "provider", "w")
        known = [word for person in PEOPLE for word in ("--user-claims", json.dumps(person))]
        self.process = subprocess.Popen(
            [str(pathlib.Path(sys.executable).parent / "oidc-provider-mock"), "-p", str(port), "-n", "true", *known], stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 60
        while True:
            try:
                requests.get(f"{self.url}/jwks", timeout=5)
                break
            except requests.RequestException:
                assert time.monotonic() < deadline, "the provider doesn't answer"
                time.sleep(0.1)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


@pytest.fixture
def provider(tmp_path):
    provider = Provider(tmp_path)
    yield provider
    if provider.process.poll() is None:
        provider.stop()


def serve(folder, provider, *flags):
    settings = [f"issuer={provider.url}", "client-id=gendan", f"redirect={DESK}", "allow-loopback=on", *flags]
    return Server(folder, *[word for setting in settings for word in ("--set", f"access.oidc.{setting}")])


@pytest.fixture
def desk(tmp_path, provider, monkeypatch):
    monkeypatch.setenv("GENDAN_ACCESS_OIDC_SECRET", "the-client-secret")
    server = serve(tmp_path, provider)
    server.run("account", "add", "li", "--name", "Li", "--role", "agent")
    yield server
    assert server.stop() == 0
    assert "the-client-secret" not in (tmp_path / "log").read_text()


def leave(browser, server):
    """- Returns: the provider's page."""
    answer = browser.get(f"{server.url}/v1/sessions/oidc", allow_redirects=False, timeout=30)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def answer_form(browser, page, **form):
    """Fills in the provider's form. - Returns: where the browser is sent back to."""
    assert "<form" in browser.get(page, timeout=30).text
    answer = browser.post(page, data=form, allow_redirects=False, timeout=30)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def come(browser, server, address):
    assert address.startswith(f"{DESK}/v1/sessions/oidc/callback?")
    return browser.get(address.replace(DESK, server.url), allow_redirects=False, timeout=30)


def altered(address, **parameters):
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | parameters
    return urlunsplit(parts._replace(query=urlencode(query)))


def who(browser, server):
    return browser.get(f"{server.url}/v1/sessions/current", timeout=30)


def test_somebody_goes_to_the_provider_and_comes_back_logged_in(desk, provider):
    browser = requests.Session()
    page = leave(browser, desk)
    assert page.startswith(f"{provider.url}/oauth2/authorize?")
    back = answer_form(browser, page, sub="u-1")
    answer = come(browser, desk, back)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"), answer.text
    assert 'content="0; url=/console"' in answer.text and "Location" not in answer.headers
    me = who(browser, desk)
    assert me.status_code == 200 and me.json()["account"] == "li" and me.json()["role"] == "agent", me.text
    assert me.json()["mustChangePassword"] is False
    out = browser.delete(f"{desk.url}/v1/sessions/current", headers={"X-CSRF-Token": me.json()["csrf"]}, timeout=30)
    assert out.status_code == 204 and who(browser, desk).status_code == 401
    audit = requests.get(f"{desk.url}/v1/audit?limit=1000", headers=desk.headers("administrator"), timeout=30).json()["items"]
    noted = [entry for entry in audit if entry["what"] == "logged-in-by-provider"]
    assert len(noted) == 1 and noted[0]["who"] == "account:li" and provider.url in noted[0]["detail"]


def test_what_isnt_the_answer_to_ones_own_request_lets_nobody_in(desk):
    browser, other = requests.Session(), requests.Session()
    page = leave(browser, desk)
    back = answer_form(browser, page, sub="u-1")
    refused = come(browser, desk, altered(back, state="another"))
    assert refused.status_code == 401 and refused.json()["type"] == "/problems/log-in-failed", refused.text
    # Somebody else's browser, with an answer that was made for this one.
    leave(other, desk)
    assert come(other, desk, back).status_code == 401 and who(other, desk).status_code == 401
    # A refusal ends the journey.
    assert come(browser, desk, back).status_code == 401


def test_a_token_for_another_request_and_a_code_that_was_used_let_nobody_in(desk):
    browser = requests.Session()
    forged = come(browser, desk, answer_form(browser, altered(leave(browser, desk), nonce="another"), sub="u-1"))
    assert forged.status_code == 401 and who(browser, desk).status_code == 401, forged.text
    page = leave(browser, desk)
    cookies = browser.cookies.copy()
    back = answer_form(browser, page, sub="u-1")
    assert come(browser, desk, back).status_code == 200
    thief = requests.Session()
    thief.cookies = cookies
    assert come(thief, desk, back).status_code == 401 and who(thief, desk).status_code == 401


def test_who_has_no_account_or_doesnt_want_to_stays_outside(desk):
    for sub in ["u-2", "u-3", "u-4"]:
        browser = requests.Session()
        refused = come(browser, desk, answer_form(browser, leave(browser, desk), sub=sub))
        assert refused.status_code == 403 and who(browser, desk).status_code == 401, refused.text
    browser = requests.Session()
    denied = answer_form(browser, leave(browser, desk), action="deny")
    assert "error=access_denied" in denied and come(browser, desk, denied).status_code == 401
    desk.run("account", "disable", "li")
    browser = requests.Session()
    assert come(browser, desk, answer_form(browser, leave(browser, desk), sub="u-1")).status_code == 403


def test_accounts_are_made_for_whoever_has_a_role_where_that_is_wanted(tmp_path, provider, monkeypatch):
    secret = tmp_path / "secret"
    secret.write_text("from-a-file\n")
    server = serve(tmp_path, provider, "makes-accounts=on", f"secret-file={secret}")
    try:
        browser = requests.Session()
        assert come(browser, server, answer_form(browser, leave(browser, server), sub="u-3")).status_code == 200
        me = who(browser, server).json()
        assert me["account"] == "newcomer" and me["role"] == "quality" and me["name"] == "新来的"
        for sub in ["u-2", "u-4"]:
            assert come(requests.Session(), server, f"{DESK}/v1/sessions/oidc/callback?code=x&state=y").status_code == 401
            browser = requests.Session()
            assert come(browser, server, answer_form(browser, leave(browser, server), sub=sub)).status_code == 403
    finally:
        assert server.stop() == 0


def test_a_provider_that_is_away_hinders_nobody_else(tmp_path, provider, monkeypatch):
    monkeypatch.setenv("GENDAN_ACCESS_OIDC_SECRET", "the-client-secret")
    server = serve(tmp_path, provider)
    try:
        browser = requests.Session()
        back = answer_form(browser, leave(browser, server), sub="u-1")
        provider.stop()
        gone = come(browser, server, back)
        assert gone.status_code == 503 and "Retry-After" in gone.headers, gone.text
        assert requests.get(f"{server.url}/readyz", timeout=30).status_code == 200
    finally:
        assert server.stop() == 0
