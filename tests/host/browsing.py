"""A real browser without a screen: pages at a desk and at a phone, looked at for what people would stumble on."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright

from game.host.addresses import LOOPBACK
from game.rules.levers import Seat
from tests.host.hosting import Hosted

PATIENCE = 20_000
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE: Final[Mapping[str, Any]] = MappingProxyType(
    {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
)
DESK: Final[Mapping[str, Any]] = MappingProxyType({"viewport": {"width": 1280, "height": 900}})
SMALL = """() => [...document.querySelectorAll(
    'main button, main select, main summary, nav a, main input, main textarea')]
  .filter((one) => one.checkVisibility() && !one.closest('.pick, .unseen') && !one.classList.contains('unseen'))
  .filter((one) => !['hidden', 'checkbox'].includes(one.type))
  .filter((one) => one.getBoundingClientRect().height < 47.5 || one.getBoundingClientRect().width < 47.5)
  .map((one) => one.outerHTML.slice(0, 90))"""
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium, or playwright's own where there is none; without either, how to get one is said."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class Screen:
    """A page of a seat on one device, and all that was found wrong on the pages that were looked at."""

    page: Page
    base: str
    axe: bool = True  # is it asked, too? Where no script runs it cannot be
    looked: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    @property
    def head(self) -> str:
        return self.page.locator("h1").inner_text()

    def press(self, do: str) -> None:
        """A button by what it does, once it is there."""
        self.page.locator(f"button[name=do][value={do}]:visible").first.click()

    def see(self, words: str) -> None:
        """Wait until this is shown."""
        self.page.get_by_text(words).first.wait_for()

    def heads(self, words: str) -> None:
        """Wait for a page that is headed so."""
        self.page.locator("h1", has_text=words).wait_for()
        self.look()

    def unfold(self, words: str) -> None:
        """Open what is there behind a line, if it is not open."""
        folded = self.page.locator("details:not([open]) > summary", has_text=words)
        if folded.count():
            folded.first.click()

    def unfold_all(self) -> None:
        """Open everything that is there behind a line."""
        self.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")
        self.look()

    def look(self) -> None:
        """Look at a page, each kind once: axe-core, how wide it is, how large what is pressed is."""
        name = re.sub(r"March|April|May", "Month", self.head)
        if name in self.looked:
            return
        self.looked.add(name)
        self.unfold_all()
        for one in Axe().run(self.page).response["violations"] if self.axe else ():
            nodes = [node["html"][:120] for node in one["nodes"][:3]]
            self.wrong.append(f"{name}: {one['id']} ({one['help']}): {nodes}")
        if self.page.evaluate(WIDE) > 0:
            self.wrong.append(f"{name}: wider than the screen by {self.page.evaluate(WIDE)}")
        small = self.page.evaluate(SMALL)
        if small:
            self.wrong.append(f"{name}: too small to press: {small}")


def screen(browser: Browser, hosted: Hosted, device: Mapping[str, Any], path: str, **more: Any) -> Screen:
    """A device that opens a page; what its console complains of is wrong, too."""
    context = browser.new_context(reduced_motion="reduce", **{**device, **more})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    wide = not device.get("is_mobile") and more.get("java_script_enabled", True)
    found = Screen(page, f"http://{LOOPBACK}:{hosted.port}", wide)
    page.on("pageerror", lambda error: found.wrong.append(f"script: {error}"))
    page.on("console", lambda said: found.wrong.append(f"console: {said.text}") if said.type == "error" else None)
    found.go(path)
    return found


def sit(
    browser: Browser, hosted: Hosted, device: Mapping[str, Any], table: int, seat: Seat, name: str = "", **more: Any
) -> Screen:
    """A device whose person has scanned the code and taken a seat."""
    one = screen(browser, hosted, device, f"/j/{hosted.room.head.code}", **more)
    one.page.get_by_label("Your first name").fill(name or seat[:3])
    one.page.get_by_label("Your seat").select_option(f"{table}.{seat}")
    one.page.get_by_text("Take a seat").click()
    one.heads("news")
    return one
