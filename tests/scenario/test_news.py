"""News is true at the strength at which it is played."""

import re
import tomllib
from typing import Any

import pytest

from game.content import scenarios_folder
from tests.scenario.shipped import FILES

FIGURES = re.compile(
    r"\b(\d+|half|third|thirds|quarter|quarters|fifth|fifths|seven|tenth|tenths|twice|double|two|three|four|five|six"
    r")\b",
    re.IGNORECASE,
)


def events() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in FILES:
        for event in tomllib.loads(path.read_text(encoding="utf-8")).get("events", ()):
            found.append((path.parent.name, event))
    return found


@pytest.mark.parametrize(("slug", "event"), events(), ids=lambda part: part if isinstance(part, str) else part["card"])
def test_a_card_that_names_a_figure_is_played_as_it_says(slug: str, event: dict[str, Any]) -> None:
    cards = tomllib.loads((scenarios_folder() / "events.toml").read_text(encoding="utf-8"))["cards"]
    card = cards[event["card"]]
    told = {match.group(0) for seat in ("marketing", "distribution") for match in FIGURES.finditer(card[seat])}
    if event.get("strength", 1.0) != 1.0 or "duration" in event:
        assert not told, f"{slug} plays {event['card']} otherwise than its text says: {sorted(told)}"
