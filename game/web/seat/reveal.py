"""A month that has been played: the board as it plays out, the story beat by beat, the figures, a line to keep."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from game.figures import change_of_money
from game.table.seen.in_full import MonthInFull
from game.table.seen.observation import Observation
from game.telling import rows
from game.telling.beats import Beat, beats_of
from game.telling.board.pieces import STATIONS
from game.telling.board.revealed import played_to, revealed_board
from game.telling.fitting import WORKING
from game.telling.talk import word_judged
from game.web.board import board_figure
from game.web.charts import bars, chart
from game.web.forms import button, folded, form, line
from game.web.markup import Markup, el, items, joined, paragraphs, section
from game.web.seat import figures
from game.web.seat.layout import seat_document
from game.web.seat.sight import Sight

if TYPE_CHECKING:
    from game.lab.hindsight.band import Band
    from game.lab.hindsight.fit import Fit


def reveal_page(sight: Sight, months: Sequence[MonthInFull], may: Collection[str]) -> str:
    """The month that was revealed last, told for the first time.

    Args:
        sight: the seat's.
        months: the month, and the one before it where there is one.
        may: the figures that this seat may ask about.
    """
    seen, month = sight.seen, sight.seen.shared[-1]
    name = seen.scenario.months[month.round - 1]
    kept = next((one.text for one in seen.lines if one.round == month.round), sight.kept.line)
    goes = "On, to the season as a whole" if seen.at == "over" else f"On, to {sight.month}"
    keep = form(
        sight.slip,
        line("Keep a line? “I did this because …” It comes back in the debrief.", "text", kept, long=True),
        el("p", button(goes, "seen", "main"), class_="buttons"),
    )
    return seat_document(
        sight, f"{name} plays out", "", month_parts(seen, months, may, plays=True), keep, live=False
    )  # fmt: skip


def month_page(sight: Sight, seen: Observation, months: Sequence[MonthInFull], may: Collection[str]) -> str:
    """A month that was revealed before, told again.

    Args:
        sight: the seat's.
        seen: the same with no month after that one.
        months: the month, and the one before it where there is one.
        may: the figures that this seat may ask about.
    """
    name = seen.scenario.months[months[0].round - 1]
    return seat_document(sight, f"{name}, played", "months", month_parts(seen, months, may, plays=False))


def month_parts(seen: Observation, months: Sequence[MonthInFull], may: Collection[str], plays: bool) -> Markup:
    """A month from the board to the figures of its seat."""
    month, sign = seen.shared[-1], seen.scenario.currency
    board = revealed_board(seen, *months)
    told = beats_of(seen, whole=months[0])
    words = [word_judged(seen, one) for one in month.words]
    fit = el("div", el("p", el("a", "What would have fit better?", href=f"/seat/fit/{month.round}")),
             data_load=f"/seat/part/fit/{month.round}", data_says=WORKING)  # fmt: skip
    own = seen.months
    return joined(
        el("p", rows.beat(month, sign)),
        board_figure(board, played_to(board, STATIONS[0]) if plays else None),
        el("div", [_beat(seen, one, at) for at, one in enumerate(_drawn_once(told)) if one.key != "fit"],
           class_="beats plays" if plays else "beats"),
        fit,
        section("Words given, kept or not", items(words)),
        folded(
            "The figures of the month",
            figures.table("What everybody sees", rows.of_all(seen), month.round, may),
            figures.table("Your dashboard", rows.of_month(seen, own), month.round, may),
            figures.table("Your money lines", rows.of_money(own[-1], own[-2] if len(own) > 1 else None, sign),
                          month.round, may),
            open_=not plays,
        ),
    )  # fmt: skip


def fit_part(seen: Observation, fit: Fit, band: Band) -> Markup:
    """What would have fit better in the month, and where the season can still end."""
    return joined(*(_beat(seen, one, 0) for one in beats_of(seen, fit=fit, band=band) if one.key in ("fit", "band")))


def fit_page(sight: Sight, part: Markup) -> str:
    """The same as a page of its own."""
    return seat_document(sight, "What would have fit better", "months", part)


def _drawn_once(told: Sequence[Beat]) -> list[Beat]:
    """Beats of which no two next to each other draw the same chart."""
    titles = ["", *(one.plot.title if one.plot else "" for one in told)]
    return [
        replace(one, plot=None) if one.plot and one.plot.title == titles[at] else one for at, one in enumerate(told)
    ]


def _beat(seen: Observation, beat: Beat, at: int) -> Markup:
    sign = seen.scenario.currency
    figure = el("p", el("strong", beat.figure), f" {beat.caption}", class_="figure") if beat.figure else (
        el("p", beat.caption) if beat.caption else None)  # fmt: skip
    links = [
        el("li", el("span", one.sign, aria_hidden="true", class_="sign"), one.text,
           el("q", one.quote) if one.quote else None, class_=one.role)
        for one in beat.links
    ]  # fmt: skip
    readings = [
        el("div", el("h3", f"{one.head}, {one.sure}"),
           items(f"{about}: {said}{'' if said == was else f'; it was {was}'}" for about, said, was in one.rows),
           el("p", one.foot))
        for one in beat.readings
    ]  # fmt: skip
    clashes = [el("p", el("strong", f"! {name}. "), sentence, class_="trouble") for name, sentence in beat.clashes]
    voice = el("blockquote", el("p", beat.voice.says), el("footer", beat.voice.who)) if beat.voice else None
    return section(
        beat.title,
        figure,
        paragraphs(beat.lines),
        el("ul", links, class_="links") if links else None,
        clashes,
        voice,
        bars(beat.bars, sign) if beat.bars else None,
        chart(beat.plot) if beat.plot else None,
        readings,
        class_=f"beat at-{min(at, 9)}",
    )


def months_page(sight: Sight) -> str:
    """Every month that has been revealed, to look at again."""
    seen = sight.seen
    rows_ = [
        el("tr", el("th", el("a", seen.scenario.months[one.round - 1], href=f"/seat/months/{one.round}"), scope="row"),
           el("td", change_of_money(one.joint, seen.scenario.currency)))
        for one in seen.shared[: sight.revealed]
    ]  # fmt: skip
    head = el("thead", el("tr", el("th", "Month", scope="col"), el("th", "Joint value", scope="col")))
    return seat_document(sight, "Months played", "months", el("table", head, el("tbody", rows_)))
