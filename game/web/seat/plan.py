"""The plan: the sheet, what the seat's own data says of it, the board as it would be, and the commit."""

from __future__ import annotations

from game.figures import money
from game.partners import pointers
from game.table.seen.outlook import BLIND, Outlook
from game.telling import outlooks
from game.telling.board.making import board_of
from game.telling.holding import signed_now, words_due
from game.telling.phasing import NO_TALK
from game.telling.settings import deals_ahead, rows_of
from game.web.board import board_figure
from game.web.forms import button, folded, form, line, sheet
from game.web.markup import Markup, el, items, joined, paragraphs, section
from game.web.seat.layout import seat_document
from game.web.seat.news import news_cards, own_figures
from game.web.seat.sight import Sight
from game.web.seat.talk import answers


def plan_page(sight: Sight, found: Outlook, usual: Outlook) -> str:
    """The whole step.

    Args:
        sight: the seat's.
        found: what its own data says of the draft.
        usual: the same of the month with nothing changed.
    """
    seen, draft = sight.seen, sight.draft
    rows = rows_of(seen, seen.sheet, grouped=True)
    deals = deals_ahead(seen)
    note = deals.note if deals is not None and any(one.lever == "promotion" for one in seen.sheet) else ""
    lapses = [one.says for one in sight.waits if one.at == "talk"]
    why = sight.typed.get("why", sight.kept.reason if sight.kept.round == seen.round else "")
    levers = [
        # What Enter in a line presses: it looks, and commits nothing.
        button("See what my figures say", "draft", "unseen", tabindex="-1", aria_hidden="true"),
        sheet(rows, draft, sight.abouts(seen.sheet), sight.typed, steps=True),
        el("p", button("See what my figures say", "draft", "noscript"), button("All as last month", "reset"),
           class_="buttons"),
    ]  # fmt: skip
    commit = [
        line("What is this plan for? One sentence; your partner reads it at the reveal.", "why", why, long=True,
             of="plan"),
        paragraphs((f"{one} Committing lets it lapse." for one in lapses), class_="hint"),
        el("p", button("Commit the plan", "commit", "main", form="plan"), class_="buttons"),
    ]  # fmt: skip
    return seat_document(
        sight,
        f"Plan for {sight.month}",
        "",
        el("p", seen.handed_back, class_="card trouble") if seen.handed_back else None,
        answers(sight),
        el("p", note, class_="hint") if note else None,
        el("p", NO_TALK, class_="hint") if seen.structure.talk == "none" and seen.round == 1 else None,
        el(
            "div",
            form(sight.slip, levers, class_="plan", id_="plan"),
            el("div", panel(sight, found, usual), id="panel", class_="shows", aria_live="polite"),
            el("div", commit, class_="commits"),
            class_="planning",
        ),
        folded("What a good colleague would look at", items(one.text for one in pointers(seen, draft))),
        folded("News and figures of the month", news_cards(sight), own_figures(sight)),
    )


def panel(sight: Sight, found: Outlook, usual: Outlook) -> Markup:
    """What the draft would bring, as far as this seat can see: its figures, what holds, the board."""
    seen, sign = sight.seen, sight.seen.scenario.currency
    lines = outlooks.lines_of(seen, found, usual)
    purse = outlooks.purse(found)
    rows = [
        el("tr", el("th", one.label or "of it", scope="row"), el("td", one.value), el("td", one.change))
        for one in lines
    ]
    rows.append(el("tr", el("th", "Budget", scope="row"), el("td", money(purse.budget, sign)),
                   el("td", purse.rest(sign)), class_="over" if purse.over else None))  # fmt: skip
    warned = [f"! {one.label}: {one.warns}." for one in lines if one.warns]
    due = [f"{word}: {stands}" for _, word, stands in words_due(seen, sight.draft)]
    return joined(
        section(
            "Your figures say of this plan",
            el("table", el("tbody", rows), class_="outlook"),
            paragraphs(warned, class_="warns"),
            el("p", BLIND[sight.seat], class_="hint") if seen.partner is None else None,
        ),
        section("What holds this month", items([*signed_now(seen), *due])),
        board_figure(board_of(seen, sight.draft, found), beside=True),
    )


def waiting_page(sight: Sight, found: Outlook) -> str:
    """The plan is committed: where the partner is, the board, and the way back."""
    seen = sight.seen
    back = None
    if seen.partner_at != "committed":
        back = form(sight.slip, button("Take the plan back", "uncommit"))
    return seat_document(
        sight,
        "Your plan is committed",
        "",
        el("p", f"The month plays out when {sight.partner} has committed, too. This page goes on by itself."),
        answers(sight),
        board_figure(board_of(seen, dict(seen.committed or {}), found)),
        back,
    )
