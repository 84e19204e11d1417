"""The studio in a browser: writing with the check beside the text, playing, trying, proposing and publishing."""

import re

from locker import LOCKER
from playwright.sync_api import expect


def write(page, name, text):
    field = page.locator("[data-pane]:not([hidden]) [data-text]")
    field.fill(text)
    return field


def test_the_check_follows_the_typing_and_a_suggestion_goes_in_by_one_click(browser_page, desk, no_violations):
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-a")
    field = write(page, "locker-a", LOCKER.format(name="locker-a").replace("  - 条件：已开\n    - 结论：处理结果=已取件\n", ""))
    repair = page.locator(".repair", has_text="条件：已开").first
    expect(repair).to_be_visible()
    no_violations(page)
    repair.click()
    expect(field).to_have_value(re.compile("条件：已开"))
    expect(page.locator(".repair", has_text="条件：已开")).to_have_count(0)
    page.locator("[data-outline] .jump", has_text="看一眼监控").click()
    assert field.evaluate("one => one.value.slice(0, one.selectionStart).split('\\n').length") > 10
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    page.reload()
    expect(page.locator("[data-text]").first).to_have_value(re.compile("条件：已开"))


def test_items_are_indented_and_gone_on_with_and_names_are_completed(browser_page, desk):
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-b")
    field = write(page, "locker-b", LOCKER.format(name="locker-b"))
    expect(page.locator("[data-outline] li").first).to_be_visible()
    field.evaluate("one => { const at = one.value.indexOf('看一眼监控') + 5; one.focus(); one.setSelectionRange(at, at); }")
    page.keyboard.press("Enter")
    page.keyboard.type("记下来")
    expect(field).to_have_value(re.compile("\n    - 看一眼监控\n    - 记下来\n"))
    page.keyboard.press("Tab")
    expect(field).to_have_value(re.compile("\n      - 记下来\n"))
    page.keyboard.press("Shift+Tab")
    expect(field).to_have_value(re.compile("\n    - 记下来\n"))
    page.keyboard.press("Enter")
    page.keyboard.type("判断 柜门")
    page.keyboard.press("Control+Space")
    expect(page.locator("[data-choices]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile("判断 柜门状态"))
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(field).not_to_be_focused()


def test_two_who_write_the_same_draft_are_told(browser_page, desk):
    first, second = browser_page("author"), browser_page("author")
    first.goto(f"{desk.url}/console/studio/locker-c")
    write(first, "locker-c", LOCKER.format(name="locker-c"))
    expect(first.locator("[data-saved]")).to_contain_text("已保存")
    second.goto(f"{desk.url}/console/studio/locker-c")
    with second.expect_response(lambda answer: answer.request.method == "PUT" and "/v1/drafts/" in answer.url):
        write(second, "locker-c", LOCKER.format(name="locker-c").replace("看一眼", "看两眼"))
    expect(second.locator("[data-saved]")).to_contain_text("已保存")
    found = desk.api("author").get("/v1/drafts/locker-c")
    assert "看两眼" in found["files"]["locker-c.md"]


def test_a_case_of_the_draft_is_played_and_taken_back(browser_page, desk, no_violations):
    desk.api("author").put("/v1/drafts/locker-d", json={"files": {"locker-d.md": LOCKER.format(name="locker-d")}, "main": "locker-d.md"})
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-d/play")
    page.get_by_role("button", name="开单").click()
    page.get_by_role("button", name="卡住").click()
    expect(page.locator("li.here")).to_contain_text("看一眼监控")
    no_violations(page)
    page.locator("[data-question] [data-choice]").first.click()
    expect(page.locator("[data-question]")).to_contain_text("工单已结单")
    page.get_by_role("button", name="退一步").click()
    expect(page.locator("li.here")).to_contain_text("看一眼监控")


def test_stories_and_simulation_show_figures_and_charts(browser_page, desk, no_violations):
    desk.api("author").put("/v1/drafts/locker-e", json={"files": {"locker-e.md": LOCKER.format(name="locker-e")}, "main": "locker-e.md"})
    page = browser_page("approver")
    page.goto(f"{desk.url}/console/studio/locker-e/trials")
    page.get_by_role("button", name="运行例子").click()
    page.get_by_text("通过的 1 个").click()
    expect(page.get_by_role("listitem").filter(has_text="开着的柜门").first).to_be_visible()
    page.locator("form[data-run=simulation] [name=cases]").fill("200")
    page.locator("form[data-run=simulation] button").click()
    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.locator("canvas").first).to_be_visible()
    no_violations(page)


def test_a_version_goes_from_its_author_to_the_desk_and_back(browser_page, desk, no_violations):
    author = browser_page("author")
    author.goto(f"{desk.url}/console/studio/locker-f")
    write(author, "locker-f", LOCKER.format(name="locker-f"))
    author.get_by_role("button", name="提交审批").click()
    author.wait_for_url(re.compile("/console/proposals/"))
    path = author.url
    expect(author.get_by_text("待审批").first).to_be_visible()
    expect(author.get_by_role("button", name="批准")).to_have_count(0)
    no_violations(author)
    approver = browser_page("approver")
    approver.goto(path)
    approver.get_by_role("button", name="批准").click()
    approver.get_by_role("button", name="继续").click()
    expect(approver.get_by_text("已批准").first).to_be_visible()
    publisher = browser_page("publisher")
    publisher.goto(path)
    expect(publisher.get_by_text("没有未结工单")).to_be_visible()
    publisher.get_by_role("button", name="发布").click()
    publisher.get_by_role("button", name="继续").click()
    expect(publisher.get_by_text("使用中").first).to_be_visible()
    assert any(one["id"] == "locker-f" for one in desk.api("publisher").get("/v1/playbooks")["items"])


def test_a_file_is_added_and_removed_again_but_not_the_document(browser_page, desk):
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-g")
    write(page, "locker-g", LOCKER.format(name="locker-g"))
    expect(page.get_by_role("button", name="删除文件")).to_have_count(0)
    page.get_by_role("button", name="添加文件").click()
    page.locator("[data-add] [name=file]").fill("extra.md")
    page.locator("[data-add] button.main").click()
    expect(page.get_by_role("tab")).to_have_count(2)
    page.get_by_role("button", name="删除文件").click()
    page.get_by_role("button", name="继续").click()
    expect(page.get_by_role("tab")).to_have_count(1)
    expect(page.get_by_role("button", name="删除文件")).to_have_count(0)


def test_a_draft_is_dropped_when_somebody_is_sure(browser_page, desk):
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-h")
    write(page, "locker-h", LOCKER.format(name="locker-h"))
    drop = page.locator("[data-drop]")
    expect(drop).to_be_visible()
    drop.click()
    page.keyboard.press("Escape")
    expect(drop).to_be_visible()
    expect(drop).to_be_focused()
    drop.click()
    page.get_by_role("button", name="继续").click()
    page.wait_for_url(lambda url: "locker-h" not in url)
    page.goto(f"{desk.url}/console/studio/locker-h")
    assert "柜门打不开" not in page.locator("[data-text]").first.input_value()


def test_between_brackets_only_actions_are_offered_and_the_bracket_stays(browser_page, desk):
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-h")
    field = write(page, "locker-h", LOCKER.format(name="locker-h"))
    expect(page.locator("[data-outline] li").first).to_be_visible()
    field.evaluate("one => { const at = one.value.indexOf('看一眼监控') + 5; one.focus(); one.setSelectionRange(at, at); }")
    page.keyboard.type("【柜门")
    page.keyboard.press("Control+Space")
    expect(page.locator("[data-choices]")).to_be_hidden()
    expect(field).to_have_value(re.compile("看一眼监控【柜门\n"))


MESSAGES = """
## 话术

| id | 名称 | 渠道 | 语言 | 文字 |
|---|---|---|---|---|
| note | 柜门通知 | 短信 | zh-CN | 柜门是{柜门状态}  |
| note | 柜门通知 | 短信 | en | The door is {柜门状态} |
| bye | 道别 | | zh-CN | 再见 |
"""


def test_messages_are_changed_beside_their_translations_and_nothing_else_is(browser_page, desk, no_violations):
    text = LOCKER.format(name="locker-i") + MESSAGES
    desk.api("author").put("/v1/drafts/locker-i", json={"files": {"locker-i.md": text}, "main": "locker-i.md"})
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-i?message=bye")
    card = page.locator("[data-messages]")
    expect(card).to_be_visible()
    # Whoever came for a message stands at its line.
    field = page.locator("[data-text]").first
    expect(field).to_be_focused()
    assert field.evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)") == "再见"
    no_violations(page)
    expect(card.get_by_text("缺译文", exact=True)).to_have_count(1)
    card.get_by_label("柜门通知，短信，英文").or_(card.get_by_label(re.compile("^柜门通知，sms|^柜门通知，短信，English"))).first.fill("It is shut | wait")
    card.get_by_label(re.compile("^道别")).nth(1).fill("Bye <b>")
    page.keyboard.press("Tab")
    wanted = text.replace("The door is {柜门状态}", "It is shut \\| wait").replace("| zh-CN | 再见 |\n", "| zh-CN | 再见 |\n| bye | 道别 | | en | Bye <b> |\n")
    expect(field).to_have_value(wanted)
    expect(card.get_by_text("少了：柜门状态")).to_have_count(1)
    expect(card.get_by_text("缺译文", exact=True)).to_have_count(0)
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    assert desk.api("author").get("/v1/drafts/locker-i")["files"]["locker-i.md"] == wanted


def test_a_message_that_is_emptied_stays(browser_page, desk):
    text = LOCKER.format(name="locker-j") + MESSAGES
    desk.api("author").put("/v1/drafts/locker-j", json={"files": {"locker-j.md": text}, "main": "locker-j.md"})
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-j")
    first = page.locator("[data-message-rows] textarea").first
    first.fill("   ")
    page.keyboard.press("Tab")
    expect(page.locator("[data-toasts]")).to_contain_text("不能是空的")
    expect(first).to_have_value("柜门是{柜门状态}")
    expect(page.locator("[data-text]").first).to_have_value(text)


def test_what_is_typed_into_a_message_outlives_checks_that_are_refused_or_overtaken(browser_page, desk):
    text = LOCKER.format(name="locker-m") + MESSAGES
    desk.api("author").put("/v1/drafts/locker-m", json={"files": {"locker-m.md": text}, "main": "locker-m.md"})
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-m")
    source, cells = page.locator("[data-text]").first, page.locator("[data-message-rows] textarea")
    expect(cells).to_have_count(4)
    refused = []

    def refuse(route):
        if refused:
            return route.continue_()
        refused.append(route.request.url)
        return route.fulfill(status=429, content_type="application/problem+json", body='{"title": "later", "status": 429}')

    page.route("**/v1/checks", refuse)
    # The text isn't any more what was checked; the next check is refused, and others overtake the one behind it.
    source.evaluate("one => { one.setRangeText('\\n', one.value.length, one.value.length); one.dispatchEvent(new Event('input', { bubbles: true })); }")
    cells.nth(0).fill("门：{柜门状态}")
    cells.nth(3).fill("Bye")
    page.get_by_label("只看缺译文").click()
    expect(cells.last).to_have_value("Bye")
    expect(source).to_have_value(re.compile(r"\| bye \| 道别 \| \| en \| Bye \|"), timeout=15_000)
    expect(source).to_have_value(re.compile(r"\| note \| 柜门通知 \| 短信 \| zh-CN \| 门：\{柜门状态\} "), timeout=15_000)
    assert refused


def test_a_wording_that_cannot_be_checked_stays_until_it_can(browser_page, desk, watch):
    watch.expected = ["ERR_FAILED", "Failed to load"]
    text = LOCKER.format(name="locker-n") + MESSAGES
    desk.api("author").put("/v1/drafts/locker-n", json={"files": {"locker-n.md": text}, "main": "locker-n.md"})
    page = browser_page("author")
    page.goto(f"{desk.url}/console/studio/locker-n")
    source, cells = page.locator("[data-text]").first, page.locator("[data-message-rows] textarea")
    expect(cells).to_have_count(4)
    page.route("**/v1/checks", lambda route: route.abort())
    change = "one => { one.setRangeText('\\n', one.value.length, one.value.length); one.dispatchEvent(new Event('input', { bubbles: true })); }"
    source.evaluate(change)
    cells.nth(3).fill("Bye")
    page.keyboard.press("Tab")
    expect(page.locator("[data-toasts]")).to_contain_text("这句先留在格子里")
    expect(cells.nth(3)).to_have_value("Bye")
    page.unroute("**/v1/checks")
    source.evaluate(change)
    expect(source).to_have_value(re.compile(r"\| bye \| 道别 \| \| en \| Bye \|"))


def test_who_only_reads_sees_messages_and_changes_none(browser_page, desk):
    text = LOCKER.format(name="locker-k") + MESSAGES
    desk.api("author").put("/v1/drafts/locker-k", json={"files": {"locker-k.md": text}, "main": "locker-k.md"})
    page = browser_page("approver")
    page.goto(f"{desk.url}/console/studio/locker-k")
    expect(page.locator("[data-messages]")).to_contain_text("The door is")
    expect(page.locator("[data-message-rows] textarea")).to_have_count(0)


def test_the_draft_is_drawn_as_it_was_saved(browser_page, desk, no_violations):
    text = "---\nid: drawn-draft\nlocale: zh-CN\n---\n# 画出来\n\n## 流程\n\n- 【查看监控】\n- 转人工（客服）\n"
    desk.api("author").put("/v1/drafts/drawn-draft", json={"files": {"drawn-draft.md": text}, "main": "drawn-draft.md"})
    page = browser_page("author")
    page.goto("/console/studio/drawn-draft")
    page.get_by_role("link", name="流程图").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("画出来")
    picture = page.locator("[data-flow] svg")
    expect(picture).to_contain_text("转人工（客服）")
    expect(picture).not_to_contain_text("先问一句")
    tag = page.request.get("/v1/drafts/drawn-draft").headers["etag"]
    more = {"files": {"drawn-draft.md": text + "- 话术：【先问一句】\n"}, "main": "drawn-draft.md"}
    desk.api("author").put("/v1/drafts/drawn-draft", json=more, headers={"If-Match": tag})
    page.reload()
    expect(picture).to_contain_text("先问一句")
    no_violations(page)
    page.get_by_role("link", name="返回").click()
    expect(page).to_have_url(re.compile("/console/studio/drawn-draft$"))
    assert [page.request.get(f"/console/studio/drawn-draft/graph?procedure={one}").status for one in ["1", "2", "0", "x"]] == [200, 404, 404, 404]
    page.goto("/console/studio/blank-sheet/graph")
    expect(page.locator("h1")).to_be_visible()
    no_violations(page)
