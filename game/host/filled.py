"""A form that came back from a page, as what it asks for: a draft of the plan, or a move of its seat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from game.doors.numbers import whole_number
from game.doors.text import quoted
from game.refusal import Refusal
from game.rules.levers import Value
from game.table.moves import (
    Answer,
    Ask,
    Decline,
    Move,
    Predict,
    Propose,
    Ready,
    Reply,
    RequestSetting,
    Say,
    Sign,
    Uncommit,
    Withdraw,
)
from game.table.seen.observation import Observation
from game.table.survey.instrument import TOP
from game.table.survey.moves import OpenDebrief, PassSurvey, Promise, Rank, Rate, Reflect
from game.telling.answering import typed_answer
from game.telling.requesting import LIMIT, MONTH, offer_rows, requested
from game.telling.settable import Settable, stepped, typed_number
from game.telling.settings import lead_rows, rows_of
from game.web.forms import SET

Form: TypeAlias = Mapping[str, str]
"""The fields of a form by name."""


def draft_of(seen: Observation, before: Mapping[str, Value], form: Form) -> dict[str, Value]:
    """What a sheet that came back sets, as far as it is not as usual.

    Args:
        seen: what the seat sees.
        before: the draft that the sheet was drawn with: text that was left as it stood is that value to the last digit.
        form: the sheet.

    Raises:
        Refusal: with everything in it that is no setting or out of bounds.
    """
    rows = rows_of(seen, seen.sheet)
    values = _read(rows, before, form)
    step = form.get("step", "")
    for row in rows:
        if step[1:] == row.key and row.kind == "number":
            at = float(values.get(row.key, row.usual))
            values[row.key] = stepped(at, 1 if step[0] == "+" else -1, row.low, row.high, row.step)
    return _changed(rows, values)


def _read(rows: Iterable[Settable], before: Mapping[str, Value], form: Form) -> dict[str, Value]:
    found: dict[str, Value] = {}
    problems = []
    for row in rows:
        stood = before.get(row.key, row.usual)
        try:
            found[row.key] = _value(row, stood, form)
        except Refusal as refusal:
            problems.append(f"{row.name}: {refusal.message}")
    if problems:
        raise Refusal("\n".join(problems))
    return found


def _value(row: Settable, stood: Value, form: Form) -> Value:
    given = form.get(SET + row.key)
    if row.kind == "switch":
        return given == "yes" if f"has.{row.key}" in form else stood
    if given is None or given == row.say(stood):
        return stood
    if row.kind == "choice":
        if given not in row.choices:
            raise Refusal(f"expected one of {', '.join(row.choices)}, given {quoted(given)}.")
        return given
    return typed_number(row, given)


def _changed(rows: Iterable[Settable], values: Mapping[str, Value]) -> dict[str, Value]:
    return {row.key: values[row.key] for row in rows if row.key in values and values[row.key] != row.usual}


def move_of(seen: Observation, form: Form) -> Move:
    """The move that a form asks for.

    Raises:
        Refusal: when it asks for none that there is, or something in it cannot be read.
    """
    do = form.get("do", "")
    if do not in _MOVES:
        raise Refusal(f"expected something that this page offers, given {quoted(do)}. Go back to the page.")
    return _MOVES[do](seen, form)


def _predict(seen: Observation, form: Form) -> Move:
    constraint, expects = form.get("constraint", ""), form.get("expects", "")
    if not constraint and not expects:
        return Ready(seen.seat)
    sure = whole_number(form.get("confidence", "")) or 0
    return Predict(seen.seat, constraint, seen.lever_to_read, expects, sure)


def _answer(seen: Observation, form: Form) -> Move:
    card = next((one.card for one in seen.questions if one.card.key == form.get("card") and one.answer is None), None)
    if card is None:
        raise Refusal("This question does not wait for your answer any more.")
    values, words = typed_answer(seen, card, form.get(f"text.{card.key}", "").strip())
    return Answer(seen.seat, card.key, words, values)


def _request(seen: Observation, form: Form) -> Move:
    given = {key: text for key, text in form.items() if key.startswith(SET) and text.strip() and text != "—"}
    changed: dict[str, Value] = {key.removeprefix(SET): text for key, text in given.items()}
    rows = {row.key: row for row in rows_of(seen, seen.partner_sheet)}
    wanted = [key for key in changed if key in rows]
    if len(wanted) != 1:
        what = "none" if not wanted else "several"
        raise Refusal(f"expected one setting of your partner's to request, given {what}. Fill in one, leave the rest.")
    row, text = rows[wanted[0]], str(changed[wanted[0]])
    if row.kind == "number":
        changed[row.key] = typed_number(row, text)
    elif row.kind == "choice" and text not in row.choices:
        raise Refusal(f"{row.name}: expected one of {', '.join(row.choices)}, given {quoted(text)}.")
    month = changed.get(MONTH, "")
    if month not in seen.scenario.months:
        raise Refusal(f"expected a month of this season, given {quoted(month)}.")
    limit = {LIMIT: changed[LIMIT]} if changed.get(LIMIT) in ("exactly", "at least", "at most") else {}
    asked = requested(seen, {row.key: changed[row.key], **limit, MONTH: month})
    assert asked is not None
    key, value, meant, round_ = asked
    return RequestSetting(seen.seat, key, value, meant, round_, form.get("why", "").strip())


def _propose(seen: Observation, form: Form) -> Move:
    rows = [*rows_of(seen, seen.joint), *lead_rows(seen)]
    settings = _changed(rows, _read(rows, {}, form))
    if not settings:
        raise Refusal("Nothing is changed yet: set at least one thing that both of you are to sign.")
    return Propose(seen.seat, settings, form.get("why", "").strip())


def _reply(says: str) -> Callable[[Observation, Form], Move]:
    return lambda seen, form: Reply(seen.seat, form.get("id", ""), says, _why(form))


def _offer(seen: Observation, form: Form) -> Move:
    asked = next((one for one in seen.requests if one.id == form.get("id")), None)
    if asked is None:
        raise Refusal("This request does not wait for your answer any more.")
    (row,) = offer_rows(seen, asked)
    return Reply(seen.seat, asked.id, "offer", _why(form), _value(row, row.usual, form))


def _why(form: Form) -> str:
    return form.get(f"why.{form.get('id', '')}", "").strip()


def _rank(seen: Observation, form: Form) -> Move:
    whose = form.get("whose", "")
    places = {key.removeprefix("rank."): whole_number(text) for key, text in form.items() if key.startswith("rank.")}
    given = sorted(at for at in places.values() if at)
    if whose == "job" and len(given) != TOP:
        raise Refusal(f"expected a number for {TOP} of them, given {len(given)}. Mark those that matter most, or pass.")
    if whose != "job" and not all(places.values()):
        raise Refusal("Some are still to place: give each a number, or pass.")
    # Ties share the best place that they take up, whatever numbers were chosen; what is left open counts as level.
    ranks = {key: given.index(at) + 1 if at else TOP + 1 for key, at in places.items()}
    return Rank(seen.seat, form.get("moment", ""), whose, ranks, shown=form.get("shown", ""))


def _rate(seen: Observation, form: Form) -> Move:
    agree, others = (whole_number(form.get(name, "").strip()) for name in ("agree", "others"))
    if agree is None or others is None:
        raise Refusal("expected two whole numbers: 1 to 7, and 0 to 100.")
    return Rate(seen.seat, form.get("moment", ""), form.get("statement", ""), agree, others)


def _reflect(seen: Observation, form: Form) -> Move:
    prompt = form.get("prompt", "")
    text = form.get(f"answer.{prompt}", "").strip()
    return Reflect(seen.seat, prompt, text, form.get(f"quote.{prompt}") == "yes")


def _promise(seen: Observation, form: Form) -> Move:
    text, to = form.get("promise", "").strip(), form.get("to", "").strip()
    if to and not text:
        raise Refusal(f"expected what is promised to {to}, given nothing.")
    return Promise(seen.seat, text, to, form.get("quote") == "yes")


_MOVES: Final[Mapping[str, Callable[[Observation, Form], Move]]] = MappingProxyType(
    {
        "predict": _predict,
        "pass": lambda seen, form: Ready(seen.seat),
        "ready": lambda seen, form: Ready(seen.seat),
        "ask": lambda seen, form: Ask(seen.seat, form.get("card", "")),
        "answer": _answer,
        "say": lambda seen, form: Say(seen.seat, form.get("say", "").strip()),
        "request": _request,
        "yes": _reply("yes"),
        "no": _reply("no"),
        "offer": _offer,
        "propose": _propose,
        "sign": lambda seen, form: Sign(seen.seat, form.get("id", ""), _why(form)),
        "decline": lambda seen, form: Decline(seen.seat, form.get("id", ""), _why(form)),
        "withdraw": lambda seen, form: Withdraw(seen.seat, form.get("id", "")),
        "uncommit": lambda seen, form: Uncommit(seen.seat),
        "rank": _rank,
        "rate": _rate,
        "pass-survey": lambda seen, form: PassSurvey(seen.seat, form.get("moment", "")),
        "open": lambda seen, form: OpenDebrief(seen.seat),
        "reflect": _reflect,
        "promise": _promise,
    }
)
"""What a page may ask for, by the name of its button."""
