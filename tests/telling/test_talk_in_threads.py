"""What answers something hangs below it, however much was said in between."""

from game.scenario import load
from game.table.moves import Ask, Decline, Propose, Ready, Reply, RequestSetting
from game.table.playing import play
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table
from game.telling.talk import talk_of


def test_an_answer_hangs_below_what_it_answers_though_other_things_were_said_in_between() -> None:
    table = Table.start(load("cold-brew"), 5, structure("talk"))
    for move in (
        Ready("marketing"), Ready("distribution"),
        Ask("marketing", "how-much-room"),
        Propose("marketing", {"launch.cold-brew": True}, "why wait", "P1"),
        RequestSetting("distribution", "delivery-promise", 7.0, "is", 1, "the vans", "R1"),
        Decline("distribution", "P1", "no stock"),
        Reply("marketing", "R1", "offer", "half of it", 6.5),
        Reply("distribution", "R1", "yes"),
    ):  # fmt: skip
        table = play(table, move)
    kinds = [one.entry.kind for one in talk_of(observe(table, "distribution"), 1)]
    assert kinds == ["ask", "propose", "decline", "request", "offer", "yes"]
