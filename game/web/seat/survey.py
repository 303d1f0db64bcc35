"""What matters to whom, and the debrief: rankings and ratings to fill in, each beside the other, answers, a promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from game.debrief.prompts.choosing import Picked
from game.debrief.prompts.shape import STEPS
from game.table.survey.instrument import TOP, WHOSE
from game.table.survey.surveying import SurveyView
from game.telling import rankings
from game.web.forms import button, folded, form, line
from game.web.markup import Markup, el, section
from game.web.prose import prose
from game.web.seat.layout import seat_document
from game.web.seat.sight import Sight

PROMISE: Final = "one-promise"
"""The prompt that asks for the promise, which has fields of its own here."""
TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {"before": "Before you play", "middle": "Half-way", "after": "After the season"}
)


def survey_page(sight: Sight, view: SurveyView) -> str:
    """What is due now: one ranking or rating after the other, or all passed at once."""
    what = view.missing[0]
    left = len(view.missing)
    inner = _rank(sight, view, what) if what in WHOSE else _rate(sight, view, what)
    return seat_document(
        sight,
        f"{TITLES[view.due]}: what matters to whom?",
        "",
        el("p", f"{left} to go. Nobody else sees this before both of you open the debrief, and it changes nothing in "
                "the season."),
        inner,
        form(sight.slip, button("Pass all of this", "pass-survey"), moment=view.due),
        folded("Your brief", prose(sight.brief)) if what != "job" else None,
    )  # fmt: skip


def _rank(sight: Sight, view: SurveyView, whose: str) -> Markup:
    partner = sight.partner
    question = {
        "job": "As yourself: which three matter most in the work that you really do?",
        "own": f"What matters most to you, in {sight.seat}?",
        "partner": f"What matters most to {partner}?",
        "meta": f"Through their eyes: what does {partner} think matters most to you?",
    }[whose]
    listed = view.listed[whose]
    most = TOP if whose == "job" else len(listed)
    places = [("", "–"), *((str(at), str(at)) for at in range(1, most + 1))]
    rows = []
    for one in listed:
        at = f"rank-{one.key}"
        chosen = sight.typed.get(f"rank.{one.key}", "")
        options = [el("option", words, value=value, selected=value == chosen) for value, words in places]
        rows.append(el("div", el("label", one.name, el("small", one.means), for_=at),
                       el("select", options, name=f"rank.{one.key}", id=at), class_="row"))  # fmt: skip
    hint = "1 = matters most; leave the others open." if whose == "job" else (
        "1 = matters most; the same number twice is a tie.")  # fmt: skip
    return form(
        sight.slip,
        el("fieldset", el("legend", question), el("p", hint, class_="hint"), rows, class_="sheet"),
        el("p", button("Keep this", "rank", "main"), class_="buttons"),
        moment=view.due,
        whose=whose,
        shown=" ".join(one.key for one in listed),
    )


def _rate(sight: Sight, view: SurveyView, key: str) -> Markup:
    one = next(one for one in view.statements if one.key == key)
    return form(
        sight.slip,
        el("h2", f"“{one.says}”"),
        line("How far do you agree, from 1 (not at all) to 7 (fully)?", "agree", sight.typed.get("agree", "")),
        line(f"Of a hundred people in {sight.partner}, how many would agree?", "others",
             sight.typed.get("others", "")),
        el("p", button("Keep this", "rate", "main"), class_="buttons"),
        moment=view.due,
        statement=key,
    )  # fmt: skip


def debrief_page(sight: Sight, view: SurveyView, picked: Sequence[Picked] | None) -> str:
    """The debrief of a seat: rankings side by side, the questions with their evidence, one promise.

    Args:
        sight: the seat's.
        view: what it gave, and what the partner gave once both have opened.
        picked: the questions that this table has most to say to; None = the debrief is not open to both yet.
    """
    if picked is None:
        wait = f"The questions come when {sight.partner} has opened the debrief, too. This page goes on by itself."
        return seat_document(sight, "The debrief", "debrief", el("p", wait))
    return seat_document(
        sight,
        "The debrief",
        "debrief",
        el("p", "You were capable people doing their best: look at choices and at how the work was set up, not at "
                "persons. Anybody may pass on any question. What you write stays with your own seat unless you let it "
                "be quoted."),
        side_by_side(sight, view),
        [_question(sight, view, one) for one in picked if one.prompt.key != PROMISE],
        _promise(sight, view),
    )  # fmt: skip


def side_by_side(sight: Sight, view: SurveyView) -> Markup:
    """What both ranked beside what each expected of the other, of the latest moment that both answered."""
    lists = rankings.side_by_side(view, sight.seat)
    if lists is None:
        return Markup("")
    names = ("", "Marketing", "as distribution expected", "Distribution", "as marketing expected")
    rows = [
        el("tr", el("th", name, scope="row"), *(el("td", "–" if rank is None else str(rank)) for rank in ranks))
        for name, ranks in lists.rows
    ]
    head = el("thead", el("tr", [el("th", name, scope="col") for name in names]))
    return section("What matters to whom", el("div", el("table", head, el("tbody", rows)), class_="scroll"))


def _question(sight: Sight, view: SurveyView, one: Picked) -> Markup:
    kept = next((given for given in view.own.reflections if given.prompt == one.prompt.key), None)
    shown = [
        el("li", el("strong", piece.figure) if piece.figure else None, " ", piece.sentence,
           el("q", piece.words) if piece.words and piece.words not in piece.sentence else None)
        for piece in one.evidence
    ]  # fmt: skip
    name = f"answer.{one.prompt.key}"
    return section(
        one.prompt.say,
        el("p", f"{STEPS[one.prompt.step]}, {one.minutes} min", class_="hint"),
        el("ul", shown, class_="evidence") if shown else None,
        form(
            sight.slip,
            line("Your answer", name, sight.typed.get(name, kept.text if kept else ""), long=True),
            _quote(f"quote.{one.prompt.key}", kept.quote if kept else False),
            el("p", button("Keep it", "reflect")),
            prompt=one.prompt.key,
        ),
        class_="prompt",
        id_=f"prompt-{one.prompt.key}",
    )


def _promise(sight: Sight, view: SurveyView) -> Markup:
    kept = view.own.promise
    return section(
        "One promise each",
        el("p", "To somebody real, whom you work with: what will you do differently, and by when? Small is good."),
        form(
            sight.slip,
            line("I promise", "promise", sight.typed.get("promise", kept.text if kept else ""), long=True),
            line("To whom (a first name will do)", "to", sight.typed.get("to", kept.to if kept else "")),
            _quote("quote", kept.quote if kept else False),
            el("p", button("Keep the promise", "promise", "main")),
        ),
    )


def _quote(name: str, on: bool) -> Markup:
    return el("p", el("label", el("input", type="checkbox", name=name, value="yes", checked=on),
                      " It may be read out and printed", class_="pick"))  # fmt: skip
