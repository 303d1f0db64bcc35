"""docs/rules.md: current, complete, and true to the names in the rules."""

import re
import tomllib

from tests.house.coefficients import FIRM, coefficients, constants
from tests.house.rules_page import PAGE, READ, RULES, marks, page, words

AGAIN = "write it again: python -m tests.house.rules_page"


def test_the_page_of_rules_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), AGAIN


def test_the_words_were_read_since_their_rules_changed() -> None:
    then = tomllib.loads(READ.read_text(encoding="utf-8"))
    changed = [name for name, mark in marks().items() if then.get(name) != mark]
    assert not changed, f"read rules_formulas.toml beside {', '.join(changed)}, mend it, and {AGAIN}"


def test_every_name_in_a_formula_is_a_coefficient_or_a_constant() -> None:
    shape = {one.key for one in coefficients()}
    known = shape | {key.rpartition(".")[0] for key in shape} | {key.partition(".")[0] for key in shape}
    known |= {one.name for one in constants(RULES)}
    for step in words()["steps"]:
        for formula in step["formulas"]:
            for name in re.findall(r"`([^`]+)`", formula):
                assert name in known, f"{step['title']}: {name}"


def test_every_coefficient_has_a_unit_a_word_for_how_firm_it_is_and_a_source() -> None:
    told = page()
    rows: dict[str, str] = {}
    for row in told.splitlines():
        if row.startswith("| `"):
            rows.setdefault(row.split(" | ")[0].lstrip("| "), row)
    for one in coefficients():
        cells = [cell.strip() for cell in rows[f"`{one.key}`"].strip("| ").split(" | ")]
        assert len(cells) == 6 and all(cells), one.key
        assert cells[4] in FIRM.values()
    for constant in constants(RULES):
        assert f"`{constant.name}` ({constant.module})" in rows


def test_every_measured_figure_names_what_it_was_read_in() -> None:
    facts = words()["facts"]
    for one in coefficients():
        assert one.source in ("design choice", "computed") or one.source in facts, f"{one.key}: {one.source}"


def test_no_tag_of_the_facts_is_left_for_a_reader_to_decode() -> None:
    assert not re.search(r"\[(A|T|C|D)( sign)?\]", page())


def test_the_value_on_the_page_is_the_value_in_the_rules() -> None:
    told = page()
    assert "| `media.goodwill_decay` | Goodwill lost each round. | 0.03 |" in told
    assert "| `STEEPNESS` (scorecards) | meeting a target gives 70 of 100 points, twice the target 91 | 1.2 |" in told
