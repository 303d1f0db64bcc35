"""A hosted seat at a line prompt: two people far from each other play a season, talk, and leave."""

import io
import threading

import pytest

from game.cli.prompt.lines import Ended, Left, Lines
from game.cli.prompt.one_seat import SeatAtPrompt
from game.host.far import FarSeat
from game.rules.levers import Seat
from game.seating.requests import Observe, Play
from game.table.moves import Ask, Commit
from game.terms import read_glossary
from tests.host.hosting import PATIENCE, Hosted
from tests.host.test_terminals import seated
from tests.seating.leaving import leave_talk


class Typed(io.StringIO):
    """What is typed, line by line."""

    def __init__(self, *lines: str) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))


def at_prompt(far: FarSeat, *typed: str, spoken: bool = False) -> str:
    """All that is printed to who types this, until the season or the input ends, or they leave."""
    out = io.StringIO()
    lines = Lines(Typed(*typed), out, spoken)
    try:
        SeatAtPrompt(far, far.greeting.brief, lines, read_glossary(), far.greeting.surveyed).play()
    except (Ended, Left) as left:
        out.write(f"\n{type(left).__name__}")
    return out.getvalue()


@pytest.mark.parametrize("spoken", [False, True])
def test_two_people_far_from_each_other_play_a_season_by_pressing_enter(hosted: Hosted, spoken: bool) -> None:
    read: dict[Seat, str] = {}
    with seated(hosted, "marketing") as marketing, seated(hosted, "distribution") as distribution:

        def sit(far: FarSeat) -> None:
            read[far.seat] = at_prompt(far, *[""] * 60, spoken=spoken)

        people = [threading.Thread(target=sit, args=(far,)) for far in (marketing, distribution)]
        for one in people:
            one.start()
        for one in people:
            one.join(4 * PATIENCE)
    assert hosted.room.table(1).session.table.over
    for seat, page in read.items():
        assert "Ended" not in page
        words = " ".join(page.split())
        assert f"You are {seat}" in words and "Together you made €" in words and "The season, in a few lines" in words
        for month in ("March", "April", "May"):
            assert month in page
    assert read["marketing"] != read["distribution"]


def test_what_the_one_across_says_is_read_and_answered(hosted: Hosted) -> None:
    with seated(hosted, "marketing") as marketing, seated(hosted, "distribution") as distribution:
        marketing.ask(Play(Ask("marketing", marketing.ask(Observe()).cards[0].key)))
        card = marketing.ask(Observe()).asked[0].card
        page = at_prompt(distribution, "", "look", "answer plenty of it", "quit")
        assert card.asks in " ".join(page.split()) and page.endswith("Left")
        assert marketing.ask(Observe()).asked[0].answer == "plenty of it"


def test_who_has_committed_waits_until_the_other_has_too(hosted: Hosted) -> None:
    with seated(hosted, "marketing") as marketing, seated(hosted, "distribution") as distribution:
        leave_talk(hosted.room.table(1).session)
        read = list[str]()
        waits = threading.Thread(target=lambda: read.append(at_prompt(marketing, "commit", "")))
        waits.start()
        while distribution.ask(Observe()).partner_at != "committed":
            pass
        at_prompt(distribution, "commit", "", "quit")
        waits.join(PATIENCE)
        assert "Waiting for distribution, who is planning" in " ".join(read[0].split())
        assert hosted.room.table(1).session.table.months == 1


def test_a_month_that_was_played_meanwhile_is_shown_first(hosted: Hosted) -> None:
    with seated(hosted, "marketing") as far, seated(hosted, "distribution") as across:
        leave_talk(hosted.room.table(1).session)
        far.mark.saw(0)
        far.ask(Play(Commit("marketing", {})))
        at_prompt(across, "commit", "", "quit")
        page = at_prompt(far, "", "quit")
        assert far.mark.mark.revealed == 1
        assert page.index("March has played out") < page.index("Read your partner")
