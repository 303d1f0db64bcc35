"""Letters of other keyboards: where they stand, and what is said of words that were typed with them."""

import pytest

from game.doors.keyboards import KeyPlace, is_foreign, keyboard_hint, place_of, plain, usual_width


@pytest.mark.parametrize(
    ("letters", "keyboard", "latin"),
    [
        ("йцукенфячс", "Russian", "qwertyazxc"), ("ςερτασδζχ", "Greek", "wertasdzx"), ("קראשדזס", "Hebrew", "ertaszx"),
        ("ضصثشسي", "Arabic", "qweasd"), ("ㅂㅈㄷㅁㄴㅇ", "Korean", "qweasd"),
        ("і", "Ukrainian", "s"), ("ز", "Persian", "c"),
    ],
)  # fmt: skip
def test_a_letter_stands_where_it_does_on_its_keyboard(letters: str, keyboard: str, latin: str) -> None:
    assert [place_of(letter) for letter in letters] == [KeyPlace(keyboard, one) for one in latin]


def test_capitals_stand_where_their_letters_do() -> None:
    assert place_of("Ф") == place_of("ф") == KeyPlace("Russian", "a")
    assert place_of("a") is place_of("ö") is place_of("あ") is None


def test_width_and_case_are_no_other_letters() -> None:
    assert usual_width("Ｎ１！\u3000ｘ") == "N1! x"
    assert plain("ＹＥＳ") == "yes"
    assert plain("ㅂ") == "ㅂ"


def test_latin_letters_with_marks_are_not_foreign() -> None:
    assert not any(map(is_foreign, "aÄçßžŁ1-é·"))
    assert all(map(is_foreign, "яλ漢あع한"))


def test_a_word_of_another_keyboard_is_told_as_what_its_keys_are() -> None:
    told = " On a Russian keyboard its keys are 'help': switch to Latin letters."
    assert keyboard_hint("рудз", ["help", "quit"]) == told
    assert keyboard_hint("да", ["yes", "no"]) == " What can be typed here is in Latin letters."
    assert keyboard_hint("hepl", ["help"]) == ""
