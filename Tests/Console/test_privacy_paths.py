"""Somebody asks what is kept of them, and has it destroyed: looked up, handed out and erased by the administrator in the browser."""

import json

import pytest
from desk import Desk
from playwright.sync_api import expect
from test_party_paths import carry_out, picture

ERASED = "[已删除 erased]"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("privacy"), playbooks=["food-delivery/order-enquiry.md"])
    yield desk
    assert desk.stop() == 0


@pytest.fixture
def known(desk):
    """Has the desk know a person by a number, by words and by a picture. - Returns: their case, which is closed unless `is_open`."""

    def make(person, name, number, is_open=False):
        case = desk.api("integration").post(
            "/v1/cases",
            json={"playbook": "order-enquiry", "subject": f"order-of-{person}", "channel": "online", "persons": {"customer": person},
                  "facts": {"客服称呼": "小宁", "商家名称": "禾味小馆", "查询来意": "查订单进度", "订单状态": "已送达", "手机号": number}})["id"]
        agent = desk.api("agent")
        agent.post(f"/v1/cases/{case}/messages", json={"from": "customer", "text": f"我是{name}，电话 {number}"})
        headers = {"Content-Type": "image/png", "Content-Disposition": f"attachment; filename*=UTF-8''door-of-{person}"}
        agent.post(f"/v1/cases/{case}/evidence?party=customer", data=picture((90, 20, 20)), headers=headers)
        if not is_open:
            carry_out(desk, case)
            assert agent.get(f"/v1/cases/{case}")["phase"] == "closed"
        return case

    return make


def look_for(page, person):
    """Looks for a person, as somebody who has come to the page by the navigation does."""
    page.goto("/console/privacy")
    expect(page.get_by_role("button", name="永久删除")).to_have_count(0)
    page.get_by_label("谁").fill(person)
    page.get_by_role("button", name="选定").click()
    expect(page.get_by_role("heading", name="导出", exact=True)).to_be_visible()


def download(page):
    """- Returns: the file's name, and what is in it."""
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载 JSON").click()
    return coming.value.suggested_filename, json.loads(coming.value.path().read_text())


def erase(page, person):
    page.get_by_label("为什么删").fill("本人来信要求删除")
    page.locator("[data-must-be]").fill(person)
    page.get_by_role("button", name="永久删除").click()


def audit(page, person, what):
    """- Returns: the lines of the audit about a person and one kind of action."""
    page.goto(f"/console/audit?about=person:{person}")
    return page.locator("tr[data-row]", has_text=what)


def disclosed(page):
    """Asks for the number on the page of a case. - Returns: where it is then."""
    page.locator("[data-disclose='customer.phone']").click()
    dialog = page.locator("#disclose")
    dialog.get_by_label("用来做什么").fill("核对本人来电")
    dialog.get_by_role("button", name="查看").click()
    return page.locator("#fact-customer\\.phone strong")


def test_what_is_kept_of_a_person_is_downloaded_and_the_audit_tells_who_did_it(desk, known, browser_page, no_violations):
    case, other = known("u-export", "赵小满", "13800138101"), known("u-else", "钱大寒", "13800138102")
    page = browser_page("administrator")
    look_for(page, "u-export")
    no_violations(page)
    name, content = download(page)
    assert (name, content["person"], [one["id"] for one in content["cases"]]) == ("person-uexport.json", "u-export", [case])
    [kept] = content["cases"]
    assert {one["fact"]: one.get("value") for one in kept["facts"]}["customer.phone"] == "13800138101"
    assert [one["text"] for one in kept["messages"]] == ["我是赵小满，电话 13800138101"]
    assert [one["name"] for one in kept["evidence"]] == ["door-of-u-export"]
    # Nothing of anybody else.
    assert not any(words in json.dumps(content, ensure_ascii=False) for words in [other, "钱大寒", "13800138102"])
    line = audit(page, "u-export", "导出")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("何静")
    [noted] = desk.api("administrator").get("/v1/audit", params={"about": "person:u-export"})["items"]
    assert (noted["who"], noted["what"]) == ("account:administrator", "exported")


def test_whoever_is_erased_is_nowhere_any_more_and_the_audit_tells_who_did_it(desk, known, browser_page, no_violations):
    case, other = known("u-erased", "孙立春", "13800138103"), known("u-stays", "李立夏", "13800138104")
    lead = browser_page("supervisor")
    lead.goto("/console/cases?q=孙立春")
    expect(lead.locator(f"#case-{case}")).to_be_visible()
    lead.goto(f"/console/cases/{case}")
    expect(lead.locator(".line-text", has_text="孙立春")).to_be_visible()
    expect(disclosed(lead)).to_have_text("13800138103")
    expect(lead.locator("#aside-files img")).not_to_have_js_property("naturalWidth", 0)

    page = browser_page("administrator")
    look_for(page, "u-erased")
    erase(page, "u-erased")
    told = page.locator("[data-erased]")
    expect(told).to_contain_text("已删除，涉及工单 1")
    no_violations(page)
    line = audit(page, "u-erased", "删除个人信息")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("何静")
    expect(line).to_contain_text("本人来信要求删除")
    [noted] = desk.api("administrator").get("/v1/audit", params={"about": "person:u-erased"})["items"]
    assert (noted["who"], noted["what"]) == ("account:administrator", "erased")

    lead.goto("/console/cases?q=孙立春")
    expect(lead.locator("[id^='case-C-']")).to_have_count(0)
    lead.goto(f"/console/cases/{case}")
    expect(lead.locator("h1")).to_contain_text(case)
    expect(lead.locator(".line-text", has_text=ERASED).first).to_be_visible()
    expect(lead.locator("#aside-files")).to_contain_text("文件已随个人信息删除")
    expect(lead.locator("#aside-files img")).to_have_count(0)
    assert not any(words in lead.content() for words in ["孙立春", "13800138103", "door-of-u-erased"])
    no_violations(lead)

    look_for(page, "u-erased")
    _, content = download(page)
    assert not any(words in json.dumps(content, ensure_ascii=False) for words in ["孙立春", "13800138103", "door-of-u-erased"])
    # Somebody else's is as it was.
    lead.goto(f"/console/cases/{other}")
    expect(lead.locator(".line-text", has_text="李立夏")).to_be_visible()
    expect(disclosed(lead)).to_have_text("13800138104")


def test_the_number_of_whoever_was_erased_isnt_offered_any_more(desk, known, browser_page):
    case = known("u-number", "周小暑", "13800138105")
    desk.api("administrator").post("/v1/persons/u-number/erasure", json={"reason": "asked for it by letter"})
    page = browser_page("supervisor")
    page.goto(f"/console/cases/{case}")
    number = page.locator("#fact-customer\\.phone")
    expect(number).to_contain_text(ERASED)
    expect(number.get_by_role("button")).to_have_count(0)


def test_nobody_is_erased_while_a_case_of_theirs_is_open(desk, known, browser_page, no_violations):
    case = known("u-open", "吴白露", "13800138106", is_open=True)
    page = browser_page("administrator")
    look_for(page, "u-open")
    erase(page, "u-open")
    expect(page.get_by_role("alert")).to_contain_text("没关")
    no_violations(page)
    expect(page.locator("[data-erased]")).to_be_hidden()
    assert desk.api("agent").get(f"/v1/cases/{case}/messages")["items"][-1]["text"] == "我是吴白露，电话 13800138106"
    assert desk.api("administrator").get("/v1/audit", params={"about": "person:u-open"})["items"] == []


def test_whoever_nobody_knows_is_said_to_be_unknown(desk, browser_page, watch):
    watch.expected.append("404")
    page = browser_page("administrator")
    look_for(page, "u-nobody")
    page.get_by_role("button", name="下载 JSON").click()
    expect(page.locator(".toast.bad")).to_be_visible()
    erase(page, "u-nobody")
    expect(page.locator("[data-problem]")).to_be_visible()
    assert desk.api("administrator").get("/v1/audit", params={"about": "person:u-nobody"})["items"] == []
