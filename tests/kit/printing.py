"""A kit on paper, from a test: printed, and read back page by page."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic._data_structures import DictionaryObject

from game.content import facilitator_folder
from game.kit.contents import Choice, contents
from game.printing import Printed, printed
from game.scenario import load
from game.table.structure import Structure

BAKERY = Path(__file__).parent / "bakery"
"""A place of the tests' own: tuning the shipped ones changes nothing here."""
MAIN = facilitator_folder() / "kit" / "kit.typ"


def kit_of(slug: Path | str, *parts: str, **choice: str | Structure) -> Printed:
    """The PDF of some parts of a scenario's kit, or of all."""
    given: dict[str, Any] = {**choice, **({"parts": parts} if parts else {})}
    chosen = replace(Choice(), **given)
    return printed(contents(load(slug), chosen), MAIN, "kit")


def pages_of(data: bytes) -> tuple[list[str], list[Any]]:
    """What each page says, and everything that stands outside of it."""
    said, outside = [], []
    for page in PdfReader(BytesIO(data)).pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)

        def look(
            text: str,
            around: list[float],
            within: list[float],
            font: DictionaryObject | None,
            size: float,
            width: float = width,
            height: float = height,
        ) -> None:
            x = around[0] * within[4] + around[2] * within[5] + around[4]
            y = around[1] * within[4] + around[3] * within[5] + around[5]
            if text.strip() and not (0 <= x <= width and 0 <= y <= height):
                outside.append(text)

        said.append(page.extract_text(visitor_text=look))
    return said, outside


def squeezed(text: str) -> str:
    """The text on one line, without the places where a long word may break."""
    return " ".join(text.replace("\u200b", "").split())
