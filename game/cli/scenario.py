"""The commands about scenarios: list, show, check, new, schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from game.cli import completing
from game.cli.options import PathWord
from game.doors.problems import readable
from game.doors.text import as_typed, visible
from game.figures import exact
from game.refusal import Refusal

if TYPE_CHECKING:
    from game.cli.telling.paper import Paper

WIDEST = 100
LEADS = MappingProxyType({"marketing": "Marketing leads", "distribution": "Distribution leads", "joint": "Both sign"})


@click.group()
def scenario() -> None:
    """List, show, check and start scenarios."""


@scenario.command("list")
def list_() -> None:
    """List the scenarios that come with the game."""
    from game.scenario.shelf import entries

    rows = [(entry.slug, entry.title, str(entry.rounds), f"{entry.minutes} min", entry.teaches) for entry in entries()]
    _say(_paper().entries(rows, ("scenario", "title", "rounds", "time", "what it teaches"), "", headed=True))


@scenario.command()
@click.argument("scenario", shell_complete=completing.scenario)
@click.option("--json", "as_json", is_flag=True, help="Give everything to a program.")
def show(scenario: str, as_json: bool) -> None:
    """Show what SCENARIO holds: a slug, or the path of a folder or file."""
    from game.scenario.loading import load
    from game.scenario.summary import summary

    about = summary(load(scenario))
    if as_json:
        import json

        click.echo(json.dumps(about, indent=2, ensure_ascii=False))
        return
    _show(about)


@scenario.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=completing.scenario)
def check(paths: tuple[str, ...]) -> None:
    """Say everything that is wrong with the scenarios at PATH...

    PATH is a scenario's file or folder, a folder of scenarios, or a slug. All files of a folder are looked at, and
    short seasons are played with every setting at its least and at its most.
    """
    from game.scenario.shelf import find_all

    reports = []
    for file in [file for path in paths for file in find_all(path)]:
        try:
            told = _checked(file)
        except Refusal as refusal:
            reports.append(refusal.message)
        else:
            click.echo("\n  ".join(told))
    if reports:
        raise Refusal("\n".join(readable(reports)))


def _checked(file: Path) -> list[str]:
    """What is said of a scenario in which nothing is wrong: that it is so, how it stands, and what a copy left behind.

    Raises:
        Refusal: with everything that is.
    """
    from game.lab import bench
    from game.lab.trying import at_a_glance, faults
    from game.scenario.loading import load
    from game.scenario.shelf import paper_problems
    from game.scenario.summary import left_behind
    from game.seating.guide import read_guide

    problems = paper_problems(file.parent) if file.name == "scenario.toml" else []
    try:
        found = load(file)
    except Refusal as refusal:
        raise Refusal("\n".join([refusal.message, *problems])) from None
    problems += [f"{visible(str(file))}: {fault}" for fault in faults(found)]
    for read in (read_guide, bench.read) if not problems else ():
        try:
            read(found)
        except Refusal as refusal:
            problems.append(refusal.message)
    if problems:
        raise Refusal("\n".join(problems))
    return [f"{visible(str(file))}: ok, '{found.title}' can be played", at_a_glance(found), *left_behind(found)]


@scenario.command()
@click.argument("slug")
@click.option(
    "--from",
    "model",
    default="cold-brew",
    show_default=True,
    shell_complete=completing.scenario,
    help="The scenario to begin from.",
)
@click.option("--dir", "parent", type=PathWord(), default=Path(),
              help="The folder to put it in; by default this one.")  # fmt: skip
def new(slug: str, model: str, parent: Path) -> None:
    """Start a scenario of your own, named SLUG, as a copy of another."""
    from game.doors.streams import kept_without_reader
    from game.scenario.summary import start

    folder = start(slug, model, parent)
    with kept_without_reader(f"The scenario is there whole: {visible(str(folder))}"):
        click.echo(f"{visible(str(folder))} is ready to be changed: its numbers, events and briefs.")
        click.echo(f"  lastmile scenario check {as_typed(folder)}   says what is wrong with it, and where")
        click.echo(f"  lastmile demo {as_typed(folder)}   plays it")


@scenario.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from game.scenario.summary import schema_text

    click.echo(schema_text(), nl=False)


def _paper() -> Paper:
    from game.cli.telling.streams import paper_for

    return paper_for(usual=WIDEST)


def _say(lines: list[str]) -> None:
    click.echo("\n".join(_paper().finished(lines)))


def _show(about: dict[str, Any]) -> None:
    from game.figures import days, money, price, units

    months, sign = about["months"], about["currency"]
    paper = _paper()
    lines = paper.paragraph(f"{about['title']} ({about['slug']})")
    lines += paper.paragraph(
        f"{about['place']}. {about['rounds']} rounds, {months[0]} to {months[-1]}, {about['minutes']} minutes."
    )
    lines += [*paper.paragraph(f"It teaches: {about['teaches']}."), "", *paper.paragraph(about["summary"])]
    settings = [setting for setting in about["settings"] if not setting["key"].startswith("initiative.")]
    sections: dict[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {
        "Products": (
            ("product", "list price", "cost", "units a month", ""),
            [
                (
                    item["name"], price(item["list_price"], sign), price(item["unit_cost"], sign),
                    units(sum(item["base"].values())), "on sale" if item["on_sale"] else "to be launched",
                )
                for item in about["products"]
            ],
        ),
        "Markets": (
            ("market", "channel", "usual promise", "days: economy", "standard", "express", ""),
            [
                (
                    market["name"], market["channel"], days(market["promise_norm"]),
                    *(exact(one) for one in market["transit_days"]),
                    "open" if market["open"] else "to be entered",
                )
                for market in about["markets"]
            ],
        ),
        **{
            title: (
                ("lever", "usual", "may be"), [_setting(one, sign) for one in settings if one["lead"] == lead]
            )
            for lead, title in LEADS.items()
        },
        "Initiatives": (
            ("initiative", "to set up", "a month"),
            [(item["name"], money(item["setup"], sign), money(item["monthly"], sign)) for item in about["initiatives"]],
        ),
        "Events": (
            ("round", "month", "news"),
            [(str(event["round"]), months[event["round"] - 1], event["title"]) for event in about["events"]],
        ),
    }  # fmt: skip
    for title, (head, rows) in sections.items():
        if rows:
            lines += ["", *paper.paragraph(title), *paper.entries(rows, head, headed=True)]
    if about["claims"]:
        lines += ["", *paper.paragraph(f"Clashes to expect: {_names(about['claims'])}")]
    _say(lines)


def _setting(setting: dict[str, Any], sign: str) -> tuple[str, str, str]:
    """A lever's name, what it usually is, and what it may be."""
    from game.figures import value

    unit = setting["unit"]
    usual = value(setting["default"], unit, sign)
    if setting["kind"] == "switch":
        return setting["name"], usual, "yes or no"
    if setting["kind"] == "choice":
        return setting["name"], usual, _names(setting["choices"])
    bare = unit if unit in ("money", "share") else ""  # a noun that counts stands once
    low, step = (value(setting[bound], bare, sign) for bound in ("low", "step"))
    return setting["name"], usual, f"{low} to {value(setting['high'], unit, sign)}, by {step}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(name.replace("-", " ") for name in names)
