"""The report of a pair: its acts side by side, what lies between them, and how the two read each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game import figures
from game.debrief.acts import BetweenActs, between, parts_in_words
from game.debrief.evidence import capital
from game.debrief.examining import Findings
from game.debrief.gap_words import of_table
from game.debrief.instrument import Surveyed, foresight, surveyed
from game.debrief.report import reveal, side_by_side
from game.debrief.report.blocks import CARE, Block, Heading, Items, Para, Report, Span, picture, plain, quiet
from game.debrief.report.charts import ReportChart, gap_of, steps_of
from game.debrief.truth.of_pair import truths_of
from game.debrief.truth.showing import strongest
from game.rules.levers import SEATS


def charts(acts: Sequence[Findings]) -> dict[str, ReportChart]:
    """The charts of a pair by key: one for each step from act to act, and how the two read each other."""
    made = [steps_of(one) for one in between(acts) if one.parts]
    gap = gap_of(_last(acts))
    return {chart.key: chart for chart in (*made, *([gap] if gap else []))}


def report(acts: Sequence[Findings], drawn: Mapping[str, ReportChart]) -> Report:
    """The report of a pair.

    Args:
        acts: what each of its acts shows, two or more.
        drawn: its charts by key.
    """
    acts = sorted(acts, key=lambda one: one.case.act)
    steps, given = between(acts), _last(acts)
    label = acts[0].case.label.partition(",")[0]
    truths = [truth for one in acts for truth in truths_of(one.case, given)]
    truths += [truth for truth in truths_of(acts[-1].case, given, steps) if truth.key.startswith("structure")]
    return Report(
        name=label.lower().replace(" ", "-"),
        title=f"Debrief: {label}, act beside act",
        subtitle=" · ".join(
            f"Act {one.case.act}: {one.case.table.scenario.title}, {one.case.table.structure.name}" for one in acts
        ),
        blocks=(
            quiet(CARE),
            *reveal.blocks(strongest(truths)),
            Heading(2, "What you did, and what came of it", "acts"),
            side_by_side.grid("The acts side by side", acts),
            Heading(2, "What lies between", "between"),
            *(block for one in steps for block in _between(one, drawn)),
            *_read(acts, given, drawn),
        ),
    )


def _last(acts: Sequence[Findings]) -> Surveyed:
    """What the two ranked over the day: a later act has what was ranked in the earlier ones too."""
    last = max(acts, key=lambda one: one.case.act)
    return surveyed(last.case.label, last.case.table, last.case.pair)


def _between(one: BetweenActs, drawn: Mapping[str, ReportChart]) -> Iterator[Block]:
    if one.parts is None:
        yield plain(one.why)
        return
    chart = drawn.get(f"between-{one.second.act}")
    if chart:
        yield picture(chart)
    yield Items(tuple((Span(f"{name} ", "strong"), Span(says)) for name, says in parts_in_words(one)))
    yield quiet(
        "The three add up to the difference exactly. Each is what it adds to those that changed before it, over all "
        "orders in which the three could (Shapley), by playing the months again."
    )


def _read(acts: Sequence[Findings], given: Surveyed, drawn: Mapping[str, ReportChart]) -> Iterator[Block]:
    """How well the two read each other: their predictions act by act, and their rankings over the day."""
    lines = []
    for seat in SEATS:
        said = []
        for one in acts:
            seen = foresight(
                [read for month in one.case.table.history for read in month.own_readings if read.seat == seat]
            )
            if seen:
                luck = figures.decimal(seen.chance * seen.parts)
                said.append(f"act {one.case.act}: {seen.hits} of {seen.parts}, guessing {luck}")
        if said:
            lines.append(f"{capital(seat)}'s predictions that came true: {'; '.join(said)}.")
    ranked = of_table(Surveyed(given.label, given.instrument, given.survey))
    if not lines and not ranked:
        return
    yield Heading(2, "How you read each other", "reading")
    if "gap" in drawn:
        yield picture(drawn["gap"])
    yield Items(tuple((Span(line),) for line in (*lines, *ranked)))
    if lines:
        yield Para(
            (Span("So few predictions say nothing of anybody's skill: luck alone moves them by as much.", "quiet"),)
        )
