"""What a scenario holds, as plain data for a screen or a program; a new one from an old one; and its schema."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from game.doors.files import read_text
from game.doors.folders import new_folder
from game.doors.positions import scan
from game.doors.text import visible
from game.doors.writing import write
from game.refusal import Refusal
from game.rules.levers import Setting
from game.rules.world import CHANNELS
from game.scenario.loading import Event, Scenario
from game.scenario.reading import examine, read_cards, read_scenario
from game.scenario.shape.document import ScenarioFile
from game.scenario.shelf import FILE, PAPERS, find, shipped
from game.scenario.wording import KEY_HINT

HEAD: Final = ("slug", "title", "place", "teaches", "summary", "rounds", "minutes", "currency")
EVENT: Final = ("card", "round", "title", "marketing", "distribution", "good", "product", "market")


def summary(scenario: Scenario) -> dict[str, Any]:
    """All that somebody choosing or reading a scenario may want to know; JSON can hold it."""
    return {
        **{name: getattr(scenario, name) for name in HEAD},
        "months": list(scenario.months),
        "claims": list(scenario.claims),
        "products": _products(scenario),
        "markets": _markets(scenario),
        "settings": [_setting(setting) for setting in scenario.sheet.settings],
        "fixed": {setting.key: setting.default for setting in scenario.fixed},
        "initiatives": _initiatives(scenario),
        "events": [_event(event) for event in scenario.events],
        "leads": {structure: dict(leads) for structure, leads in scenario.leads.items()},
        "sources": dict(scenario.sources),
        "fingerprint": scenario.fingerprint,
    }


def _products(scenario: Scenario) -> list[dict[str, Any]]:
    products, markets = scenario.world.products, scenario.world.markets
    return [
        {
            "key": key,
            "name": products.names[at],
            "list_price": float(products.list_price[at]),
            "unit_cost": float(products.unit_cost[at]),
            "elasticity": float(products.elasticity[at]),
            "on_sale": bool(products.on_sale[at]),
            "base": {market: float(products.base[at, place]) for place, market in enumerate(markets.keys)},
        }
        for at, key in enumerate(products.keys)
    ]


def _markets(scenario: Scenario) -> list[dict[str, Any]]:
    markets = scenario.world.markets
    return [
        {
            "key": key,
            "name": markets.names[at],
            "channel": CHANNELS[markets.channel[at]],
            "open": bool(markets.open[at]),
            "promise_norm": float(markets.promise_norm[at]),
            "transit_days": [float(days) for days in markets.transit_days[:, at]],
            "returns": float(markets.returns[at]),
            "fine": float(markets.fine[at]),
        }
        for at, key in enumerate(markets.keys)
    ]


def _setting(setting: Setting) -> dict[str, Any]:
    about: dict[str, Any] = {
        "key": setting.key,
        "name": setting.name,
        "lead": setting.lead,
        "kind": setting.lever.kind,
        "unit": setting.lever.unit,
        "default": setting.default,
    }
    if setting.lever.kind == "number":
        about |= {"low": setting.low, "high": setting.high, "step": setting.step}
    if setting.lever.kind == "choice":
        about["choices"] = list(setting.choices)
    return about


def _initiatives(scenario: Scenario) -> list[dict[str, Any]]:
    costs = scenario.world.costs
    return [
        {
            "key": setting.item_key,
            "name": setting.name.removeprefix(f"{setting.lever.name}, "),
            "setup": float(costs.initiative_setup[setting.item]),
            "monthly": float(costs.initiative_monthly[setting.item]),
        }
        for setting in scenario.sheet.settings
        if setting.lever.over == "initiative"
    ]


def _event(event: Event) -> dict[str, Any]:
    about = {name: getattr(event, name) for name in EVENT}
    return {**about, "load": dict(event.load), "source": f"{event.source} [{event.tag}]"}


SCHEMA_FILE = "scenario.schema.json"
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def start(slug: str, model: str | Path, parent: Path) -> Path:
    """Begin a scenario: a folder named `slug` in `parent` with a copy of `model` under its own slug and title.

    Args:
        slug: the new scenario's.
        model: slug or path of the scenario to begin from; its text is copied, comments and order too.
        parent: an existing folder.

    Returns:
        the new folder.

    Raises:
        Refusal: when the slug is no slug or taken, when the folder exists, or when the model has problems.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > 40:
        raise Refusal(f"expected {KEY_HINT}, up to 40 letters, for the new scenario's slug, given '{slug}'.")
    if slug in shipped():
        raise Refusal(f"'{slug}' is the slug of a scenario that comes with the game. Choose another one.")
    if not parent.is_dir():
        raise Refusal(f"{parent}: expected a folder to put the new scenario in, found none.")
    folder = parent / slug
    if folder.exists():
        raise Refusal(f"{folder}: already there, and nothing in it was changed. Choose another slug or --dir.")
    source, cards = find(model), read_cards()
    read_scenario(source, cards)
    near = parent / SCHEMA_FILE
    text = _retitled(source, slug, f"../{SCHEMA_FILE}" if near.is_file() else f"./{SCHEMA_FILE}")
    examine(text.encode(), str(folder / FILE), cards, slug)
    with new_folder(folder, "the new scenario") as aside:
        write(aside / FILE, text, "the new scenario")
        if not near.is_file():
            write(aside / SCHEMA_FILE, schema_text(), "the new scenario")
        for paper in PAPERS:
            if (source.parent / paper).is_file():
                write(aside / paper, read_text(source.parent / paper, "a paper of the scenario"), "the new scenario")
    return folder


def left_behind(scenario: Scenario) -> list[str]:
    """Where a scenario's papers still speak of another place of the game: what a copy left behind, a paper a line."""
    if scenario.path is None or scenario.path.name != FILE:
        return []
    own, found = _names(scenario.texts[FILE]), []
    said = " ".join(own).casefold()
    for slug in shipped():
        model = find(slug)
        if slug == scenario.slug or model == scenario.path:
            continue
        names = _names(read_text(model, "a scenario's file"))
        words = [word for word in names if word.casefold() not in said]
        for paper in PAPERS:
            path = scenario.folder / paper
            lines = read_text(path, "a paper of the scenario").splitlines() if path.is_file() else []
            copied = set(read_text(model.parent / paper, "a paper of the scenario").splitlines())
            at = [number for number, line in enumerate(lines, 1) if line in copied and _names_one(line, words)]
            if at:
                found.append(f"{visible(str(path))}:{at[0]}: still speaks of {names[0]}, where it was copied from")
    return found


def _names(text: str) -> list[str]:
    """What a place is known by: its title, its town, its products and markets, as its file has them."""
    tree = tomllib.loads(text)
    town = re.findall(r"[^\W\d_a-z][\w-]+", tree["place"].partition(",")[0])[-1:]
    return [tree["title"], *town, *(one["name"] for one in (*tree["products"], *tree["markets"]))]


def _names_one(line: str, words: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word.casefold())}\b", line.casefold()) for word in words)


def _retitled(source: Path, slug: str, schema: str) -> str:
    """The text of a scenario's file with a slug, a title and a schema of its own, and nothing else changed."""
    text = read_text(source, "a scenario's file")
    at = scan(text).values
    changed = {at[("slug",)]: slug, at[("title",)]: slug.replace("-", " ").capitalize()}
    for start, value in sorted(changed.items(), reverse=True):
        written = _STRING.match(text, start)
        assert written is not None, "a slug and a title are strings"
        text = text[:start] + f'"{value}"' + text[written.end() :]
    return f"#:schema {schema}\n" + re.sub(r"\A#:schema [^\n]*\n", "", text)


_STRING: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\])*"'
    r"|'''.*?'''|'[^']*'",
    re.DOTALL,
)
"""A string of TOML, as a file that was read may write it."""


def schema_text() -> str:
    """The schema as its file holds it. A number's default carries its `source` and `tag`, as scenario files do."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **ScenarioFile.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
