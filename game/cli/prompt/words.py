"""What a person typed: which setting is meant, and which value; abbreviations count when they are not ambiguous."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game import figures
from game.doors.keyboards import keyboard_hint, plain, usual_width
from game.doors.numbers import Range, read_number
from game.refusal import Refusal, did_you_mean
from game.rules.levers import Value
from game.table.seen.observation import SettingView
from game.telling.settable import grain

YES = frozenset({"yes", "y", "on", "true", "1"})
NO = frozenset({"no", "n", "off", "false", "0"})


def split(line: str) -> tuple[str, str]:
    """The first word of a line and the rest of it."""
    word, *rest = line.split(maxsplit=1) or [""]
    return usual_width(word), " ".join(rest).strip()


def matching(asked: str, known: Iterable[str]) -> list[str]:
    """The names that an abbreviation may stand for: itself, or every name whose parts begin with its parts."""
    names = list(known)
    folded = asked.casefold()
    if folded in names:
        return [folded]
    parts = folded.split(".")
    return [name for name in names if _begins(name.split("."), parts)]


def _begins(name: Sequence[str], parts: Sequence[str]) -> bool:
    if len(parts) > len(name):
        return False
    return all(own.startswith(part) for own, part in zip(name, parts, strict=False))


def one_of(asked: str, known: Iterable[str], what: str, listed: bool = False) -> str:
    """The one name that was meant; `listed` where a refusal shall name them all.

    Raises:
        Refusal: when it is none of them, with the nearest; or more than one, with all.
    """
    names = list(known)
    found = matching(asked, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(f"'{asked}' could be {' or '.join(found[:6])}. Type a little more of it.")
    hint = keyboard_hint(asked, names) or did_you_mean(asked.casefold(), names, 0.5)
    if listed:
        raise Refusal(f"{what}: expected one of {', '.join(names)}, given '{asked}'.{hint}")
    raise Refusal(f"There is no {what} '{asked}' here.{hint}")


def setting_and_rest(line: str, sheet: Sequence[SettingView]) -> tuple[SettingView, str]:
    """The setting that a line begins with and what follows it: `price.espresso 10`, `pri.esp 10`, `price espresso 10`.

    Raises:
        Refusal: when no setting is meant, or several may be.
    """
    word, rest = split(usual_width(line).replace("=", " "))
    by_key = {setting.key: setting for setting in sheet}
    found = matching(word, by_key)
    if len(found) != 1 and "." not in word and rest:
        item, after = split(rest)
        closer = matching(f"{word}.{item}", by_key)
        if len(closer) == 1:
            return by_key[closer[0]], after
    return by_key[one_of(word, by_key, "setting")], rest


def value_of(setting: SettingView, text: str, currency: str, current: Value | None) -> Value:
    """The value that a text means for a setting.

    Raises:
        Refusal: when it is none that the setting can have.
    """
    if not text:
        raise Refusal(f"{setting.key}: expected {allowed(setting, currency)}, given nothing.")
    if setting.kind == "switch":
        if plain(text) in YES | NO:
            return plain(text) in YES
        raise Refusal(f"{setting.key}: expected yes or no, given '{text}'.{keyboard_hint(text, YES | NO)}")
    if setting.kind == "choice":
        return one_of(text.replace(" ", "-"), setting.choices, setting.key, listed=True)
    finest = grain(setting.unit, currency, setting.high, setting.step)
    nouns = (setting.unit, setting.unit[:-1])
    may = Range(setting.low, setting.high, setting.unit == "share", nouns, currency, finest)
    now = current if isinstance(current, float | int) else None
    try:
        return read_number(
            text, may, allowed(setting, currency), lambda value: figures.value(value, setting.unit, currency), now
        )
    except Refusal as refusal:
        raise Refusal(f"{setting.key}: {refusal.message}") from None


def allowed(setting: SettingView, currency: str) -> str:
    """What a setting can be, in words."""
    if setting.kind == "switch":
        return "yes or no"
    if setting.kind == "choice":
        return f"one of {', '.join(setting.choices)}"
    low, high = (figures.value(bound, setting.unit, currency) for bound in (setting.low, setting.high))
    # "2 to 9 days" rather than "2 days to 9 days"
    return f"{low.partition(figures.HARD)[0] if setting.unit != 'share' else low} to {high}"
