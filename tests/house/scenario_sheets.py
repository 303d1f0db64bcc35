"""Writes docs/scenarios/ from the scenarios and their benchmarks: `python -m tests.house.scenario_sheets`.

    python -m tests.house.scenario_sheets [SLUG ...] [--health FINDINGS.json]

FINDINGS.json is what `lastmile lab health --json` printed; without it the health is measured here, with brief
searches. Nothing is solved: a stale benchmark is refused.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from game import figures
from game.lab.bench import Bench, known, path_of
from game.lab.encoding import Course
from game.lab.health.examining import findings, subject_of
from game.lab.health.finding import as_data
from game.lab.hindsight.remarks import amount, item_name
from game.lab.playing import luck_of, months
from game.rules.clashes import CLASHES
from game.rules.draws import seeds_from
from game.rules.levers import Setting
from game.rules.passing import company_otif
from game.scenario import Scenario, load
from game.scenario.shelf import shipped
from tests.house.checkout import ROOT
from tests.house.plan_pictures import Mark, Row, picture

FOLDER = ROOT / "docs" / "scenarios"
LUCKS = 64
PLANS = {"best": "The best joint plan known", "silo": "Each for its own scorecard"}
NAMES = {
    "expansion-past-capability": "expansion past capability", "launch-complexity": "launch complexity",
    "unsupported-promotion": "unsupported promotion", "cheap-miles": "cheap miles",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What a plan brings, as a mean over the seeds: month by month, and in the season."""

    joint: tuple[float, ...]
    otif: tuple[float, ...]
    satisfaction: tuple[float, ...]
    clashes: Mapping[str, float]  # share of months

    @property
    def value(self) -> float:
        """Joint value of the season."""
        return sum(self.joint)


def told(bench: Bench, course: Course) -> Told:
    """A plan played under the same seeds as every other."""
    stage = bench.stage
    outcomes = list(months(stage, course, luck_of(stage.ready, seeds_from(1, LUCKS))))
    otif = [float(company_otif(one).mean()) for one in outcomes]
    satisfaction = [float((one.customers.satisfaction * one.filled.by_market).sum() / one.filled.by_market.sum())
                    for one in outcomes]  # fmt: skip
    shown = np.mean([one.clashes.any.mean(axis=0) for one in outcomes], axis=0).tolist()
    return Told(
        tuple(float(one.money.joint.mean()) / 100.0 for one in outcomes), tuple(otif), tuple(satisfaction),
        dict(zip(CLASHES, shown, strict=True)),
    )  # fmt: skip


def pictures(bench: Bench) -> dict[str, str]:
    """Both plans as SVG, with the same rows in both."""
    scenario = bench.code.scenario
    courses = {"best": bench.best, "silo": bench.silo}
    results = {name: told(bench, course) for name, course in courses.items()}
    kept = _told_settings(bench)
    most = max(abs(worth) for result in results.values() for worth in result.joint)
    drawn = {}
    for name, course in courses.items():
        rows = [_row(bench, course, at) for at in kept] + _results(scenario, results[name], most)
        title = f"{PLANS[name]}: {figures.money(results[name].value, scenario.currency)} a season"
        about = f"{scenario.title}, {PLANS[name].lower()}, month by month; the same in words below the picture."
        drawn[name] = picture(title, about, scenario.months, rows)
    return drawn


def _told_settings(bench: Bench) -> list[int]:
    """Settings that either plan moves from their default, or in which the two differ, in the order of the sheet."""
    best, silo, default = bench.best.values[:, :, 0], bench.silo.values[:, :, 0], bench.code.default
    moved = ((best != default) | (silo != default) | (best != silo)).any(axis=0)
    leads = ("marketing", "distribution", "joint")
    return sorted(np.flatnonzero(moved).tolist(), key=lambda at: (leads.index(bench.code.settings[at].lead), at))


def _row(bench: Bench, course: Course, at: int) -> Row:
    code, setting = bench.code, bench.code.settings[at]
    high = code.high[at]
    if course.levels[at]:
        high = max(float(one.values[:, at].max()) for one in (bench.best, bench.silo) if one.levels[at])
    marks = []
    for number in course.values[:, at, 0].tolist():
        if setting.lever.kind == "number":
            share = (number - code.low[at]) / max(1e-9, high - code.low[at])
            marks.append(Mark(share, _number(code.scenario, setting, number)))
        elif setting.lever.kind == "switch":
            on = number > 0.5
            marks.append(Mark(1.0 if on else None, "yes" if on else "no" if setting.lever.id == "portfolio" else ""))
        else:
            word = str(code.value(setting, number))
            marks.append(Mark(None, _short(code.scenario, setting, word)))
    return Row(_label(code.scenario, setting, bool(course.levels[at])), setting.lead, tuple(marks))


def _label(scenario: Scenario, setting: Setting, level: bool, longest: int = 30) -> str:
    item, name = item_name(scenario, setting), setting.lever.name
    if level:
        name = "Stock up to"
    elif setting.lever.id == "initiative":
        return item
    elif setting.lever.id == "budget-split":
        name = "Budget, marketing's share"
    label = f"{name}, {item}" if item else name
    return label if len(label) <= longest else f"{label[: longest - 1]}."


def _number(scenario: Scenario, setting: Setting, number: float) -> str:
    """A number in few characters."""
    if setting.lever.unit == "share":
        return f"{number:.0%}"
    if setting.lever.unit == "money" and setting.lever.id == "price":
        return f"{number:.2f}" if number < 100 else f"{number:.0f}"
    return f"{number / 1000:.1f}k" if abs(number) >= 1000 else f"{number:.1f}".removesuffix(".0")


def _short(scenario: Scenario, setting: Setting, word: str) -> str:
    if word == "none":
        return ""
    shown = {"retail-ready": "retail", "protective": "protect", "deep-deal": "deep", "standard": "std",
             "expedite": "fast"}.get(word, "")  # fmt: skip
    return shown or amount(scenario, setting, word).split(",")[0][:8].strip()


def _results(scenario: Scenario, result: Told, most: float) -> list[Row]:
    joint = tuple(Mark(max(0.0, worth / most), _number_of(worth)) for worth in result.joint)
    otif = tuple(Mark(part, f"{part:.0%}") for part in result.otif)
    points = tuple(Mark(part / 100.0, f"{part:.0f}") for part in result.satisfaction)
    return [Row(f"Joint value, {scenario.currency}", "result", joint), Row("OTIF", "result", otif),
            Row("Satisfaction", "result", points)]  # fmt: skip


def _number_of(worth: float) -> str:
    return f"{worth / 1000:.1f}k".replace("-", figures.MINUS)


def page(bench: Bench, health: Sequence[str]) -> str:
    """The whole page of a scenario; `health` are the rows of its table."""
    scenario = bench.code.scenario
    results = {"best": told(bench, bench.best), "silo": told(bench, bench.silo)}
    usual = told(bench, bench.code.defaults())
    sign = scenario.currency
    lines = [
        f"# {scenario.title}", "",
        "<!-- Written by `python -m tests.house.scenario_sheets` from the scenario and its benchmark.toml. -->", "",
        f"*{scenario.place}. Teaches: {scenario.teaches[:1].lower()}{scenario.teaches[1:]}. "
        f"{scenario.rounds} months, about {scenario.minutes} minutes.*", "",
        " ".join(scenario.summary.split()), "",
        *_paragraph(bench, results, usual), "",
        "## The two plans", "",
        f"| {PLANS['best']} | {PLANS['silo']} |", "|---|---|",
        f"| ![{PLANS['best']}, month by month; in words below]({scenario.slug}.best.svg) "
        f"| ![{PLANS['silo']}, month by month; in words below]({scenario.slug}.silo.svg) |", "",
        "Bars fill the range that the lever has here. *Stock up to* is the level that each month's order fills up to: "
        "units on hand, on the way and owed.", "",
        "In words, where the two differ:", "",
        *_in_words(bench), "",
        "| | best joint plan known | each for its own |", "|---|---|---|",
        f"| joint value of a usual season | {_money(results['best'].value, sign)} | "
        f"{_money(results['silo'].value, sign)} |",
        f"| OTIF, mean of the months | {np.mean(results['best'].otif):.0%} | {np.mean(results['silo'].otif):.0%} |",
        f"| satisfaction at the end | {results['best'].satisfaction[-1]:.0f} | "
        f"{results['silo'].satisfaction[-1]:.0f} |",
        *(f"| months with {NAMES[clash]} | {results['best'].clashes[clash]:.0%} | "
          f"{results['silo'].clashes[clash]:.0%} |" for clash in CLASHES), "",
        "## Health", "",
        "What must be true of the rules here, as the lab measured it.", "",
        "| | property | measured | must be | |", "|---|---|---|---|---|", *health, "",
    ]  # fmt: skip
    return "\n".join(lines)


def _money(amount_: float, sign: str) -> str:
    return figures.money(amount_, sign)


def _paragraph(bench: Bench, results: Mapping[str, Told], usual: Told) -> list[str]:
    """What the two plans are about, in a few sentences."""
    sign, best, silo = bench.code.scenario.currency, results["best"], results["silo"]
    often = [NAMES[clash] for clash in CLASHES if silo.clashes[clash] >= 0.3]
    text = (
        f"Two seats that each serve their own scorecard earn {_money(silo.value, sign)} in a usual season, "
        f"{silo.value / best.value:.0%} of the {_money(best.value, sign)} of the best joint plan known; who changes "
        f"nothing earns {_money(usual.value, sign)}."
    )
    if often:
        text += f" Left to themselves they run into {figures.listed(often)}."
    gains = _gains(bench)
    if gains:
        parts = [f"{lever} ({figures.change_of_money(gain, sign)})" for lever, gain in gains]
        most = figures.listed(parts)
        text += f" Taken over into silo play one by one, these of the best plan's habits change most: {most}."
    return [text]


def _gains(bench: Bench) -> list[tuple[str, float]]:
    """What the best plan's values of one lever alone, in silo play, would add: the largest three."""
    base, found = told(bench, bench.silo).value, []
    for lever in dict.fromkeys(setting.lever for setting in bench.code.settings):
        mine = np.array([setting.lever.id == lever.id for setting in bench.code.settings])
        values = np.where(mine[None, :, None], bench.best.values, bench.silo.values)
        if (values != bench.silo.values).any():
            levels = np.where(mine, bench.best.levels, bench.silo.levels)
            found.append((f"its {_plural(lever.name)}", told(bench, Course(values, levels)).value - base))
    return [pair for pair in sorted(found, key=lambda pair: -pair[1])[:3] if pair[1] > 0.0]


def _plural(name: str) -> str:
    words = {"Price": "prices", "Promotion": "promotions", "Launch": "launches", "Market entry": "market entries",
             "Initiative": "initiatives", "Add capacity": "capacity", "Stock to order": "stock",
             "Outbound mode": "transport", "Inbound mode": "ways in"}  # fmt: skip
    return words.get(name, name[:1].lower() + name[1:])


def _in_words(bench: Bench) -> Iterator[str]:
    code = bench.code
    for at in _told_settings(bench):
        best, silo = bench.best.values[:, at, 0], bench.silo.values[:, at, 0]
        if (best != silo).any():
            setting = code.settings[at]
            name = _label(code.scenario, setting, bool(bench.best.levels[at]), longest=99)
            yield f"- {name} ({_who(setting)}): {_run(bench, at, best)}; each for its own: {_run(bench, at, silo)}."


def _who(setting: Setting) -> str:
    return "both sign" if setting.lead == "joint" else setting.lead


def _run(bench: Bench, at: int, numbers: np.ndarray) -> str:
    """A row of months in words: runs of the same value told once."""
    setting, scenario, parts = bench.code.settings[at], bench.code.scenario, []
    begins = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist()]
    for first, after in zip(begins, [*begins[1:], len(numbers)], strict=True):
        value = bench.code.value(setting, float(numbers[first]))
        said = ("yes" if value else "no") if isinstance(value, bool) else amount(scenario, setting, value)
        span = scenario.months[first][:3]
        span += f" to {scenario.months[after - 1][:3]}" if after - first > 1 else ""
        parts.append(said if len(begins) == 1 else f"{span} {said}")
    if len(parts) > 6 and not isinstance(value, str | bool):
        low, high = (amount(scenario, setting, float(one)) for one in (numbers.min(), numbers.max()))
        return f"{low} to {high}"
    return ", ".join(parts).replace(figures.HARD, " ")


def health_rows(found: Sequence[Mapping[str, Any]]) -> list[str]:
    """The rows of the health table, from findings as data."""
    marks = {True: "holds", False: "**fails**", None: "does not apply"}
    return [
        f"| {one['property']} | {one['name']} | {one['figure']} | {one['bound']} | {marks[one['passed']]} |"
        for one in found
    ]


def kept_rows(text: str) -> list[str]:
    """The rows of the health table of a page."""
    return re.findall(r"^\| \d+ \| .*\|$", text.partition("## Health")[2], flags=re.M)


def index(slugs: Sequence[str]) -> str:
    """The page that leads to the others."""
    lines = ["# The scenarios", "", "What each teaches, what its best plan and two separate seats earn, and its "
             "health. Spoilers: whoever is going to play should not read further.", ""]  # fmt: skip
    for slug in slugs:
        scenario = load(slug)
        lines.append(f"- [{scenario.title}]({slug}.md): {scenario.teaches[:1].lower()}{scenario.teaches[1:]}.")
    return "\n".join([*lines, ""])


def write(slug: str, health: Sequence[Mapping[str, Any]] | None) -> None:
    """Write one scenario's page and pictures."""
    bench, without = known(load(slug))
    if bench is None:
        raise SystemExit(without)
    rows = health_rows(health if health is not None else as_data(list(findings(subject_of(load(slug), 1, quick=True)))))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{slug}.md").write_text(page(bench, rows), encoding="utf-8", newline="\n")
    for name, drawn in pictures(bench).items():
        (FOLDER / f"{slug}.{name}.svg").write_text(drawn, encoding="utf-8", newline="\n")
    print(f"wrote docs/scenarios/{slug}.md from {path_of(load(slug)).name}", flush=True)


def main(arguments: Sequence[str]) -> None:
    """Write the pages asked for, or all, and the page that leads to them."""
    path = arguments[arguments.index("--health") + 1] if "--health" in arguments else None
    data = json.loads(Path(path).read_text(encoding="utf-8")) if path else None
    for slug in [one for one in arguments if one in shipped()] or shipped():
        mine = None if data is None else [one for one in data if one["scenario"] == slug]
        write(slug, mine)
    (FOLDER / "README.md").write_text(index(shipped()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
