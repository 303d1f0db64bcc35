"""What a key means that was typed on another keyboard: Caps Lock, full-width letters, letters of other scripts."""

from __future__ import annotations

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

LAST_LATIN: Final = "\u024f"
LATIN_ONLY: Final = " What can be typed here is in Latin letters."
_WIDE: Final = MappingProxyType({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20})


@dataclass(frozen=True)
class KeyPlace:
    """Where a letter stands on a keyboard."""

    keyboard: str  # of which language
    latin: str  # the letter that a Latin keyboard has there, in lower case


def _places() -> dict[str, KeyPlace]:
    found = {
        sign: KeyPlace(name, latin)
        for name, layout in _LAYOUTS.items()
        for sign, latin in zip(layout, _LATIN, strict=True)
        if sign != "·"
    }
    more = {sign: KeyPlace(name, latin) for name, signs in _BESIDES.items() for sign, latin in signs.items()}
    return found | more


_PLACES: Final = MappingProxyType(_places())


def place_of(letter: str) -> KeyPlace | None:
    """Where a letter of another script most likely stands; None = it is a Latin one, or on no keyboard known here.

    It is a guess: Russian and Bulgarian keyboards have the same letters in other places.
    """
    return _PLACES.get(letter.lower())


def usual_width(text: str) -> str:
    """The same signs, each full-width one of the usual width: letters, figures, punctuation, the space."""
    return text.translate(_WIDE)


def plain(text: str) -> str:
    """The same letters in lower case and of the usual width: what Caps Lock or another width changes. No guess."""
    return usual_width(text).casefold()


def is_foreign(sign: str) -> bool:
    """Is it a letter of another script than the Latin one?"""
    return sign.isalpha() and plain(sign)[:1] > LAST_LATIN


def keyboard_hint(typed: str, known: Iterable[str] = ()) -> str:
    """What to say of a word whose letters are another script's, begun with a space; "" = they are Latin.

    Args:
        typed: what somebody typed.
        known: words that can be typed.
    """
    if not any(map(is_foreign, typed)):
        return ""
    places = [place_of(sign) for sign in typed]
    latin = "".join(place.latin if place is not None else sign for place, sign in zip(places, typed, strict=True))
    if latin in known:
        keyboard = next(place.keyboard for place in places if place is not None)
        return f" On a {keyboard} keyboard its keys are '{latin}': switch to Latin letters."
    return LATIN_ONLY
