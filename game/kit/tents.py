"""Table tents: a number, and a QR code of the command that begins or goes on with the table."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno

from game.scenario import Scenario
from game.table.structure import PRESETS, Structure


def tent(scenario: Scenario, structure: Structure, seed: int, number: int) -> dict[str, Any]:
    """One tent: its number, what its code says, and the code as SVG."""
    text = begins(scenario, structure, seed, number)
    return {"number": number, "text": text, "svg": drawn(text)}


def begins(scenario: Scenario, structure: Structure, seed: int, number: int) -> str:
    """The command that begins a table of this number, and goes on with it in later months."""
    preset = f" --structure {structure.name}" if structure.name in PRESETS else ""
    return f"lastmile enter table-{number}.toml --scenario {scenario.slug} --seed {seed}{preset}"


def drawn(text: str) -> str:
    """A text as a QR code, SVG, black on white with the margin that readers want."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=4, scale=4, dark="#000", light="#fff")
    return out.getvalue().decode()
