"""The left and the right of a case's page: writing, files, promises, and what stays open while the page changes."""

import re
import time

import pytest
from desk import open_case
from playwright.sync_api import expect

POINT = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")


@pytest.fixture
def case(desk):
    return open_case(desk)


@pytest.fixture
def page(browser_page, case):
    page = browser_page("agent")
    page.goto(f"/console/cases/{case}")
    return page


def written(desk, case, text):
    """How often a text has come to the case."""
    return sum(one.get("text") == text for one in desk.api("agent").get(f"/v1/cases/{case}/messages")["items"])


def test_a_note_is_sent_by_keyboard_and_goes_at_once_by_a_second_press(page):
    page.locator("[data-compose-whom]").select_option("note")
    expect(page.locator("[data-compose-channel]")).to_be_disabled()
    field = page.locator("[data-composer]")
    field.fill("商家说十点打烊 <b>")
    field.press("Control+Enter")
    expect(page.locator("[data-holding]")).to_contain_text("5 秒后记为内部备注")
    field.press("Control+Enter")
    expect(page.locator(".said-note .line-text")).to_have_text("商家说十点打烊 <b>")
    expect(field).to_have_value("")
    expect(page.locator("[data-compose-whom]")).to_have_value("note")


def test_what_a_party_said_stands_left_and_an_answer_right(page):
    page.locator("[data-compose-whom]").select_option("from:merchant")
    page.locator("[data-composer]").fill("餐还在店里")
    page.get_by_role("button", name="发送").click()
    page.get_by_role("button", name="马上送出").click()
    expect(page.locator(".said-left .line-text").last).to_have_text("餐还在店里")
    page.locator("[data-compose-whom]").select_option("to:merchant")
    page.locator("[data-composer]").fill("好的，请留着")
    page.get_by_role("button", name="发送").click()
    expect(page.locator("[data-holding]")).to_contain_text("5 秒后发给商家")
    page.get_by_role("button", name="马上送出").click()
    expect(page.locator(".said-right .line-text").last).to_have_text("好的，请留着")


def test_what_was_just_sent_can_be_taken_back(desk, case, browser_page, no_violations):
    page = browser_page("agent")
    page.clock.install()
    page.goto(f"/console/cases/{case}")
    page.locator("[data-compose-whom]").select_option("to:merchant")
    field = page.locator("[data-composer]")
    for taking_back in ("click", "z", "Control+z"):
        field.fill("请先别出餐")
        field.press("Control+Enter")
        expect(field).to_have_value("")
        if taking_back == "click":
            # The next stop behind the button that sent it.
            page.get_by_role("button", name="发送").focus()
            page.keyboard.press("Tab")
            expect(page.get_by_role("button", name="撤销")).to_be_focused()
            # Whoever stands there has time.
            page.clock.fast_forward(10_000)
            no_violations(page)
            page.keyboard.press("Enter")
        else:
            if taking_back == "z":
                page.locator("h1").click()
            page.keyboard.press(taking_back)
        expect(field).to_have_value("请先别出餐")
        expect(field).to_be_focused()
        expect(page.locator("[data-compose-whom]")).to_have_value("to:merchant")
        expect(page.locator("[data-holding]")).to_be_empty()
    page.clock.fast_forward(10_000)
    assert written(desk, case, "请先别出餐") == 0


def test_what_nobody_takes_back_is_sent_once(desk, case, browser_page):
    page = browser_page("agent")
    page.clock.install()
    page.goto(f"/console/cases/{case}")
    page.locator("[data-compose-whom]").select_option("note")
    field = page.locator("[data-composer]")
    field.fill("等骑手回电")
    field.press("Control+Enter")
    expect(page.locator("[data-undo]")).to_be_visible()
    field.fill("下一条")
    assert written(desk, case, "等骑手回电") == 0
    page.clock.fast_forward(6_000)
    expect(page.locator(".said-note .line-text")).to_have_text("等骑手回电")
    # What is being written meanwhile stays.
    expect(field).to_have_value("下一条")
    page.clock.fast_forward(6_000)
    assert written(desk, case, "等骑手回电") == 1


def test_whoever_leaves_has_sent_it(desk, case, page):
    page.locator("[data-compose-whom]").select_option("note")
    page.locator("[data-composer]").fill("先看下一单")
    page.locator("[data-composer]").press("Control+Enter")
    expect(page.locator("[data-undo]")).to_be_visible()
    page.goto("/console/work")
    page.goto(f"/console/cases/{case}")
    expect(page.locator(".said-note .line-text")).to_have_text("先看下一单")
    expect(page.locator("[data-composer]")).to_have_value("")
    assert written(desk, case, "先看下一单") == 1


def test_what_doesnt_arrive_waits_below_and_is_sent_once(desk, case, page, watch):
    watch.expected.append("ERR_FAILED")
    page.route("**/messages", lambda route: route.abort())
    page.locator("[data-compose-whom]").select_option("note")
    field = page.locator("[data-composer]")
    field.fill("网断了")
    field.press("Control+Enter")
    field.press("Control+Enter")
    refused = page.locator(".held.refused")
    expect(refused).to_contain_text("没有送出")
    expect(refused).to_contain_text("网断了")
    # It is still there on a page that is loaded anew.
    page.reload()
    expect(refused).to_contain_text("网断了")
    page.unroute("**/messages")
    page.get_by_role("button", name="改一改").click()
    expect(field).to_have_value("网断了")
    expect(refused).to_have_count(0)
    field.press("Control+Enter")
    field.press("Control+Enter")
    expect(page.locator(".said-note .line-text")).to_have_text("网断了")
    expect(page.locator(".held")).to_have_count(0)
    assert written(desk, case, "网断了") == 1


def test_what_was_under_way_when_its_page_was_left_goes_from_the_next_one(desk, case, page, watch):
    watch.expected.append("ERR_FAILED")
    page.locator("[data-compose-whom]").select_option("note")
    field = page.locator("[data-composer]")
    page.route("**/messages", lambda route: None)
    field.fill("换页也要送到")
    field.press("Control+Enter")
    field.press("Control+Enter")
    expect(page.locator(".held.sending")).to_be_visible()
    page.unroute("**/messages")
    page.goto("/console/work")
    page.wait_for_function("!Object.keys(localStorage).some((one) => one.startsWith('outbox:'))")
    assert written(desk, case, "换页也要送到") == 1


def test_a_tab_that_is_hidden_sends_what_it_holds(desk, case, page):
    page.locator("[data-compose-whom]").select_option("note")
    page.clock.install()
    field = page.locator("[data-composer]")
    field.fill("手机锁屏前写的")
    field.press("Control+Enter")
    expect(page.locator("[data-undo]")).to_be_visible()
    # The clock stands: only hiding it can send it.
    page.evaluate("""() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }""")
    for _ in range(100):
        if not page.evaluate("() => Object.keys(localStorage).some((one) => one.startsWith('outbox:'))"):
            break
        time.sleep(0.05)
    assert written(desk, case, "手机锁屏前写的") == 1


def test_what_lay_for_ten_minutes_is_sent_by_whoever_wrote_it(desk, case, page, watch):
    watch.expected.append("ERR_FAILED")
    page.route("**/messages", lambda route: route.abort())
    page.locator("[data-compose-whom]").select_option("note")
    field = page.locator("[data-composer]")
    field.fill("放了很久的话")
    field.press("Control+Enter")
    field.press("Control+Enter")
    expect(page.locator(".held.refused")).to_be_visible()
    # As if the computer had been shut while it was on its way.
    page.evaluate("""() => {
      const name = Object.keys(localStorage).find((one) => one.startsWith('outbox:'));
      localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage.getItem(name)), state: 'sending', at: Date.now() - 601_000, until: Date.now() - 601_000 }));
    }""")
    page.unroute("**/messages")
    page.reload()
    refused = page.locator(".held.refused")
    expect(refused).to_contain_text("放了很久的话")
    assert written(desk, case, "放了很久的话") == 0
    refused.get_by_role("button", name="再送一次").click()
    expect(refused).to_have_count(0)
    assert written(desk, case, "放了很久的话") == 1


def test_whoever_logs_out_sends_first_and_is_asked_about_what_cant_be_sent(desk, case, browser_page, watch):
    # What is sent at the end changes the case: the page may ask for it once more when the session is over already.
    watch.expected += ["ERR_FAILED", f"401 {desk.url}/console/cases/{case}/"]
    page = browser_page("agent2")
    page.goto(f"/console/cases/{case}")
    page.locator("[data-compose-whom]").select_option("note")
    field = page.locator("[data-composer]")
    leave = page.locator('[data-api="/v1/sessions/current"]')

    page.route("**/messages", lambda route: route.abort())
    field.fill("送不出去的话")
    field.press("Control+Enter")
    page.locator("details.menu:has([data-api='/v1/sessions/current']) > summary").click()
    leave.click()
    question = page.locator("[data-confirm-dialog]")
    expect(question).to_contain_text(case)
    page.keyboard.press("Escape")
    expect(page.locator(".held.refused")).to_contain_text("送不出去的话")

    # It can be sent now: nobody is asked, and it is in the case.
    page.unroute("**/messages")
    page.reload()
    page.locator("details.menu:has([data-api='/v1/sessions/current']) > summary").click()
    leave.click()
    page.wait_for_url(re.compile("/console/log-in"))
    assert written(desk, case, "送不出去的话") == 1
    assert page.evaluate("Object.keys(localStorage).filter((one) => /^(draft|outbox):/.test(one))") == []


def test_a_text_never_gets_another_reader(desk, case, page):
    whom, field = page.locator("[data-compose-whom]"), page.locator("[data-composer]")
    whom.select_option("to:merchant")
    field.fill("给商家的话")
    field.press("Control+Enter")
    expect(page.locator("[data-undo]")).to_be_visible()
    whom.select_option("to:customer")
    field.fill("给顾客的话")
    page.locator("[data-undo]").click()
    expect(field).to_have_value("给顾客的话")
    expect(whom).to_have_value("to:customer")
    expect(page.locator(".held.refused")).to_contain_text("给商家的话")
    page.get_by_role("button", name="丢弃").click()
    expect(page.locator(".held")).to_have_count(0)
    assert written(desk, case, "给商家的话") == 0


def test_the_usual_channel_is_told_for_whoever_is_chosen(desk, case, browser_page):
    desk.api("integration").post(f"/v1/cases/{case}/messages", json={"from": "merchant", "channel": "wechat", "text": "餐好了"})
    page = browser_page("agent")
    page.goto(f"/console/cases/{case}")
    channel = page.locator("[data-compose-channel]")
    chosen = channel.locator("option:checked")
    expect(chosen).to_have_text("按常用渠道：微信")
    page.locator("[data-compose-whom]").select_option("to:customer")
    expect(chosen).to_have_text("按常用渠道：短信")
    expect(page.locator("[data-compose-way]")).to_have_text("按常用渠道：短信")
    page.locator("[data-compose-whom]").select_option("note")
    expect(chosen).to_have_text("不发出去")


def test_a_link_is_made_copied_into_a_message_and_opens(desk, case, page, browser):
    page.locator("#party-link > summary").click()
    page.locator("#party-link [name='/party']").select_option("customer")
    page.get_by_role("button", name="生成链接").click()
    address = page.locator("[data-party-link-address]")
    expect(address).to_be_focused()
    expect(address).to_have_value(re.compile("/p/"))
    # Nothing takes it away while the case changes.
    desk.api("agent2").post(f"/v1/cases/{case}/messages", json={"text": "同事的备注"})
    expect(page.locator(".said-note .line-text").last).to_have_text("同事的备注")
    made = address.input_value()
    assert made.startswith(desk.url + "/p/")
    page.get_by_role("button", name="放进消息").click()
    expect(page.locator("[data-compose-whom]")).to_have_value("to:customer")
    expect(page.locator("[data-composer]")).to_have_value(made)
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    customer = context.new_page()
    customer.goto(made)
    assert customer.url == f"{desk.url}/p"
    expect(customer.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_a_text_with_a_blank_is_not_sent(page):
    before = page.locator(".line").count()
    page.locator("[data-compose-whom]").select_option("to:customer")
    field = page.locator("[data-composer]")
    field.fill("您好，____（商家名称）")
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".toast.bad")).to_contain_text("还有空没填")
    expect(field).to_be_focused()
    expect(field).to_have_value("您好，____（商家名称）")
    assert page.locator(".line").count() == before


def test_what_is_typed_outlives_the_page(page):
    page.locator("[data-composer]").fill("写到一半")
    page.reload()
    expect(page.locator("[data-composer]")).to_have_value("写到一半")


def test_files_are_added_with_what_is_said_of_them(page):
    page.locator("#composer-file-more > summary").click()
    page.locator("[data-upload-field='colour']").fill("黑色")
    page.locator("[data-upload-field='party']").select_option("customer")
    page.locator("[data-upload-files]").set_input_files([
        {"name": "头发 (1)'.gif", "mimeType": "image/gif", "buffer": POINT},
        {"name": "说明.txt", "mimeType": "text/plain", "buffer": "汤里有东西\n".encode()},
    ])
    expect(page.locator("[data-uploads] .tag.good")).to_have_count(2)
    expect(page.locator("#evidence-E-1 figcaption")).to_contain_text("头发 (1)'.gif")
    expect(page.locator("#evidence-E-1 figcaption")).to_contain_text("黑色")
    expect(page.locator("#evidence-E-2 figcaption")).to_contain_text("说明.txt")


def test_a_file_that_is_refused_says_why_and_can_be_tried_again(page, watch):
    watch.expected = ["415", "422", "400"]
    page.locator("[data-upload-files]").set_input_files([{"name": "a.exe", "mimeType": "application/octet-stream", "buffer": b"MZ\x90\x00" + bytes(200)}])
    expect(page.locator("[data-uploads] .tag.bad")).not_to_be_empty()
    expect(page.locator("[data-uploads]").get_by_role("button", name="重试")).to_be_visible()


def test_what_is_unfolded_stays_so_while_the_case_changes(page, desk, case):
    page.locator("#timeline-details").check()
    page.locator("#aside-people > summary").click()
    expect(page.locator("#aside-people")).not_to_have_attribute("open", re.compile(".*"))
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"text": "同事的备注"})
    expect(page.locator(".said-note .line-text").last).to_have_text("同事的备注")
    expect(page.locator("#timeline-details")).to_be_checked()
    expect(page.locator(".line.detail").first).to_be_visible()
    expect(page.locator("#aside-people")).not_to_have_attribute("open", re.compile(".*"))


def test_a_video_is_played_where_it_stands(page, desk, case):
    start = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2\0\0\0\x08free"
    page.locator("[data-upload-files]").set_input_files([{"name": "开箱.mp4", "mimeType": "video/mp4", "buffer": start}])
    film = page.locator("#evidence-E-1 video[controls]")
    expect(film).to_have_attribute("preload", "none")
    expect(film).to_have_accessible_name("开箱.mp4")
    # In parts, as a player asks for it.
    part = page.request.get(film.get_attribute("src"), headers={"Range": "bytes=4-7"})
    assert (part.status, part.headers["content-type"], part.body()) == (206, "video/mp4", b"ftyp")
    expect(page.locator("#evidence-E-1 a[download]")).to_have_count(1)


def test_wording_is_found_by_a_word(page):
    page.locator("#composer-ready > summary").click()
    wordings = page.locator("[data-ready-list] li")
    everything = wordings.count()
    page.locator("[data-ready-find]").fill("餐损")
    expect(page.locator("[data-ready-list] li:not([hidden])").first).to_contain_text("餐损")
    assert 0 < page.locator("[data-ready-list] li:not([hidden])").count() < everything


def test_approved_wording_is_one_click_away(page):
    first = page.locator(".ready-row button").first
    expect(first).to_be_in_viewport()
    words = first.get_attribute("data-say")
    first.click()
    expect(page.locator("[data-composer]")).to_have_value(words)
    expect(page.locator("[data-composer]")).to_be_focused()


def test_the_newest_stands_in_sight(page, desk, case):
    for number in range(30):
        desk.api("agent").post(f"/v1/cases/{case}/messages", json={"text": f"第 {number} 条"})
    page.reload()
    expect(page.locator(".line-text", has_text="第 29 条")).to_be_in_viewport()


def test_the_sides_keep_nobody_out(browser_page, desk, no_violations):
    case = open_case(desk)
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"from": "customer", "text": "在吗"})
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"to": "customer", "text": "在的"})
    desk.api("agent").post(f"/v1/cases/{case}/messages", json={"text": "备注"})
    for scheme in ["light", "dark"]:
        for width in [360, 1280]:
            page = browser_page("agent", scheme=scheme, width=width)
            page.goto(f"/console/cases/{case}")
            page.locator("#timeline-details").check()
            page.locator("#composer-ready > summary").click()
            no_violations(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
