"""A script in every field that people fill: it is text on every page of every role, and nothing runs it."""

import re
from urllib.parse import quote, urlencode

import pytest
import requests
from desk import ROLES, Desk
from places import pages_of, places
from playwright.sync_api import expect
from test_party_paths import picture

HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>{{x}}'
# Names of files have no slash, and those of views are short.
SHORT = '<img src=x onerror="window.hit=1">{{x}}'
# In addresses most of its signs are refused as they are.
ADDRESS = f"https://receiver.example/hook?'onerror='window.hit=1'&{quote(HOSTILE)}"
PLAYBOOK = f"""---
id: hostile
title: '{HOSTILE}'
locale: zh-CN
owner: '{HOSTILE}'
---
# {HOSTILE}

## 说明

{HOSTILE}

## 事实

| id | 名称 | 类型 | 取值 | 来源 |
|---|---|---|---|---|
| seen | 看法 | 单选 | good 好{SHORT}; bad 不好 | 客服 |
| result | 结果 | 单选 | done 办完 | |

## 流程

- 注：{HOSTILE}
- 判断 `看法`
  - 条件：不好
    - 结论：结果=办完
  - 条件：其他 或 未知
    - 注：{SHORT}
    - 结论：结果=办完
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("hostile"))
    yield desk
    assert desk.stop() == 0


@pytest.fixture(scope="module", autouse=True)
def furnished(desk):
    """Puts it wherever somebody may write."""
    platform, agent, administrator, author = [desk.api(role) for role in ["integration", "agent", "administrator", "author"]]
    event = {"id": "e-hostile", "order": HOSTILE, "kind": "picked-up", "at": 1_795_305_600_000, "note": HOSTILE}
    platform.post("/v1/order-events", json=event | {name: HOSTILE for name in ["merchant", "merchant-name", "rider", "customer"]})
    case = platform.post(
        "/v1/cases",
        json={"playbook": "merchant-cannot-reach-customer", "subject": HOSTILE, "persons": {"customer": HOSTILE, "merchant": HOSTILE},
              "facts": {"merchant.request": "aftersales", "refund.state": "none", "agent.persona": HOSTILE, "merchant.name": HOSTILE}})["id"]
    for said in [{"text": HOSTILE}, {"from": "merchant", "text": HOSTILE}, {"to": "customer", "text": HOSTILE}]:
        agent.post(f"/v1/cases/{case}/messages", json=said)
    about = urlencode({"party": "customer", **{name: HOSTILE for name in ["note", "colour", "shape", "size", "place"]}}, quote_via=quote)
    headers = {"Content-Type": "image/png", "Content-Disposition": f"attachment; filename*=UTF-8''{quote(SHORT, safe='')}"}
    agent.post(f"/v1/cases/{case}/evidence?{about}", data=picture((10, 120, 60)), headers=headers)
    agent.post(f"/v1/cases/{case}/remarks", json={"text": HOSTILE})
    # pages_of shows this case and this draft to whoever sees cases and drafts.
    desk.furnished = {"case": case}
    for draft in ["narrow-draft", "hostile"]:
        text = PLAYBOOK.replace("id: hostile", f"id: {draft}")
        author.put(f"/v1/drafts/{draft}", json={"files": {f"{draft}.md": text}, "main": f"{draft}.md"})
    desk.proposal = author.post("/v1/proposals", json={"draft": "hostile"})["version"]
    desk.api("approver").post(f"/v1/proposals/{desk.proposal}/approve")
    desk.api("publisher").post(f"/v1/proposals/{desk.proposal}/publish", json={})
    desk.other = platform.post("/v1/cases", json={"playbook": "hostile", "subject": SHORT})["id"]
    desk.webhook = administrator.post("/v1/webhooks", json={"url": ADDRESS})["id"]
    administrator.post("/v1/tokens", json={"name": HOSTILE, "role": "agent"})
    desk.api("supervisor").post("/v1/teams", json={"id": "hostile", "name": HOSTILE, "queues": [HOSTILE], "members": {"agent": [SHORT]}})
    once = administrator.post("/v1/accounts", json={"id": "hostile", "name": HOSTILE, "role": "agent"})["oneTimePassword"]
    taken = requests.post(desk.url + "/v1/sessions", json={"account": "hostile", "password": once, "newPassword": desk.password}, timeout=30)
    assert taken.ok, taken.text
    # Its name is masked until somebody gives a reason, which the audit keeps.
    desk.named = platform.post(
        "/v1/cases", json={"playbook": "takeaway-service", "subject": "named", "persons": {"customer": SHORT}, "facts": {"customer.name": HOSTILE}})["id"]


def harmless(page):
    """Nothing of it has become a part of the page, and nothing has run."""
    found = page.evaluate("""() => ({
      hasRun: window.hit !== undefined,
      made: [...document.querySelectorAll('[onerror], img[src="x"], script:not([src]), iframe')].map((one) => one.outerHTML),
    })""")
    assert found == {"hasRun": False, "made": []}, page.url


@pytest.mark.parametrize("role", ROLES)
def test_on_every_page_it_is_nothing_but_text(role, desk, browser_page):
    page = browser_page(role)
    asked = quote(HOSTILE, safe="")
    paths = places(page) + pages_of(desk, role)
    if role in ["agent", "supervisor", "quality"]:
        paths += [f"/console/cases/{desk.other}", f"/console/cases?q={asked}"]
    if role in ["agent", "supervisor"]:
        paths += [f"/console/work?queue={asked}"]
    if role in ["author", "approver", "publisher"]:
        hostile = "/console/playbooks/hostile"
        paths += [hostile + tab for tab in ["", "/graph", "/versions", "/messages", "/vocabulary", "/rules", "/stories", "/heat"]]
        paths += [f"/console/proposals/{desk.proposal}", "/console/studio/hostile", "/console/studio/hostile/play"]
    if role == "administrator":
        paths += [
            f"/console/webhooks/{desk.webhook}", "/console/accounts/hostile", "/console/teams/hostile", f"/console/privacy?person={asked}",
            f"/console/audit?who={asked}&about={asked}", f"/console/accounts?q={asked}"]
    for path in dict.fromkeys(paths):
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        harmless(page)


def test_a_page_that_refuses_it_is_nothing_but_text_either(desk, browser_page, watch):
    watch.expected += ["400", "404"]
    page = browser_page("agent")
    for path in ["/console/cases/", "/console/playbooks/", "/console/work?q=", "/console/cases?phase="]:
        page.goto(path + quote(HOSTILE, safe=""))
        expect(page.locator("h1")).to_be_visible()
        harmless(page)


def test_the_page_of_its_case_shows_it_as_it_was_written(desk, browser_page):
    page = browser_page("agent")
    page.goto(f"/console/cases/{desk.furnished['case']}")
    expect(page.locator(".case-facts dd", has_text=HOSTILE)).to_be_visible()
    expect(page.locator(".said-note .line-text", has_text=HOSTILE).first).to_be_visible()
    expect(page.locator(".said-left .line-text").last).to_have_text(HOSTILE)
    expect(page.locator(".said-right .line-text").last).to_have_text(HOSTILE)
    for fact in ["agent\\.persona", "merchant\\.name"]:
        expect(page.locator(f"#fact-{fact} .fact-value")).to_have_text(HOSTILE)
    files = page.locator("#aside-files")
    expect(files).to_contain_text(SHORT)
    expect(files).to_contain_text(HOSTILE)
    harmless(page)


def test_lists_show_it_as_it_was_written(desk, browser_page):
    agent = browser_page("agent")
    agent.goto("/console/work")
    expect(agent.locator("#work-list [data-row]", has_text=desk.furnished["case"]).locator(".work-meta")).to_contain_text(HOSTILE)
    agent.goto(f"/console/cases?q={quote(HOSTILE, safe='')}")
    expect(agent.locator("[data-row]", has_text=desk.furnished["case"])).to_contain_text(HOSTILE)
    expect(agent.locator("[name='q']").first).to_have_value(HOSTILE)
    administrator = browser_page("administrator")
    for place, text in [("accounts", HOSTILE), ("teams", HOSTILE), ("tokens", HOSTILE), ("webhooks", ADDRESS)]:
        administrator.goto(f"/console/{place}")
        expect(administrator.locator("tr th", has_text=text)).to_be_visible()
        harmless(administrator)
    author = browser_page("author")
    for place in ["proposals", "playbooks"]:
        author.goto(f"/console/{place}")
        expect(author.locator("main").get_by_text(HOSTILE).first).to_be_visible()
        harmless(author)
    author.goto("/console/playbooks/hostile")
    expect(author.locator("h1")).to_contain_text(HOSTILE)
    author.goto(f"/console/proposals/{desk.proposal}")
    expect(author.locator("main").get_by_text(HOSTILE).first).to_be_visible()


def test_what_scripts_write_into_pages_is_text_too(desk, browser_page):
    """Who looks at a case, the views that somebody has saved, what is asked before something is done, and what has just been said."""
    case = f"/console/cases/{desk.furnished['case']}"
    hostile, lead = browser_page("hostile"), browser_page("supervisor")
    hostile.goto("/console/work")
    available = hostile.get_by_role("button", name=re.compile("空闲$"))
    available.click()
    expect(available).to_have_attribute("aria-pressed", "true")
    lead.goto("/console/wall")
    expect(lead.locator(".wall")).to_contain_text(HOSTILE)
    harmless(lead)
    hostile.goto(case)
    lead.goto(case)
    expect(lead.locator("[data-lookers-here]")).to_contain_text(HOSTILE)
    hostile.locator("[data-compose-whom]").select_option("note")
    hostile.locator("[data-composer]").fill(HOSTILE + "现在写的")
    hostile.locator("[data-composer]").press("Control+Enter")
    expect(hostile.locator("[data-holding]")).to_be_visible()
    harmless(hostile)
    hostile.locator("[data-composer]").press("Control+Enter")
    for page in (hostile, lead):
        expect(page.locator(".said-note .line-text").last).to_have_text(HOSTILE + "现在写的")
        harmless(page)

    hostile.goto("/console/cases?incident=true")
    hostile.get_by_role("button", name="存下这个筛选").click()
    hostile.get_by_label("名称").fill(SHORT)
    hostile.get_by_role("button", name="保存", exact=True).click()
    expect(hostile.get_by_role("link", name=SHORT)).to_have_attribute("aria-current", "page")
    hostile.get_by_role("button", name=re.compile(re.escape(SHORT))).click()
    expect(hostile.get_by_role("dialog")).to_contain_text(SHORT)
    harmless(hostile)


def test_a_name_that_is_disclosed_and_the_reason_for_it_are_text(desk, browser_page):
    page = browser_page("supervisor")
    page.goto(f"/console/cases/{desk.named}")
    page.locator("[data-disclose='customer.name']").click()
    dialog = page.locator("#disclose")
    dialog.get_by_label("用来做什么").fill(HOSTILE)
    dialog.get_by_role("button", name="查看").click()
    expect(page.locator("#fact-customer\\.name strong")).to_have_text(HOSTILE)
    harmless(page)
    administrator = browser_page("administrator")
    administrator.goto(f"/console/audit?about=case:{desk.named}*")
    expect(administrator.locator("tr[data-row]", has_text=HOSTILE).first).to_be_visible()
    harmless(administrator)


def test_the_page_of_a_party_shows_it_as_it_was_written(desk, visitor):
    page = visitor(width=390, height=844)
    page.goto(desk.api("agent").post(f"/v1/cases/{desk.furnished['case']}/links", json={"party": "customer"})["path"])
    page.get_by_label("给客服留言").fill(HOSTILE + "我写的")
    page.get_by_role("button", name="发送").click()
    expect(page.locator(".party-talk .mine p")).to_have_text(HOSTILE + "我写的")
    expect(page.locator(".party-talk .theirs p").last).to_have_text(HOSTILE)
    expect(page.locator(".party-talk .mine a")).to_have_text(SHORT)
    expect(page.locator(".party-order")).to_contain_text(HOSTILE)
    harmless(page)
    agent = desk.api("agent").get(f"/v1/cases/{desk.furnished['case']}/messages")["items"]
    assert any(one.get("from") == "customer" and one["text"] == HOSTILE + "我写的" for one in agent)
