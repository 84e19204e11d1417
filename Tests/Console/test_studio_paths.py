"""What comes after writing in the studio, in a browser: conflicts, examples, replays, what open cases would do, approval, and taking back."""

import re

import pytest
from desk import Desk
from locker import locker
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("studio"), playbooks=[])
    yield desk
    assert desk.stop() == 0


@pytest.fixture
def published(desk, tmp_path):
    """Puts a document on the desk and opens cases of it."""

    def publish(name, cases):
        file = tmp_path / f"{name}.md"
        file.write_text(locker(name), encoding="utf-8")
        desk.run("publish", str(file))
        opened = []
        for number, door in enumerate(cases):
            body = {"playbook": name, "subject": f"{name}-{number}", "facts": {"door.state": door}}
            opened.append(desk.api("integration").post("/v1/cases", json=body)["id"])
        return opened

    return publish


def draft(desk, name, *replaced):
    desk.api("author").put(f"/v1/drafts/{name}", json={"files": {f"{name}.md": locker(name, *replaced)}, "main": f"{name}.md"})


def propose(desk, page, name):
    """The author whose page it is proposes their draft. - Returns: the proposal's address."""
    page.goto(f"{desk.url}/console/studio/{name}")
    page.get_by_role("button", name="提交审批").click()
    page.wait_for_url(re.compile("/console/proposals/"))
    return page.url


def make(desk, account, role):
    """Gives an account another role."""
    api, path = desk.api("administrator"), f"/v1/accounts/{account}"
    tag = api.session.get(desk.url + path, timeout=30).headers["ETag"]
    api.patch(path, json={"role": role}, headers={"If-Match": tag})


def agree(page, button):
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name="继续", exact=True).click()


def test_whoever_comes_second_is_told_and_overwrites_nothing(browser_page, desk, watch, no_violations):
    draft(desk, "box-a")
    first, second = browser_page("author"), browser_page("author")
    for page in [first, second]:
        page.goto(f"{desk.url}/console/studio/box-a")
    first.locator("[data-text]").first.fill(locker("box-a", ("看一眼监控", "看两眼监控")))
    expect(first.locator("[data-saved]")).to_contain_text("已保存")
    second.locator("[data-text]").first.fill(locker("box-a", ("看一眼监控", "看三眼监控")))
    expect(second.locator("[data-saved]")).to_contain_text("别人刚改过这份草稿")
    no_violations(second)
    # What they wrote stands there, to be copied; nothing more is sent.
    expect(second.locator("[data-text]").first).to_have_value(re.compile("看三眼监控"))
    assert "看两眼监控" in desk.api("author").get("/v1/drafts/box-a")["files"]["box-a.md"]
    second.on("dialog", lambda dialog: dialog.accept())
    second.reload()
    expect(second.locator("[data-text]").first).to_have_value(re.compile("看两眼监控"))


def test_an_example_that_fails_says_where_and_what_no_example_has_taken_is_listed(browser_page, desk, no_violations):
    draft(desk, "box-b", ("处理结果=已取件；结束 |", "处理结果=已转人；结束 |"))
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/box-b/trials")
    page.get_by_role("button", name="运行例子").click()
    result = page.locator("section[aria-labelledby=trials-stories] [data-result]")
    expect(result.locator(".tag.bad")).to_have_count(1)
    expect(result).to_contain_text("开着的柜门")
    expect(result).to_contain_text("处理结果=已转人")
    untaken = result.locator("details", has_text="box-b.md:").last
    untaken.locator("summary").click()
    shown = untaken.get_by_role("listitem")
    assert sum("卡住" in one or "未知" in one for one in shown.all_inner_texts()) == 2, shown.all_inner_texts()
    no_violations(page)


def test_past_cases_are_replayed_and_those_that_would_end_otherwise_are_named(browser_page, desk, published, no_violations):
    cases = published("box-c", cases=["open", "open"])
    draft(desk, "box-c", ("  - 条件：已开\n    - 结论：处理结果=已取件", "  - 条件：已开\n    - 结论：处理结果=已转人"))
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/box-c/trials")
    page.locator("form[data-run=replay] button").click()
    result = page.locator("section[aria-labelledby=trials-replay] [data-result]")
    expect(result.locator("table").first).to_be_visible()
    expect(result.locator("canvas").first).to_be_visible()
    for case in cases:
        expect(result.get_by_role("row", name=re.compile(case))).to_contain_text("已取件")
        expect(result.get_by_role("row", name=re.compile(case))).to_contain_text("已转人")
    no_violations(page)


def test_nobody_approves_what_they_wrote_themselves(browser_page, desk):
    draft(desk, "box-d")
    author = browser_page("author")
    path = propose(desk, author, "box-d")
    make(desk, "author", "approver")
    try:
        # A new role is a new session.
        author = browser_page("author")
        author.goto(path)
        expect(author.get_by_text("要请另一个人来批准")).to_be_visible()
        expect(author.get_by_role("button", name="批准", exact=True)).to_have_count(0)
        refused = author.evaluate(
            """async (path) => {
              const { csrf } = await (await fetch("/v1/sessions/current")).json();
              const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf ?? "" }, body: "{}" });
              return [answer.status, await answer.text()];
            }""", "/v1/proposals/" + path.rsplit("/", 1)[1] + "/approve")
        # For that reason and no other: the token of the session was right.
        assert refused[0] in (403, 409) and "另一个人" in refused[1], refused
    finally:
        make(desk, "author", "author")
    approver = browser_page("approver")
    approver.goto(path)
    expect(approver.get_by_role("button", name="批准", exact=True)).to_be_visible()


def test_open_cases_are_previewed_moved_and_moved_back(browser_page, desk, published, no_violations):
    waiting, closed = published("box-e", cases=["shut", "open"])
    before = desk.api("agent").get(f"/v1/cases/{waiting}")["version"]
    draft(desk, "box-e", ("    - 看一眼监控\n", "    - 看一眼监控，拍下来\n"))
    author = browser_page("author")
    path = propose(desk, author, "box-e")
    expect(author.locator(".diff del")).to_contain_text("看一眼监控")
    expect(author.locator(".diff ins")).to_contain_text("看一眼监控，拍下来")
    approver = browser_page("approver")
    approver.goto(path)
    preview = approver.locator("section[aria-labelledby=proposal-preview]")
    # Only one is open, and it stands at the sentence that changes.
    expect(preview.locator(".counts dd").first).to_have_text("1")
    no_violations(approver)
    agree(approver, "批准")
    expect(approver.get_by_text("已批准").first).to_be_visible()
    publisher = browser_page("publisher")
    publisher.goto(path)
    publisher.get_by_role("radio", name="能自动迁移的迁移", exact=True).check()
    agree(publisher, "发布")
    expect(publisher.locator("[data-told]")).to_be_visible()
    after = desk.api("agent").get(f"/v1/cases/{waiting}")
    assert desk.api("agent").get(f"/v1/cases/{closed}")["version"] == before
    no_violations(publisher)
    agree(publisher, "撤回发布")
    expect(publisher.get_by_role("button", name="撤回发布", exact=True)).to_have_count(0)
    assert desk.api("agent").get(f"/v1/cases/{waiting}")["version"] == before
    current = next(one for one in desk.api("publisher").get("/v1/playbooks")["items"] if one["id"] == "box-e")
    assert current["version"] == before and after["version"] != before
