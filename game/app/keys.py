"""Keys and the mouse before a page hears of them: not in a window too small to see it; letters of other keyboards."""

from __future__ import annotations

from typing import Final

from textual.app import App
from textual.events import Event, InputEvent, Key, MouseUp, Paste

from game.app.terminal import READ
from game.app.widgets.key_bar import KeyBar, size_wanted
from game.doors.keyboards import is_foreign, place_of, plain

LEAVING: Final = ("ctrl+q", "ctrl+c")
"""The keys that end the game, in a window of any size."""


class KeyedApp(App[None]):
    """An app that hears only what is meant for something that can be seen."""

    def __init__(self, ansi_color: bool | None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._keyboards: set[str] = set()  # those that the person has said to type on
        self._offered = ""  # the key of another keyboard whose command was named last
        self._pressed: tuple[Key, ...] = ()  # the last two keys

    @property
    def unseen(self) -> bool:
        """Is the window too small for any page? It says so, and nothing else is shown."""
        return bool(size_wanted(*self.size))

    async def on_event(self, event: Event) -> None:
        """Hear what happens, but for what nobody can mean."""
        comes = isinstance(event, InputEvent | Paste) and not event.is_forwarded  # else it has been to a page
        if comes and isinstance(event, Key):
            self._pressed = (*self._pressed[-1:], event)
        leaves = isinstance(event, Key) and event.key in LEAVING
        if comes and (self._exit or (self.unseen and not leaves)):
            if isinstance(event, MouseUp):
                self.capture_mouse(None)  # what was dragged is let go of
            return
        await super().on_event(event)

    def once_more(self, key: str) -> bool:
        """Was this key the one pressed before, too, while what was said of it could still be read?"""
        return [one.key for one in self._pressed] == [key] * 2 and self._pressed[1].time - self._pressed[0].time < READ

    async def action_simulate_key(self, key: str) -> None:
        """A key that is clicked is a command, also while a number is being typed: the number is taken first."""
        from game.app.widgets.sheet import ValueSheet

        if all(sheet.settle() for sheet in self.screen.query(ValueSheet)):
            self.simulate_key(key)

    async def on_key(self, event: Key) -> None:
        """Read a key that does nothing here as the one that was meant; Ctrl+C is heard from papers over a page too.

        A capital and a full-width letter do what the letter does. A letter of another script only stands where a
        Latin one does on the usual keyboard of its language, which is a guess: its command is named, and done when the
        same key is pressed again. From then on that keyboard is known, and its keys work at once.
        """
        before, self._offered = self._offered, ""
        if event.key == "ctrl+c":
            event.prevent_default()
            if not await self._check_bindings(event.key):  # a paper hears none of the app's own keys
                self.action_help_quit()
            return
        held, plus, sign = event.key.rpartition("+")
        sign = event.character or (sign if len(sign) == 1 else "")
        place, letter = place_of(sign), plain(sign)
        if not letter or not letter.isprintable():
            return  # an arrow means itself: what is bound need not be gathered
        keys = self.screen.active_bindings
        if event.key in keys:
            return
        meant = "space" if letter == " " else letter
        wanted = f"{held}{plus}{place.latin if place is not None else meant}"
        if wanted in keys:
            event.prevent_default()
            if place is None or place.keyboard in self._keyboards or before == event.key:
                self._keyboards |= {place.keyboard} if place is not None else set()
                self.simulate_key(wanted)
                return
            self._offered = event.key
            name = f"{'Ctrl+' if held else ''}{place.latin.upper()}"
            does = keys[wanted].binding.description
            self._say(f"{sign} is {name} on a {place.keyboard} keyboard: {does}. Press it again to do that.")
        elif is_foreign(sign):
            self._say(f"{sign} is no key here: they are Latin letters. Arrows, Tab, Enter and the mouse work too.")

    def _say(self, text: str) -> None:
        """Say something where the keys are told."""
        for bar in self.screen.query(KeyBar):
            bar.say(text)
