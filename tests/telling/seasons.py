"""Many played months to tell: the seven places in silo and with talk, several seeds, two partners."""

from collections.abc import Iterator
from functools import cache

from game.rules.levers import Seat
from game.scenario import load
from game.scenario.shelf import shipped
from game.seating.session import Session
from game.store.log import MemoryStore
from game.store.record import Record
from game.table.structure import Holder, structure
from game.table.table import Table


@cache
def season(slug: str, preset: str, seed: int) -> Table:
    """A season of a growth chaser and a cost hawk."""
    holders: dict[Seat, Holder] = {
        "marketing": Holder("partner", persona="growth-chaser"),
        "distribution": Holder("partner", persona="cost-hawk"),
    }
    session = Session(Record.create("a season", load(slug), seed, structure(preset), holders, store=MemoryStore()))
    while session.let_partners_play(to_the_reveal=True):
        pass
    return session.table


def seasons() -> Iterator[Table]:
    """312 months."""
    for slug in shipped():
        for preset in ("silo", "talk"):
            for seed in (1, 2, 7):
                yield season(slug, preset, seed)
