"""Seasons written down as codes and entered again; sheets with mistakes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.kit.decided import Decided, decided
from game.kit.entering import differences, tried, write_month
from game.kit.typed import read
from game.rules.levers import Seat
from game.scenario import load
from game.seating.session import Session
from game.store.log import MemoryStore
from game.store.record import Record
from game.table.month import Month
from game.table.playing import play
from game.table.structure import Holder, structure
from game.table.table import Table
from tests.kit.printing import BAKERY
from tests.narrowed import there


def played(slug: str, preset: str, months: int = 99) -> Table:
    """Some months of two partners."""
    partners: dict[Seat, str] = {"marketing": "bridge-builder", "distribution": "cost-hawk"}
    holders = {seat: Holder("partner", persona=name) for seat, name in partners.items()}
    session = Session(Record.create("a season", load(slug), 7, structure(preset), holders, store=MemoryStore()))
    while not session.table.over and len(session.table.history) < months:
        session.let_partners_play(to_the_reveal=True)
    return session.table


def meaning(text: str, table: Table, dated: bool = True) -> Decided:
    (block,) = read(text)
    return decided(block, table.scenario, table.deck, dated)


def entered(text: str, table: Table) -> tuple[Any, ...]:
    """The table after these sheets, and their problems with line and words."""
    trial = tried(table, meaning(text, table))
    return trial, [(text.count("\n", 0, at) + 1, message) for at, message in trial.problems]


def of_month(month: Month) -> dict[str, Any]:
    """All of a month that a sheet holds, and what came of it."""
    return {
        "values": dict(month.values),
        "joint": int(month.outcome.money.joint[0]),
        # A sheet is typed with plain spaces.
        "why": {seat: commit.why.replace("\N{NO-BREAK SPACE}", " ") for seat, commit in month.commits.items()},
        "readings": sorted(map(repr, month.readings)),
        "asked": sorted((asked.by, asked.card) for asked in month.asked),
        "signed": [(one.by, dict(one.settings), one.why.replace("\N{NO-BREAK SPACE}", " ")) for one in month.signed],
        "unsigned": sorted((one.by, sorted(one.settings.items())) for one in month.proposals if one.status != "signed"),
        "deadlocks": month.deadlocks,
        "leads": dict(month.leads),
    }


@pytest.mark.parametrize(
    ("slug", "preset"),
    [("first-day", "silo"), ("first-day", "talk"), ("cold-brew", "sync"), ("new-shores", "talk")],
)
def test_a_season_written_down_as_codes_and_entered_is_the_same_season(slug: str, preset: str) -> None:
    season = played(slug, preset, months=4)
    table = Table.start(season.scenario, season.seed, season.structure)
    for at, month in enumerate(season.history):
        trial, problems = entered(write_month(season, at), table)
        assert problems == []
        table = trial.table
        assert of_month(table.history[at]) == of_month(month)
    assert table.joint_value == season.joint_value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("P9 1 " * 300, [(10, "expected a line of at most 1,000 signs, given 1,499.")]),
        ("Q7 " * 130, [(310, "expected at most 100 question cards in a month, given more.")]),
        ("answer Q1 yes\n" * 130, [(1417, "expected at most 100 answers in a month, given more.")]),
        ("both m: F1 9\n" * 130, [(1310, "expected at most 100 proposals in a month, given more.")]),
    ],
)
def test_what_is_more_than_a_sheet_holds_is_told_once_and_not_read(text: str, told: list[tuple[int, str]]) -> None:
    (block,) = read(f"marketing\n{text}")
    assert block.wrong == told
    assert len(block.joint) <= 101 and all(len(part.cards) <= 101 for part in block.seats.values())


GOOD = """\
table 4
month March
marketing
P1 22.80  D1 b  DP 3.5
R1 b  R2 S1:a  R3 4
Q1
because The offices have asked for it.
distribution
S1 2000  T2 c  XS 10
answer Q1 Two crates more and I am full.
both d: F1 2000
because It is one week.
unsigned marketing: LEAD-P d
"""


def start(preset: str = "talk") -> Table:
    return Table.start(load(BAKERY), 7, structure(preset))


def test_a_sheet_says_what_was_decided() -> None:
    trial, problems = entered(GOOD, start())
    assert problems == []
    (month,) = trial.table.history
    assert month.values["price.breakfast-box"] == 22.8
    assert month.values["promotion.breakfast-box"] == "feature"
    assert month.values["extra-shift"] == 0.1
    assert month.values["forecast.breakfast-box"] == 2000.0
    assert [(one.by, one.status) for one in month.proposals] == [("distribution", "signed"), ("marketing", "lapsed")]
    assert month.commits["marketing"].why == "The offices have asked for it."
    assert [(asked.card, asked.answer) for asked in month.asked] == [
        ("what-on-your-floor", "Two crates more and I am full.")
    ]
    (reading,) = month.readings
    assert (reading.constraint, reading.lever, reading.expects, reading.confidence) == (
        "floor", "stock-to-order.breakfast-box", "up", 4
    )  # fmt: skip


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ("R1 b", ("floor", "", 0)),
        ("R2 S1:a", ("", "up", 0)),
        ("R2 S1:a  R3 2", ("", "up", 2)),
        ("R1 b  R2 S1:a", ("floor", "up", 0)),
    ],
)
def test_what_is_empty_on_a_slip_is_unanswered_and_written_down_so(slip: str, said: tuple[str, str, int]) -> None:
    trial, problems = entered(GOOD.replace("R1 b  R2 S1:a  R3 4", slip), start())
    assert problems == []
    (reading,) = trial.table.history[0].readings
    assert (reading.constraint, reading.expects, reading.confidence) == said
    assert slip in write_month(trial.table, 0).splitlines()


def test_what_nobody_wrote_stays_as_it_was() -> None:
    first, _ = entered(GOOD, start())
    second, problems = entered("month 2\nmarketing\ndistribution\n", first.table)
    assert problems == []
    before, now = (month.values for month in second.table.history)
    assert now["price.breakfast-box"] == before["price.breakfast-box"] == 22.8
    # Deals and forecasts are of one month.
    assert (now["promotion.breakfast-box"], now["forecast.breakfast-box"]) == ("none", 0.0)


def test_entering_is_taken_up_in_the_middle_of_a_month_after_a_power_cut() -> None:
    whole, _ = entered(GOOD, start())
    for cut in range(len(whole.moves)):
        table = start()
        for move in whole.moves[:cut]:
            table = play(table, move)
        rest, problems = entered(GOOD, table)
        assert problems == []
        assert len(rest.moves) == len(whole.moves) - cut
        assert of_month(rest.table.history[0]) == of_month(whole.table.history[0])


def test_a_corrected_sheet_takes_a_committed_plan_back_first() -> None:
    whole, _ = entered(GOOD, start())
    table = start()
    for move in whole.moves[:-1]:
        table = play(table, move)
    rest, problems = entered(GOOD.replace("P1 22.80", "P1 21.60"), table)
    assert problems == []
    assert rest.table.history[0].values["price.breakfast-box"] == 21.6


def test_all_problems_of_a_sheet_come_at_once_each_at_its_place_and_nothing_is_played() -> None:
    bad = GOOD.replace("P1 22.80", "P1 2.28").replace("T2 c", "T2 x P2 30").replace("Q1\n", "Q99 zz\n").replace(
        "F1 2000", "F1 9000")  # fmt: skip
    trial, problems = entered(bad, start())
    assert trial.table.history == ()
    assert problems == [
        (4, "P1: expected 19.2 to 30, given '2.28'."),
        (6, "expected a question card, Q1 to Q19, given 'Q99'."),
        (6, "expected a code such as P1, given 'zz'."),
        (9, "T2: expected a economy, b standard or c express, given 'x'."),
        (9, "P2: Price, Cake box is marketing's to set. It goes below 'marketing'."),
        (10, "'what-on-your-floor' is not a question that waits for you. Nothing is waiting for your answer."),
        (11, "F1: expected 0 to 3600, given '9000'."),
    ]


def test_a_plan_over_its_budget_is_a_problem_of_its_sheet_in_either_seat() -> None:
    dear = "month 1\nmarketing PA 6000 D1 c D2 c\ndistribution TE 4 XS 40\n"
    _, problems = entered(dear, start())
    assert [line for line, _ in problems] == [2, 3]
    assert "expected a plan within the budget of €8,000.00" in problems[0][1]
    assert "expected a plan within the budget of €6,000.00" in problems[1][1]
    _, problems = entered("month 1\nmarketing D1 z\ndistribution TE 4 XS 40\n", start())
    assert [line for line, _ in problems] == [2, 3]


def test_where_nobody_talks_nothing_can_be_signed_or_asked() -> None:
    _, problems = entered(GOOD, start("silo"))
    assert [line for line, _ in problems] == [6, 10, 11, 13]
    assert all("nobody talks" in message or "waits for you" in message for _, message in problems)


def test_a_missing_sheet_is_missed() -> None:
    trial, problems = entered("month 1\nmarketing P1 24\n", start())
    assert problems == [
        (1, "distribution's sheet is missing. When all stays as it is, write the word distribution alone.")
    ]
    assert trial.table.history == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("marketing\ndistribution\n", "expected a line 'month' with 1 to 3, given none."),
        ("month 4\nmarketing\ndistribution\n", "expected a month of Bakery, 1 to 3 or its name, given '4'."),
        ("month June\nmarketing\ndistribution\n", "expected a month of Bakery, 1 to 3 or its name, given 'June'."),
        ("month 1\nmarketing P1 24 p1 25\ndistribution\n", "'P1' is there twice. Keep one of the two."),
        ("month 1\nmarketing P1\ndistribution\n", "expected a value after 'P1'."),
        ("month 1\nmarketing P1 D1 b\ndistribution\n", "expected a value after 'P1'."),
        ("month 1\nP1 24\nmarketing\ndistribution\n",
         "expected marketing, distribution, both, unsigned before the first code, given 'P1 24'."),
        ("month 1\nmarketing R3 4\ndistribution\n", "expected R1 or R2 too: a reading names a limit, a move, or both."),
        ("month 1\nmarketing R1 z R2 S1:a\ndistribution\n",
         "R1: expected one of distribution's limits, a stock, b floor, c carriers, d budget, e people, given 'z'."),
        ("month 1\nmarketing R1 a R2 S1:z\ndistribution\n", "R2: expected a up, b same, c down for S1, given 'z'."),
        ("month 1\nmarketing R1 a R2 P1:a\ndistribution\n",
         "expected a setting that distribution leads: 'price.breakfast-box'."),
        ("month 1\nmarketing LEAD-P d\ndistribution\n",
         "LEAD-P: who leads needs both signatures. It goes below 'both' or 'unsigned'."),
        ("month 1\nmarketing F1 900\ndistribution\n",
         "F1: Forecast, Breakfast box needs both signatures. It goes below 'both' or 'unsigned'."),
        ("month 1\nmarketing\ndistribution\nboth\n", "expected what was proposed after 'both', such as F1 900."),
        ("month 1\nmarketing\nbecause\ndistribution\n", "expected words after 'because'."),
        ("month 1\nbecause x\nmarketing\ndistribution\n",
         "expected a line 'marketing' or 'distribution', 'both' or 'unsigned' before 'because'."),
        ("month 1\nmarketing\nbecause x\x07\ndistribution\n",
         "expected plain text, given the control sign U+0007. Leave it out."),
        ("table\nmonth 1\nmarketing\ndistribution\n", "expected a name after 'table'."),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_with_what_was_expected(text: str, told: str) -> None:
    trial, problems = entered(text, start())
    assert len(problems) == 1
    assert problems[0][1].startswith(told)
    assert trial.table.history == ()


def test_a_played_month_is_known_again_and_a_changed_sheet_of_it_is_not_taken() -> None:
    trial, _ = entered(GOOD, start())
    (month,) = trial.table.history
    assert differences(month, meaning(GOOD, trial.table), trial.table.scenario) == []
    changed = meaning(GOOD.replace("P1 22.80", "P1 21.60"), trial.table)
    told = [message for _, message in differences(month, changed, trial.table.scenario)]
    assert told == ["the month was played with P1 22.8, and that stays."]


def test_a_file_holds_many_tables_and_many_months_of_each() -> None:
    blocks = read("# a room\ntable 1\nmonth 1\nmarketing\n\ndistribution\nmonth 2\nmarketing\ntable 2\r\nmonth 1\n")
    assert [(there(block.table).text, there(block.month).text) for block in blocks] == [
        ("1", "1"),
        ("1", "2"),
        ("2", "1"),
    ]


PIECES = st.sampled_from(
    ["table 1", "month 1", "month", "marketing", "distribution", "both d:", "unsigned", "because", "answer Q1 x",
     "kept a", "P1 24", "P1", "D1 z", "XS 15%", "R1 a", "R2 S1:a", "R2 S1", "R3 9", "Q1", "Q99", "LEAD-P d", "LEAD-",
     "F1 900", "=", ";", "#", "\x00", "שלום 1", "😀", "P1=P1=P1", ": : :", "MARKETING", "x" * 500]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=14), st.sampled_from(["\n", " ", "\r\n"]))
def test_no_text_whatever_breaks_the_reading_of_sheets_and_every_problem_has_a_place(
    pieces: list[str], between: str
) -> None:
    text, table = between.join(pieces), start()
    for block in read(text):
        trial = tried(table, decided(block, table.scenario, table.deck))
        assert all(0 <= at <= len(text) and message for at, message in trial.problems)
        assert bool(trial.problems) or len(trial.table.history) == 1
