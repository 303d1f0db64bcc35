"""What holds for the month that is planned: what both have signed, and how this seat has read its partner."""

from __future__ import annotations

from collections.abc import Mapping

from game.judging.words import due_words
from game.rules.levers import Seat, Value
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.seen.observation import Observation
from game.telling.readings import CONFIDENCE, item_names, lever_for
from game.telling.settings import worded
from game.telling.talk import word_given


def signed_now(seen: Observation) -> tuple[str, ...]:
    """What both have signed for this month, and the initiatives in force, each in a few words."""
    fresh = [one for one in seen.agreements if one.round == seen.round]
    words = [worded(seen, key, value) for one in fresh for key, value in one.settings.items()]
    named = {key for one in fresh for key in one.settings}
    words += [INITIATIVE_NAMES.get(key, key) for key in seen.initiatives if f"initiative.{key}" not in named]
    return tuple(words)


def words_due(seen: Observation, draft: Mapping[str, Value]) -> tuple[tuple[Seat, str, str], ...]:
    """The words that this month's plans are to keep: who gave each, what it was, and how it stands.

    Args:
        seen: what the seat sees.
        draft: the settings that it has moved: its own words are held against them, its partner's show at the reveal.
    """
    found: list[tuple[Seat, str, str]] = []
    for one in due_words(seen):
        at = draft.get(one.key, seen.current.get(one.key))
        stands = "? at the reveal"
        if one.by == seen.seat and at is not None:
            stands = "✓ draft keeps it" if one.is_kept_by(at) else "✗ draft breaks it"
        found.append((one.by, word_given(seen, one), stands))
    return tuple(found)


def own_reading(seen: Observation) -> str:
    """What this seat has predicted of its partner this month, in a line; "" = nothing."""
    said = seen.prediction
    if said is None:
        return ""
    limit = next((one.name for one in seen.constraints if one.key == said.constraint), "")
    parts = [f"tightest limit: {limit}"] if limit else []
    if said.expects:
        parts.append(f"{lever_for(said.lever, item_names(seen))}: {said.expects}")
    if parts and said.confidence:
        parts.append(CONFIDENCE[said.confidence - 1])
    return "; ".join(parts)
