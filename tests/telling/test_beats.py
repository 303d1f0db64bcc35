"""The reveal, beat by beat: what it says of a month worked by hand, where a clash shows, and what both seats see."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from game.figures import HARD
from game.lab.hindsight.band import Band, SeasonEnd
from game.lab.hindsight.fit import Fit, FitLine
from game.rules.explain import Explanation
from game.seating.asked import NewTable
from game.seating.requests import Observe, Play
from game.seating.session import Session
from game.table.moves import Commit, Predict, Reply, RequestSetting
from game.table.seen.observation import ClashView, LedgerView, SharedMonth
from game.table.seen.observing import observe
from game.telling.beats import BEATS, beats_of
from tests.seating.leaving import leave_talk
from tests.table.tables import a_table, played

BOTH_SEE = {
    "round", "promise", "prices", "promotions", "ordered", "shipped", "otif", "on_time", "days", "satisfaction",
    "joint", "margin", "equity", "stock", "later", "sponsored", "clashes", "ledger", "agreements", "declined",
    "deadlocks", "readings", "reasons", "words",
}  # fmt: skip
"""Every figure of a month that both seats see, one by one."""

HAND: dict[str, Any] = {
    "promise": 4.0, "ordered": 1_200.0, "shipped": 900.0, "otif": 0.61, "on_time": 0.8, "days": 4.5,
    "satisfaction": 66.4, "joint": 5_000.0, "margin": 4_200.0, "equity": 1_000.0, "stock": -200.0, "clashes": (),
    "ledger": LedgerView(6_000.0, 500.0, -1_000.0, -500.0, 5_000.0),
}  # fmt: skip


def seen_by(seat: Any, **given: Any) -> Any:
    """What a seat sees after two months, the second of them worked by hand."""
    table = a_table()
    for _ in range(2):
        table = played(table, Commit("marketing"), Commit("distribution"))
    seen = observe(table, seat)
    first, second = seen.shared
    return replace(seen, shared=(replace(first, **{**HAND, "ordered": 1_000.0, "promise": 4.0, "otif": 0.5}),
                                 replace(second, **{**HAND, **given})))  # fmt: skip


def beat(key: str, seen: Any, private: Any = False) -> Any:
    return next(one for one in beats_of(seen, private) if one.key == key)


def said(one: Any) -> Any:
    return " ".join(one.lines).replace(HARD, " ")


@pytest.mark.parametrize(
    ("clash", "where"),
    [
        ("expansion-past-capability", "road"),
        ("launch-complexity", "floor"),
        ("unsupported-promotion", "floor"),
        ("cheap-miles", "road"),
    ],
)
def test_a_clash_shows_where_it_happened_on_the_way_of_an_order_and_nowhere_else(clash: Any, where: Any) -> None:
    seen = seen_by("marketing", clashes=(ClashView(clash, ("web",), "It showed."),))
    assert {one.key: [sentence for _, sentence in one.clashes] for one in beats_of(seen) if one.clashes} == {
        where: ["It showed."]
    }


def test_both_seats_see_these_figures_of_a_month_and_no_others() -> None:
    assert {field.name for field in fields(SharedMonth)} == BOTH_SEE


def looked_on(seen: Any) -> Any:
    """The beats as both look on; a chart's way of writing a value is the same for both."""
    shown = beats_of(seen, private=False)
    return [replace(one, plot=one.plot and replace(one.plot, say=str)) for one in shown]


def secret(value: Any) -> Any:
    """The same with every figure in it another."""
    if isinstance(value, dict):
        return {key: secret(one) for key, one in value.items()}
    return 987_654.0 if isinstance(value, float) else value


@pytest.mark.parametrize("seat", ["marketing", "distribution"])
def test_nothing_of_a_seats_own_dashboard_is_in_a_reveal_that_both_look_on(seat: Any) -> None:
    """Whatever the seat's own months hold, the shared beats are the same, to the letter."""
    seen = seen_by(seat)
    own = replace(seen.months[-1], **{
        field.name: secret(getattr(seen.months[-1], field.name)) for field in fields(seen.months[-1])
    })  # fmt: skip
    assert own != seen.months[-1]
    assert looked_on(replace(seen, months=(*seen.months[:-1], own))) == looked_on(seen)


def test_both_seats_look_on_one_and_the_same_reveal() -> None:
    assert looked_on(seen_by("marketing")) == looked_on(seen_by("distribution"))


def test_only_distribution_is_told_of_its_own_floor_and_only_alone() -> None:
    short, waits = {"plum": {"web": 120.0}}, {"plum": {"web": 30.0}}
    seen = seen_by("distribution")
    own = replace(seen.months[-1], utilisation=1.1, short=short, waiting=waits)
    seen = replace(seen, months=(*seen.months[:-1], own))
    assert said(beat("floor", seen, private=True)) == (
        "900 units left the floor, 1,200 had been ordered. Your floor was 110% in use; 120 units were not in stock, "
        "30 were in stock and could not be worked."
    )
    assert said(beat("floor", seen, private=False)) == "900 units left the floor, 1,200 had been ordered."
    assert (
        said(beat("floor", seen_by("marketing"), private=True)) == "900 units left the floor, 1,200 had been ordered."
    )


@pytest.mark.parametrize(
    ("key", "figure", "sentence"),
    [
        ("orders", "1,200", "Customers ordered 1,200 units, 1,000 the month before (▲ 20%)."),
        ("floor", "900", "900 units left the floor, 1,200 had been ordered."),
        ("road", "80%", "Door to door took 4.5 days; 4 days had been promised: a promise broken for many, with "
                        "80% in time. "
                        "On time, in full and undamaged (OTIF): 61%, ▲ 11 points."),
        ("customers", "66", "Satisfaction stands at 66 of 100 (=). It moves orders from next month on."),
        ("money", "€5,000", "The joint value of the month: €5,000. The season so far: €10,000."),
    ],
)  # fmt: skip
def test_a_beat_says_what_the_month_was(key: str, figure: Any, sentence: Any) -> None:
    one = beat(key, seen_by("marketing"))
    assert (one.figure, said(one)) == (figure, sentence)


def test_what_waited_since_the_month_before_is_said_when_more_left_than_was_ordered() -> None:
    one = beat("floor", seen_by("marketing", shipped=1_300.0))
    assert said(one).endswith("1,200 had been ordered. Some of them had waited since the month before.")


@pytest.mark.parametrize(("days", "way"), [(3.0, "quicker"), (5.0, "slower")])
def test_a_changed_promise_says_which_way(days: Any, way: Any) -> None:
    told = said(beat("promise", seen_by("marketing", promise=days)))
    assert f"{days:.0f} days from order to door, {way} than 4 days." in told


def answer(lead: Any, cents: Any, would: Any = "promised 7 days") -> Any:
    why = Explanation("", cents / 100, "money", "add", ())
    return FitLine(lead, cents, would, "80% would have come in time, not 40%.", why, ())


FIT = Fit("May", "€", (answer("marketing", 250_049), answer("joint", 1_000_000, "started a thing")))


def test_bars_are_of_the_money_and_close() -> None:
    money = beat("money", seen_by("marketing")).bars
    assert [(bar.name, bar.amount) for bar in money] == [
        ("Contribution margin", 4_200.0), ("Customer equity", 1_000.0), ("Worth of stock", -200.0)
    ]  # fmt: skip
    assert [one.key for one in beats_of(seen_by("marketing")) if one.bars] == ["money"]


def test_what_would_have_fit_better_is_told_with_its_money_when_it_is_there() -> None:
    seen = seen_by("marketing")
    waits = beat("fit", seen)
    assert (waits.figure, waits.bars) == ("", ()) and "played again" in waits.caption
    (one,) = [one for one in beats_of(seen, fit=FIT) if one.key == "fit"]
    assert (one.title, one.figure, one.caption) == ("What would have fit better", "+€10,000", "both at once")
    assert one.lines == (
        "Marketing would best have promised 7 days: €2,500 more. 80% would have come in time, not 40%.",
        "Both at once would best have started a thing: €10,000 more. 80% would have come in time, not 40%.",
        "Distribution had no clearly better answer by itself.",
        "May played again with its own luck, one plan or both set otherwise, and with the months after it.",
    )
    assert [(bar.name, bar.amount, bar.role) for bar in one.bars] == [
        ("Marketing's answer", 2_500.0, "marketing"), ("Both at once", 10_000.0, "together")
    ]  # fmt: skip


def test_where_the_season_can_still_end_is_told_when_it_is_there() -> None:
    found = Band(2, 6, SeasonEnd(65_213.0, 12.4), SeasonEnd(120_000.0, 78.0), 9_000.0, 8_000.0, 12_000.0, "€")
    (one,) = [one for one in beats_of(seen_by("marketing"), band=found) if one.key == "band"]
    assert (one.figure, one.caption) == ("12 to 78", "of 100 at the end")
    assert len(one.lines) == 2 and one.band == found
    (ended,) = [one for one in beats_of(seen_by("marketing"), band=replace(found, left=0, best=found.alone))
                if one.key == "band"]  # fmt: skip
    assert (ended.figure, ended.caption) == ("12", "of 100")


@pytest.mark.parametrize(
    ("alone", "shown"),
    [((500.0, 0.0, -1_500.0), True), ((500.0, -1.0, -1_499.0), False), ((500.0, 600.0, -1_000.0), False)],
)
def test_three_bars_are_shown_of_a_clash_in_which_neither_plan_was_foolish_alone_and_of_no_other_month(
    alone: Any, shown: Any
) -> None:
    marketing, distribution, together = alone
    book = LedgerView(6_000.0, marketing, distribution, together, 6_000.0 + sum(alone))
    seen = seen_by("marketing", ledger=book, clashes=(ClashView("cheap-miles", ("shops",), "It was late."),))
    bars = [(bar.name, bar.amount) for bar in beat("road", seen).bars]
    assert bars == ([("Marketing alone", 500.0), ("Distribution alone", 0.0), ("Side by side", -1_000.0)] * shown)
    calm = seen_by("marketing", ledger=book, clashes=())
    assert [one.key for one in beats_of(calm) if one.bars] == ["money"]


def test_the_beats_come_in_the_order_in_which_things_happened_and_readings_only_where_somebody_predicted() -> None:
    assert [one.key for one in beats_of(seen_by("marketing"))] == [
        key for key in BEATS if key not in ("band", "words", "readings")
    ]
    assert list(BEATS) == [
        "promise", "orders", "floor", "road", "customers", "money", "fit", "band", "words", "readings",
    ]  # fmt: skip


def test_every_beat_has_its_title_its_word_in_the_trail_and_its_caption() -> None:
    assert [(one.title, one.short, one.caption) for one in beats_of(seen_by("marketing"))] == [
        ("The promise", "", "days promised, from order to door"),
        ("The orders", "ordered", "units ordered"),
        ("The floor", "shipped", "units shipped, 1,200 ordered"),
        ("The last mile", "in time", "came in time"),
        ("The customers", "satisfied", "of 100 points of satisfaction"),
        ("The money", "joint value", "joint value"),
        (
            "What would have fit better",
            "would have fit better",
            "The month is played again, with one thing otherwise at a time …",
        ),
    ]


def test_bars_are_named_and_coloured_by_whose_they_are() -> None:
    seen = seen_by("marketing")
    assert [(bar.name, bar.role) for bar in beat("money", seen).bars] == [
        ("Contribution margin", "primary"), ("Customer equity", "together"), ("Worth of stock", "distribution"),
    ]  # fmt: skip


def test_a_word_given_has_a_beat_of_its_own_in_its_month_kept_or_not(tmp_path: Path) -> None:
    asked = NewTable("cold-brew", ("marketing", "distribution"), "", "talk", 7)
    with Session.create(asked, tmp_path) as session:
        marketing, distribution = session.seat("marketing"), session.seat("distribution")
        for month, temps in ((1, 0.0), (2, 1.0)):
            for seat in (marketing, distribution):
                one = seat.ask(Observe())
                seat.ask(Play(Predict(seat.seat, one.constraints[0].key, one.lever_to_read, "", 3)))
            marketing.ask(Play(RequestSetting("marketing", "temps", 1.0, "at-least")))
            (request,) = [one for one in distribution.ask(Observe()).requests if one.status == "open"]
            distribution.ask(Play(Reply("distribution", request.id, "yes")))
            leave_talk(session)
            marketing.ask(Play(Commit("marketing", {})))
            distribution.ask(Play(Commit("distribution", {"temps": temps})))
            for private in (True, False):
                beats = {beat.key: beat for beat in beats_of(marketing.ask(Observe()), private)}
                told = beats["words"]
                assert (told.figure, told.caption) == (f"{int(temps)} of 1", "kept")
                kept = "kept its word" if month == 2 else "did not keep its word"
                assert told.lines[0].startswith(f"Distribution {kept}: Temps: at least 1")
            assert list(beats)[-2:] == ["words", "readings"]
            (own,) = beats_of(distribution.ask(Observe()), private=False)[-2].lines
            assert own.startswith("Distribution ")
            (own,) = beats_of(distribution.ask(Observe()))[-2].lines
            assert own.startswith("You kept your word" if month == 2 else "You did not keep your word")
