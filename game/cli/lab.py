"""The commands of the lab: simulate, solve, health."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

import click

from game.cli import completing
from game.cli.contrast import contrast
from game.cli.options import PathWord, Whole, Word, structure_option
from game.doors.streams import kept_without_reader
from game.doors.text import to_left, visible
from game.figures import decimal, share, units
from game.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from game.lab.bench import Benchmark
    from game.lab.health.finding import Finding
    from game.lab.search.best import Watch
    from game.lab.simulation.simulation import Digest, Simulation

MOST_SEASONS: Final = 10_000_000
"""A file of so many rows has a gigabyte, and no figure gets any truer."""


@click.group()
def lab() -> None:
    """Simulate many seasons, solve scenarios, check health."""


@lab.command()
@click.argument("scenarios", metavar="[SCENARIO...]", nargs=-1, shell_complete=completing.scenario)
@click.option("--effort", type=Word(["quick", "usual", "long"]), default="usual", show_default=True,
              help="How much work the searches do.")  # fmt: skip
@click.option("--seed", type=Whole(0, 1000), default=1, show_default=True, help="Of the searches.")
@click.option("--ten-times", is_flag=True, help="Run ten times as long too, and tell what that added.")
@click.option("--afresh", is_flag=True, help="Do not begin from the plans that benchmark.toml has.")
@click.option("--dry", is_flag=True, help="Print the figures; write no benchmark.toml.")
def solve(scenarios: tuple[str, ...], effort: str, seed: int, ten_times: bool, afresh: bool, dry: bool) -> None:
    """Find the best joint plan and silo play of SCENARIO..., and write them to benchmark.toml beside each.

    Without a name, all shipped scenarios are solved.
    """
    from game.doors.writing import check_writable
    from game.lab import bench
    from game.lab.search.solving import WORKS, kept_plans, solved
    from game.lab.workers import Workers
    from game.scenario import load
    from game.scenario.shelf import shipped

    places = [load(slug) for slug in scenarios or shipped()]
    for scenario in () if dry else places:
        check_writable(bench.path_of(scenario), "the benchmark", toml=True)
    with Workers(None) as workers:
        for scenario in places:
            kept = None if afresh else kept_plans(scenario)
            try:
                watch = _watch(scenario.slug)
                found = solved(scenario, WORKS[effort], seed, kept, ten_times, workers, watch).measured
            except KeyboardInterrupt:
                _tell()
                click.echo(f"Stopped. What is known of {scenario.slug} stays as it was.", err=True)
                raise
            _tell()
            path = None if dry else visible(str(bench.write(scenario, found)))  # before a reader may leave
            with kept_without_reader(f"Written: {path}.") if path else nullcontext():
                _say_solved(scenario.slug, found)
                if path:
                    click.echo(f"  written to {path}")


@lab.command()
@click.argument("scenarios", metavar="[SCENARIO...]", nargs=-1, shell_complete=completing.scenario)
@click.option("--quick", is_flag=True, help="Search briefly and replay where a search would be more exact.")
@click.option("--seed", type=Whole(0, 1000), default=1, show_default=True, help="Of searches and luck.")
@click.option("--json", "as_json", is_flag=True, help="Give everything to a program.")
@click.pass_context
def health(ctx: click.Context, scenarios: tuple[str, ...], quick: bool, seed: int, as_json: bool) -> None:
    """Measure what must be true of SCENARIO...; exit 1 when something is not.

    Without a name, all shipped scenarios are examined, and the set as a whole. Standard error says how far it is.
    Figures are kept with your data: where one has moved since, what it was stands below it.
    """
    from game.lab.health import examining, finding, keeping
    from game.lab.workers import Workers
    from game.scenario import load
    from game.scenario.shelf import find, shipped

    paths = [find(slug) for slug in scenarios or shipped()]
    subjects, found, file = [], [], keeping.kept_in()
    last = keeping.last_figures(file)

    def before(findings: Sequence[Finding]) -> list[str]:
        return [last.get(keeping.key_of(one, quick), "") for one in findings]

    def say(findings: Sequence[Finding]) -> None:
        if not as_json:
            click.echo("\n".join(finding.as_lines(findings, before(findings))[:-2]) + "\n")

    with Workers(None) as workers:
        if len(paths) == 1:
            subject = examining.subject_of(load(paths[0]), seed, quick, workers, _step)
            reports = iter([(subject, list(examining.findings(subject, _step)))])
        else:
            _step(f"examining {len(paths)} scenarios")
            reports = workers.stream(examining.examined, [(path, seed, quick) for path in paths])
        for subject, mine in reports:
            subjects.append(subject)
            found += mine
            _tell()
            say(mine)
            _step(f"{subject.slug} examined, {len(subjects)} of {len(paths)}")
        _tell()
    if not scenarios:
        overall = examining.set_findings(subjects, found)
        found += overall
        say(overall)
    if as_json:
        import json

        click.echo(json.dumps(finding.as_data(found, before(found)), indent=2, ensure_ascii=False))
    try:
        keeping.keep(file, found, quick)
    except Refusal as refusal:
        click.echo(f"The figures are not kept for the next time. {refusal.message}", err=True)
    if not as_json:
        click.echo(finding.as_lines(found)[-1])
    ctx.exit(1 if any(finding.passed is False for finding in found) else 0)


@lab.command()
@click.argument("scenario", default="cold-brew", shell_complete=completing.scenario)
@click.option("--marketing", shell_complete=completing.player, metavar="P", default="silo", show_default=True,
              help="Who plays marketing: a persona, or best, silo, default or random.")  # fmt: skip
@click.option("--distribution", shell_complete=completing.player, metavar="P", default="silo", show_default=True,
              help="Who plays distribution: a persona, or best, silo, default or random.")  # fmt: skip
@structure_option("How the two work together.", "silo")
@click.option("--seasons", type=Whole(1, MOST_SEASONS), default=1000, show_default=True, help="How many seasons.")
@click.option("--seed", type=Whole(0, 2**62), default=1, show_default=True,
              help="Of the first season; the others follow.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Give everything to a program.")
@click.option(
    "--csv",
    "csv",
    type=PathWord(dir_okay=False),
    metavar="FILE",
    help="Write a row per season to FILE and their codebook beside it; one workbook where it ends in .xlsx.",
)
@click.pass_context
def simulate(
    ctx: click.Context, scenario: str, marketing: str, distribution: str, structure: str, seasons: int, seed: int,
    as_json: bool, csv: Path | None,
) -> None:  # fmt: skip
    """Play many seasons of SCENARIO and show how they are distributed.

    Plans by name are played at the rate of the rules; a persona sits at a real table. Ctrl-C keeps what is done.
    """
    from game.lab.simulation.simulation import Simulation
    from game.scenario import load
    from game.table.structure import structure as preset

    asked = Simulation(load(scenario), preset(structure), (marketing, distribution), seasons, seed)
    digests, whole = _counted(asked, csv)
    with kept_without_reader(f"Written: {visible(str(csv))}.") if csv else nullcontext():
        if as_json:
            import json

            about = {"scenario": asked.scenario.slug, "marketing": marketing, "distribution": distribution,
                     "structure": structure, "seed": seed, "seasons": digests["joint"].count}  # fmt: skip
            figures = {name: digest.summary() for name, digest in digests.items()}
            click.echo(json.dumps(about | {"figures": figures}, indent=2))
        else:
            _say_simulated(asked, digests)
    ctx.exit(0 if whole else 130)


def _counted(asked: Simulation, csv: Path | None) -> tuple[dict[str, Digest], bool]:
    """The figures counted, and whether all seasons were played."""
    from contextlib import ExitStack

    from game.doors.tables import growing_rows
    from game.lab.simulation.simulation import COLUMNS, FIGURES, Digest, chunks, hands_for
    from game.lab.workers import Workers

    asked.check()
    digests = {name: Digest() for name in FIGURES}
    with ExitStack() as stack:
        workers = stack.enter_context(Workers(hands_for(asked)))
        write = stack.enter_context(growing_rows(csv, COLUMNS, asked.seasons)) if csv else None
        try:
            for rows in chunks(asked, workers):
                first = asked.seed + digests["joint"].count
                for name, column in zip(FIGURES, rows.T, strict=True):
                    digests[name].add(column)
                if write is not None:
                    write([(first + at, *(float(f"{x:.10g}") for x in row)) for at, row in enumerate(rows)])
                _tell(f"{units(digests['joint'].count)} of {units(asked.seasons)} seasons")
        except KeyboardInterrupt:
            _tell()
            click.echo(f"Stopped after {units(digests['joint'].count)} of {units(asked.seasons)} seasons.", err=True)
            return digests, False
    _tell()
    return digests, True


def _say_simulated(asked: Simulation, digests: Mapping[str, Digest]) -> None:
    """A table of the figures' distributions."""
    count, sign = digests["joint"].count, asked.scenario.currency
    names = " and ".join(asked.names)
    click.echo(f"{asked.scenario.title}: {units(count)} seasons of {names}, {asked.structure.name}")
    if not count:
        return
    labels = {
        "joint": f"joint value {sign}",
        "margin": f"margin {sign}",
        "otif": "OTIF",
        "ordered": "units ordered",
        "shipped": "units shipped",
        "marketing": "marketing's points",
        "distribution": "distribution's points",
    }
    click.echo(f"  {'':<28}{'mean':>11}{'+-':>9}{'5%':>11}{'25%':>11}{'median':>11}{'75%':>11}{'95%':>11}")
    for name, digest in digests.items():
        found = digest.summary()
        digits = 2 if found["max"] <= 20 else (1 if found["max"] <= 100 else 0)
        cells = [decimal(found[key], digits).rjust(11) for key in ("p05", "p25", "p50", "p75", "p95")]
        label = labels.get(name, name.replace("-", " "))
        mean, error = decimal(found["mean"], digits), decimal(found["error"], digits)
        click.echo(f"  {to_left(label, 28)}{mean:>11}{error:>9}{''.join(cells)}")
    click.echo("  Clashes: rounds of a season in which each showed.")


def _say_solved(slug: str, found: Benchmark) -> None:
    """One line on what was found, and how far to trust it."""
    gap = ", ".join(f"{decimal(below)}%" for below in found.restarts) or "none"
    more = "" if found.ten_times is None else f"; ten times the work added {decimal(found.ten_times, 2)}%"
    settled = "settled" if max(found.regret) <= 0.5 else "NOT settled"
    click.echo(
        f"{slug}: best {units(found.best.value)} (+-{units(found.best.error)}; other searches below by {gap}{more}), "
        f"silo {units(found.silo.value)} ({share(found.silo.value / found.best.value)}, {settled}), "
        f"{units(found.best.seasons + found.silo.seasons)} seasons"
    )


def _tell(what: str = "") -> None:
    """How far it is, on one line of a terminal; nothing = it is done, and the line is free again."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{what}", err=True, nl=False)


def _step(what: str) -> None:
    """How far it is, on a terminal as `_tell` has it, elsewhere a line for each step."""
    if sys.stderr.isatty():
        _tell(what)
    else:
        click.echo(what, err=True)


def _watch(slug: str) -> Watch:
    return lambda label, done, jobs: _tell(f"{slug}: {label} search, {done} of {jobs}")


lab.add_command(contrast)
