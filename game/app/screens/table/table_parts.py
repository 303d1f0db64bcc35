"""What the page of a table is made of: a key for everything it does, and a pane for each step of the month."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding

from game.app.screens.page import leaving, showing
from game.app.widgets.plan_pane import PlanPane
from game.app.widgets.reading_panes import NewsPane, Pane, PredictionSlip
from game.app.widgets.talk_pane import TalkPane
from game.telling.phasing import Step

KEYS: Final = (
    Binding("n", "forward", "Go on", id="table.forward", tooltip="Go on to the next step of the month"),
    Binding("down,pagedown,space", "scroll(1)", "More below", key_display="↓", id="table.down", tooltip="Scroll down"),
    Binding("up,pageup", "scroll(-1)", "Up", show=False, id="table.up", tooltip="Scroll up"),
    Binding("b", "back", "Look back", id="table.back", tooltip="Look at the step before"),
    Binding("p", "propose", "Propose", id="table.propose", tooltip="Put a joint decision forward"),
    Binding("e", "request", "Request", id="table.request", tooltip="Ask your partner to hold a setting of its own"),
    Binding(
        "a",
        "answer",
        "Answer",
        id="table.answer",
        tooltip="Write in the line: an answer, or a word to your partner",
    ),
    Binding(
        "f",
        "partner",
        "Partner",
        id="table.partner",
        tooltip="Your partner's figures and plan, where data is shared",
    ),
    Binding("c", "commit", "Commit plan", id="table.commit", tooltip="Commit the plan for this month"),
    Binding("u", "uncommit", "Take plan back", id="table.uncommit", tooltip="Take the committed plan back"),
    Binding("escape", "leave_line", "Leave the line", id="table.leave-line", tooltip="Back from the line to the keys"),
    Binding("w", "why", "Why?", id="table.why", tooltip="What is behind a figure"),
    *showing("table"),
    Binding("k", "coach", "Coach", id="table.coach", tooltip="What a good colleague would look at now"),
    Binding("g", "glossary", "Words", id="table.words", tooltip="What a word means"),
    Binding("r", "brief", "Brief", id="table.brief", tooltip="Read your brief again"),
    Binding("h", "hand_over", "Hand over", id="table.hand-over", tooltip="Let the other seat have the screen"),
    *leaving("table"),
)


def pane_for(step: Step) -> Pane:
    """A new pane for a step, with the id `pane-<step>`.

    Raises:
        KeyError: when the step has no pane of its own.
    """
    kinds: dict[str, type[Pane]] = {
        "news": NewsPane,
        "read": PredictionSlip,
        "talk": TalkPane,
        "plan": PlanPane,
    }
    pane = kinds[step]()
    pane.id = f"pane-{step}"
    return pane
