import tomllib
from collections.abc import Iterator

import pytest

from tests.house.checkout import ROOT
from tests.house.toml_pages import PAGES, SCENARIO, Page
from tests.scenario.shipped import SLUGS

FILES = [f"scenarios/{slug}/scenario.toml" for slug in SLUGS] + ["scenarios/events.toml"]


def keys(value: object) -> Iterator[str]:
    """Every bare key of a TOML document that is a word of the format: names of places and products are the writer's."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_what_partners_say_tells_at_its_top_what_its_tables_are() -> None:
    text = (ROOT / "scenarios" / "partners.toml").read_text(encoding="utf-8")
    assert {f"{name}:" for name in tomllib.loads(text)} <= words(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.name)
def test_every_key_says_what_it_is(page: Page) -> None:
    silent = [
        f"{heading} {key}"
        for heading, table in page.tables()
        for key, value in table.items()
        if not value.get("description") and "$ref" not in str(value)
    ]
    assert silent == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.name)
def test_every_key_is_on_its_page_in_its_own_section(page: Page) -> None:
    text = page.path.read_text(encoding="utf-8")
    for heading, table in page.tables():
        starts = [start for level in ("## ", "### ") if (start := text.find(f"\n{level}{heading}\n")) >= 0]
        assert starts, f"{page.path.name} has no section {heading}"
        section = text[starts[0] + 1 :].partition("\n##")[0]
        for key in table:
            assert f"\n| `{key}` | " in section, f"{heading} {key}"


def test_every_key_that_a_shipped_scenario_uses_is_on_the_page() -> None:
    # Straight from the files, not from the models: what a writer copies can be looked up.
    text = SCENARIO.path.read_text(encoding="utf-8")
    known = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    for name in FILES:
        document = tomllib.loads((ROOT / name).read_text(encoding="utf-8"))
        document.pop("sources", None)
        chosen = {item["key"] for part in ("products", "markets", "pools", "sites") for item in document.get(part, ())}
        chosen |= set(document.get("initiatives", ())) | set(document.get("structures", ()))
        chosen |= set(document.get("cards", ())) | {"initiative"}
        levers = {lever for preset in document.get("structures", {}).values() for lever in preset.get("lead", ())}
        levers |= {setting for lesson in document.get("lesson", ()) for setting in lesson.get("settings", ())}
        assert set(keys(document)) - chosen - levers <= known, name


def words(text: str) -> set[str]:
    """The words that the comment at the top of a file begins its lines with."""
    head = text[: text.index("\n[")]
    return {word.strip(",") for line in head.splitlines() for word in line.removeprefix("#").split()[:2]}


@pytest.mark.parametrize("name", ["terms.toml", "questions.toml", "first-day/guide.toml"])
def test_a_file_without_a_page_says_at_its_top_what_its_keys_are(name: str) -> None:
    text = (ROOT / "scenarios" / name).read_text(encoding="utf-8")
    (entries,) = tomllib.loads(text).values()
    used = {key for entry in (entries.values() if isinstance(entries, dict) else entries) for key in entry}
    assert used <= words(text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.name)
def test_a_page_of_keys_is_current(page: Page) -> None:
    told = page.path.read_text(encoding="utf-8")
    assert told == page.text(), "write it again: python -m tests.house.toml_pages"
