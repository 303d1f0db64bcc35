"""A scenario may name any currency of ISO 4217: it is checked, played, read and written rightly on every surface."""

import io
import re
import shutil
from pathlib import Path

import pytest

from game.app.lines import bars, month_lines
from game.cli.entering.results import month_page as paper_page
from game.cli.prompt.chair import PromptChair
from game.cli.prompt.lines import Lines
from game.cli.prompt.panel import reveal, sheet
from game.cli.telling.month import month_page
from game.cli.telling.paper import Paper
from game.content import scenarios_folder
from game.debrief import data
from game.debrief.case import lay_open
from game.debrief.examining import examine
from game.debrief.report import charts, table_page
from game.debrief.report.markdown import markdown
from game.doors.numbers import Range, read_number
from game.rules.levers import SEATS
from game.scenario import load
from game.scenario.loading import Scenario
from game.seating.session import Session
from game.store.log import MemoryStore
from game.store.record import Record
from game.table.seen.observing import observe
from game.table.structure import Holder, structure
from game.telling.beats import beats_of
from game.telling.readouts import readouts
from game.telling.story import season_of
from game.terms import read_glossary

NBSP = "\N{NO-BREAK SPACE}"
WRITTEN = {
    "EUR": ("€", 2), "€": ("€", 2), "USD": ("$", 2), "JPY": ("¥", 0), "¥": ("¥", 0), "INR": ("₹", 2), "CHF": ("CHF", 2),
    "KWD": ("KWD", 3), "XOF": ("XOF", 0), "SEK": ("SEK", 2),
}  # fmt: skip
"""What stands before money, and the digits of a price."""


def place(tmp_path: Path, currency: str) -> Scenario:
    """First day in another currency."""
    folder = tmp_path / "first-day"
    shutil.copytree(scenarios_folder() / "first-day", folder)
    file = folder / "scenario.toml"
    text = file.read_text(encoding="utf-8")
    changed = re.sub(r'^currency = "."', f'currency = "{currency}"', text, flags=re.M)
    assert changed != text or currency == "€"
    file.write_text(changed, encoding="utf-8")
    return load(str(folder))


@pytest.mark.parametrize("currency", WRITTEN)
def test_a_season_in_any_currency_is_written_in_it_on_every_surface(tmp_path: Path, currency: str) -> None:
    sign, digits = WRITTEN[currency]
    holders = {seat: Holder("partner", persona="bridge-builder") for seat in SEATS}
    record = Record.create("a season", place(tmp_path, currency), 3, structure("talk"), holders, store=MemoryStore())
    session = Session(record)
    while session.let_partners_play(to_the_reveal=True):
        pass
    table, glossary, paper = session.table, read_glossary(), Paper(100)
    months = season_of(table, dict.fromkeys(SEATS, "")).months
    chair = PromptChair(session.seat("marketing"), "", Lines(io.StringIO(), io.StringIO()), glossary)
    seen = observe(table, "marketing")
    found = examine(lay_open(table, label="Table 1"))
    report = markdown(table_page.report(found, [], charts.of_table(found.case)))
    beats = beats_of(seen)
    surfaces = {
        "demo": month_page(paper, months[0], [], glossary),
        "line mode": reveal(chair, seen),
        "sheet": sheet(paper, seen.sheet, {}, seen.scenario.currency),
        "paper": paper_page(paper, table, "Table 1", glossary),
        "dashboard": [one.value for one in readouts(observe(table, "distribution"))],
        "app": [line.plain for line in month_lines(beats, sign, 100)]
        + [line.plain for beat in beats for line in bars(beat.bars, sign, 100)],
        "debrief": report.splitlines(),
    }
    before = re.escape(sign) if len(sign) == 1 else f"{sign}[{NBSP} ]"
    for name, lines in surfaces.items():
        text = "\n".join(lines)
        assert re.search(rf"−?{before}\d", text), name
        others = "€$£¥₹".replace(sign, "")
        assert not re.search(rf"[{others}]\d", text), name
        assert not re.search(rf"{before}−|{before}\d[\d,]*\.\d(?!\d)", text), name
    assert re.search(rf"{before}\d+\.\d{{{digits or 2}}}(?!\d)", "\n".join(surfaces["demo"] + surfaces["dashboard"]))
    ((*_, line),) = [data.sheets([found], [])["tables"][1]]
    assert line[data.sheets([found], [])["tables"][0].index("currency")] == sign


@pytest.mark.parametrize("typed", ["CHF 1,600", "1600 CHF", "chf1600", "1'600 CHF", "1600"])
def test_money_is_read_with_its_code_before_or_after_it(typed: str) -> None:
    assert read_number(typed, Range(0.0, 3600.0, currency="CHF"), "0 to 3,600", str) == 1600.0


def test_a_page_of_plain_signs_writes_the_code() -> None:
    assert Paper(80, encoding="ascii").line("¥1,600 and ₹1,600") == "JPY 1,600 and INR 1,600"
