"""The keys of the table's screen, each with its name, what it does and a line on it."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding

from game.app.screens.page import leaving

KEYS: Final = (
    Binding("n", "forward", "Go on", id="table.forward", tooltip="Go on to the next step of the month"),
    Binding("b", "back", "Look back", id="table.back", tooltip="Look at the step before"),
    Binding("c", "commit", "Commit plan", id="table.commit", tooltip="Commit the plan for this month"),
    Binding("u", "uncommit", "Take plan back", id="table.uncommit", tooltip="Take the committed plan back"),
    Binding("p", "propose", "Propose", id="table.propose", tooltip="Put a joint decision forward"),
    Binding(
        "a",
        "answer",
        "Answer",
        id="table.answer",
        tooltip="Write in the line: an answer, or a word to your partner",
    ),
    Binding("escape", "leave_line", "Leave the line", id="table.leave-line", tooltip="Back from the line to the keys"),
    Binding("w", "why", "Why?", id="table.why", tooltip="What is behind a figure"),
    Binding(
        "f",
        "partner",
        "Partner",
        id="table.partner",
        tooltip="Your partner's figures and plan, where data is shared",
    ),
    Binding("k", "coach", "Coach", id="table.coach", tooltip="What a good colleague would look at now"),
    Binding("g", "glossary", "Words", id="table.words", tooltip="What a word means"),
    Binding("r", "brief", "Brief", id="table.brief", tooltip="Read your brief again"),
    Binding("h", "hand_over", "Hand over", id="table.hand-over", tooltip="Let the other seat have the screen"),
    *leaving("table"),
)
