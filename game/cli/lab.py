"""The commands of the lab: solve, health."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from game.lab.benchmark_file import Benchmark
    from game.lab.best import Watch


@click.group()
def lab() -> None:
    """Play very many seasons: solve a scenario and check its health."""


@lab.command()
@click.argument("scenarios", metavar="[SCENARIO...]", nargs=-1)
@click.option("--effort", type=click.Choice(["quick", "usual", "long"]), default="usual", show_default=True,
              help="How much work the searches do.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 1000), default=1, show_default=True, help="Of the searches.")
@click.option("--ten-times", is_flag=True, help="Run ten times as long too, and tell what that added.")
@click.option("--dry", is_flag=True, help="Print the figures; write no benchmark.toml.")
def solve(scenarios: tuple[str, ...], effort: str, seed: int, ten_times: bool, dry: bool) -> None:
    """Find the best joint plan and silo play of SCENARIO..., and write them to benchmark.toml beside each.

    Without a name, all shipped scenarios are solved.
    """
    from game.lab import benchmark_file
    from game.lab.crew import Crew
    from game.lab.solving import WORKS, solved
    from game.scenario import load
    from game.scenario.shelf import shipped

    with Crew(None) as crew:
        for slug in scenarios or shipped():
            scenario = load(slug)
            watch = _watch(scenario.slug)
            found = solved(scenario, WORKS[effort], seed, ten_times=ten_times, crew=crew, watch=watch).benchmark
            _done()
            _say_solved(scenario.slug, found)
            if not dry:
                click.echo(f"  written to {benchmark_file.write(scenario, found)}")


@lab.command()
@click.argument("scenarios", metavar="[SCENARIO...]", nargs=-1)
@click.option("--quick", is_flag=True, help="Search briefly and replay where a search would be more exact.")
@click.option("--seed", type=click.IntRange(0, 1000), default=1, show_default=True, help="Of searches and luck.")
@click.option("--json", "as_json", is_flag=True, help="Give everything to a program.")
@click.pass_context
def health(ctx: click.Context, scenarios: tuple[str, ...], quick: bool, seed: int, as_json: bool) -> None:
    """Measure what must be true of SCENARIO...; exit 1 when something is not.

    Without a name, all shipped scenarios are examined, and the set as a whole.
    """
    from game.lab.crew import Crew
    from game.lab.health import examining, report
    from game.scenario import load
    from game.scenario.shelf import shipped

    cases, found = [], []
    with Crew(None) as crew:
        for slug in scenarios or shipped():
            case = examining.case_of(load(slug), seed, quick, crew, _tell)
            mine = list(examining.findings(case, _tell))
            cases.append(case)
            found += mine
            _done()
            if not as_json:
                click.echo("\n".join(report.as_lines(mine)[:-2]) + "\n")
    if not scenarios:
        overall = examining.set_findings(cases)
        found += overall
        if not as_json:
            click.echo("\n".join(report.as_lines(overall)[:-2]) + "\n")
    if as_json:
        import json

        click.echo(json.dumps(report.as_data(found), indent=2, ensure_ascii=False))
    else:
        click.echo(report.as_lines(found)[-1])
    ctx.exit(1 if any(finding.passed is False for finding in found) else 0)


def _say_solved(slug: str, found: Benchmark) -> None:
    """One line on what was found, and how far to trust it."""
    gap = ", ".join(f"{below:.1f} %" for below in found.restarts) or "none"
    more = "" if found.ten_times is None else f"; ten times the work added {found.ten_times:.2f} %"
    settled = "settled" if max(found.regret) <= 0.5 else "NOT settled"
    click.echo(
        f"{slug}: best {found.best.value:,.0f} (+-{found.best.error:,.0f}; other climbs below by {gap}{more}), "
        f"silo {found.silo.value:,.0f} ({found.silo.value / found.best.value:.0%}, {settled}), "
        f"{found.best.seasons + found.silo.seasons:,} seasons"
    )


def _tell(what: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{what}", err=True, nl=False)


def _watch(slug: str) -> Watch:
    return lambda label, done, jobs: _tell(f"{slug}: {label} search, {done} of {jobs}")


def _done() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
