"""Rankings, ratings and predictions by hand: four things to rank, and two sayings about the roles."""

from collections.abc import Sequence

from game.debrief.instrument import Surveyed
from game.rules.levers import Seat
from game.table.seen.observation import Reading
from game.table.survey.instrument import Instrument, Priority, Statement
from game.table.survey.moves import Rank, Rate
from game.table.survey.survey import Moment, Survey

FOUR = Instrument(
    tuple(Priority(key, key.upper(), "x") for key in "abcd"),
    (Statement("moving", "distribution", "They keep moving."), Statement("dreams", "marketing", "They dream.")),
)


def ranks(text: str) -> dict[str, int]:
    """`bacd` = b first."""
    return {key: at for at, key in enumerate(text, 1)}


def a_survey(
    label: str,
    moment: Moment = "after",
    marketing: Sequence[str] = (),
    distribution: Sequence[str] = (),
    ratings: Sequence[tuple[Seat, str, int, int]] = (),
) -> Surveyed:
    survey = Survey()
    given: dict[Seat, Sequence[str]] = {"marketing": marketing, "distribution": distribution}
    for seat, orders in given.items():
        for whose, order in zip(("own", "partner", "meta"), orders, strict=False):
            survey = survey.given(FOUR, Rank(seat, moment, whose, ranks(order)))
    for seat, key, agree, others in ratings:
        survey = survey.given(FOUR, Rate(seat, moment, key, agree, others))
    return Surveyed(label, FOUR, survey)


def reading(hits: int, confidence: int, chance: float = 0.25 + 1 / 3, seat: Seat = "marketing") -> Reading:
    return Reading(seat, "floor", "floor", {}, "temps", "up", "up", confidence, hits, chance)


def six_tables() -> list[Surveyed]:
    """A room of six: three whose people read each other well, three who do not, with a few predictions."""
    good, poor = ("badc", "abcd"), ("acbd", "bdac")
    ratings: list[tuple[tuple[Seat, str, int, int], ...]]
    ratings = [(("marketing", "moving", 6, 20), ("distribution", "moving", agree, 80)) for agree in (5, 7, 4, 1, 2, 6)]
    tables = []
    for at, (one, two) in enumerate([good, good, good, poor, poor, poor]):
        table = a_survey(str(at), "before", marketing=("abcd", "dcba"), distribution=("badc", "dcba", "abdc"))
        after = a_survey(str(at), "after", ("abcd", one, "bacd"), ("badc", two), ratings[at])
        survey = table.survey
        for seat, given in after.survey.seats.items():
            for ranked in given.rankings:
                survey = survey.given(FOUR, Rank(seat, "after", ranked.whose, ranked.ranks))
            for rated in given.ratings:
                survey = survey.given(FOUR, Rate(seat, "after", rated.statement, rated.agree, rated.others))
        readings = (reading(at % 3, 1 + at % 5), reading(1, 5, chance=0.5, seat="distribution"))
        tables.append(Surveyed(str(at), FOUR, survey, readings))
    return tables
