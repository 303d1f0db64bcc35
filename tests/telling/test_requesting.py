"""What is typed into a request is a value that the partner's setting can have, or is said to be none."""

import pytest

from game.refusal import Refusal
from game.scenario import load
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table
from game.telling.requesting import request_rows
from game.telling.settable import typed_number


@pytest.mark.parametrize("typed", ["20.5", "99999", "20.15"])
def test_a_number_below_or_above_what_can_be_set_is_refused_with_what_can(typed: str) -> None:
    seen = observe(Table.start(load("first-day"), 5, structure("talk")), "distribution")
    row = next(one for one in request_rows(seen) if one.key == "price.breakfast-box")
    assert typed_number(row, "20.80") == 20.8
    with pytest.raises(Refusal, match=rf"expected €20\.80 to €32\.50, given '{typed}'"):
        typed_number(row, typed)
