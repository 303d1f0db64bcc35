import dataclasses
import tomllib
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from game.refusal import Refusal
from game.table import moves
from game.table.moves import MOVES
from game.table.structure import DIALS, PRESETS, Holder, structure
from game.table.survey import moves as surveymoves
from game.table.written import format_move, parse_move

SEATS = st.sampled_from(["marketing", "distribution"])
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PLANS = st.dictionaries(TEXT, st.floats(allow_nan=False) | TEXT | st.booleans(), max_size=4)
STRUCTURES = st.builds(lambda preset, talk: structure(preset, talk=talk), st.sampled_from(list(PRESETS)),
                       st.sampled_from(DIALS["talk"]))  # fmt: skip
HOLDERS = st.builds(Holder, st.sampled_from(["person", "partner"]), TEXT, TEXT)
FIELDS = {
    "seat": SEATS, "settings": PLANS, "plan": PLANS, "values": PLANS,
    "setting": TEXT, "value": st.floats(allow_nan=False) | TEXT | st.booleans(), "limit": TEXT,
    "month": st.integers(0, 12), "says": TEXT, "confidence": st.integers(1, 5), "constraint": TEXT, "lever": TEXT,
    "expects": TEXT, "card": TEXT, "text": TEXT, "why": TEXT, "id": TEXT, "moment": TEXT, "whose": TEXT,
    "ranks": st.dictionaries(TEXT, st.integers(-9, 99), max_size=4), "statement": TEXT, "agree": st.integers(0, 9),
    "shown": TEXT, "product": TEXT, "market": TEXT, "structure": STRUCTURES, "holder": HOLDERS,
    "others": st.integers(-1, 101), "prompt": TEXT, "to": TEXT, "paper": st.booleans(), "quote": st.booleans(),
}  # fmt: skip
ANY_MOVE = st.one_of(
    [st.builds(kind, **{name: FIELDS[name] for name in kind.__annotations__}) for kind in MOVES.values()]
)


@given(ANY_MOVE)
def test_every_move_is_read_back_as_it_was_written(move: Any) -> None:
    written = tomllib.loads(tomli_w.dumps({"moves": [format_move(move)]}))["moves"][0]
    read = parse_move(written)
    for name in type(move).__annotations__:
        assert getattr(read, name) == getattr(move, name) or getattr(move, name) == ""


@pytest.mark.parametrize(
    "move",
    [
        moves.Predict("marketing", "floor", "delivery-promise", "up", -0.0),  # type: ignore[arg-type]
        moves.Predict("marketing", "floor", "delivery-promise", "up", 1.0),  # type: ignore[arg-type]
        moves.RequestSetting("marketing", "temps", 2.0, "is", 3.0),  # type: ignore[arg-type]
        surveymoves.Rank("marketing", "before", "own", {"price": 1.0}),  # type: ignore[dict-item]
        surveymoves.Promise("marketing", 5, ""),  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_what_could_not_be_read_back_is_not_written(move: Any) -> None:
    with pytest.raises(Refusal, match=r"expected .* of the move '\w"):
        format_move(move)


@given(
    st.dictionaries(
        st.sampled_from(["move", *FIELDS]), st.sampled_from([*MOVES]) | TEXT | st.integers() | st.booleans() | PLANS
    )
)
def test_whatever_is_no_move_is_refused_and_never_a_traceback(written: dict[str, Any]) -> None:
    try:
        move = parse_move(written)
    except Refusal as refusal:
        assert refusal.message.startswith("expected ")
    else:
        assert type(move) in MOVES.values()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({}, "expected a move, one of predict, ask,"),
        ({"move": "sign", "seat": "sales", "id": "P1"}, "expected marketing or distribution for seat"),
        ({"move": "sign", "seat": "marketing"}, "missing: id"),
        ({"move": "ready", "seat": "marketing", "id": "P1"}, "expected seat for the move 'ready': 'id'"),
        ({"move": "commit", "seat": "marketing", "plan": {"price": [1]}}, "expected a value per setting for plan"),
        (
            {"move": "rank", "seat": "marketing", "moment": "before", "whose": "own", "ranks": {"fines": 1.5}},
            "expected a whole number per priority for ranks",
        ),
        ({"move": "hand-over", "seat": "marketing", "holder": {"name": "Ada"}}, "expected held_by, name and persona"),
        (
            {
                "move": "change-structure",
                "structure": {**dataclasses.asdict(structure("silo")), "talk": "loud", "leads": "me"},
            },
            "talk: expected 'none', 'cards' or 'open' for 'talk', given 'loud'. leads: expected 'scenario', ",
        ),
        (
            {"move": "change-structure", "structure": {"name": "silo"}},
            "expected a name and every dial for structure of the move 'change-structure'",
        ),
        (
            {"move": "promise", "seat": "marketing", "text": "I will ask.", "quote": 1},
            "expected true or false for quote",
        ),
    ],
)
def test_a_move_that_cannot_be_read_says_what_was_expected(written: dict[str, Any], says: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_move(written)
    assert says in caught.value.message


def test_every_kind_of_move_can_be_written_under_its_name() -> None:
    homes = (moves, surveymoves)
    kinds = {
        kind for home in homes for kind in vars(home).values()
        if isinstance(kind, type) and kind.__module__ == home.__name__
    }  # fmt: skip
    assert kinds == set(MOVES.values())
    assert list(MOVES) == [
        *("predict", "ask", "answer", "say", "request-setting", "reply", "propose", "sign", "decline"),
        *("withdraw", "ready"),
        *("commit", "uncommit"),
        *("keep-line", "rank", "rate", "pass-survey", "open-debrief", "reflect", "promise"),
        *("pause", "go-on", "inject-event", "change-structure", "hand-over", "open-debrief-for-all", "end-season"),
    ]
