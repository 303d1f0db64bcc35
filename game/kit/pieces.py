"""The pieces beside the sheets: cards, table tents, a scoreboard's rows; and the results of a month, with its slips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from game import figures
from game.kit import codes
from game.kit.sheets import item_name, money_of, plain_rows, standing_of
from game.lab.hindsight.fit import fit_at
from game.rules.levers import SEATS, Seat
from game.scenario import Scenario
from game.scenario.shelf import word_for
from game.table.clashes import CATALOGUE
from game.table.seen.observation import SharedMonth
from game.table.seen.observing import observe
from game.table.structure import PRESETS, Structure
from game.table.table import Table
from game.table.talk.questions import Deck
from game.telling import fitting, rows
from game.telling.readings import item_names, sentence
from game.telling.rows import Row
from game.terms import Glossary


@dataclass(frozen=True)
class Score:
    """A row: its name, the word of the glossary that explains it, and how it is read off a month."""

    name: str
    term: str
    write: Callable[[SharedMonth, str], str]  # of a month and the currency


SCORES: Final[tuple[Score, ...]] = (
    Score("Ordered, units", "demand", lambda month, sign: figures.units(month.ordered)),
    Score("Shipped, units", "shipped", lambda month, sign: figures.units(month.shipped)),
    Score("OTIF", "otif", lambda month, sign: figures.share(month.otif)),
    Score("Satisfaction, of 100", "satisfaction", lambda month, sign: figures.points(month.satisfaction)),
    Score("Joint value", "joint-value", lambda month, sign: figures.money(month.joint, sign)),
)


def event_cards(scenario: Scenario) -> list[dict[str, Any]]:
    """A card for each seat and event, in the order of the months."""
    products, markets = scenario.world.products, scenario.world.markets
    names = dict(zip((*products.keys, *markets.keys), (*products.names, *markets.names), strict=True))
    return [
        {
            "round": event.round,
            "month": scenario.months[event.round - 1],
            "seat": seat.capitalize(),
            "title": event.title,
            "text": event.marketing if seat == "marketing" else event.distribution,
            "about": names.get(event.product or event.market or "", ""),
        }
        for event in scenario.events
        for seat in SEATS
    ]


def initiative_cards(table: Table, glossary: Glossary) -> list[dict[str, Any]]:
    """The initiatives that this structure leaves to be signed, with what they cost here."""
    costs, sign = table.world.costs, table.scenario.currency
    found = []
    for setting in table.scenario.sheet.settings:
        if setting.lever.over != "initiative":
            continue
        term, setup = glossary.find(setting.item_key), float(costs.initiative_setup[setting.item])
        found.append(
            {
                "code": codes.format_code(setting),
                "name": item_name(setting),
                "means": term.means if term else setting.lever.about,
                "setup": figures.money(setup * (1.0 - costs.sponsor), sign),
                "whole": figures.money(setup, sign) if costs.sponsor else "",
                "monthly": figures.money(float(costs.initiative_monthly[setting.item]), sign),
                "given": bool(table.state.initiatives[0, setting.item]),
            }
        )
    return found


def venture_cards(table: Table) -> list[dict[str, Any]]:
    """The launches and market entries that both can sign here, with what each costs once."""
    world, sign = table.world, table.scenario.currency
    found = []
    for setting in table.scenario.sheet.settings:
        if setting.lever.id not in ("launch", "market-entry"):
            continue
        cost = (world.products.launch_cost if setting.lever.id == "launch" else world.markets.entry_cost)[setting.item]
        found.append(
            {
                "code": codes.format_code(setting),
                "name": f"{setting.lever.name}: {item_name(setting)}",
                "means": setting.lever.about,
                "cost": figures.money(float(cost), sign),
            }
        )
    return found


def question_cards(deck: Deck) -> list[dict[str, Any]]:
    """The question cards that are offered, and who may play each."""
    return [
        {
            "code": codes.format_card(card.key, deck.cards),
            "asks": card.asks,
            "about": card.about,
            "who": "Either seat" if deck.who[card.key] == "either" else deck.who[card.key].capitalize(),
        }
        for card in deck.offered
    ]


def tent(scenario: Scenario, structure: Structure, seed: int, number: int) -> dict[str, Any]:
    """A table tent: its number, and the command that begins or goes on with the table on the laptop of the room."""
    preset = f" --structure {structure.name}" if structure.name in PRESETS else ""
    text = (
        f"lastmile enter table-{number}.toml --scenario {word_for(scenario.slug, scenario.path)} --seed {seed}{preset}"
    )
    return {"number": number, "text": text}


def results(table: Table, name: str, glossary: Glossary) -> dict[str, Any]:
    """The last month of a table; JSON can hold it. `name` is what the table is called."""
    seen, sign = observe(table, "marketing"), table.scenario.currency
    month, fit = seen.shared[-1], fit_at(table, table.months)
    return {
        "name": name,
        "title": table.scenario.title,
        "month": table.scenario.months[month.round - 1],
        "round": month.round,
        "rounds": table.scenario.rounds,
        "beat": rows.beat(month, sign),
        "all": plain_rows(rows.of_all(seen)),
        "clashes": [{"name": CATALOGUE[clash.clash].name, "sentence": clash.sentence} for clash in month.clashes],
        "fit": plain_rows(fitting.rows(fit)),
        "fit_told": [fitting.scope(fit), *fitting.sentences(fit)],
        "readings": [sentence(one, item_names(seen)) for one in month.readings],
        "scores": plain_rows(scores(table)),
        "next": following(table),
        "slips": [_slip(table, seat) for seat in SEATS],
    }


def scores(table: Table) -> list[Row]:
    """The column of the last month, in the order of the printed scoreboard, and the season so far."""
    month, sign = table.history[-1].shared, table.scenario.currency
    total = figures.money(table.joint_value, sign)
    return [
        *(Row(score.name, score.write(month, sign)) for score in SCORES),
        Row("Joint value of the season so far", total),
    ]


def following(table: Table) -> str:
    """Which event cards to open now; "" when the season is over."""
    if table.over:
        return ""
    month = table.scenario.months[table.round - 1]
    titles = [f"“{event.title}”" for event in table.scenario.news(table.round)]
    return f"Event cards to open in {month}: {', '.join(titles)}." if titles else f"No event card in {month}."


def _slip(table: Table, seat: Seat) -> dict[str, Any]:
    """What one seat alone may read: its dashboard, its money, and what it knows before it plans again."""
    seen = observe(table, seat)
    past = seen.months[-2] if len(seen.months) > 1 else None
    return {
        "seat": seat,
        "figures": plain_rows(rows.of_month(seen, seen.months)),
        "money": plain_rows(rows.of_money(seen.months[-1], past, seen.scenario.currency)),
        "next": "" if table.over else table.scenario.months[table.round - 1],
        "settings": [] if table.over else plain_rows(standing_of(table, seat)),
        "bound": [] if table.over else plain_rows(money_of(table, seat)),
        "before": [] if table.over else plain_rows(rows.of_now(seen, seen.now)),
    }
