"""What a page may load and run: nothing but what the server itself gives, and no script that stands in a page."""

import pytest
from places import PLAYBOOK, furnish

PAGES = {
    "agent": ["/console/work", "/console/cases", "/console/cases/{case}"],
    "author": ["/console/studio/merchant-cannot-reach-customer", PLAYBOOK + "/graph"],
    "supervisor": ["/console/figures", "/console/wall"],
}


def strict(policy):
    """- Returns: what is wrong with it."""
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    # A data: or blob: address is for pictures and films.
    allowed = {"'none'", "'self'"}
    wrong = [f"{name} {source}" for name, sources in rules.items() for source in sources.split()
             if source not in allowed | ({"data:", "blob:"} if name in {"img-src", "media-src"} else set())]
    missing = [name for name in ["default-src", "base-uri", "frame-ancestors", "form-action"] if name not in rules]
    return wrong + missing + ([] if rules.get("default-src") == "'none'" else ["default-src"])


@pytest.mark.parametrize("policy", ["", "default-src 'self'", "default-src 'none'; script-src 'self' 'unsafe-inline'", "default-src 'none'; img-src https:"])
def test_a_loose_policy_would_be_found(policy):
    assert strict(policy)


@pytest.mark.parametrize("role", PAGES)
def test_pages_load_from_here_and_run_nothing_that_stands_in_them(role, desk, browser_page, watch):
    watch.expected.append("Content Security Policy")
    case = furnish(desk)["case"]
    page = browser_page(role)
    for path in PAGES[role]:
        answer = page.goto(path.format(case=case))
        assert strict(answer.headers["content-security-policy"]) == [], path
        ran = page.evaluate("""() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          return window.ran === true;
        }""")
        assert not ran, path


def test_pages_without_anybody_logged_in_are_as_strict(desk, visitor):
    page = visitor()
    case = furnish(desk)["case"]
    for path in ["/console/log-in", desk.api("agent").post(f"/v1/cases/{case}/links", json={"party": "customer"})["path"]]:
        assert strict(page.goto(path).headers["content-security-policy"]) == [], path
