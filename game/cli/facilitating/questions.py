"""The questions that fit the tables of this room, step by step of the debrief, as `lastmile debrief` picks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from game.cli.telling.paper import Paper
from game.debrief.case import lay_open
from game.debrief.debriefing import collect, labels_of
from game.debrief.examining import Findings, count_pairs, examine
from game.debrief.lookback import look_back, workers_for
from game.debrief.prompts.choosing import LEAST, MOST_MINUTES, Picked, choose, read_prompts
from game.debrief.prompts.shape import STEPS, Step
from game.refusal import Refusal
from game.workshop.run_of_show import DEBRIEF, RunOfShow


@dataclass(frozen=True)
class Questions:
    """What was picked for a room."""

    tables: int  # how many were read; a pair's acts are of one table
    records: int  # how many records of them
    by_step: Mapping[str, tuple[Picked, ...]]  # the questions, by step of the debrief
    problems: tuple[str, ...]  # what could not be read or looked at, one message each

    @property
    def counted(self) -> str:
        """How many were read, in a sentence."""
        many = f"{self.tables} tables were" if self.tables > 1 else "One table was"
        return f"{many} read{f', in {self.records} acts' if self.records > self.tables else ''}."


def questions_of(
    paths: Sequence[str], run: RunOfShow, found: Callable[[int], None], read: Callable[[int, int], None]
) -> Questions:
    """The questions that fit some tables.

    Args:
        paths: records, or folders of them.
        run: what leads through the debrief: its questions keep to the minutes of its steps.
        found: told after each record how many have been found.
        read: told after each table how many of how many have been looked at.
    """
    gathered = collect([Path(path) for path in paths], found)
    problems, seen = list(gathered.problems), list[Findings]()
    many = len(gathered.found)
    with workers_for(many) as workers:
        seasons = look_back(gathered.found, workers, with_message=False)
        both = zip(gathered.found, labels_of(gathered.found), seasons, strict=True)
        for at, (one, (label, act), looked) in enumerate(both, 1):
            table, head = one.replay.table, one.replay.head
            try:
                seen.append(examine(lay_open(table, head, label, one.replay.report, act=act, known=looked)))
            except Refusal as refusal:
                problems.append(f"{one.path}: {refusal.prose}")
            read(at, many)
    steps: dict[str, tuple[Picked, ...]] = {}
    own = {step.key: step.minutes for step in run.steps if step.kind == DEBRIEF}
    script: dict[Step, int] = {step: own[step] for step in STEPS if step in own}
    minutes = max(LEAST, min(MOST_MINUTES, run.debrief_minutes))
    for picked in choose(seen, read_prompts(), minutes, script) if seen else ():
        steps[picked.prompt.step] = (*steps.get(picked.prompt.step, ()), picked)
    return Questions(count_pairs(seen), len(seen), MappingProxyType(steps), tuple(problems))


def question_lines(paper: Paper, picked: Sequence[Picked]) -> list[str]:
    """The questions of one step, to be read aloud."""
    lines = paper.heading("For these tables, if you like, beside the words above") if picked else []
    for one in picked:
        lines += paper.paragraph(f"“{one.prompt.say}”", "    ", first="  - ")
        lines += paper.paragraph(f"{one.minutes} min. {one.because}", "      ", style="quiet")
        for evidence in one.evidence:
            lines += paper.paragraph(evidence.sentence, "        ", first=paper.shown("      · "))
        lines += paper.paragraph(f"Listen for: {one.prompt.listen}", "      ")
        lines += paper.paragraph(f"Then: {one.prompt.follow_up}", "      ")
    return lines
