"""A person in a seat at a line prompt: what was shown, what can be asked about it, and the plan being made."""

from __future__ import annotations

from game.cli.prompt.lines import Lines
from game.refusal import Refusal
from game.rules.explain import Explanation
from game.rules.levers import Value, other
from game.seating.chair import SeatHeld
from game.seating.requests import Explain, Observe, Play, ViewSurvey
from game.table.moves import Move
from game.table.seen.observation import Observation, SettingView
from game.table.survey.surveying import SurveyView
from game.telling.phasing import waiting
from game.terms import Glossary


class PromptChair:
    """One person's chair.

    Args:
        client: the seat's.
        brief: what this seat reads before the season, Markdown.
        lines: where the person's lines come from and what they read.
        glossary: the words they may ask about.
        elsewhere: does a person across sit at a screen of their own?

    Attributes:
        numbered: the figures shown since the last month was revealed, by number: round and key of each.
        cards: keys of the question cards by the number that each was last shown with this month.
        draft: what the person has set for this month, by setting.
        side_by_side: does the person across sit at this screen too, to talk?
        yields: has the person let the one across speak?
    """

    def __init__(self, client: SeatHeld, brief: str, lines: Lines, glossary: Glossary, elsewhere: bool = False) -> None:
        self.client, self.seat, self.partner = client, client.seat, other(client.seat)
        self.brief, self.lines, self.glossary = brief, lines, glossary
        self.numbered: list[tuple[int, str]] = []
        self.cards: list[str] = []
        self.draft: dict[str, Value] = {}
        self.side_by_side = self.yields = False
        self.elsewhere = elsewhere
        self._left: int | None = None  # what had been said when the person was done talking
        self._undo: list[dict[str, Value]] = []
        self._told: set[str] = set()

    def seen(self) -> Observation:
        """What this seat sees now."""
        return self.client.ask(Observe())

    def is_asked(self, seen: Observation) -> bool:
        """Does something in the talk wait for this person, who has not passed since it was said?"""
        return self._left != len(seen.talk) and any(one.at == "talk" for one in waiting(seen, len(seen.shared)))

    def awaits(self, seen: Observation) -> bool:
        """Does something this seat said wait for the one across?"""
        asked = any(one.round == seen.round and one.answer is None for one in seen.asked)
        proposed = any(one.by == self.seat and one.status == "open" for one in seen.proposals)
        return asked or proposed or any(one.status == "open" and one.waits == self.partner for one in seen.requests)

    def done_talking(self, seen: Observation) -> None:
        """The person has nothing to add to what has been said so far."""
        self._left = len(seen.talk)

    def survey(self) -> SurveyView:
        """What this seat is asked to rank and rate, and what it has given."""
        return self.client.ask(ViewSurvey())

    def play(self, move: Move) -> None:
        """Play a move; the partner has answered it when this returns.

        Raises:
            Refusal: when it is not allowed now.
        """
        self.client.ask(Play(move))

    def number(self, round_: int, key: str) -> str:
        """A mark such as `[3]` for a figure of a month, to ask why with."""
        if (round_, key) not in self.numbered:
            self.numbered.append((round_, key))
        return f"[{self.numbered.index((round_, key)) + 1}]"

    def why(self, number: int) -> Explanation:
        """The figure of that number taken apart.

        Raises:
            Refusal: when no figure has it, or what is behind it is not this seat's to know.
        """
        if not 1 <= number <= len(self.numbered):
            there = f"1 to {len(self.numbered)}" if self.numbered else "none yet: the first come after this month"
            raise Refusal(f"No figure is numbered {number}. There are: {there}.")
        return self.client.ask(Explain(*self.numbered[number - 1]))

    def setting(self, setting: SettingView, value: Value) -> None:
        """Set one value of the draft."""
        self._undo.append(dict(self.draft))
        self.draft[setting.key] = value

    def undo(self) -> bool:
        """Take the last setting back; False when there is none."""
        if not self._undo:
            return False
        self.draft = self._undo.pop()
        return True

    def reset(self) -> None:
        """Take every setting of the draft back; that, too, can be undone."""
        if self.draft:
            self._undo.append(self.draft)
            self.draft = {}

    def clear(self) -> None:
        """A new month: nothing is set or shown yet."""
        self.cards, self.draft, self._undo, self._left = [], {}, [], None

    def plan(self, seen: Observation) -> dict[str, Value]:
        """The draft as far as its settings are still on the sheet."""
        sheet = {setting.key for setting in seen.sheet}
        return {key: value for key, value in self.draft.items() if key in sheet}

    def is_news(self, key: str) -> bool:
        """Has this not been told to this person yet? From now on it has."""
        fresh = key not in self._told
        self._told.add(key)
        return fresh
