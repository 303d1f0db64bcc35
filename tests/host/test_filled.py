"""A form that came back, whatever is in it: a move of its seat, a draft within its bounds, or one refusal."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.host.filled import Form, draft_of, move_of
from game.refusal import Refusal
from game.rules.levers import Seat
from game.seating.requests import Observe
from game.table.moves import Predict, Propose, Ready, RequestSetting
from game.table.seen.observation import Observation
from game.table.survey.moves import Rank
from tests.host.hosting import new_room

DOES = (
    "predict",
    "pass",
    "ready",
    "ask",
    "answer",
    "say",
    "request",
    "yes",
    "no",
    "offer",
    "propose",
    "sign",
    "decline",
    "withdraw",
    "uncommit",
    "rank",
    "rate",
    "pass-survey",
    "open",
    "reflect",
    "promise",
    "commit",
    "seen",
    "x",
)
NAMES = (
    "set.price.breakfast-box",
    "set.promotion.cake-box",
    "set.extra-shift",
    "set.outbound-mode.homes",
    "set.@month",
    "set.@limit",
    "set.lead.price",
    "set.forecast.cake-box",
    "has.price",
    "why",
    "why.R1",
    "id",
    "card",
    "text.x",
    "constraint",
    "expects",
    "confidence",
    "moment",
    "whose",
    "shown",
    "rank.fines",
    "agree",
    "others",
    "statement",
    "prompt",
    "promise",
    "to",
    "quote",
    "step",
    "say",
)
LIKELY = ("", "yes", "27", "€26.50", "1e9", "-1", "nan", "٣", "March", "at least", "feature", "joint", "—", "P1")
WORDS = st.one_of(st.text(max_size=30), st.sampled_from(LIKELY))
FORMS = st.dictionaries(st.sampled_from(NAMES), WORDS, max_size=12)


@pytest.fixture(scope="module")
def seats(tmp_path_factory: pytest.TempPathFactory) -> dict[Seat, Observation]:
    """What the two seats of a new table see."""
    folder: Path = tmp_path_factory.mktemp("room")
    room = new_room(folder / "room")
    found: dict[Seat, Observation] = {}
    for seat in ("marketing", "distribution"):
        found[seat] = room.table(1).session.seat(seat).ask(Observe())
    room.close()
    return found


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(("marketing", "distribution")), st.sampled_from(DOES), FORMS)
def test_any_form_is_a_move_of_its_seat_or_one_refusal(
    seats: dict[Seat, Observation], seat: Seat, do: str, form: dict[str, str]
) -> None:
    try:
        move = move_of(seats[seat], {**form, "do": do})
    except Refusal as refusal:
        assert refusal.message
    else:
        assert move.seat == seat


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(("marketing", "distribution")), FORMS)
def test_any_sheet_is_a_draft_within_its_bounds_or_one_refusal(
    seats: dict[Seat, Observation], seat: Seat, form: dict[str, str]
) -> None:
    seen = seats[seat]
    try:
        draft = draft_of(seen, {}, form)
    except Refusal as refusal:
        assert ": " in refusal.message
        return
    sheet = {one.key: one for one in seen.sheet}
    for key, value in draft.items():
        one = sheet[key]
        if one.kind == "number":
            assert isinstance(value, float) and one.low <= value <= one.high
        elif one.kind == "choice":
            assert value in one.choices
        else:
            assert isinstance(value, bool)


def test_a_sheet_that_nobody_touched_changes_nothing(seats: dict[Seat, Observation]) -> None:
    for seen in seats.values():
        assert draft_of(seen, {}, {}) == {}


def test_text_that_was_left_as_it_stood_is_the_draft_to_the_last_digit(seats: dict[Seat, Observation]) -> None:
    before = {"price.breakfast-box": 26.123456}
    assert draft_of(seats["marketing"], before, {"set.price.breakfast-box": "€26.12"}) == before


def test_a_step_goes_to_the_next_value_on_the_grid_and_no_further_than_the_bound(
    seats: dict[Seat, Observation],
) -> None:
    seen = seats["marketing"]
    price = next(one for one in seen.sheet if one.key == "price.breakfast-box")
    up = draft_of(seen, {}, {"step": "+price.breakfast-box"})["price.breakfast-box"]
    assert up == pytest.approx(float(price.current or 0.0) + price.step)
    most = draft_of(seen, {"price.breakfast-box": price.high}, {"step": "+price.breakfast-box"})
    assert most["price.breakfast-box"] == price.high


def test_a_prediction_with_both_questions_open_passes(seats: dict[Seat, Observation]) -> None:
    assert move_of(seats["marketing"], {"do": "predict", "confidence": "5"}) == Ready("marketing")
    made = move_of(seats["marketing"], {"do": "predict", "constraint": "floor", "confidence": "4"})
    assert isinstance(made, Predict) and (made.constraint, made.expects, made.confidence) == ("floor", "", 4)


def test_a_request_names_one_setting_of_the_partners(seats: dict[Seat, Observation]) -> None:
    seen = seats["marketing"]
    form: Form = {
        "do": "request",
        "set.extra-shift": "20",
        "set.@month": "April",
        "set.@limit": "at least",
        "why": " peak ",
    }
    assert move_of(seen, form) == RequestSetting("marketing", "extra-shift", 0.2, "at-least", 2, "peak")
    for wrong in ({"set.extra-shift": ""}, {"set.outbound-mode.homes": "standard"}, {"set.@month": "Never"}):
        with pytest.raises(Refusal, match="expected"):
            move_of(seen, {**form, **wrong})


def test_only_what_was_changed_is_proposed(seats: dict[Seat, Observation]) -> None:
    made = move_of(seats["marketing"], {"do": "propose", "set.forecast.cake-box": "700", "set.lead.price": "joint"})
    assert isinstance(made, Propose) and made.settings == {"forecast.cake-box": 700.0, "lead.price": "joint"}
    with pytest.raises(Refusal, match="Nothing is changed yet"):
        move_of(seats["marketing"], {"do": "propose"})


def test_ties_share_the_best_place_that_they_take_up(seats: dict[Seat, Observation]) -> None:
    form = {"do": "rank", "whose": "own", "rank.a": "2", "rank.b": "2", "rank.c": "7"}
    made = move_of(seats["marketing"], form)
    assert isinstance(made, Rank) and made.ranks == {"a": 1, "b": 1, "c": 3}
    job = move_of(seats["marketing"], {**form, "whose": "job", "rank.d": ""})
    assert isinstance(job, Rank) and job.ranks == {"a": 1, "b": 1, "c": 3, "d": 4}
    with pytest.raises(Refusal, match="Some are still to place"):
        move_of(seats["marketing"], {**form, "rank.d": ""})
