"""The season looked back on with the same luck: its alignment, its turning points, and where the value went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game import figures
from game.cli.telling import charts
from game.cli.telling.paper import Paper

if TYPE_CHECKING:
    from game.lab.hindsight.bounds import Alignment, Beside, Decomposition
    from game.lab.hindsight.review import Review

ROOMY = 60
"""Characters from which the months beside both plans have a column each."""


def told(paper: Paper, review: Review) -> list[str]:
    """All that a review says."""
    lines = _beside_both(paper, review)
    points = [remark.sentence for remark in review.turning_points]
    if points:
        lines += paper.heading("What would have changed most, each alone, with the same luck")
        lines += _bullets(paper, points)
    else:
        lines += paper.heading("What would have changed most")
        lines += paper.paragraph("No single decision at another value would have brought more with this luck.", "  ")
    if review.well_chosen:
        lines += paper.heading("What did most good")
        lines += _bullets(paper, [remark.sentence for remark in review.well_chosen])
    if review.message is not None:
        lines += paper.heading("What a word would have been worth")
        lines += _bullets(paper, [review.message.sentence])
    if review.went is not None:
        lines += _went(paper, review.went, review.season.scenario.currency)
    return lines


def _beside_both(paper: Paper, review: Review) -> list[str]:
    """Alignment and the months beside both plans, or why there is no yardstick."""
    if review.alignment is None or review.beside is None:
        return [*paper.heading("Alignment"), *paper.paragraph(f"Not known. {review.without}", "  ")]
    sign = review.season.scenario.currency
    return [
        *paper.heading(f"Alignment: {figures.units(review.alignment.index)}"),
        *paper.paragraph(
            "0 = what two seats earn with this luck when each serves its own scorecard; 100 = what the best joint "
            f"plan known earns with it. {_where(review.alignment)}", "  "),
        *(paper.paragraph(review.note, "  ") if review.note else []),
        *_ends(paper, review.alignment, sign),
        *_months(paper, review, review.beside),
    ]  # fmt: skip


def _where(alignment: Alignment) -> str:
    """What the index says."""
    index = alignment.index
    if index < -2.5:
        return "This season earned less than two seats that never look up from their own scorecards."
    if index <= 2.5:
        return "This season earned what two seats earn that never look up from their own scorecards."
    if index >= 100.5:
        return "This season beat the best plan known."
    part = next(words for most, words in _PARTS if index <= most)
    return f"This season went {part} of the way."


_PARTS = ((17.5, "a little"), (29.0, "a quarter"), (42.0, "a third"), (58.0, "half"), (71.0, "two thirds"),
          (88.0, "most"), (100.5, "nearly all"))  # fmt: skip


def _ends(paper: Paper, alignment: Alignment, sign: str) -> list[str]:
    rows = (("Each for its own", alignment.silo), ("This season", alignment.value), ("Best plan known", alignment.best))
    return ["", *charts.balance(paper, [charts.Bar(name, worth, 0.0, figures.money(worth, sign))
                                        for name, worth in rows])]  # fmt: skip


def _months(paper: Paper, review: Review, beside: Beside) -> list[str]:
    """Joint value month by month."""
    sign, names = review.season.scenario.currency, review.season.scenario.months
    rows: list[tuple[str, ...]] = [("Joint value", "each for its own", "this season", "best plan")]
    if paper.width < ROOMY:
        rows = [("", "own", "this", "best")]
    for at, month in enumerate(names[: len(beside.value)]):
        worths = (beside.silo[at], beside.value[at], beside.best[at])
        rows.append((month if paper.width >= ROOMY else month[:3], *(figures.money(worth, sign) for worth in worths)))
    return ["", *paper.table(rows, head=True)]


def _went(paper: Paper, went: Decomposition, sign: str) -> list[str]:
    """The way from the best plan's usual value to the season's, line by line."""
    luck = "What luck took from it" if went.luck >= 0 else "What luck added to it"
    rows = [
        ("The best plan known, in a usual season", figures.money(went.best / 100.0, sign)),
        (luck, _less(went.luck, sign)),
        ("Marketing's own choices", _less(went.marketing, sign)),
        ("Distribution's own choices", _less(went.distribution, sign)),
        ("What only both at once would have won", _less(went.coordination, sign)),
        ("This season", figures.money(went.value / 100.0, sign)),
    ]
    lines = paper.table(rows)
    lines[-1] = paper.styled(lines[-1], "strong")
    return [*paper.heading("Where the value went"), *lines]


def _less(cents: int, sign: str) -> str:
    return figures.change_of_money(-cents / 100.0, sign)


def _bullets(paper: Paper, sentences: list[str]) -> list[str]:
    return [line for sentence in sentences for line in paper.paragraph(sentence, "    ", first="  - ")]
