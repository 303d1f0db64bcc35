"""What lies beside the month: the board, the figures, the brief, the words, what is behind a figure, the way back."""

from __future__ import annotations

from game.rules.explain import Explanation
from game.table.seen.observation import Observation
from game.table.seen.whys import Why, partners_plan, why_apart
from game.telling import rows
from game.telling.board.pieces import Board
from game.telling.settings import partners_settings
from game.terms import Term
from game.web.board import board_figure
from game.web.forms import button, folded, form
from game.web.markup import Markup, el, items, joined, section
from game.web.prose import prose
from game.web.seat import figures
from game.web.seat.layout import seat_document
from game.web.seat.news import news_cards, own_figures
from game.web.seat.sight import Sight
from game.web.seat.talk import standing


def board_page(sight: Sight, board: Board) -> str:
    """The board as the seat sees it now."""
    return seat_document(sight, "The board", "board", board_figure(board))


def figures_page(sight: Sight) -> str:
    """The seat's own figures and, where data is shared, the partner's; the news; what holds."""
    seen = sight.seen
    last = len(seen.months)
    dashboard = None
    if last:
        past = seen.months[-2] if last > 1 else None
        money = rows.of_money(seen.months[-1], past, seen.scenario.currency)
        dashboard = joined(
            figures.table("Your dashboard, last month", rows.of_month(seen, seen.months), last),
            figures.table("Your money lines, last month", money, last),
        )
    return seat_document(
        sight,
        "Figures",
        "figures",
        own_figures(sight),
        dashboard,
        _partner(seen),
        section("News", news_cards(sight)),
        standing(sight),
    )


def _partner(seen: Observation) -> Markup:
    shared, plan = seen.partner, partners_plan(seen)
    partner = "Distribution" if seen.seat == "marketing" else "Marketing"
    if shared is None or plan is None:
        return section(f"{partner}'s figures", el("p", why_apart(seen)))
    return section(
        f"{partner}'s figures",
        figures.table("What it knows now", rows.of_now(seen, shared.now), len(seen.months)),
        el("p", plan.awaited) if plan.awaited else None,
        figures.table(plan.title, partners_settings(seen, plan)),
    )


def brief_page(sight: Sight) -> str:
    """What the seat reads before the season."""
    return seat_document(sight, "Your brief", "brief", prose(sight.brief))


def words_page(sight: Sight, asked: str) -> str:
    """The glossary: the word that was asked for first, then all of them."""
    found = sight.glossary.find(asked) if asked else None
    near = () if found is not None or not asked else sight.glossary.near(asked)
    top: Markup | None = None
    if found is not None:
        top = el("div", el("h2", found.name), el("p", found.means), class_="card")
    elif asked:
        links = [el("a", one.name, href=f"/seat/words?word={one.key}") for one in near]
        top = el("div", el("p", f"There is no word “{asked}” here. Near it:" if links else
                           f"There is no word “{asked}” here."), items(links), class_="card")  # fmt: skip
    look = el("form", el("p", el("label", "A word", for_="word"), el("input", name="word", id="word", value=asked,
              maxlength=60), class_="field"), el("button", "Look it up"), action="/seat/words")  # fmt: skip
    return seat_document(sight, "Words", "words", look, top, el("dl", [_term(one) for one in
                                                                       sight.glossary.terms.values()]))  # fmt: skip


def _term(one: Term) -> Markup:
    return joined(el("dt", one.name, id=f"word-{one.key}"), el("dd", one.means))


def why_page(sight: Sight, round_: int, answer: Explanation, others: tuple[Why, ...]) -> str:
    """One figure of a month taken apart, and the others that may be asked about."""
    name = sight.seen.scenario.months[round_ - 1]
    links = [el("a", one.title, href=f"/seat/why?round={round_}&key={one.key}") for one in others]
    return seat_document(
        sight,
        f"{answer.title}, {name}",
        "figures",
        figures.explanation(answer, sight.seen.scenario.currency),
        folded(f"Other figures of {name}", items(links)),
    )


def leave_page(sight: Sight, link: str, picture: Markup | None) -> str:
    """How to go on at another device, and how to leave the seat.

    Args:
        sight: the seat's.
        link: the personal link that was just made; "" = none was.
        picture: of the link, to be scanned.
    """
    made = None
    if link:
        made = el("div", el("p", "Open this once at the other device. Until then you stay in the seat here."),
                  picture, el("p", el("code", link)), class_="card")  # fmt: skip
    return seat_document(
        sight,
        "Your seat",
        "leave",
        el("p", f"You hold the {sight.seat} seat of {sight.table}. This page finds it again whenever you come back "
                "with this browser."),
        section("Go on at another device", made or form(sight.slip, button("Make a link", "link", "main"),
                                                        action="/seat/leave")),
        section("Leave the seat", el("p", "Somebody else may take it then; the facilitator can let a persona play on."),
                form(sight.slip, button("Leave the seat", "leave"), action="/seat/leave")),
    )  # fmt: skip
