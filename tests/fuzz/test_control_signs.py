"""A sign that steers a terminal, in a string of every file that is read, one at a time: refused in its place.

`LASTMILE_FUZZ=50` tries every string of every file.
"""

import os
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import TypeAlias

import pytest
import tomli_w

from game.app.home import read_settings
from game.content import facilitator_folder, scenarios_folder
from game.doors.files import read_text
from game.doors.text import visible
from game.lab import bench
from game.partners.words import script
from game.refusal import Refusal
from game.scenario import load
from game.scenario.reading import examine_catalogue
from game.seating.guide import read_guide
from game.store.blocks import TITLE, check_of, framed, scan
from game.store.replay import read_record
from game.table.survey.instrument import read_instrument
from game.table.talk.questions import deck_of
from game.terms import read_glossary
from game.workshop.run_of_show import run_named
from tests.fuzz.doors import said
from tests.fuzz.spoiling import places

SIGNS = ("\x1b[31m", "\x1b]52;c;aGk=\x07", "\x9b31m", "\u2028", "\u202e", "\x00", "\x7f", "\u2067")
Doors: TypeAlias = dict[Path, tuple[Path, Callable[[Path], object]]]
"""Each file with the place that a copy is read from, and its reader."""

HERE = "HERE"
TIMES = int(os.environ.get("LASTMILE_FUZZ", "1"))
PLACE = scenarios_folder() / "first-day"


def marked(content: bytes, most: int = 24) -> Iterator[str]:
    """Versions of a TOML file in each of which one string holds a sign; it is a key's value, or in a list."""
    signs = cycle(SIGNS)
    count = sum(isinstance(node[part], str) for node, part in places(tomllib.loads(content.decode())))
    for number in range(0, count, max(1, count // (most * TIMES))):
        tree = tomllib.loads(content.decode())
        strings = [(node, part) for node, part in places(tree) if isinstance(node[part], str)]
        node, part = strings[number]
        node[part] = f"{HERE}{next(signs)}x"
        yield tomli_w.dumps(tree)


def elsewhere(monkeypatch: pytest.MonkeyPatch, module: str, read: Callable[[], object]) -> Callable[[Path], object]:
    def reading(path: Path) -> object:
        monkeypatch.setattr(sys.modules[module], "scenarios_folder", lambda: path.parent)
        return read()

    return reading


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """The readers of TOML, by the file that each is tried with."""
    ours = tmp_path / "first-day"
    shutil.copytree(PLACE, ours)
    prompts = sorted((facilitator_folder() / "prompts").glob("*.toml"))
    settings = tmp_path / "usual.toml"
    settings.write_text('theme = "dark"\n', encoding="utf-8")

    def prompted(path: Path) -> None:
        record = tmp_path / "t.toml"
        if not record.exists():
            assert said("demo", "first-day", "--record", str(record)).code == 0
        done = said("debrief", str(record), "--prompts", str(path.parent))
        if done.code == 2:
            raise Refusal(done.refused)

    def set_(path: Path) -> None:
        _, notice = read_settings(path)
        raise Refusal(notice.partition("\n")[2])

    return {
        PLACE / "scenario.toml": (ours / "scenario.toml", load),
        PLACE / "benchmark.toml": (ours / "benchmark.toml", lambda path: bench.read(load(path.parent))),
        PLACE / "guide.toml": (ours / "guide.toml", lambda path: read_guide(load(path.parent))),
        scenarios_folder() / "events.toml": (
            tmp_path / "events.toml",
            lambda path: examine_catalogue(path.read_bytes(), "events.toml"),
        ),
        scenarios_folder() / "questions.toml": (
            tmp_path / "questions.toml",
            lambda path: deck_of(read_text(path), "questions.toml"),
        ),
        scenarios_folder() / "terms.toml": (
            tmp_path / "terms.toml",
            elsewhere(monkeypatch, "game.terms", read_glossary),
        ),
        scenarios_folder() / "partners.toml": (
            tmp_path / "partners.toml",
            elsewhere(monkeypatch, "game.partners.words", script.__wrapped__),
        ),
        facilitator_folder() / "instrument.toml": (tmp_path / "instrument.toml", read_instrument),
        facilitator_folder() / "run-of-show" / "ninety-minutes.toml": (
            tmp_path / "run.toml",
            lambda path: run_named(str(path)),
        ),
        prompts[0]: (tmp_path / "prompts" / "mine.toml", prompted),
        settings: (tmp_path / "settings.toml", set_),
    }


FILES = (
    "scenario.toml", "benchmark.toml", "guide.toml", "events.toml", "questions.toml", "terms.toml", "partners.toml",
    "instrument.toml",
    "ninety-minutes.toml", "usual.toml", "prompts",
)  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_sign_in_any_string_of_a_file_is_refused_in_its_place(name: str, doors: Doors) -> None:
    whole, (path, read) = next((whole, way) for whole, way in doors.items() if name in (whole.name, whole.parent.name))
    path.parent.mkdir(exist_ok=True)
    tried = 0
    for text in marked(whole.read_bytes()):
        path.write_text(text, encoding="utf-8", newline="\n")
        with pytest.raises(Refusal) as refused:
            read(path)
        message = refused.value.message
        assert visible(message, allowed="\n") == message
        found = re.search(r"(\d+):\d+: expected plain text, given the control signs? U\+[0-9A-F]{4}", message)
        assert found, message
        assert HERE in text.split("\n")[int(found[1]) - 1]
        tried += 1
    assert tried >= 1


@pytest.mark.parametrize("name", ["brief-marketing.md", "brief-distribution.md", "notes.md"])
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_in_a_paper_is_refused_in_its_place(name: str, sign: str, tmp_path: Path) -> None:
    shutil.copytree(PLACE, tmp_path / "first-day")
    with (tmp_path / "first-day" / name).open("a", encoding="utf-8") as file:
        file.write(f"\nmore {sign} words\n")
    done = said("scenario", "check", str(tmp_path / "first-day"))
    assert done.code == 2
    assert re.search(rf"{name}:.* given the control signs? U\+{ord(sign[0]):04X}", done.refused)
    assert visible(done.said + done.refused, allowed="\n") == done.said + done.refused


def test_a_sign_in_any_string_of_a_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    assert said("demo", "first-day", "--record", str(path)).code == 0
    blocks = [block.content for block in scan(path.read_bytes(), TITLE).blocks]
    signs, tried = cycle(SIGNS), 0
    for at in (0, *range(2, len(blocks), 5)):
        for text in marked(blocks[at], 3):
            changed = text.replace(HERE, f"{HERE}{next(signs)}")
            log, before = TITLE, TITLE
            for number, block in enumerate((*blocks[:at], changed.encode(), *blocks[at + 1 :])):
                log += framed(block, number, before)
                before = check_of(log)
            path.write_bytes(log)
            with pytest.raises(Refusal) as refused:
                read_record(path)
            assert visible(refused.value.message, allowed="\n") == refused.value.message
            tried += 1
    assert tried >= 10


def test_a_season_of_a_scenario_full_of_signs_of_every_script_prints_none_that_steers(tmp_path: Path) -> None:
    done = said("scenario", "new", "ours", "--from", "first-day", "--dir", str(tmp_path))
    file = tmp_path / "ours" / "scenario.toml"
    tree = tomllib.loads(file.read_text(encoding="utf-8"))
    words = cycle(["朝食の箱", "صندوق الفطور", "קופסה", "🧑\u200d🍳 Box", "e\u0301te\u0301", "Ящик", "กล่อง"])
    for node in (*tree["products"], *tree["markets"]):
        node["name"] = next(words)
    for key in ("title", "summary", "place"):
        tree[key] = next(words)
    file.write_text(tomli_w.dumps(tree), encoding="utf-8")
    for words_ in (
        ("demo", str(file.parent)),
        ("scenario", "show", str(file.parent)),
        ("scenario", "check", str(file)),
    ):
        done = said(*words_)
        assert (done.code, done.refused) == (0, "")
        assert visible(done.said, allowed="\n") == done.said
