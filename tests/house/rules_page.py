"""Writes docs/rules.md from the rules and the scenarios: `python -m tests.house.rules_page`.

The words are in rules_formulas.toml; figures, units and sources are read. rules_read.toml keeps a mark of every
function that the words restate, so that a changed rule is read again.
"""

import ast
import hashlib
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import game.rules
from game.content import scenarios_folder
from game.scenario import load
from game.scenario.checks.events import _covers, numbers_in
from game.scenario.shelf import shipped
from tests.house.checkout import ROOT
from tests.house.coefficients import FIRM, Coefficient, coefficients, constants

PAGE = ROOT / "docs" / "rules.md"
WORDS = Path(__file__).with_name("rules_formulas.toml")
READ = Path(__file__).with_name("rules_read.toml")
RULES = Path(game.rules.__file__ or "").parent
HEAD = """\
# The rules

How a month plays out, with every figure in it and where the figure comes from. This page is written from the rules and
the scenarios by `python -m tests.house.rules_page`; a test keeps it current.

How firm a figure is, in five words:

- **measured**: a published study found it, or a range that holds it; the study is named.
- **direction measured, size ours**: a published study found which way, not how much, or not in this unit.
- **trade figure**: told by the trade, a carrier or a trade body. Colour, not proof.
- **computed**: it follows from a formula or from other figures.
- **our choice**: nobody has measured it, or not like this. Change it in a scenario if your company knows better.

Effects were not measured together: what all levers may do at once is bounded by our choice.
"""
SKIPPED = re.compile(r"^(rounds|minutes|format|levers|events|sources)\b")


def source_of(sources: dict[str, str], names: Sequence[str]) -> str | None:
    """The source of a number that the file gives, by its name; the most particular pattern counts."""
    covering = [pattern for pattern in sources if _covers(pattern.split("."), names)]
    exact = sorted(covering, key=lambda pattern: (len(pattern.split(".")), -pattern.count("*")))
    return sources[exact[-1]] if exact else None


def words() -> dict[str, Any]:
    """What the page says in words."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def page() -> str:
    """The whole page."""
    told, shape = words(), list(coefficients())
    lines = [HEAD, "## The month, step by step", ""]
    for step in told["steps"]:
        lines += [f"### {step['title']}", ""]
        lines += [*(f"- {formula}" for formula in step["formulas"]), ""]
    lines += ["## Every coefficient", "", "A scenario may set each of them; where it does not, this is the value.", ""]
    for section in dict.fromkeys(one.key.partition(".")[0] for one in shape):
        lines += _coefficients(section, [one for one in shape if one.key.startswith(f"{section}.")], told["facts"])
    lines += ["### In the rules themselves", "", *_constants(told)]
    lines += ["## What each scenario sets", ""]
    for slug in shipped():
        lines += _scenario(slug)
    return "\n".join([*lines, *_cards(told["facts"]), *_facts(told["facts"])])


def _coefficients(section: str, found: Sequence[Coefficient], facts: Mapping[str, str]) -> list[str]:
    rows = [
        (f"`{one.key}`", one.about, "by scenario" if one.value is None else _shown(one.value), one.unit,
         FIRM[one.tag], _source(one.source, facts))
        for one in found
    ]  # fmt: skip
    return [f"### {section.replace('_', ' ').capitalize()}", "",
            *_table(("coefficient", "what it is", "usual value", "unit", "how firm", "source"), rows), ""]  # fmt: skip


def _constants(told: Mapping[str, Any]) -> list[str]:
    rows, facts = [], told["facts"]
    for one in constants(RULES):
        about, firm, source = one.about, FIRM["D"], "design choice"
        cited = re.match(r"calibration ([A-Z]\d*)[,:;]? ?(.*)", about)
        if cited:
            source = _cited(cited[1], cited[2] or about, facts)
            about = cited[2].partition(": ")[2] or cited[2]
        elif about.startswith("design choice"):
            about = about.removeprefix("design choice").lstrip(": ")
        elif re.search(r"\b(19|20)\d\d\b", about):
            about, _, years = about.partition(" (")
            firm, source = FIRM["C"], years.rstrip(")")
        about = told["constants"].get(one.name, about)
        rows.append((f"`{one.name}` ({one.module})", about, _shown(one.value), firm, source))
    return [*_table(("constant", "what it is", "value", "how firm", "source"), rows), ""]


def _cited(row: str, text: str, facts: Mapping[str, str]) -> str:
    """The row of the facts that a comment in the rules cites."""
    named = [key for key in facts if key.startswith(f"{row} ")]
    near = [key for key in named if key.partition(" ")[2].casefold() in text.casefold()]
    near = near or [key for key in named if "failure" in key and row == "A1"] or named[:1]
    return f"after {facts[near[0]]}" if near else "design choice"


def _scenario(slug: str) -> list[str]:
    scenario = load(slug)
    tree = tomllib.loads((scenarios_folder() / slug / "scenario.toml").read_text(encoding="utf-8"))
    rows, seen = [], set[str]()
    for path, names in numbers_in(tree):
        name = ".".join(names)
        if SKIPPED.match(name) or name in seen:
            continue
        seen.add(name)
        source = source_of(dict(scenario.sources), names) or "design choice [D]"
        tags = dict.fromkeys(re.findall(r"\[([ATCD](?: sign)?)\]", source))
        plain = re.sub(r"\s*\[[ATCD](?: sign)?\]", "", source)
        rows.append((f"`{name}`", _shown(_at(tree, path)), "; ".join(FIRM[tag] for tag in tags), plain))
    return [f"### {scenario.title} (`{slug}`)", "", *_table(("coefficient", "value", "how firm", "source"), rows), ""]


def _at(tree: Any, path: Sequence[str | int]) -> object:
    for part in path:
        tree = tree[part]
    return tree


def _cards(facts: Mapping[str, str]) -> list[str]:
    cards = tomllib.loads((scenarios_folder() / "events.toml").read_text(encoding="utf-8"))["cards"]
    rows = [
        (card["title"], "; ".join(f"{one['track'].replace('_', ' ')} {_shown(one['rounds'])}"
                                  for one in card["effects"]), FIRM[card["tag"]], _source(card["source"], facts))
        for card in cards.values()
    ]  # fmt: skip
    head = ("card", "what it does, month by month", "how firm the story is", "source")
    return ["## Event cards", "", "How much a card does is our choice; that such things happen is not.", "",
            *_table(head, rows), ""]  # fmt: skip


def _facts(facts: Mapping[str, str]) -> list[str]:
    rows = [(row, source) for row, source in facts.items()]
    return ["## Where the figures come from", "", *_table(("row", "read in"), rows), ""]


def _source(source: str, facts: Mapping[str, str]) -> str:
    return facts.get(source, source)


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(one)}" for key, one in value.items())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    return str(value)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def marks() -> dict[str, str]:
    """A mark for every function that the words restate; comments, docstrings and layout do not count."""
    return {name: _mark(name) for step in words()["steps"] for name in step["reads"]}


def _mark(name: str) -> str:
    module, _, function = name.partition(".")
    tree = ast.parse((RULES / f"{module}.py").read_text(encoding="utf-8"))
    node = next((one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == function), None)
    assert node is not None, f"rules_formulas.toml reads {name}, and there is no such function"
    body = node.body[1:] if ast.get_docstring(node) else node.body
    source = "\n".join(ast.unparse(one) for one in body)
    bare = [token.string for token in tokenize.generate_tokens(io.StringIO(source).readline)]
    return hashlib.sha256(" ".join(bare).encode()).hexdigest()[:12]


def main() -> None:
    """Write the page, and say which rules have changed since their words were last read."""
    before = tomllib.loads(READ.read_text(encoding="utf-8")) if READ.exists() else {}
    now = marks()
    changed = sorted(name for name in now if before and before.get(name) != now[name])
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    told = [
        "# Marks of the rules as they were when their words were read.",
        *(f'"{k}" = "{v}"' for k, v in now.items()),
    ]
    READ.write_text("\n".join(told) + "\n", encoding="utf-8", newline="\n")
    print(f"wrote {PAGE}")
    for name in changed:
        print(f"changed since its words were written: {name}; read rules_formulas.toml beside it")


if __name__ == "__main__":
    main()
