"""A season as it is told: true to the table, within the page, and never the same letter twice."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from game import figures
from game.cli.telling import closing
from game.cli.telling.document import document
from game.cli.telling.paper import Paper
from game.doors.text import cells
from game.scenario.shelf import shipped
from game.scenario.summary import start
from game.telling import customers
from game.telling.notable import headline
from game.telling.story import compared
from tests.cli.telling import looked_back, pages, played, reviewed
from tests.house.checkout import ROOT

SLUGS = shipped()
PRESETS = ("silo", "talk", "sync")


def text(lines: list[str]) -> str:
    return "\n".join(lines)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("width", [46, 63, 80, 100])
def test_no_line_is_wider_than_the_page(width: int, encoding: str) -> None:
    for preset in PRESETS:
        for page in pages(played("first-day", preset)[1], Paper(width, encoding=encoding)):
            wide = [line for line in page if cells(line) > width and "lastmile " not in line]
            assert not wide


LONG = "Bürogemeinschaftsunternehmensvertretungen"
"""Forty-one letters, and no place to break them."""


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("width", [46, 63, 80, 100])
def test_names_of_any_script_and_length_stay_on_the_page_and_push_no_figure_off_it(
    width: int, encoding: str, tmp_path: Path
) -> None:
    names = {"Breakfast box": "朝食の箱セット", "Cake box": "🧑\u200d🍳" * 9, "Offices in town": "مكاتب المدينة",
             "Homes by web": LONG}  # fmt: skip
    file = start("ours", "first-day", tmp_path) / "scenario.toml"
    told = file.read_text(encoding="utf-8")
    for before, after in names.items():
        told = told.replace(before, after)
    file.write_text(told, encoding="utf-8")
    season = played(str(file), "talk")[1]
    for page in pages(season, Paper(width, encoding=encoding), "Not looked back on."):
        assert not [line for line in page if cells(line) > width and "lastmile " not in line]
        rows = [line.split() for line in page if re.match(r"  B[üu]ro.*\d%", line)]
        assert all(len(row) == (4 if width < 80 else 6) for row in rows)


def test_a_page_without_the_euro_or_blocks_is_plain_ascii() -> None:
    season = played("cold-brew", "talk")[1]
    for bare, whole in zip(pages(season, Paper(80, encoding="ascii")), pages(season, Paper(80)), strict=True):
        text(bare).encode("ascii")
        assert text(bare).count("?") == text(whole).count("?")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_figures_told_are_the_tables_own(slug: str) -> None:
    table, season = played(slug)
    sign = season.table.scenario.currency
    for page, month in zip(pages(season, Paper(100)), table.history, strict=False):
        told = text(page)
        shared, money = month.shared, month.outcome.money
        exact = (money.margin, money.equity, money.stock, money.joint)
        for amount, cents in zip((shared.margin, shared.equity, shared.stock, shared.joint), exact, strict=True):
            assert figures.money(amount, sign) in told and abs(amount - float(cents[0]) / 100.0) < 1.5
        assert figures.units(float(month.outcome.demand.units.sum())) in told
        assert figures.share(month.shared.otif).replace(figures.HARD, " ") in told


@pytest.mark.parametrize("slug", SLUGS)
def test_both_reasons_and_all_news_are_told_in_the_seats_own_words(slug: str) -> None:
    _, season = played(slug)
    for page, month in zip(pages(season, Paper(100)), season.months, strict=False):
        told = " ".join(text(page).split())
        for part in month.seats.values():
            assert " ".join(part.why.replace(figures.HARD, " ").split()) in told
        for event in month.news:
            assert all(" ".join(words.split()) in told for words in (event.marketing, event.distribution))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_line_a_seat_kept_is_told_a_month_later_and_the_same_line_only_once(slug: str) -> None:
    _, season = played(slug)
    told = [" ".join(text(page).split()) for page in pages(season, Paper(100))]
    for seat in ("marketing", "distribution"):
        heard = set()
        for month, later in zip(season.months, told[1:], strict=True):
            line = month.lines_kept.get(seat, "")
            shape = re.sub(r"[\d.,]+", "", line)
            shown = f"{seat.capitalize()}: “{' '.join(line.replace(figures.HARD, ' ').split())}”"
            assert not line or (shown in later) == (shape not in heard)
            heard.add(shape)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_clash_is_named_with_its_figures(slug: str) -> None:
    _, season = played(slug)
    for page, month in zip(pages(season, Paper(100)), season.months, strict=False):
        told = " ".join(text(page).split())
        for clash in month.shared.clashes:
            assert clash.sentence.replace(figures.HARD, " ") in told
        assert told.count("Clash:") == len(month.shared.clashes)


@pytest.mark.parametrize("preset", PRESETS)
def test_everything_asked_and_proposed_is_told(preset: str) -> None:
    _, season = played("cold-brew", preset)
    for page, month in zip(pages(season, Paper(100)), season.months, strict=False):
        told = text(page)
        asked = sum(f"{seat} asks: “" in told for seat in ("Marketing", "Distribution"))
        assert asked == len({one.by for one, _ in month.asked})
        assert len(re.findall(r"proposes (?:again )?t", told)) == len(month.proposals)


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "first-day"])
def test_no_two_months_are_one_form_letter(slug: str) -> None:
    _, season = played(slug)
    months = season.months
    heads = [headline(month, months[:at]).headline for at, month in enumerate(months)]
    assert all(first != second for first, second in pairwise(heads))
    assert len(set(heads)) >= len(heads) - 2
    bare = [re.sub(r"[\d.,−+€$£%]+", "#", customers.paragraph(month, months[:at]))
            for at, month in enumerate(months)]  # fmt: skip
    prose = [page.split("\n\n")[0] for page in bare]
    assert all(first != second for first, second in pairwise(prose))


def test_the_same_season_is_told_in_the_same_words() -> None:
    _, season = played("cold-brew")
    assert pages(season, Paper(80)) == pages(season, Paper(80))


def test_the_closing_page_counts_the_clashes_and_names_four_moments() -> None:
    _, season = played("cold-brew")
    page = pages(season, Paper(100))[-1]
    told = text(page)
    for key, name in (("launch-complexity", "Launch complexity"), ("cheap-miles", "Cheap miles")):
        times = sum(key == clash.clash for month in season.months for clash in month.shared.clashes)
        assert (re.search(rf"{name} +{times} of {len(season.months)} months", told) is not None) == (times > 0)
    at = page.index("To remember")
    assert sum(bool(re.match(r"  [A-Z][a-z]+: ", line)) for line in page[at : at + 10]) == 4
    assert "lastmile demo cold-brew --structure sync --seed 7" in told
    assert figures.money(sum(month.shared.joint for month in season.months), season.table.scenario.currency) in told


def test_a_season_in_sync_invites_to_the_other_way() -> None:
    assert "--structure silo" in text(pages(played("first-day", "sync")[1], Paper(100))[-1])


def test_the_document_says_all_and_is_json() -> None:
    table, season = played("first-day", "talk")
    told = json.loads(json.dumps(document(season, looked_back(season))))
    assert [month["round"] for month in told["months"]] == [1, 2, 3]
    assert told["season"]["joint"] == round(table.joint_value)
    for month in told["months"]:
        assert sum(month["money"].values()) == month["shared"]["margin"]
        book = month["shared"]["ledger"]
        parts = book["reference"] + book["marketing"] + book["distribution"] + book["together"]
        assert parts == book["total"] == month["shared"]["joint"]


KEYED = frozenset(
    {"products", "markets", "settings", "strains", "money", "explained", "measures", "prices", "promotions", "plans",
     "price", "promotion", "orders", "satisfaction", "stock", "on_the_way", "arrived", "late_in", "wanted", "shipped",
     "short", "waiting", "backlog", "booked", "days", "on_time", "words", "load", "seats", "dashboards", "kept",
     "values"}
)  # fmt: skip
GRIDS = frozenset({"orders", "wanted", "shipped", "short", "waiting", "backlog"})
"""Dictionaries whose keys are a season's own names, and those with two of them."""


def keys_of(part: Any) -> Iterator[str]:
    """Every key that the format itself gives."""
    if isinstance(part, list):
        for one in part:
            yield from keys_of(one)
    elif isinstance(part, dict):
        for key, value in part.items():
            yield key
            inner = list(value.values()) if key in KEYED and isinstance(value, dict) else value
            if key in GRIDS and isinstance(value, dict):
                inner = [one for row in inner for one in row.values()]
            yield from keys_of(inner)


def test_every_key_of_the_document_is_documented() -> None:
    page = (ROOT / "docs" / "demo-json.md").read_text(encoding="utf-8")
    known = set(re.findall(r"`([\w-]+)`", page))
    for preset in ("talk", "sync"):
        _, season = played("cold-brew", preset)
        assert set(keys_of(document(season, looked_back(season)))) <= known


def test_the_closing_page_tells_alignment_and_what_would_have_been_better() -> None:
    review, page = reviewed(), text(pages(played()[1], Paper(80))[-1])
    bare = " ".join(page.split())
    if review.alignment is not None:
        assert f"Alignment: {figures.units(review.alignment.index)}" in page
        assert figures.money(review.alignment.best, "€") in page
    for line in review.fit.lines:
        assert re.search(rf"{line.who} +{re.escape(figures.change_of_money(line.money, '€'))}", page)
    for remark in filter(None, (*review.turning_points, *review.well_chosen, review.message)):
        assert " ".join(Paper(80).paragraph(remark.sentence)).split() == remark.sentence.split()
        assert " ".join(remark.sentence.replace(figures.HARD, " ").split()) in bare


def test_without_a_yardstick_the_closing_page_says_which_command_makes_one() -> None:
    bare = replace(reviewed(), alignment=None, beside=None, luck=None, without="To do so: lastmile lab solve first-day")
    page = text(closing.looked_back(Paper(80), bare))
    assert "Not known. To do so: lastmile lab solve first-day" in page
    assert "What would have fit better" in page  # it needs no yardstick
    assert bare.turning_points[0].sentence.split()[-2] in page


def test_the_steps_up_that_are_told_add_up_to_what_both_at_once_would_have_added() -> None:
    page = " ".join(text(closing.looked_back(Paper(80), reviewed())).split())
    both, told = re.search(r"Both at once \+€([\d,]+)", page), re.findall(r": €([\d,]+) more\.", page)
    assert both and len(told) >= 2
    assert sum(int(one.replace(",", "")) for one in told) == int(both[1].replace(",", ""))


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        (1.0, "twice as many"), (0.5, "half more"), (0.25, "a quarter more"), (-0.1, "a tenth fewer"),
        (-0.3, "a third fewer"), (-0.5, "half as many"), (-0.66, "a third as many"), (-0.75, "a quarter as many"),
        (-0.95, "hardly any"),
    ],
)  # fmt: skip
def test_a_change_of_orders_is_said_as_a_person_would(moved: float, words: str) -> None:
    assert compared(moved, "fewer") == words
