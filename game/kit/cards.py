"""What is on the cards: events as each seat reads them, initiatives with their price, questions with their code."""

from __future__ import annotations

from typing import Any

from game import figures
from game.kit import codes
from game.kit.sheets import item_name
from game.rules.levers import SEATS
from game.scenario import Scenario
from game.table.table import Table
from game.table.talk.questions import Deck
from game.terms import Glossary


def events(scenario: Scenario) -> list[dict[str, Any]]:
    """A card for each seat and event, in the order of the months."""
    products = dict(zip(scenario.world.products.keys, scenario.world.products.names, strict=True))
    markets = dict(zip(scenario.world.markets.keys, scenario.world.markets.names, strict=True))
    return [
        {
            "round": event.round,
            "month": scenario.months[event.round - 1],
            "seat": seat.capitalize(),
            "title": event.title,
            "text": event.marketing if seat == "marketing" else event.distribution,
            "about": products.get(event.product or "") or markets.get(event.market or "") or "",
        }
        for event in scenario.events
        for seat in SEATS
    ]


def initiatives(table: Table, glossary: Glossary) -> list[dict[str, Any]]:
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


def questions(deck: Deck) -> list[dict[str, Any]]:
    """Every question card, and who may play it."""
    return [
        {
            "code": codes.format_card(key, deck.cards),
            "asks": card.asks,
            "about": card.about,
            "who": "Either seat" if deck.who[key] == "either" else deck.who[key].capitalize(),
        }
        for key, card in deck.cards.items()
    ]
