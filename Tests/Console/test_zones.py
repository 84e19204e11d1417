"""Times are those of whoever looks: the same moment, by the clock of Shanghai and by that of Berlin."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

ZONES = ["Asia/Shanghai", "Europe/Berlin"]


def clock(moment, zone):
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)).strftime("%H:%M")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_same_moment_is_shown_by_each_ones_clock(language, desk, open_case, browser_page):
    case = open_case(desk)
    opened = desk.api("agent").get(f"/v1/cases/{case}")["openedAt"]
    assert clock(opened, ZONES[0]) != clock(opened, ZONES[1])
    for zone in ZONES:
        page = browser_page("agent", language=language, zone=zone)
        page.goto(f"/console/cases/{case}")
        for time in [page.locator("main time[datetime*=T]").first, page.locator("[data-timeline] time[datetime*=T]").last]:
            moment = time.get_attribute("datetime")
            expect(time).to_contain_text(clock(moment, zone))
        page.goto("/console/cases")
        time = page.locator("tr, li").filter(has=page.get_by_role("link", name=case)).locator("time[datetime*=T]").last
        # A list says how long ago, and when exactly to whoever points at it.
        assert clock(time.get_attribute("datetime"), zone) in time.inner_text() + (time.get_attribute("title") or "")
