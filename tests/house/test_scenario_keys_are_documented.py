import tomllib
from collections.abc import Iterator

from tests.house.checkout import ROOT
from tests.house.scenario_page import PAGE, page, tables
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


def test_every_key_of_a_scenario_says_what_it_is():
    silent = [
        f"{heading} {key}"
        for heading, table in tables()
        for key, value in table.items()
        if not value.get("description") and "$ref" not in str(value)
    ]
    assert silent == []


def test_every_key_of_a_scenario_is_on_the_page_in_its_own_section():
    text = PAGE.read_text(encoding="utf-8")
    for heading, table in tables():
        for level in ("## ", "### "):
            start = text.find(f"\n{level}{heading}\n")
            if start >= 0:
                break
        assert start >= 0, f"docs/scenario.md has no section {heading}"
        section = text[start + 1 :].partition("\n##")[0]
        for key in table:
            assert f"\n| `{key}` | " in section, f"{heading} {key}"


def test_every_key_that_a_shipped_scenario_uses_is_on_the_page():
    # Straight from the files, not from the models: what a writer copies can be looked up.
    text = PAGE.read_text(encoding="utf-8")
    known = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    for name in FILES:
        document = tomllib.loads((ROOT / name).read_text(encoding="utf-8"))
        document.pop("sources", None)
        chosen = {item["key"] for part in ("products", "markets", "pools", "sites") for item in document.get(part, ())}
        chosen |= set(document.get("initiatives", ())) | set(document.get("structures", ()))
        chosen |= set(document.get("cards", ())) | {"initiative"}
        levers = {lever for preset in document.get("structures", {}).values() for lever in preset.get("lead", ())}
        assert set(keys(document)) - chosen - levers <= known, name


def test_the_page_of_scenario_keys_is_current():
    told = PAGE.read_text(encoding="utf-8")
    assert told == page(), "write it again: python -m tests.house.scenario_page"
