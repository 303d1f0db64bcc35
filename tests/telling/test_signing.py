"""What to weigh of a proposal before it is signed: its cost, its effect, and from what a month on it pays."""

from game.scenario import load
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table
from game.telling.signing import before_signing
from game.terms import read_glossary


def weighed(**settings: float | bool) -> dict[str, str]:
    seen = observe(Table.start(load("cold-brew"), 5, structure("talk")), "marketing")
    return dict(before_signing(seen, settings, read_glossary()))


def test_a_launch_costs_once_and_pays_over_the_eight_months_left() -> None:
    assert weighed(**{"launch.cold-brew": True}) == {
        "cost": "€6,000 once",
        "effect": "Put a new item on sale.",
        "pays": "if it brings or saves €750 a month, over the 8 months left",
    }


def test_two_things_signed_together_are_weighed_together() -> None:
    alone, both = weighed(capacity=10.0), weighed(**{"capacity": 10.0, "launch.cold-brew": True})
    assert alone["cost"] == "€150 once, €30 a month"
    assert both["cost"] == "€6,150 once, €30 a month"
    assert both["effect"] == "Floor hours added for good; they take time to build. Put a new item on sale."


def test_a_forecast_costs_nothing_to_sign() -> None:
    found = weighed(**{"forecast.espresso": 1_600.0})
    assert set(found) == {"effect"}


def test_what_is_not_to_be_started_has_nothing_to_weigh() -> None:
    assert weighed(**{"launch.cold-brew": False}) == {}
