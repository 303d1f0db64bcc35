"""The end of a season on a page: what it came to, what was between the two, and what looking back on it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.figures import money, share, units
from game.rules.levers import SEATS
from game.table.clashes import CATALOGUE
from game.telling import fitting, plots, reach
from game.telling import season as telling
from game.telling.board.pieces import Board
from game.telling.clashing import Amount
from game.telling.rows import results, with_later
from game.web.board import board_figure
from game.web.charts import bars, chart
from game.web.forms import button, form
from game.web.markup import Markup, el, items, joined, paragraphs, section
from game.web.seat.layout import seat_document
from game.web.seat.sight import Sight

if TYPE_CHECKING:
    from game.lab.hindsight.review import Review


def closing_page(sight: Sight, board: Board | None) -> str:
    """The season of a seat.

    Args:
        sight: the seat's.
        board: of its last month; None = none was played.
    """
    seen, months = sight.seen, sight.seen.shared
    if not months:
        return seat_document(sight, "The season is over", "", el("p", "No month was played."))
    early = None
    if seen.ended is not None:
        early = el("p", f"It was ended early: {seen.ended or 'no reason was given'}.", class_="card trouble")
    looking = el(
        "div",
        el("p", el("a", "Look back on the season", href="/seat/back")),
        data_load="/seat/part/back",
        data_says="Looking back: the season is played again, with one decision changed at a time …",
    )
    return seat_document(
        sight,
        "The season is over",
        "",
        early,
        _totals(sight),
        looking,
        board_figure(board) if board is not None else None,
        _between(sight),
        section("Month by month", [chart(maker(seen)) for maker in (plots.joint, plots.orders, plots.otif,
                                                                    plots.satisfaction)]),
        _debrief(sight),
    )  # fmt: skip


def _totals(sight: Sight) -> Markup:
    """What the months add up to."""
    months, sign = sight.seen.shared, sight.seen.scenario.currency
    rows = [(name, money(amount, sign)) for name, amount in results(months)]
    rows += [
        ("OTIF, first month and last", f"{share(months[0].otif)}, {share(months[-1].otif)}"),
        ("Satisfaction, first month and last", f"{units(months[0].satisfaction)}, {units(months[-1].satisfaction)}"),
    ]
    body = [el("tr", el("th", name, scope="row"), el("td", figure)) for name, figure in rows]
    later = with_later(months[-1], sign)
    told = f"In {sight.seen.scenario.months[months[-1].round - 1]} {later}" if later else ""
    return joined(el("table", el("caption", "What the season came to"), el("tbody", body)), paragraphs([told]))


def _between(sight: Sight) -> Markup:
    """Clashes, how each read the other, and the lines that were kept."""
    seen = sight.seen
    clashes = [
        f"{CATALOGUE[key].name}: {', '.join(seen.scenario.months[at - 1] for at in rounds)}"
        for key, rounds in telling.clash_rounds(seen.shared).items()
    ]
    read = []
    for seat in SEATS:
        one = telling.hits(seen.shared, seat)
        if one is not None:
            who = "You" if seat == seen.seat else seat.capitalize()
            read.append(f"{who} read {'your' if who == 'You' else 'its'} partner right {units(one.right)} of "
                        f"{units(one.of)} times: {one.beside_chance} ({units(one.chance)}).")  # fmt: skip
    lines = [f"{seen.scenario.months[one.round - 1]}: {one.text}" for one in seen.lines]
    return joined(
        section("Clashes", items(clashes) or el("p", "None all season.")),
        section("Reading each other", items(read)),
        section("Your lines", items(lines)),
    )


def back_part(found: Review) -> Markup:
    """What looking back on the season found."""
    sign = found.currency
    steps = [one.sentence for one in found.steps]
    points = [one.sentence for one in found.turning_points]
    return joined(
        section("The season, in a few lines", paragraphs([" ".join(found.story)])),
        _alignment(found),
        section(fitting.TITLE, paragraphs([fitting.scope(found.fit)]), bars(fitting.bars(found.fit), sign),
                items(fitting.sentences(found.fit))),
        section("The next steps up, each upon the ones before", items(steps)),
        section("Turning points: each alone, with the same luck",
                items(points) or el("p", telling.NO_TURNING_POINT)),
        section("Well chosen", items(one.sentence for one in found.well_chosen)),
        section("What a word would have been worth", paragraphs([found.message.sentence]) if found.message else None),
    )  # fmt: skip


def _alignment(found: Review) -> Markup:
    if found.alignment is None:
        return section("Alignment", el("p", f"Not known. {found.without}"))
    one = found.alignment
    roles = ("quiet", "primary", "together")
    ends = [Amount(name, worth, role) for (name, worth), role in zip(telling.ends(one), roles, strict=True)]
    head, *rows = reach.rows(found.bands, found.months) if found.bands else [("", "", "")]
    bands = el(
        "table",
        el("caption", reach.NARROWED),
        el("thead", el("tr", [el("th", name, scope="col") for name in head])),
        el(
            "tbody",
            [el("tr", el("th", name, scope="row"), el("td", low), el("td", high)) for name, low, high in rows],
        ),
    )
    return section(
        "Alignment",
        el("p", el("strong", units(one.index)), f" of 100. {telling.standing(one.index)}", class_="figure"),
        paragraphs([found.note or "", telling.SCALE]),
        bars(ends, found.currency, signed=False),
        [el("p", reach.SCOPE, class_="hint"), bands] if found.bands else None,
    )


def back_page(sight: Sight, part: Markup) -> str:
    """The same as a page of its own."""
    return seat_document(sight, "Looking back", "", part)


def _debrief(sight: Sight) -> Markup:
    view = sight.survey
    if view is None:
        return Markup("")
    if view.may_open:
        told = "It ends what you can rank. When both of you have opened it, each sees what the other ranked."
        return section("The debrief", el("p", told), form(sight.slip, button("Open the debrief", "open", "main")))
    return section("The debrief", el("p", el("a", "To the debrief", href="/seat/debrief", class_="button main")))
