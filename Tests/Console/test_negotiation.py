"""A negotiation on the customer's telephone: agreed to with a reason, refused, or answered with another plan."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def negotiation(desk, visitor):
    """Opens a negotiation, and the customer's page of it. - Returns: the case and the page."""

    def make(order, **looks):
        case = desk.api("integration").post(
            "/v1/cases",
            json={"playbook": "after-sales-negotiation", "subject": order, "persons": {"用户": "u-9", "商家": "m-9"},
                  "facts": {"协商类型": "邀请用户取消售后", "协商说明": "商品不支持无理由退货", "商家留言": "鲜花不支持无理由退货", "图片凭证": "图片已上传",
                            "协商处理截止": "2036-01-05T04:00:00Z", "商家名称": "花店"}})["id"]
        # The platform says that it has handed the proposal in.
        carry_out(desk, case)
        page = visitor(width=390, height=844, **looks)
        page.goto(desk.api("agent").post(f"/v1/cases/{case}/links", json={"party": "customer"})["path"])
        return case, page

    return make


def carry_out(desk, case):
    """The platform does all that it is told to, and reports it."""
    while actions := [effect for effect in desk.api("agent").get(f"/v1/cases/{case}")["effects"] if effect["purpose"] == "action"]:
        for effect in actions:
            report = {"effect": effect["key"], "outcome": effect["outcomes"][0]}
            desk.api("integration").post(f"/v1/cases/{case}/signals", json={"report": report})


def answer(page, choice):
    form = page.locator("form[data-negotiation]")
    form.get_by_role("radio", name=choice).check()
    return form


def facts(desk, case):
    """- Returns: what is known, by the facts' names."""
    return {fact["name"]: fact.get("text") for fact in desk.api("agent").get(f"/v1/cases/{case}")["facts"]}


@pytest.mark.parametrize(("choice", "scheme"), [("用户同意", "light"), ("用户拒绝", "dark")])
def test_the_customer_answers_with_a_reason(choice, scheme, desk, negotiation, no_violations):
    case, page = negotiation(f"N-{choice}", scheme=scheme)
    no_violations(page)
    form = answer(page, choice)
    form.locator("[data-message]").fill("花已经谢了")
    form.get_by_role("button").click()
    expect(page.locator(".party-talk .mine").last).to_contain_text("花已经谢了", timeout=20_000)
    expect(page.locator("section:has(form[data-negotiation]) h2 .tag")).to_have_text(choice, timeout=20_000)
    carry_out(desk, case)
    expect(page.locator("form[data-negotiation]")).to_have_count(0, timeout=20_000)
    assert facts(desk, case)["协商状态"] == choice


def test_the_customer_proposes_something_else_and_the_merchant_takes_it(desk, negotiation, visitor):
    case, page = negotiation("N-counter")
    form = answer(page, "用户另提方案")
    form.get_by_label("另提的方案").fill("退一半，花我留下")
    form.get_by_role("button").click()
    expect(page.locator(".party-facts").first).to_contain_text("退一半，花我留下", timeout=20_000)
    carry_out(desk, case)
    merchant = visitor(width=390, height=844)
    merchant.goto(desk.api("agent").post(f"/v1/cases/{case}/links", json={"party": "merchant"})["path"])
    expect(merchant.locator(".party-facts").first).to_contain_text("退一半，花我留下")
    merchant.get_by_role("radio", name="接受方案", exact=True).check()
    merchant.locator("form.ask").get_by_role("button").click()
    expect(page.locator("form[data-negotiation]")).to_have_count(0, timeout=20_000)
    known = facts(desk, case)
    assert (known["另提的方案"], known["方案答复"], known["协商状态"]) == ("退一半，花我留下", "接受方案", "用户同意")
