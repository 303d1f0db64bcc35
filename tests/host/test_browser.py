"""Hosted play in a real browser: a season at a desk and a phone, without script, in no more room than 320 pixels."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.host.browsing import DESK, PHONE, Screen, chromium, screen, sit
from tests.host.hosting import Hosted, new_room, served

WHY = "why?round=1&key=joint-value"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as found:
        yield found


def test_a_season_is_played_at_a_desk_and_at_a_phone(hosted: Hosted, browser: Browser) -> None:
    desk, phone = sit(browser, hosted, DESK, 1, "marketing"), sit(browser, hosted, PHONE, 1, "distribution")
    both = (desk, phone)
    for month, name in enumerate(("March", "April", "May"), start=1):
        for one in both:
            one.press("news")
            one.heads("Read your partner")
        desk.page.get_by_label("Floor").first.check()
        desk.page.get_by_label("fairly sure").check()
        desk.press("predict")
        phone.press("pass")
        for one in both:
            one.heads("Talk")
        if month == 1:
            talk(desk, phone)
        for one in both:
            one.press("ready")
            one.heads("Plan for")
        plan(desk, phone)
        for one in both:
            one.heads(f"{name} plays out")
            one.see("What would have fit better")
        desk.page.get_by_label("Keep a line?").fill("I did this because of the floor")
        for one in both:
            one.press("seen")
    for one in both:
        one.heads("The season is over")
        one.see("The season, in a few lines")
    assert desk.page.get_by_text("March: I did this because of the floor").is_visible()
    assert not phone.page.get_by_text("I did this because of the floor").count()
    debrief(desk, phone)
    for path in ("board", "figures", "months", "months/2", "words?word=otif", "leave", "brief", WHY):
        for one in both:
            one.go(f"/seat/{path}")
    assert not desk.wrong + phone.wrong, "\n".join(desk.wrong + phone.wrong)
    assert len(desk.looked) > 12


def talk(desk: Screen, phone: Screen) -> None:
    """A question is asked and answered, a request is made and a word given; each shows at the other's screen."""
    desk.press("ask")
    phone.see("Marketing asks: ")
    phone.page.locator("input[name^='text.']").fill("about 40 hours")
    phone.press("answer")
    desk.see("about 40 hours")
    desk.unfold("Request something")
    form = desk.page.locator("form", has=desk.page.locator("button[value=request]"))
    form.get_by_label("Extra shift").fill("2")
    form.get_by_label("Why, in a sentence?").fill("the peak is due")
    desk.press("request")
    phone.see("Marketing requests (R1)")
    phone.press("yes")
    desk.see("Extra shift: 2")


def plan(desk: Screen, phone: Screen) -> None:
    """Both plan: what is set shows in the panel at once, what cannot be is said, and a plan can be taken back."""
    price = desk.page.locator("input[name^='set.price']").first
    before = desk.page.locator("#panel table").inner_text()
    price.locator("xpath=../button[2]").click()
    desk.page.locator(".row.changed").wait_for()
    assert desk.page.locator("#panel table").inner_text() != before
    right = price.input_value()
    price.fill("9999")
    desk.press("commit")
    desk.see("Not done.")
    assert price.get_attribute("aria-invalid") == "true"
    assert desk.page.evaluate("document.activeElement.id") == "refused"
    desk.wrong[:] = [one for one in desk.wrong if "422" not in one]  # the browser's own word on that answer
    price.fill(right)
    desk.page.get_by_label("What is this plan for?").fill("to hold the promise")
    desk.press("commit")
    desk.heads("Your plan is committed")
    phone.see("your plan is awaited")
    desk.press("uncommit")
    desk.heads("Plan for")
    assert desk.page.get_by_label("What is this plan for?").input_value() == "to hold the promise"
    desk.press("commit")
    phone.press("commit")


def debrief(desk: Screen, phone: Screen) -> None:
    """Both open the debrief; then its questions come, and what is kept stays with its seat."""
    desk.press("open")
    desk.page.get_by_role("link", name="To the debrief").click()
    desk.see("The questions come when distribution")
    phone.press("open")
    desk.see("One promise each")
    desk.page.get_by_label("I promise").fill("to ask before I promise")
    desk.press("promise")
    phone.page.get_by_role("link", name="To the debrief").click()
    phone.see("One promise each")
    assert not phone.page.get_by_text("to ask before I promise").count()


def test_a_month_is_played_without_script_in_320_pixels(hosted: Hosted, browser: Browser) -> None:
    narrow = {"viewport": {"width": 320, "height": 640}}
    one = sit(browser, hosted, narrow, 1, "marketing", java_script_enabled=True)
    other = sit(browser, hosted, narrow, 1, "distribution", java_script_enabled=False)
    for each in (one, other):
        each.press("news")
        each.press("pass")
    one.heads("Talk")
    one.press("ready")
    one.heads("Plan for")
    other.page.reload()
    other.press("ready")
    before = other.page.locator("#panel table").inner_text()
    other.page.locator("button.step").last.click()
    assert other.page.locator("#panel table").inner_text() != before
    one.press("commit")
    one.heads("Your plan is committed")
    other.press("commit")
    assert "plays out" in other.head
    other.page.get_by_role("link", name="What would have fit better?").click()
    assert other.head == "What would have fit better"
    one.heads("March plays out")
    assert not [wrong for wrong in one.wrong if "wider" in wrong or "small" in wrong]


def test_going_back_and_a_second_tab_show_where_things_stand(hosted: Hosted, browser: Browser) -> None:
    one = sit(browser, hosted, DESK, 1, "marketing")
    one.press("news")
    one.heads("Read your partner")
    tab = one.page.context.new_page()
    tab.goto(f"{one.base}/seat")
    tab.locator("button[value=pass]").click()
    one.heads("Talk")  # the first tab follows by itself
    one.page.go_back()
    one.heads("Talk")
    assert not one.wrong


def test_a_host_that_was_killed_comes_back_under_the_page(tmp_path: Path, browser: Browser) -> None:
    with served(new_room(tmp_path / "room")) as hosted:
        one, other = sit(browser, hosted, DESK, 1, "marketing"), sit(browser, hosted, PHONE, 1, "distribution")
        for each in (one, other):
            each.press("news")
            each.press("pass")
        for each in (one, other):
            each.heads("Talk")
            each.press("ready")
            each.heads("Plan for")
        one.page.locator("button.step").nth(1).click()
        one.page.locator(".row.changed").wait_for()
        drafted = one.page.locator("input[name^='set.price']").first.input_value()
        port = hosted.port
    from game.host.room import HostedRoom

    with served(HostedRoom.resume(tmp_path / "room"), port):
        other.press("commit")
        other.heads("Your plan is committed")
        one.see("your plan is awaited")  # its stream came back by itself
        assert one.page.locator("input[name^='set.price']").first.input_value() == drafted


def test_the_room_is_led_from_the_console_and_shown_on_the_wall(hosted: Hosted, browser: Browser) -> None:
    console = screen(browser, hosted, DESK, f"/f/{hosted.lead}")
    console.page.get_by_text("Lead from here").click()
    console.heads("The room")
    wall = console.page.context.new_page()
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(f"{console.base}/wall")
    assert hosted.room.head.code in wall.locator("main").inner_text()
    one = sit(browser, hosted, PHONE, 1, "marketing")
    console.see("mar, here, reads the partner")
    wall.get_by_text("Joined: 1 person").wait_for()
    table = console.page.locator("article", has_text="Table 1")
    console.unfold_all()
    table.get_by_role("button", name="Pause").click()
    one.see("The table is paused")
    console.unfold_all()
    table.get_by_role("button", name="Go on").click()
    console.see("here, reads the partner")
    console.unfold_all()
    seat = table.locator("li.distribution")
    seat.get_by_label("Distribution:").select_option("cost-hawk")
    seat.get_by_role("button", name="Let it stand in").click()
    console.see("the cost hawk stands in")
    one.press("news")
    one.press("pass")
    one.heads("Talk")
    one.press("ready")
    one.heads("Plan for")
    one.press("commit")
    one.heads("March plays out")  # the persona has committed, too
    console.unfold_all()
    console.page.get_by_role("button", name="End early and score").click()
    console.page.get_by_role("button", name="End the season").click()
    console.see("The season is over")
    assert not console.wrong + one.wrong
