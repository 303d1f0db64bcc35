"""What a facilitator does with the tables of a room, and what is asked before it cannot be taken back."""

from __future__ import annotations

from game.host.filled import Form
from game.host.room import HostedRoom
from game.host.roomlog import Place, seat_named
from game.refusal import Refusal
from game.table.moves import EndSeason, GoOn, Pause

PAUSED = "the facilitator has something to say"
ENDED = "ended by the facilitator"


def question_before(do: str, table: int) -> tuple[str, str, str] | None:
    """A title, a question and the words that say yes, for what cannot be taken back; None for all else."""
    if do == "end":
        question = "End the season of this table now? It counts as far as it was played, and cannot be gone on with."
        return f"Table {table}", question, "End the season"
    if do == "free-seat":
        question = "Free this seat? Whoever sits there now has to join again; what was played stays."
        return f"Table {table}", question, "Free the seat"
    if do == "act":
        question = "Open this act for all tables now? What is played at each of them is kept, and is not gone on with."
        return "The next act", question, "Open the act"
    return None


def lead_deed(room: HostedRoom, do: str, table: int, form: Form) -> None:
    """Do something in the room.

    Raises:
        Refusal: when it cannot be done now, or there is nothing of this name.
    """
    match do:
        case "one-more":
            room.open_table()
        case "act":
            room.open_act(form.get("act", ""))
        case "pause-all" | "go-on-all":
            for one in room.tables():
                if not one.session.table.over and (one.session.table.paused is None) == (do == "pause-all"):
                    room.direct(one.number, Pause(PAUSED) if do == "pause-all" else GoOn())
        case "pause":
            room.direct(table, Pause(PAUSED))
        case "go-on":
            room.direct(table, GoOn())
        case "end":
            room.direct(table, EndSeason(ENDED))
        case "stand-in":
            room.stand_in(place_in(table, form), form.get("persona", ""))
        case "free-seat":
            room.register.leave(place_in(table, form))
        case "hand-back":
            room.hand_back(place_in(table, form))
        case _ if do.startswith("clock-") and room.clock is not None:
            room.clock.do(do.removeprefix("clock-"))
            room.ring()
        case _:
            raise Refusal("expected something that the console offers. Go back to it.")


def place_in(table: int, form: Form) -> Place:
    """The seat that a form is about.

    Raises:
        Refusal: when there is none.
    """
    seat = seat_named(form.get("seat", ""))
    if seat is None:
        raise Refusal("expected a seat of a table. Go back to the console.")
    return table, seat
