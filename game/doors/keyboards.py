"""What a key means that was typed on another keyboard: Caps Lock, full-width letters, letters of other scripts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_LATIN: Final = "qwertyuiopasdfghjklzxcvbnm"
_LAYOUTS: Final = MappingProxyType(
    {
        "Russian": "йцукенгшщзфывапролдячсмить",
        "Greek": "·ςερτυθιοπασδφγηξκλζχψωβνμ",
        "Hebrew": "··קראטוןםפשדגכעיחלךזסבהנמצ",
        "Arabic": "ضصثقفغعهخحشسيبلاتنمئءؤر·ىة",
        "Korean": "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
    }
)
"""What the usual keyboards write where ours has `_LATIN`; `·` = no letter."""
_BESIDES: Final = MappingProxyType(
    {
        "Ukrainian": MappingProxyType({"і": "s"}),
        "Persian": MappingProxyType({"ی": "d", "ظ": "z", "ط": "x", "ز": "c", "ذ": "b", "د": "n", "پ": "m"}),
    }
)
"""Letters that a keyboard has besides those of the script's most common one, or in other places."""


@dataclass(frozen=True)
class Place:
    """Where a letter stands on a keyboard.

    Attributes:
        keyboard: of which language.
        latin: the letter that a Latin keyboard has there, in lower case.
    """

    keyboard: str
    latin: str


def _places() -> dict[str, Place]:
    found = {
        sign: Place(name, latin)
        for name, layout in _LAYOUTS.items()
        for sign, latin in zip(layout, _LATIN, strict=True)
        if sign != "·"
    }
    more = {sign: Place(name, latin) for name, signs in _BESIDES.items() for sign, latin in signs.items()}
    return found | more


_PLACES: Final = MappingProxyType(_places())


def place_of(letter: str) -> Place | None:
    """Where a letter of another script most likely stands; None = it is a Latin one, or on no keyboard known here.

    It is a guess: Russian and Bulgarian keyboards have the same letters in other places.
    """
    return _PLACES.get(letter.casefold())


def plain(text: str) -> str:
    """The same letters in lower case and of the usual width: `Ｎ`, `ｎ` and `N` are `n`. No guess."""
    return unicodedata.normalize("NFKC", text).casefold()


def keyboard_hint(typed: str, known: Iterable[str] = ()) -> str:
    """What to say of a word whose letters are another keyboard's, begun with a space; "" = they are Latin.

    Args:
        typed: what somebody typed.
        known: words that can be typed.
    """
    places = [place_of(sign) for sign in typed]
    keyboard = next((place.keyboard for place in places if place is not None), "")
    if not keyboard:
        foreign = any(sign.isalpha() and not plain(sign).isascii() and ord(sign) > 0x24F for sign in typed)
        return " What can be typed here is in Latin letters." if foreign else ""
    latin = "".join(place.latin if place is not None else sign for place, sign in zip(places, typed, strict=True))
    words = list(known)
    meant = f" On a {keyboard} keyboard its keys are '{latin}'." if not words or latin in words else ""
    return f"{meant} Switch your keyboard to Latin letters." if meant else " What can be typed here is in Latin letters."
