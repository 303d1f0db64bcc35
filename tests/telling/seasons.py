"""Many played months to tell: the seven places in silo and with talk, several seeds, two partners."""

from collections.abc import Iterator
from functools import cache

from game.partners import partner_for
from game.scenario import load
from game.scenario.shelf import shipped
from game.seating.sitting import Sitting
from game.table.seat import Unrecorded
from game.table.structure import structure
from game.table.table import Table


@cache
def season(slug: str, preset: str, seed: int) -> Table:
    """A season of a growth chaser and a cost hawk."""
    play = Unrecorded(Table.start(load(slug), seed, structure(preset)))
    partners = {"marketing": partner_for("marketing", "growth-chaser"),
                "distribution": partner_for("distribution", "cost-hawk")}  # fmt: skip
    sitting = Sitting(play, partners)
    while not sitting.table.over:
        sitting.let_partners_play()
    return sitting.table


def seasons() -> Iterator[Table]:
    """312 months."""
    for slug in shipped():
        for preset in ("silo", "talk"):
            for seed in (1, 2, 7):
                yield season(slug, preset, seed)
