import re
import tomllib
from pathlib import Path

import pytest

from game import terms
from game.content import scenarios_folder
from game.refusal import Refusal
from game.rules.clashes import CLASHES
from game.rules.levers import SEATS
from game.rules.money import LINE_KEYS
from game.rules.world import INITIATIVES
from game.scenario import load
from game.table.clashes import CATALOGUE, Clash
from game.table.moves import Commit
from game.table.playing import play
from game.table.seen.observing import observe
from game.table.structure import structure
from game.table.table import Table
from game.telling.readouts import readouts
from game.terms import read_glossary
from tests.house.checkout import files_below, modules, place
from tests.house.test_one_writer import printed_strings


def test_every_term_of_the_file_is_read() -> None:
    with open(scenarios_folder() / "terms.toml", "rb") as file:
        written = tomllib.load(file)["terms"]
    assert {key: term.means for key, term in read_glossary().terms.items()} == {
        key: term["means"] for key, term in written.items()
    }


def test_every_related_term_is_there() -> None:
    glossary = read_glossary()
    assert [see for term in glossary.terms.values() for see in term.see if see not in glossary.terms] == []


@pytest.mark.parametrize("key", [*CLASHES, *LINE_KEYS, *INITIATIVES])
def test_what_a_reveal_names_is_in_the_glossary(key: str) -> None:
    assert read_glossary().find(key) is not None


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=CATALOGUE)
def test_a_clash_is_called_in_the_glossary_as_on_every_page(kind: Clash) -> None:
    assert read_glossary().terms[kind.key].name == kind.name


@pytest.mark.parametrize(
    ("other", "word"),
    [("each for its own", "silo play"), ("to each other came", "together"), ("two to each other", "together")],
)
def test_no_surface_has_another_word_for_a_thing(other: str, word: str) -> None:
    """Strings of the fronts and of what they share, and the facilitator's texts."""
    folders = ("telling", "judging", "app", "cli", "debrief", "kit", "workshop")
    texts = {
        place(path): "\n".join(text for _, text in printed_strings(path.read_text(encoding="utf-8")))
        for path in modules()
        if place(path).split("/")[1] in folders
    }
    texts |= {place(path): path.read_text(encoding="utf-8") for path in files_below("facilitator")
              if path.suffix in (".md", ".toml", ".typ")}  # fmt: skip
    assert sum(word in text.lower() for text in texts.values()) > 1
    assert not [name for name, text in texts.items() if re.search(rf"\b{other}\b(?! kinds)", text, re.IGNORECASE)]


def test_what_a_dashboard_calls_shipped_is_not_what_the_glossary_calls_throughput() -> None:
    table = Table.start(load("cold-brew"), 1, structure("silo"))
    for seat in SEATS:
        table = play(table, Commit(seat))
    seen, glossary = observe(table, "distribution"), read_glossary()
    (shipped,) = (one for one in readouts(seen) if one.key == "shipped")
    assert glossary.terms[shipped.term].name == shipped.label == "Shipped"
    assert "substitute" in glossary.terms["shipped"].means and "substitutes" in glossary.terms["throughput"].means


@pytest.mark.parametrize(
    "asked", ["otif", "OTIF", "Post-promotion dip", "post promotion dip", "  Joint S&OP ", "joint-sop"]
)
def test_a_term_is_found_however_it_is_typed(asked: str) -> None:
    assert read_glossary().find(asked) is not None


def test_a_mistyped_term_has_near_ones() -> None:
    assert "goodwill" in [term.key for term in read_glossary().near("goodwil")]
    assert "bullwhip" in [term.key for term in read_glossary().near("whip")]
    assert read_glossary().near("xyzzy") == ()


@pytest.mark.parametrize("text", ["", "terms = 3", "[terms.a]\nname = 'A'", "not toml ["])
def test_a_broken_glossary_is_refused_with_its_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    (tmp_path / "terms.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(terms, "scenarios_folder", lambda: tmp_path)
    with pytest.raises(Refusal, match=r"terms\.toml:(1:5: expected .=. after the key| expected the glossary)"):
        read_glossary()
