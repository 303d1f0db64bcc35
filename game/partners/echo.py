"""A partner that plays as somebody played before: the other chair of a season that is played again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.partners.partner import Partner, partner_for
from game.partners.picture import snap_down
from game.rules.levers import Seat, Value
from game.table.moves import Answer, Ask, Commit, Decline, Move, Propose, Ready, Sign
from game.table.played import Played
from game.table.seen.observation import Observation, Proposal, SettingView

PURSE = frozenset({"brand-advertising", "performance-advertising", "temps", "extra-shift"})
"""Levers that give way when the budget is smaller than it was then."""


@dataclass(frozen=True)
class Echo:
    """Somebody's season, played again from the same seat.

    What can no longer be done is left out; a question is answered truthfully from what the seat sees now.
    """

    seat: Seat
    months: Mapping[int, Played]
    voice: Partner

    def act(self, observation: Observation) -> list[Move]:
        """The moves of this turn; empty when it waits."""
        then = self.months.get(observation.round)
        if observation.at == "over" or then is None:
            return [] if observation.at in ("over", "committed") else self._unguided(observation)
        answers: list[Move] = [move for move in self.voice.act(observation) if isinstance(move, Answer)]
        for proposal in observation.proposals:
            if proposal.status == "open" and proposal.by != self.seat:
                return [*answers, self._answer(proposal, then)]
        return [*answers, *self._phase(observation, then)]

    def _unguided(self, seen: Observation) -> list[Move]:
        """A month that was not played then goes on as it is."""
        if seen.at == "plan":
            return [] if seen.plan_waits else [Commit(self.seat, {})]
        return [Ready(self.seat)]

    def _phase(self, seen: Observation, then: Played) -> list[Move]:
        match seen.at:
            case "read":
                said = then.predicted
                may = said is not None and said.lever in {setting.key for setting in seen.partner_sheet}
                return [said] if said is not None and may else [Ready(self.seat)]
            case "talk":
                cards = {card.key for card in seen.cards}
                asked = [Ask(self.seat, card) for card in then.asked if card in cards]
                return [*asked, *self._proposals(seen, then), Ready(self.seat)]
            case "plan" if seen.plan_waits:
                return []
            case "plan":
                waits = any(one.by == self.seat and one.status == "open" for one in seen.proposals)
                if waits and seen.partner_at != "committed":
                    return []
                return [Commit(self.seat, self._plan(seen, then), "As I did the first time.")]
        return []

    def _answer(self, proposal: Proposal, then: Played) -> Move:
        """Sign what was wanted then too."""
        if any(dict(one) == proposal.settings for one in then.wanted):
            return Sign(self.seat, proposal.id, "I wanted that the first time too.")
        return Decline(self.seat, proposal.id, "I did not sign that the first time.")

    def _proposals(self, seen: Observation, then: Played) -> list[Move]:
        """Its own proposals of that month, as far as they can still be made."""
        if any(one.by == self.seat for one in seen.proposals):
            return []
        free = {setting.key for setting in seen.joint} - {key for one in seen.proposals for key in one.settings}
        proposals: list[Move] = []
        for settings, why in then.proposed:
            may = {key: value for key, value in settings.items() if key in free}
            if may:
                proposals.append(Propose(self.seat, may, why))
                free -= set(may)
        return proposals

    def _plan(self, seen: Observation, then: Played) -> dict[str, Value]:
        """The plan of that month, on today's sheet and within today's budget."""
        share = min(1.0, seen.now.budget / then.budget) if then.budget > 0.0 else 1.0
        plan: dict[str, Value] = {}
        for setting in seen.sheet:
            value = then.plan.get(setting.key)
            if value is not None and _fits(setting, value):
                plan[setting.key] = _within(setting, value, share)
        return plan


def echo_of(months: Mapping[int, Played], seat: Seat) -> Echo:
    """The echo of a season: `game.table.played.season_of` tells what the seat did in it."""
    return Echo(seat, months, partner_for(seat, "bridge-builder"))


def _fits(setting: SettingView, value: Value) -> bool:
    if setting.kind == "number":
        return not isinstance(value, str | bool) and setting.low <= value <= setting.high
    return value in setting.choices if setting.kind == "choice" else isinstance(value, bool)


def _within(setting: SettingView, value: Value, share: float) -> Value:
    """A value of the purse's levers, cut to a share of the budget of then."""
    if share >= 1.0 or setting.lever not in PURSE or isinstance(value, str | bool):
        return value
    return snap_down(setting, setting.low + share * (value - setting.low))
