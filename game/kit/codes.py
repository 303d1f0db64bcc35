"""The short codes on decision sheets: `P1` for a setting, `5.40`, `b` or `y` for its value; inverse pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeVar

from game.doors.numbers import Range, read_number, whole_number
from game.refusal import Refusal, nearest_or_all
from game.rules.levers import LEVERS, Lead, Lever, Seat, Setting, Value
from game.table.seen.readings import CONSTRAINTS, answers
from game.telling.settable import grain

T = TypeVar("T")

LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "price": "P",
        "promotion": "D",
        "brand-advertising": "BA",
        "performance-advertising": "PA",
        "delivery-promise": "DP",
        "portfolio": "K",
        "market-focus": "MF",
        "customer-research": "CR",
        "stock-to-order": "S",
        "inbound-mode": "N",
        "outbound-mode": "T",
        "extra-shift": "XS",
        "temps": "TE",
        "processing": "OP",
        "packaging": "PK",
        "carrier": "CC",
        "site": "WS",
        "launch": "L",
        "market-entry": "E",
        "forecast": "F",
        "capacity": "CA",
        "budget-split": "BS",
        "initiative": "J",
    }
)
"""The letters of each lever. A lever over products, markets or initiatives is followed by the item's number from 1."""

LEAD: Final = "lead."
CODE: Final = re.compile(r"(?:LEAD-)?[A-Z]{1,2}\d{0,2}")
CHOICES: Final = "abcdefghijklmnopqrstuvwxyz"
YES: Final = frozenset({"y", "yes"})
NO: Final = frozenset({"n", "no"})
SURE: Final = ("1", "2", "3", "4", "5")
_LEADERS: Final[Mapping[str, Lead]] = MappingProxyType({"m": "marketing", "d": "distribution", "j": "joint"})
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+")
DECIMALS: Final = 9
"""Decimals that are written; nobody's hand writes as many."""


def format_code(setting: Setting) -> str:
    """The code of a setting: `P1`, `DP`."""
    letters = LETTERS[setting.lever.id]
    return letters if setting.lever.over == "company" else f"{letters}{setting.item + 1}"


def parse_code(text: str, settings: Iterable[Setting]) -> Setting:
    """The setting of this code, capital letters or small.

    Raises:
        Refusal: when none of the settings has it, with the nearest that one has.
    """
    by_code = {format_code(setting): setting for setting in settings}
    code = text.upper()
    if code in by_code:
        return by_code[code]
    raise Refusal(f"expected a code of this sheet, given '{text}'.{nearest_or_all(code, list(by_code))}")


def format_value(setting: Setting, value: Value) -> str:
    """A value as it is written on paper: `5.4`, a share in per cent, a choice by its letter, a switch as y or n."""
    kind = setting.lever.kind
    if kind == "switch":
        return "y" if value else "n"
    if kind == "choice":
        return CHOICES[setting.choices.index(str(value))]
    number = Decimal(repr(float(value)))
    return _plain(round(number * 100 if setting.lever.unit == "share" else number, DECIMALS))


def format_pair(setting: Setting, value: Value) -> str:
    """A code and its value, as they are typed: `P1 5.4`."""
    return f"{format_code(setting)} {format_value(setting, value)}"


def parse_value(setting: Setting, text: str, currency: str | None = None) -> Value:
    """The value that was written.

    Args:
        setting: what it is for.
        text: as it was written.
        currency: of the scenario, which says how fine a value can be; None = as fine as it is written.

    Raises:
        Refusal: when it is none that the setting can have, with what it can be.
    """
    kind, bare = setting.lever.kind, text.strip()
    if kind == "switch":
        if bare.casefold() in YES | NO:
            return bare.casefold() in YES
    elif kind == "choice":
        choice = _chosen(bare, setting.choices)
        if choice is not None:
            return choice
    else:
        unit = setting.lever.unit
        finest = 0.0 if currency is None else grain(unit, currency, setting.high, setting.step)
        may = Range(setting.low, setting.high, unit == "share", grain=finest)
        try:
            return read_number(bare, may, allowed(setting), lambda value: format_value(setting, value))
        except Refusal as refusal:
            raise Refusal(f"{format_code(setting)}: {refusal.message}") from None
    raise Refusal(f"{format_code(setting)}: expected {allowed(setting)}, given '{text}'.")


def allowed(setting: Setting) -> str:
    """What may be written for a setting: `6.4 to 10`, `a none, b feature or c deep deal`."""
    kind = setting.lever.kind
    if kind == "switch":
        return "y or n"
    if kind == "choice":
        *most, last = (f"{letter} {name.replace('-', ' ')}" for letter, name in lettered(setting.choices))
        return f"{', '.join(most)} or {last}" if most else last
    unit = " per cent" if setting.lever.unit == "share" else ""
    return f"{format_value(setting, setting.low)} to {format_value(setting, setting.high)}{unit}"


def lettered(names: Sequence[T]) -> tuple[tuple[str, T], ...]:
    """Each of a row of choices with the letter that stands for it."""
    return tuple(zip(CHOICES, names, strict=False))


def format_lead(lever: str, lead: Lead) -> tuple[str, str]:
    """Who is to lead a lever, as a code and a value: `LEAD-P` and `d`."""
    return f"LEAD-{LETTERS[lever]}", lead[0]


def parse_lead(code: str, text: str) -> tuple[str, Lead]:
    """The lever and who is to lead it, from what `format_lead` wrote.

    Raises:
        Refusal: when there is no such lever or nobody of that letter.
    """
    levers = {letters: lever for lever, letters in LETTERS.items()}
    letters = code.upper().removeprefix("LEAD-")
    if letters not in levers:
        hint = nearest_or_all(letters, list(levers))
        raise Refusal(f"expected LEAD- and the letters of a lever, such as LEAD-P, given '{code}'.{hint}")
    if text.casefold() not in _LEADERS:
        raise Refusal(f"{code.upper()}: expected m marketing, d distribution or j joint, given '{text}'.")
    return levers[letters], _LEADERS[text.casefold()]


def format_limit(partner: Seat, constraint: str) -> str:
    """The letter of one of the partner's limits."""
    return CHOICES[[one.key for one in CONSTRAINTS[partner]].index(constraint)]


def parse_limit(partner: Seat, text: str) -> str:
    """The limit of this letter.

    Raises:
        Refusal: when the partner has none of it.
    """
    names = [one.key for one in CONSTRAINTS[partner]]
    limit = _chosen(text, names)
    if limit is None:
        can = ", ".join(f"{letter} {name}" for letter, name in lettered(names))
        raise Refusal(f"R1: expected one of {partner}'s limits, {can}, given '{text}'.")
    return limit


def format_expected(setting: Setting, expects: str) -> str:
    """A prediction of one setting: `S1:a`."""
    return f"{format_code(setting)}:{CHOICES[answers(setting).index(expects)]}"


def parse_expected(text: str, settings: Sequence[Setting]) -> tuple[Setting, str]:
    """The setting that a prediction is about and what is expected of it; `settings` are the partner's.

    Raises:
        Refusal: when it is no such prediction.
    """
    code, colon, letter = text.partition(":")
    if not colon:
        raise Refusal(f"R2: expected a code of the partner's, a colon and a letter, such as S1:a, given '{text}'.")
    try:
        setting = parse_code(code, settings)
    except Refusal as refusal:
        raise Refusal(f"R2: {refusal.message}") from None
    known = answers(setting)
    expects = _chosen(letter, known)
    if expects is None:
        can = ", ".join(f"{sign} {name.replace('-', ' ')}" for sign, name in lettered(known))
        raise Refusal(f"R2: expected {can} for {format_code(setting)}, given '{letter}'.")
    return setting, expects


def parse_sure(text: str) -> int:
    """How sure a prediction is.

    Raises:
        Refusal: when it is not 1 to 5.
    """
    if text not in SURE:
        raise Refusal(f"R3: expected 1 (a guess) to 5 (certain), given '{text}'.")
    return int(text)


def format_card(key: str, deck: Iterable[str]) -> str:
    """The code of a question card: `Q7`, its place in the deck."""
    return f"Q{list(deck).index(key) + 1}"


def parse_card(text: str, deck: Iterable[str]) -> str:
    """The question card of this code.

    Raises:
        Refusal: when the deck has none of it.
    """
    keys = list(deck)
    number = whole_number(text.upper().removeprefix("Q"))
    if number is not None and 1 <= number <= len(keys):
        return keys[number - 1]
    raise Refusal(f"expected a question card, Q1 to Q{len(keys)}, given '{text}'.")


def lever_of(code: str) -> Lever | None:
    """The lever whose letters a code begins with, if it is one."""
    letters = re.sub(r"\d+$", "", code.upper())
    return next((LEVERS[lever] for lever, own in LETTERS.items() if own == letters), None)


def _chosen(text: str, names: Sequence[str]) -> str | None:
    """The name that a letter stands for, or that is written out."""
    asked = text.casefold()
    if len(asked) == 1 and asked in CHOICES[: len(names)]:
        return names[CHOICES.index(asked)]
    return asked if asked in names and len(asked) > 1 else None


def _plain(number: Decimal) -> str:
    """A decimal without an exponent or zeros at its end; three decimals get a fourth, or they could be thousands."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}0" if _THOUSANDS.fullmatch(text) else text
