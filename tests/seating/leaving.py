"""Two persons who have nothing to say to each other."""

from game.rules.levers import SEATS
from game.seating.session import Session
from game.table.moves import Ready
from game.table.structure import talks


def leave_talk(session: Session) -> None:
    """Both seats leave the month's talk, so that plans can be committed."""
    for seat in SEATS:
        while talks(session.table.play_now.at[seat]) and seat in session.persons:
            session.play(Ready(seat))
