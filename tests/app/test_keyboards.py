"""Keys of other keyboards: what is the same letter does the same; what only stands in its place is named first."""

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from tests.app.playing import page, playing, run, settled, shown, solo, until

N = {"Russian": "т", "Greek": "ν", "Hebrew": "מ", "Arabic": "ى", "Korean": "ㅜ", "Persian": "د"}


async def typed(pilot: Pilot[Any], *signs: str) -> None:
    for sign in signs:
        pilot.app.post_message(events.Key(sign, sign if len(sign) == 1 else None))
        await settled(pilot)


def after(home: Path, *signs: str, size: tuple[int, int] = (80, 24)) -> str:
    """What is shown after these keys at a table's first page."""
    found = []

    async def journey() -> None:
        async with playing(home, solo(), size) as pilot:
            await page(pilot, "TableScreen")
            await until(pilot, lambda: "Commit plan" in shown(pilot), "the table")
            await typed(pilot, *signs)
            found.append(shown(pilot))

    run(journey())
    return found[0]


READ = "Which of distribution's limits"


@pytest.mark.parametrize("sign", ["N", "ｎ", "Ｎ"])
def test_caps_lock_and_full_width_letters_are_the_letters(sign: str, tmp_path: Path) -> None:
    assert READ in after(tmp_path, sign)


def test_a_full_width_space_is_the_space(tmp_path: Path) -> None:
    steps = ["n", "n", "n"]
    assert "€27.30" not in after(tmp_path / "before", *steps)
    assert "€27.30" in after(tmp_path / "after", *steps, "\u3000")


@pytest.mark.parametrize("keyboard", N)
def test_a_letter_in_the_place_of_a_key_is_named_and_done_when_it_comes_again(keyboard: str, tmp_path: Path) -> None:
    once = after(tmp_path / "once", N[keyboard])
    assert f"{N[keyboard]} is N on a {keyboard} keyboard: Go on. Press it again to do that." in once
    assert READ not in once
    assert READ in after(tmp_path / "twice", N[keyboard], N[keyboard])


def test_caps_lock_on_a_russian_keyboard_is_told_too(tmp_path: Path) -> None:
    assert "С is C on a Russian keyboard: Commit plan." in after(tmp_path, "С")


def test_a_keyboard_that_was_confirmed_once_is_known(tmp_path: Path) -> None:
    assert "Commit the plan for" in after(tmp_path, "т", "т", "с")


def test_another_key_between_confirms_nothing(tmp_path: Path) -> None:
    assert READ not in after(tmp_path, "т", "x", "т")


def test_a_letter_that_stands_elsewhere_on_a_cousin_of_the_keyboard_is_asked_about_by_itself(tmp_path: Path) -> None:
    shown_ = after(tmp_path, "т", "т", "د")
    assert "د is N on a Persian keyboard" in shown_
    assert READ in shown_


def test_a_key_with_control_is_known_by_its_place(tmp_path: Path) -> None:
    assert "й is Ctrl+Q on a Russian keyboard: Leave." in after(tmp_path, "ctrl+й")


@pytest.mark.parametrize("sign", ["あ", "你", "ጸ"])
def test_letters_of_no_known_keyboard_hear_what_works(sign: str, tmp_path: Path) -> None:
    assert f"{sign} is no key here: they are Latin letters." in after(tmp_path, sign)


def test_a_word_about_a_key_fits_the_smallest_window(tmp_path: Path) -> None:
    shown_ = " ".join(after(tmp_path, "т", size=(46, 12)).split())
    assert "т is N on a Russian keyboard: Go on. Press it again to do that." in shown_


def test_latin_letters_that_do_nothing_are_not_spoken_of(tmp_path: Path) -> None:
    for sign in "yöß1":
        assert "no key here" not in after(tmp_path / sign, sign)
