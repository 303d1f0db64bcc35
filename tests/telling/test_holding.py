"""Beside a word given stands whether the draft keeps it; a partner's shows at the reveal."""

from dataclasses import replace

from game.app.widgets.planning_panel import held_lines
from game.rules.levers import Value
from game.table.seen.observation import Observation
from game.table.seen.observing import observe
from game.table.seen.spoken import GivenWord
from game.telling.holding import words_due
from tests.telling.board.boards import table

PROMISE = GivenWord("w1", "marketing", 3, "delivery-promise", 7.0, "at-least", 3)
LANE = GivenWord("w2", "distribution", 3, "outbound-mode.cafes", "standard", "is", 3)


def seen(*words: GivenWord) -> Observation:
    return replace(observe(table("cold-brew", "talk", 2), "marketing"), words=words)


def stands(draft: dict[str, Value], *words: GivenWord) -> list[str]:
    return [how for _, _, how in words_due(seen(*words), draft)]


def test_my_word_is_held_against_my_draft_and_against_last_month_where_nothing_is_moved() -> None:
    assert seen().current["delivery-promise"] == 6.0
    assert stands({}, PROMISE) == ["✗ draft breaks it"]
    assert stands({"delivery-promise": 7.5}, PROMISE) == ["✓ draft keeps it"]
    assert stands({}, replace(PROMISE, value=6.0)) == ["✓ draft keeps it"]


def test_nothing_tells_of_my_partners_word_before_the_reveal() -> None:
    assert stands({"outbound-mode.cafes": "economy"}, LANE) == stands({}, LANE) == ["? at the reveal"]


def test_it_stands_beside_the_word_in_the_panel_or_below_it_where_there_is_no_room() -> None:
    wide = [line.plain for line in held_lines(seen(PROMISE), {}, 70)]
    assert wide[1].startswith("◆ ") and wide[1].endswith("✗ draft breaks it") and len(wide[1]) == 70
    low = [line.plain for line in held_lines(seen(PROMISE), {}, 24)]
    assert low[-1] == "  ✗ draft breaks it" and all(len(line) <= 24 for line in low[1:])
