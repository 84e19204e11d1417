"""A desk, browsers with people logged in, and what must hold on every page."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk import Desk
from desk import open_case as desk_open_case
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    assert desk.stop() == 0


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # In a container Chromium has no sandbox of its own.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


class Watch:
    """Hears what goes wrong in a page: errors, refusals of the policy, answers that are the server's fault."""

    def __init__(self):
        self.troubles = []
        self.expected = []

    def follow(self, page):
        page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))
        page.on("console", lambda message: self.hear(message))
        page.on("response", lambda answer: self.look(answer))

    def look(self, answer):
        # What a form is refused is its person's to mend; what a page is made of has to be there.
        if answer.status >= (400 if answer.request.method == "GET" else 500):
            self.troubles.append(f"{answer.status} {answer.url}")

    def hear(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.troubles.append(f"console: {message.text} {message.location.get('url', '')}")

    def left(self):
        return [trouble for trouble in self.troubles if not any(words in trouble for words in self.expected)]


@pytest.fixture
def open_case(desk):
    """Opens a case that stands at a question for an agent. - Returns: its id."""
    return lambda *_: desk_open_case(desk)


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def visitor(desk, browser, watch):
    """Makes pages of nobody in particular. At the test's end none of them may have had trouble; `watch.expected` names what may."""
    contexts = []

    def make(language="zh-CN", width=1280, height=900, scheme="light", zone="Asia/Shanghai"):
        context = browser.new_context(
            base_url=desk.url, locale=language, viewport={"width": width, "height": height}, color_scheme=scheme, timezone_id=zone, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        watch.follow(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert watch.left() == []


@pytest.fixture
def browser_page(desk, visitor):
    """Makes pages of people who have logged in, each with a browser of their own."""

    def make(role, language="zh-CN", **looks):
        page = visitor(language=language, **looks)
        page.goto("/console/log-in")
        page.fill("[name='/account']", role)
        page.fill("[name='/password']", desk.password)
        page.click("button.main")
        page.wait_for_url(lambda url: "/log-in" not in url)
        return page

    return make


@pytest.fixture
def no_violations():
    """Finds nothing that keeps somebody out (axe-core, WCAG 2.2 AA)."""

    def check(page):
        found = Axe().run(page, options=WCAG)
        told = [f"{one['id']}: {node['target']} {node.get('failureSummary', '')}" for one in found.response["violations"] for node in one["nodes"]]
        assert told == [], f"{page.url}\n" + "\n".join(told)

    return check
