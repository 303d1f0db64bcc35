"""What is filled in: forms that say which page they are of, buttons, choices, and a row for each setting of a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from game.refusal import Refusal
from game.rules.levers import Value
from game.telling.settable import Settable, typed_number
from game.web.markup import Attribute, Markup, Node, el, items, joined

LONGEST: Final = 400
"""Signs of a sentence that somebody writes; the table refuses what it finds too long by itself."""
SET: Final = "set."
"""Begins the name of every field that sets a lever."""


@dataclass(frozen=True)
class Slip:
    """What every form of a seat carries, so that an old page and a second press are known."""

    key: str  # of the move that is made with it: sent twice it counts once
    round: int  # the month that the page is of
    view: str = ""  # which of a seat's views it is


def form(
    slip: Slip,
    *children: Node,
    action: str = "/seat/do",
    class_: str | None = None,
    id_: str | None = None,
    **names: str,
) -> Markup:
    """A form of the seat.

    Args:
        slip: which page it is of.
        children: what is filled in, and its buttons.
        action: where it goes.
        class_: its look.
        id_: its name, for fields that stand outside of it.
        names: fields that are not seen.
    """
    hidden = [el("input", type="hidden", name=name, value=value) for name, value in names.items()]
    carried = [
        el("input", type="hidden", name="key", value=slip.key),
        el("input", type="hidden", name="round", value=slip.round),
        el("input", type="hidden", name="view", value=slip.view) if slip.view else None,
    ]
    return el("form", carried, hidden, *children, method="post", action=action, class_=class_, id=id_)


def button(words: str, do: str, class_: str = "", **attributes: str | bool | None) -> Markup:
    """A button that does something, by its name."""
    return el("button", words, type="submit", name="do", value=do, class_=class_ or None, **attributes)


def line(
    label: Node,
    name: str,
    value: str = "",
    hint: str = "",
    required: bool = False,
    long: bool = False,
    of: str | None = None,
) -> Markup:
    """A line, or a few, to write in, under its label; `of` = the form that it belongs to, where it stands outside."""
    at = f"f-{name.replace('.', '-')}"
    told = el("span", hint, class_="hint", id=f"{at}-hint") if hint else None
    common: dict[str, Attribute] = {"id": at, "name": name, "maxlength": LONGEST, "required": required}
    common |= {"autocomplete": "off", "form": of}
    if hint:
        common["aria_describedby"] = f"{at}-hint"
    written = el("textarea", value, rows=2, **common) if long else el("input", type="text", value=value, **common)
    return el("p", el("label", label, for_=at), told, written, class_="field")


def select(label: Node, name: str, choices: Sequence[tuple[str, str]], chosen: str = "", at: str = "") -> Markup:
    """One of several, under its label; each choice is its value and its words."""
    at = at or f"f-{name.replace('.', '-')}"
    options = [el("option", words, value=value, selected=value == chosen) for value, words in choices]
    return el("p", el("label", label, for_=at), el("select", options, name=name, id=at), class_="field")


def radios(
    question: str, name: str, choices: Sequence[tuple[str, str, str]], chosen: str = "", wide: bool = False
) -> Markup:
    """One of several that are all to be seen: value, words, and a sentence that says more."""
    rows = [
        el(
            "label",
            el("input", type="radio", name=name, value=value, checked=value == chosen),
            el("span", words, el("small", more) if more else None),
            class_="pick",
        )
        for value, words, more in choices
    ]
    return el("fieldset", el("legend", question), el("div", rows, class_="picks" if wide else "picks short"))


def sheet(
    rows: Sequence[Settable], values: Mapping[str, Value], abouts: Mapping[str, str], typed: Mapping[str, str],
    steps: bool = False, empty: bool = False,
) -> Markup:  # fmt: skip
    """A row for each setting, under the heading of its group.

    Args:
        rows: what may be set.
        values: what is set.
        abouts: what a setting is, by its key.
        typed: what was written and could not be read, by the name of its field.
        steps: does each number have a button for less and for more?
        empty: does a field begin empty, as of what nobody asks for yet?
    """
    groups: dict[str, list[Markup]] = {}
    for row in rows:
        value = values.get(row.key, row.usual)
        drawn = _row(row, value, abouts.get(row.key, ""), _Written.of(row, typed), steps, empty)
        groups.setdefault(row.group, []).append(drawn)
    return joined(
        *(
            el("fieldset", el("legend", group or "Settings"), members, class_="sheet")
            for group, members in groups.items()
        )
    )


@dataclass(frozen=True)
class _Written:
    """What stands in a row's field after it was sent and the page was refused; None = nothing was sent."""

    text: str | None = None
    wrong: str = ""  # why it cannot be read

    @classmethod
    def of(cls, row: Settable, typed: Mapping[str, str]) -> _Written:
        name = SET + row.key
        if row.kind == "switch":
            return cls(typed.get(name, "")) if f"has.{row.key}" in typed else cls()
        text = typed.get(name)
        if text is None or row.kind == "choice" or not text.strip() or text == row.say(row.usual):
            return cls(text)
        try:
            typed_number(row, text)
        except Refusal as refusal:
            return cls(text, refusal.message)
        return cls(text)


def _row(row: Settable, value: Value, about: str, written: _Written, steps: bool, empty: bool) -> Markup:
    name, at = SET + row.key, f"s-{row.key.replace('.', '-').replace('@', '')}"
    changed = value != row.usual and not empty
    notes = [el("span", f"was {row.say(row.usual)}", class_="was") if changed else None]
    described = f"{at}-about" if about or row.kind == "number" else None
    if row.kind == "switch":
        on = bool(value) if written.text is None else written.text == "yes"
        box = el("input", type="checkbox", name=name, value="yes", checked=on, id=at, aria_describedby=described)
        control = el("span", box, el("input", type="hidden", name=f"has.{row.key}", value="1"), class_="control")
    elif row.kind == "choice":
        chosen = written.text if written.text in row.choices else value
        options = [el("option", row.say(one), value=one, selected=one == chosen) for one in row.choices]
        control = el("span", el("select", options, name=name, id=at, aria_describedby=described), class_="control")
    else:
        shown = written.text if written.text is not None else "" if empty else row.say(value)
        field = el("input", type="text", inputmode="decimal", name=name, value=shown, id=at, maxlength=60,
                   autocomplete="off", aria_describedby=described,
                   aria_invalid="true" if written.wrong else None)  # fmt: skip
        less, plus = (_step(row, sign) for sign in "-+") if steps else (None, None)
        control = el("span", less, field, plus, class_="control number")
        about = f"{about} {row.say(row.low)} to {row.say(row.high)}.".strip()
    notes += [el("small", written.wrong, class_="warns")] if written.wrong else []
    notes += [el("small", about, id=described)] if described else []
    return el("div", el("label", row.name, for_=at), control, notes, class_="row changed" if changed else "row")


def _step(row: Settable, sign: str) -> Markup:
    words = "less" if sign == "-" else "more"
    shown = "−" if sign == "-" else "+"
    return el("button", shown, type="submit", name="step", value=sign + row.key, class_="step",
              aria_label=f"{row.name}: {words}")  # fmt: skip


def folded(summary: Node, *children: Node, open_: bool = False, id_: str | None = None) -> Markup:
    """What is there behind a line that opens it."""
    return el("details", el("summary", summary), *children, open=open_, id=id_)


def refused(problem: str) -> Markup:
    """What could not be done, and what to do: read out at once."""
    lines = problem.splitlines() or [problem]
    return el("div", el("strong", "Not done. "), items(lines) if len(lines) > 1 else lines[0], class_="refused",
              role="alert", id="refused", tabindex="-1")  # fmt: skip
