"""The joint board: proposals with both signatures, what holds already, initiatives, and who decides what."""

from __future__ import annotations

from types import MappingProxyType
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from game.app.widgets.listing import Listing
from game.app.widgets.pane import Pane
from game.figures import listed
from game.rules.levers import LEVERS, SEATS, Lead, other
from game.seating.chair import Chair
from game.table.seen.observation import Observation, Proposal
from game.telling.settings import worded

SIGNED, UNSIGNED = "[✓]", "[ ]"
ENDED = MappingProxyType(
    {"signed": "holds", "declined": "declined", "withdrawn": "taken back", "lapsed": "lapsed", "open": "open"}
)


class JointBoard(Pane):
    """What both sign."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "act('sign')", "Sign", id="agree.sign", tooltip="Sign your partner's proposal"),
        Binding("d", "act('decline')", "Decline", id="agree.decline", tooltip="Say no, with a sentence why"),
        Binding("t", "act('withdraw')", "Take back", id="agree.withdraw", tooltip="Take back a proposal of yours"),
    ]

    class Acted(Message):
        """Something is to be done with a proposal."""

        def __init__(self, what: str, id_: str) -> None:
            super().__init__()
            self.what, self.proposal = what, id_

    def compose(self) -> ComposeResult:
        """Proposals, then everything that holds."""
        yield Static(id="board-head")
        yield Listing(id="proposals")
        yield Static(id="board-foot")

    def show(self, seen: Observation, chair: Chair) -> None:
        """Show this month's proposals and what has been agreed."""
        self._seen = seen
        listing = self.query_one("#proposals", Listing)
        at = listing.highlighted
        chosen = listing.get_option_at_index(at).id if at is not None else None
        listing.clear_options()
        listing.add_options(Option(_proposal(seen, one), id=one.id) for one in seen.proposals)
        listing.display = bool(seen.proposals)
        if seen.proposals:
            open_ = next((n for n, one in enumerate(seen.proposals) if _can(seen, one)), 0)
            ids = [one.id for one in seen.proposals]
            listing.highlighted = ids.index(chosen) if chosen in ids else open_
        self.query_one("#board-head", Static).update(_head(seen))
        self.query_one("#board-foot", Static).update(_foot(seen))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that the proposal at the cursor answers to."""
        if action != "act":
            return True
        chosen = self._chosen()
        if chosen is None or chosen.status != "open":
            return False
        own = chosen.by == self._seen.seat
        return own if parameters == ("withdraw",) else not own

    def action_act(self, what: str) -> None:
        """Do something with the proposal at the cursor."""
        chosen = self._chosen()
        if chosen is not None:
            self.post_message(self.Acted(what, chosen.id))

    def on_option_list_option_highlighted(self) -> None:
        """Other keys for another proposal."""
        self.screen.refresh_bindings()

    def on_option_list_option_selected(self, event: Listing.OptionSelected) -> None:
        """Enter or a click on an open proposal of the partner asks what to do with it."""
        event.stop()
        chosen = self._chosen()
        if chosen is not None and _can(self._seen, chosen):
            self.post_message(self.Acted("answer", chosen.id))

    def _chosen(self) -> Proposal | None:
        listing = self.query_one("#proposals", Listing)
        at = listing.highlighted
        return self._seen.proposals[at] if at is not None and at < len(self._seen.proposals) else None


def _can(seen: Observation, proposal: Proposal) -> bool:
    """Does this proposal wait for this seat's answer?"""
    return proposal.status == "open" and proposal.by != seen.seat


def _head(seen: Observation) -> Content:
    waiting = sum(_can(seen, one) for one in seen.proposals)
    if waiting:
        what = "One proposal waits" if waiting == 1 else f"{waiting} proposals wait"
        return Content.styled(f"{what} for your answer.", "bold")
    if not seen.joint:
        return Content("Nothing here needs two signatures.")
    return Content("A proposal holds when both have signed it. Press p to put one forward.")


def _proposal(seen: Observation, one: Proposal) -> Content:
    signed = {one.by, *({other(one.by)} if one.status == "signed" else ())}
    boxes = "  ".join(f"{SIGNED if seat in signed else UNSIGNED} {seat}" for seat in SEATS)
    about = "; ".join(worded(seen, key, value) for key, value in one.settings.items())
    parts: list[tuple[str, str] | str] = [(about, "bold"), f"\n{boxes}   {ENDED[one.status]}"]
    if one.why:
        parts.append((f"\n{one.by.capitalize()}: “{one.why}”", ""))
    if one.answer:
        parts.append((f"\n{other(one.by).capitalize()}: “{one.answer}”", ""))
    scale = [f"{seen.scale[key]:.1f} times today's work" for key in one.settings if key in seen.scale]
    if scale:
        parts.append((f"\nScale check: {listed(scale)} on the floor.", "bold"))
    return Content.assemble(*parts)


def _foot(seen: Observation) -> Content:
    names = {one.item: one.name.partition(", ")[2] for one in seen.joint if one.lever == "initiative"}
    force = listed([key.replace("-", " ") for key in seen.initiatives]) or "none yet"
    to_sign = listed(list(names.values())) or "none left"
    parts = [
        Content.assemble(("Initiatives in force: ", "$quiet"), force),
        Content.assemble(("To be had: ", "$quiet"), to_sign),
    ]
    past = [one for one in seen.agreements if one.round < seen.round]
    if past:
        told = "; ".join(
            f"{seen.scenario.months[one.round - 1]}: {', '.join(worded(seen, k, v) for k, v in one.settings.items())}"
            for one in past[-4:]
        )
        parts.append(Content.assemble(("Agreed before: ", "$quiet"), told))
    for lead in ("marketing", "distribution", "joint"):
        levers = _led(seen, lead)
        if levers:
            who = "Both sign: " if lead == "joint" else f"{lead.capitalize()} decides: "
            parts.append(Content.assemble((who, "$quiet"), listed(levers)))
    return Content("\n").join(parts)


def _led(seen: Observation, lead: str) -> list[str]:
    whose: dict[str, Lead] = seen.leads
    return [LEVERS[lever].name.lower() for lever, who in whose.items() if who == lead and lever in LEVERS]
