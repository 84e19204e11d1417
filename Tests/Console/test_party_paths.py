"""What customers do on their telephone: answer, confirm, rate, send pictures, keep a contact, go over to another case, and register."""

import hashlib
import hmac
import re
import sqlite3
import struct
import time
import zlib

import pytest
from desk import Desk
from playwright.sync_api import expect

CODE = "314159"
REFUSED = "有文件没有传成"
# More than the hundred letters that the form asks for.
STORY = "中午点的餐等了很久也没有送到，打电话给商家说早就出餐了，骑手那边一直没有人接。" * 4


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("party"), playbooks=["food-delivery/takeaway-service.md", "food-delivery/order-enquiry.md"])
    yield desk
    assert desk.stop() == 0


@pytest.fixture
def phone(desk, visitor):
    """Follows links in the browser of a telephone. - Returns: its page."""

    def follow(case, party="customer"):
        page = visitor(width=390, height=844)
        page.goto(link(desk, case, party))
        return page

    return follow


def link(desk, case, party="customer"):
    return desk.api("agent").post(f"/v1/cases/{case}/links", json={"party": party})["path"]


def complaint(desk, order):
    """A complaint whose outcome is told to the customer: no money, and nobody has to be sent. - Returns: its case."""
    return desk.api("integration").post(
        "/v1/cases",
        json={"playbook": "takeaway-service", "subject": order, "channel": "online", "persons": {"customer": "u-5"},
              "facts": {"客服称呼": "小宁", "商家名称": "禾味小馆", "号码不一致": "否", "订单核验": "核验一致", "发生时间": "2026-01-05T03:50:00Z",
                        "发生地点": "公司前台", "同店异常报告数": "0", "近 30 天投诉次数": "0", "问题小类": "超时未达", "期望方案": "要退款",
                        "订单佐证": "记录支持", "超时时长": "80 分钟", "责任环节": "用户环节", "赔付金额": "30"}})["id"]


def enquiry(desk, order):
    """Somebody wants another emergency contact. - Returns: the case."""
    return desk.api("integration").post(
        "/v1/cases",
        json={"playbook": "order-enquiry", "subject": order, "channel": "online", "persons": {"customer": "u-6"},
              "facts": {"客服称呼": "小宁", "商家名称": "禾味小馆", "查询来意": "改紧急联系人", "身份核验": "核验通过", "手机号": "13800138000"}})["id"]


def carry_out(desk, case):
    """The platform does what the case has it do, until somebody is asked or nothing is left."""
    while todo := [one for one in desk.api("agent").get(f"/v1/cases/{case}")["effects"] if one["purpose"] != "ask"]:
        for one in todo:
            report = {"effect": one["key"], "outcome": one["outcomes"][0]}
            desk.api("integration").post(f"/v1/cases/{case}/signals", json={"report": report})


def facts(desk, case):
    """- Returns: what is known, by the facts' names."""
    return {one["name"]: one.get("text") for one in desk.api("agent").get(f"/v1/cases/{case}")["facts"]}


def evidence(desk, case):
    return desk.api("agent").get(f"/v1/cases/{case}/evidence")["items"]


def picture(colour):
    """- Returns: a PNG of one colour, as browsers and the server read it."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * 64) * 64
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_a_customer_answers_confirms_and_rates_until_the_case_is_closed(desk, phone, no_violations):
    case = complaint(desk, "P-rates")
    carry_out(desk, case)
    page = phone(case)
    expect(page.locator("#party-standing")).to_have_text("等您答复")
    no_violations(page)
    page.get_by_role("radio", name="接受方案", exact=True).check()
    page.locator("form.ask").get_by_role("button", name="提交").click()
    expect(page.locator("form.ask")).to_have_count(0)
    assert facts(desk, case)["方案意见"] == "接受方案"

    carry_out(desk, case)
    page.get_by_role("radio", name="已解决", exact=True).check(timeout=20_000)
    page.locator("form.ask").get_by_role("button", name="提交").click()
    stars = page.get_by_role("group", name="这次处理，您打几分？")
    expect(stars).to_be_visible()
    assert facts(desk, case)["解决确认"] == "已解决"
    no_violations(page)
    # Without stars there is nothing to send.
    page.get_by_role("button", name="提交评价").click()
    assert stars.get_by_role("radio").first.evaluate("(one) => one.validity.valueMissing")
    assert "满意度" not in facts(desk, case)
    stars.get_by_role("radio", name="★★★★★ 很满意").check()
    page.get_by_label("想说的话（选填）").fill("说得很清楚，谢谢")
    page.get_by_role("button", name="提交评价").click()
    expect(page.get_by_text("您给了 5 分，谢谢。")).to_be_visible()
    assert facts(desk, case)["满意度"].startswith("5")
    assert any(one.get("text") == "说得很清楚，谢谢" for one in desk.api("agent").get(f"/v1/cases/{case}/messages")["items"])

    carry_out(desk, case)
    assert desk.api("agent").get(f"/v1/cases/{case}")["phase"] == "closed"
    expect(page.locator("#party-standing")).to_have_text("已办结", timeout=20_000)
    page.reload()
    expect(page.get_by_text("这件事已经办结，不能再留言。")).to_be_visible()
    expect(page.get_by_role("group", name="这次处理，您打几分？")).to_have_count(0)
    no_violations(page)


def test_a_message_is_written_and_an_empty_one_is_not(desk, phone):
    case = complaint(desk, "P-writes")
    page = phone(case)
    field = page.get_by_label("给客服留言")
    page.get_by_role("button", name="发送").click()
    assert field.evaluate("(one) => one.validity.valueMissing")
    expect(page.locator(".party-talk .mine")).to_have_count(0)
    field.fill("餐还没有到，<b>很急</b>")
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".party-talk .mine p")).to_have_text("餐还没有到，<b>很急</b>")
    expect(field).to_have_value("")
    [said] = [one for one in desk.api("agent").get(f"/v1/cases/{case}/messages")["items"] if one.get("from") == "customer"]
    assert said["text"] == "餐还没有到，<b>很急</b>"


def test_a_picture_is_sent_and_stands_in_the_gallery_of_the_agent(desk, phone, browser_page, no_violations):
    case = complaint(desk, "P-picture")
    page = phone(case)
    page.get_by_label("从手机里选").set_input_files({"name": "门口 1.png", "mimeType": "image/png", "buffer": picture((200, 30, 30))})
    expect(page.locator("[data-upload-state]")).to_have_text("传好了")
    sent = page.locator(".party-talk .mine a")
    expect(sent).to_have_text("门口 1.png")
    # It is loaded, not only named.
    expect(sent.locator("img")).not_to_have_js_property("naturalWidth", 0)
    no_violations(page)
    [kept] = evidence(desk, case)
    assert (kept["name"], kept["party"], kept["type"]) == ("门口 1.png", "customer", "image/png")
    agent = browser_page("agent")
    agent.goto(f"/console/cases/{case}")
    shown = agent.locator(f"#evidence-{kept['id']}")
    expect(shown).to_contain_text("门口 1.png")
    expect(shown).to_contain_text("用户")
    shown.scroll_into_view_if_needed()
    expect(shown.locator("img")).not_to_have_js_property("naturalWidth", 0)
    assert desk.api("agent").session.get(desk.url + kept["file"], timeout=30).content == picture((200, 30, 30))


def test_a_file_that_cant_be_taken_is_named_with_the_reason_and_isnt_kept(desk, phone, no_violations):
    case = complaint(desk, "P-refused")
    page = phone(case)
    album, state = page.get_by_label("从手机里选"), page.locator("[data-upload-state]")
    album.set_input_files({"name": "程序.png", "mimeType": "image/png", "buffer": b"MZ\x90\0 no picture at all"})
    expect(state).to_contain_text("程序.png")
    no_violations(page)
    # One byte more than a picture may have.
    album.set_input_files({"name": "巨图.png", "mimeType": "image/png", "buffer": picture((1, 2, 3)).ljust(20_971_521, b"\0")})
    expect(state).to_contain_text("巨图.png", timeout=20_000)
    expect(state).to_contain_text(REFUSED)
    assert evidence(desk, case) == []
    expect(page.locator(".party-talk .mine")).to_have_count(0)


def test_an_emergency_contact_is_kept_with_consent_only_and_can_be_taken_away(desk, phone, no_violations):
    case = enquiry(desk, "P-contact")
    page = phone(case)
    form = page.locator("form", has=page.get_by_role("heading", name="紧急联系人"))
    form.get_by_label("姓名（选填）").fill("林小溪")
    form.get_by_label("对方手机号").fill("13911112222")
    form.get_by_label("对方是成年人").check()
    consent = form.get_by_label("我同意按上面的用途登记")
    form.get_by_role("button", name="登记联系人").click()
    # The browser says it, at the box.
    expect(consent).to_be_focused()
    assert consent.evaluate("(one) => one.validity.valueMissing && one.validationMessage !== ''")
    assert not {"紧急联系人手机号", "紧急联系人姓名", "紧急联系授权"} & set(facts(desk, case))

    # What the browser doesn't know the server says, beside the field.
    consent.check()
    form.get_by_label("对方手机号").fill("13800138000")
    form.get_by_role("button", name="登记联系人").click()
    expect(form.locator("[name='/emergency/phone'] + .field-problem")).to_have_text("不能和您自己的号码相同")
    expect(form.get_by_label("对方手机号")).to_have_attribute("aria-invalid", "true")
    no_violations(page)
    assert "紧急联系人手机号" not in facts(desk, case)

    form.get_by_label("对方手机号").fill("13911112222")
    form.get_by_role("button", name="登记联系人").click()
    expect(form).to_contain_text("现在是 •••2222")
    known = facts(desk, case)
    assert (known["紧急联系授权"], known["紧急联系人登记"], known["紧急联系人手机号"]) == ("同意", "有效", "•••")
    assert "13911112222" not in page.content()
    no_violations(page)

    form.get_by_role("button", name="删除联系人").click()
    page.get_by_role("dialog").get_by_role("button", name="继续").click()
    expect(form.get_by_role("button", name="删除联系人")).to_have_count(0)
    known = facts(desk, case)
    assert (known["紧急联系授权"], known["紧急联系人登记"], known["紧急联系人手机号"]) == ("不同意", "未登记", "unknown")


def test_whoever_follows_a_link_of_another_case_is_asked_first(desk, phone, no_violations):
    first, second = complaint(desk, "P-first"), complaint(desk, "P-second")
    page = phone(first)
    page.goto(link(desk, second))
    expect(page.get_by_role("heading", level=1)).to_have_text("换到另一件事？")
    expect(page.locator("main")).to_contain_text(first)
    no_violations(page)
    page.get_by_role("link", name="留在原来的").click()
    expect(page.locator("main header")).to_contain_text(first)
    page.goto(link(desk, second))
    page.get_by_role("link", name="换到新的").click()
    page.wait_for_url("/p")
    expect(page.locator("main header")).to_contain_text(second)
    assert page.request.get("/v1/own/case").json()["case"] == second


class TestRegistering:
    """By the page of the intake form."""

    @pytest.fixture
    def page(self, desk, visitor):
        """The form, for a customer whose order the platform knows."""
        person = f"u-{time.time_ns()}"
        order = f"R-{person}"
        desk.api("integration").post(
            "/v1/order-events",
            json={"id": f"e-{order}", "order": order, "kind": "picked-up", "at": int(time.time() * 1_000), "merchant": "m-7", "merchant-name": "禾味小馆",
                  "customer": person})
        page = visitor(width=390, height=844)
        page.goto(desk.api("agent").post("/v1/intake-forms/takeaway-service/links", json={"person": person})["path"])
        page.order = order
        return page

    def cases(self, desk, page):
        return desk.api("agent").get("/v1/cases", params={"subject": page.order})["items"]

    def prove(self, desk, page, number):
        """Nobody is connected to this desk who sends texts: its code is in the ledger as if one had been sent."""
        ident, salt, now = f"{time.time_ns():x}", b"salt" * 8, int(time.time() * 1_000)
        code = hmac.digest(salt, f"{ident} {CODE}".encode(), "sha256")
        known = hashlib.sha256(f"gendan phone {number}".encode()).digest()

        def send(route):
            with sqlite3.connect(desk.ledger.removeprefix("sqlite:"), timeout=20) as ledger:
                ledger.execute(
                    "INSERT INTO phone_verifications VALUES (?, ?, ?, ?, ?, 'test', ?, 0, NULL, NULL)", (ident, known, salt, code, now, now + 600_000))
            route.fulfill(status=201, json={"id": ident, "expiresAt": "2036-01-01T00:00:00Z"})

        page.route("**/v1/own/phone-verifications", send)
        page.get_by_role("button", name="发验证码").click()
        expect(page.locator("[data-code-state]")).to_have_text("验证码已发出，10 分钟内有效。")

    def fill(self, page, number, story):
        page.locator("[name='/order']").fill(page.order)
        page.locator("[name='/phone']").fill(number)
        page.locator("[data-fact='problem']").select_option("late")
        page.locator("[data-fact='problem.text']").fill(story)
        page.locator("[data-fact='wish']").select_option("refund")
        page.locator("[data-fact='happened-at']").fill("2026-11-22T12:10")
        page.locator("[data-fact='happened-where']").fill("公司前台")

    def test_until_a_case_is_open_and_the_page_says_what_to_expect(self, desk, page, browser_page, no_violations):
        self.fill(page, "13800138111", STORY)
        page.get_by_label("从手机里选").set_input_files({"name": "门口.png", "mimeType": "image/png", "buffer": picture((20, 90, 200))})
        self.prove(desk, page, "13800138111")
        page.get_by_label("短信验证码").fill("000000")
        page.get_by_role("button", name="核对验证码").click()
        expect(page.locator("[data-code-state]")).to_contain_text("验证码不对，还可以试")
        page.get_by_label("短信验证码").fill(CODE)
        page.get_by_role("button", name="核对验证码").click()
        expect(page.locator("[data-code-state]")).to_have_text("手机号已核验。")
        no_violations(page)
        assert self.cases(desk, page) == []
        page.get_by_role("button", name="提交", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("您的售后")
        expect(page.locator("#party-standing")).to_have_text("处理中")
        expect(page.locator(".party-page")).to_contain_text("正在办，有进展会写在下面，不用一直等在这里。")
        expect(page.locator(".party-talk .mine a")).to_have_text("门口.png")
        no_violations(page)
        [case] = self.cases(desk, page)
        expect(page.locator("main")).to_contain_text(case["id"])
        assert [one["name"] for one in evidence(desk, case["id"])] == ["门口.png"]
        known = facts(desk, case["id"])
        assert (known["问题小类"], known["期望方案"], known["问题描述"], known["手机号"]) == ("超时未达", "要退款", STORY, "•••")
        agent = browser_page("agent")
        agent.goto(f"/console/cases/{case['id']}")
        expect(agent.locator("#aside-files")).to_contain_text("门口.png")

    def test_what_is_missing_or_too_short_is_told_beside_its_field(self, desk, page, no_violations):
        page.get_by_role("button", name="提交", exact=True).click()
        for field in ["[name='/order']", "[name='/phone']", "[data-fact='problem.text']", "[data-fact='wish']", "[data-fact='happened-where']"]:
            expect(page.locator(f"{field} + .field-problem")).to_have_text("这一项要填")
            expect(page.locator(field)).to_have_attribute("aria-invalid", "true")
        expect(page.locator("[name='/order']")).to_be_focused()
        no_violations(page)
        self.fill(page, "12345", "太短了")
        page.get_by_role("button", name="提交", exact=True).click()
        expect(page.locator("[name='/phone'] + .field-problem").first).to_contain_text("11 位")
        expect(page.locator("[data-fact='problem.text'] + .field-problem")).to_contain_text("100")
        expect(page.locator("[data-fact='wish'] + .field-problem")).to_have_count(0)
        no_violations(page)
        assert self.cases(desk, page) == []

    def test_a_number_that_nobody_has_proved_opens_nothing(self, desk, page, watch):
        # This desk sends no texts, which its form says where the code is asked for.
        watch.expected += ["503", "status of 503"]
        self.fill(page, "13800138222", STORY)
        page.get_by_role("button", name="发验证码").click()
        expect(page.locator("[data-code-state]")).to_have_text("验证码没有发出去，请稍后再试。")
        page.get_by_role("button", name="提交", exact=True).click()
        expect(page.locator("[name='/phone'] + .field-problem")).to_be_visible()
        expect(page.locator("[data-fact='problem.text']")).to_have_value(STORY)
        assert self.cases(desk, page) == []

    def test_a_file_that_cant_be_taken_is_told_and_stays_told(self, desk, page):
        self.fill(page, "13800138333", STORY)
        page.get_by_label("从手机里选").set_input_files({"name": "程序.png", "mimeType": "image/png", "buffer": b"MZ\x90\0 no picture at all"})
        self.prove(desk, page, "13800138333")
        page.get_by_label("短信验证码").fill(CODE)
        page.get_by_role("button", name="核对验证码").click()
        expect(page.locator("[data-code-state]")).to_have_text("手机号已核验。")
        page.get_by_role("button", name="提交", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("您的售后")
        expect(page.locator("[data-upload-state]")).to_have_text(re.compile(f"{REFUSED}.*程序.png"))
        [case] = self.cases(desk, page)
        assert evidence(desk, case["id"]) == []
