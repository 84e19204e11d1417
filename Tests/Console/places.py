"""Every page of the console with something on it, and who sees it."""

from desk import ROLES, open_case

DRAFT = "---\nid: narrow-draft\nlocale: zh-CN\n---\n# 草稿\n\n## 流程\n\n- 看一眼监控\n  - 条件：" + "很长的条件" * 30 + "\n    - 结论：\n"
SEERS = {
    "cases": ["agent", "supervisor", "quality"],
    "openers": ["agent", "supervisor"],
    "readers": ["agent", "supervisor", "quality", "author", "approver", "publisher"],
    "students": ["author", "approver", "publisher"],
}
PLAYBOOK = "/console/playbooks/merchant-cannot-reach-customer"


def furnish(desk):
    """What the pages show, made once for a desk. - Returns: its case."""
    if not hasattr(desk, "furnished"):
        case = open_case(desk)
        agent = desk.api("agent")
        agent.post(f"/v1/cases/{case}/messages", json={"from": "customer", "text": "在吗？" + "很长的一段话" * 20 + " https://example.com/" + "x" * 120})
        agent.post(f"/v1/cases/{case}/messages", json={"text": "备注"})
        desk.api("author").put("/v1/drafts/narrow-draft", json={"files": {"narrow-draft.md": DRAFT}, "main": "narrow-draft.md"})
        desk.furnished = {"case": case}
    return desk.furnished


def places(page):
    """- Returns: the paths of the navigation."""
    return page.eval_on_selector_all("nav [data-key]", "links => links.map(link => link.getAttribute('href'))")


def pages_of(desk, role):
    """- Returns: the paths of a role's pages, those of the navigation left out."""
    things = furnish(desk)
    case = f"/console/cases/{things['case']}"
    paths = ["/console/password", "/console/about"]
    if role in SEERS["cases"]:
        paths += [case, "/console/cases?q=" + "找不到的词" * 8, "/console/cases?phase=open", "/console/parents"]
    if role in SEERS["openers"]:
        paths += [
            "/console/cases/new", "/console/cases/new?playbook=takeaway-service", "/console/registrations/takeaway-service", "/console/approvals"]
    if role == "supervisor":
        paths += ["/console/wall/work", "/console/wall/work?state=waiting", "/console/incidents", "/console/teams/front", "/console/figures?span=week"]
    if role in SEERS["readers"]:
        paths += [PLAYBOOK + tab for tab in ["", "/graph", "/versions", "/messages", "/vocabulary", "/rules", "/stories", "/heat"]]
        paths += ["/console/calendars/takeaway-service?year=2026&from=2026-02-15T20:30&for=3+h"]
    if role in SEERS["students"]:
        studio = "/console/studio/merchant-cannot-reach-customer"
        paths += [studio, studio + "/play", studio + "/trials", studio + "/graph", "/console/studio/narrow-draft"]
    if role in ["author", "administrator"]:
        paths += ["/console/connectors"]
    if role == "administrator":
        paths += [
            "/console/accounts/agent", "/console/teams/front", "/console/privacy?person=u-1", "/console/audit?who=account:agent"]
    return paths


__all__ = ["ROLES", "furnish", "pages_of", "places"]
