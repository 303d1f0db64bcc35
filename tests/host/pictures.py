"""The README's picture of a hosted room: console, phone and wall, from a room that is played for it.

.venv/bin/python -m tests.host.pictures
"""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.host.browsing import DESK, PHONE, chromium, screen, sit
from tests.host.hosting import new_room, served
from tests.house.checkout import ROOT

FILE = ROOT / "docs" / "pictures" / "room.png"
FRAME = "position:absolute;border-radius:14px;border:2px solid #4a5866"
PAGE = f"""<body style="margin:0;background:#0a0d11;width:1400px;height:760px;position:relative">
<img src="{{wall}}" style="{FRAME};left:30px;top:30px;width:800px">
<img src="{{console}}" style="{FRAME};left:330px;top:290px;width:700px">
<img src="{{phone}}" style="{FRAME};right:40px;top:60px;width:300px;border:6px solid #2b3644;border-radius:26px">
"""


def main() -> None:
    """Play half a month, and draw it."""
    room = new_room(Path(tempfile.mkdtemp()) / "room", "cold-brew", tables=3, title="Cold Brew")
    with (
        served(room, shown="http://192.0.2.7:8080") as hosted,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        console = screen(browser, hosted, DESK, f"/f/{hosted.lead}")
        console.page.get_by_text("Lead from here").click()
        phone = sit(browser, hosted, PHONE, 1, "marketing", "Ada")
        others = [
            sit(browser, hosted, DESK, 1, "distribution", "Ben"),
            sit(browser, hosted, DESK, 2, "marketing", "Ines"),
        ]
        for one in (phone, *others):
            one.press("news")
            one.press("pass")
        for one in (phone, others[0]):
            one.heads("Talk")
            one.press("ready")
        phone.heads("Plan for")
        phone.page.locator("button.step").nth(1).click()
        phone.page.locator(".row.changed").wait_for()
        phone.page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        wall = console.page.context.new_page()
        wall.set_viewport_size({"width": 1280, "height": 720})
        wall.goto(f"{console.base}/wall")
        console.page.set_viewport_size({"width": 1100, "height": 720})
        shots = {
            name: f"data:image/png;base64,{base64.b64encode(page.screenshot()).decode()}"
            for name, page in (("wall", wall), ("console", console.page), ("phone", phone.page))
        }
        page = browser.new_page(viewport={"width": 1400, "height": 760})
        page.set_content(PAGE.format(**shots))
        page.screenshot(path=FILE)
    print(f"wrote {FILE}")


if __name__ == "__main__":
    main()
