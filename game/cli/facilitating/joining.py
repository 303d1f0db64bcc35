"""A record that answers from paper join: the table's own moves, and nothing else of it."""

from __future__ import annotations

from game.store.record import Record
from game.table.survey.instrument import Instrument
from game.table.survey.moves import SurveyMove
from game.table.survey.survey import Survey


class Joined:
    """A record as sheets see it."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def instrument(self) -> Instrument:
        """What is ranked and rated at its table."""
        return self._record.table.instrument

    @property
    def survey(self) -> Survey:
        """What its seats have given so far."""
        return self._record.table.survey

    def play(self, move: SurveyMove) -> None:
        """Play an answer; it is on disk when this returns.

        Raises:
            Refusal: when it cannot be given at this table.
        """
        self._record.play(move)
