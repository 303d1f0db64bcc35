from game.debrief.case import lay_open
from game.debrief.examining import examine
from game.debrief.prompts.choosing import choose, read_prompts
from game.rules.levers import SEATS
from game.scenario import load
from game.table.moves import Commit, EndSeason
from game.table.playing import play
from game.table.table import Table


def test_a_season_that_was_ended_early_is_debriefed_as_far_as_it_was_played() -> None:
    table = Table.start(load("first-day"), seed=7)
    for seat in SEATS:
        table = play(table, Commit(seat))
    found = examine(lay_open(play(table, EndSeason("the bus goes")), with_message=False))
    assert len(choose([found], read_prompts())) >= 5
