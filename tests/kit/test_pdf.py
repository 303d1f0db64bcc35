import importlib.util
import json
import shutil
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from game.cli.main import lastmile
from game.kit.contents import PARTS, Choice, contents
from game.printing import printed
from game.refusal import Refusal
from game.scenario import load
from game.table.structure import structure
from tests.kit.printing import BAKERY, MAIN, kit_of, pages_of, squeezed
from tests.narrowed import there
from tests.scenario.shipped import SLUGS

A4, LETTER = (595, 842), (612, 792)


@pytest.mark.parametrize(("slug", "paper", "size"), [(BAKERY, "a4", A4), ("one-cart", "letter", LETTER)])
def test_a_whole_kit_is_on_its_paper_tagged_and_with_nothing_beside_the_page(
    slug: Path | str, paper: str, size: tuple[int, int]
) -> None:
    data = kit_of(slug, paper=paper).data
    reader = PdfReader(BytesIO(data))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert there(there(reader.metadata).title).startswith(load(slug).title)
    assert b"pdfuaid" in data
    for page in reader.pages:
        assert sorted(round(float(side)) for side in page.mediabox[2:]) == sorted(size)
    said, outside = pages_of(data)
    assert outside == []
    assert all(text.strip() for text in said)


def test_a_sheet_is_one_page_in_every_month_of_the_fullest_scenario() -> None:
    scenario = load("one-cart")
    said, _ = pages_of(kit_of("one-cart", "sheets", paper="letter").data)
    assert len(said) == 3 * scenario.rounds
    for at, month in enumerate(scenario.months):
        assert all(text.startswith(month) for text in said[3 * at : 3 * at + 3])


def test_the_same_kit_is_the_same_file() -> None:
    assert kit_of(BAKERY, "mat", "tents").data == kit_of(BAKERY, "mat", "tents").data


def test_only_what_was_asked_for_is_printed() -> None:
    said, _ = pages_of(kit_of(BAKERY, "observer").data)
    assert len(said) == 1 and said[0].startswith("Observer")


def test_pages_are_counted() -> None:
    made = kit_of(BAKERY, "sheets", "debrief")
    assert made.pages == len(PdfReader(BytesIO(made.data)).pages) == 10


NASTY = (
    "#let x = 1", "*bold* _soft_ `raw`", "$ x^2 $ @ref <label>", "\\ // /* a */ ~ -- ---", "'single' and \"double\"",
    "= No heading", "+ no list", "[x](y)", "😀🎈 ☕", "שלום", "مرحبا", "中文", "Ω≈ç√∫", "{{ }} %s %(x)s", "x" * 10_000,
    "many words " * 400, "🏳️‍🌈 e\u0301 \u202eabc\u202c", "\ue000", "\u0007", "\ufffe", "\u200b", "\u0301",
    "\t\u1810", "\\\u1810\"",
)  # fmt: skip


def with_texts(texts: list[str] | tuple[Any, ...]) -> dict[str, Any]:
    """A kit whose names and texts are these."""
    data = contents(load(BAKERY), Choice(parts=("briefs", "events", "tents")))
    data["title"] = texts[0]
    run = {"strong": False, "emph": True}
    for seat in data["seats"]:
        seat["brief"] = [{"kind": "paragraph", "runs": [{"text": text, **run}]} for text in texts]
    names = [text[:80] for text in texts]  # the most that the shape of a scenario lets a name have
    data["events"] = [{**data["events"][0], "title": name, "text": name, "about": name} for name in names]
    return data


def test_no_text_that_people_might_type_breaks_the_kit() -> None:
    for title in ("\u0007", "\u0301 \u200b"):
        assert printed(with_texts((title, *NASTY)), MAIN, "kit").pages >= 4
    assert pages_of(printed(with_texts(("x" * 80, "x" * 10_000, "W" * 80)), MAIN, "kit").data)[1] == []


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=5))
def test_no_text_whatever_breaks_the_kit(texts: list[str]) -> None:
    assert printed(with_texts(texts), MAIN, "kit").pages >= 4


@pytest.mark.parametrize(
    "name",
    ["#let x = 1 *b* _c_ `d` $e$ <f> @g", "\\ // /* a */ ~ -- ---", "= [x](y) {{z}} %s \"q\" 'q'", "Café 😀 №5 “so”"],
)
def test_a_name_is_printed_as_it_was_typed(name: str) -> None:
    data = contents(load(BAKERY), Choice(parts=("sheets",)))
    tree = json.loads(json.dumps(data).replace("Breakfast box", json.dumps(name)[1:-1]))
    said, _ = pages_of(printed(tree, MAIN, "kit").data)
    assert squeezed(name) in squeezed(said[0])


def test_a_word_of_ten_thousand_letters_goes_over_as_many_lines_as_it_needs() -> None:
    data = contents(load(BAKERY), Choice(parts=("briefs",)))
    data["seats"][0]["brief"] = [
        {"kind": "paragraph", "runs": [{"text": "x" * 10_000, "strong": False, "emph": False}]}
    ]
    said, outside = pages_of(printed(data, MAIN, "kit").data)
    assert outside == []
    assert sum(text.count("x") for text in said) >= 10_000


def test_a_sign_that_no_font_has_is_a_box_and_is_told() -> None:
    data = contents(load(BAKERY), Choice(parts=("observer",)))
    data["months"] = ["\U0010fffd March", "April", "May"]
    made = printed(data, MAIN, "kit")
    assert made.missing == ("\U0010fffd",)
    assert "March" in pages_of(made.data)[0][0]


def test_a_sign_that_no_font_has_leaves_long_words_their_breaks() -> None:
    made = printed(with_texts(("W" * 40 + "\U0010fffd" + "W" * 39, "x" * 10_000)), MAIN, "kit")
    assert made.missing == ("\U0010fffd",)
    assert pages_of(made.data)[1] == []


def test_without_its_libraries_the_kit_says_the_one_line_that_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "typst" else find(name))
    with pytest.raises(Refusal) as caught:
        printed({}, MAIN, "kit")
    assert caught.value.message == "To print, Last Mile needs typst. Install with: pip install 'lastmile-game[print]'"


def test_a_mistake_in_a_template_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    templates = tmp_path / "kit"
    shutil.copytree(MAIN.parent, templates)
    (templates / "observer.typ").write_text("#let observer(kit) = {\n  nonsense\n}\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"observer\.typ:2:2"):
        printed(contents(load(BAKERY), Choice(parts=("observer",))), templates / "kit.typ", "kit")


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"kit\.typ: expected a template, found no file there"):
        printed({}, tmp_path / "kit.typ", "kit")


def test_every_part_has_a_template_and_every_template_a_part() -> None:
    main = MAIN.read_text(encoding="utf-8")
    for part in PARTS:
        assert f"#if kit.parts.{part} {{ {part}(kit)" in main


@pytest.mark.parametrize("slug", SLUGS)
def test_parts_of_a_page_fit_their_page_on_the_shorter_paper(slug: str) -> None:
    one, two = ("mat", "words", "scoreboard", "observer", "debrief", "tents", "codes"), ("briefs", "rankings")
    assert kit_of(slug, *one, *two, paper="letter").pages == len(one) + 2 * len(two)


def test_a_printed_sheet_says_which_month_a_deal_is_for() -> None:
    (said, *_), _ = pages_of(kit_of("deal-season", "sheets", structure=structure("sync")).data)
    assert squeezed(said).count("(for August)") == 3
    (said, *_), _ = pages_of(kit_of("deal-season", "sheets", structure=structure("talk")).data)
    assert "Once joint S&OP is in force, a deal written here is for August." in squeezed(said)


def test_a_kit_that_nobody_named_replaces_a_kit_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "first-day-kit.pdf"
    run = partial(CliRunner().invoke, lastmile)
    for _ in range(2):
        assert run(["kit", "first-day", "--only", "tents"]).exit_code == 0
    (tmp_path / "thesis.pdf").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to("thesis.pdf")
    for content in (None, b"%PDF-1.7 mine"):
        if content:
            path.unlink()
            path.write_bytes(content)
        before = path.read_bytes()
        refused = run(["kit", "first-day", "--only", "tents"]).exception
        assert isinstance(refused, Refusal) and refused.message == (
            "first-day-kit.pdf is there already, and no kit that was printed with the game's own layout. Move it away, "
            "or name a file: --out FILE"
        )
        assert path.read_bytes() == before
    assert run(["kit", "first-day", "--only", "tents", "--out", str(path)]).exit_code == 0
    assert path.read_bytes() != b"%PDF-1.7 mine"
