"""PDF from the facilitator's templates, filled by typst: tagged, offline, the same bytes every time."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from game.refusal import Refusal

STANDARD: Final = "ua-1"
"""PDF/UA-1: tagged, with a title, a language and words beside every picture."""
INSTALL: Final = "pip install 'lastmile-game[print]'"
NEEDED: Final = ("typst", "manimgx_fonts")
BOX: Final = "\N{WHITE SQUARE}"
ZERO_WIDTH_SPACE: Final = "\u200b"
_LONG: Final = re.compile(r"\S{20}(?=\w{10})")
_MISSING: Final = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_ROUNDS: Final = 8  # times that missing signs are looked for


@dataclass(frozen=True)
class Printed:
    """A finished PDF."""

    data: bytes
    missing: tuple[str, ...]  # signs that no font here has, printed as a box

    @property
    def pages(self) -> int:
        """How many sheets of paper come out."""
        return len(re.findall(rb"/Type ?/Page\b", self.data))


def can_print() -> bool:
    """Whether PDFs can be made here."""
    return all(importlib.util.find_spec(name) for name in NEEDED)


def check_installed() -> None:
    """Refuse when what prints is not here, with the one line that installs it.

    Raises:
        Refusal: without typst or the fonts.
    """
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise Refusal(f"To print, Last Mile needs {', '.join(missing)}. Install with: {INSTALL}")


def printed(contents: Mapping[str, Any], template: Path, key: str) -> Printed:
    """Fill a template and print it.

    Args:
        contents: what it is filled with; texts may hold any sign.
        template: a typst file; what it imports lies in its folder.
        key: the name under which it finds them, as JSON in `sys.inputs`. What stands under a key `svg` is a drawing.

    Raises:
        Refusal: when a template cannot be read or has a mistake, with its file, line and column.
    """
    check_installed()
    if not template.is_file():
        raise Refusal(f"{template}: expected a template, found no file there. Copy the whole folder it is from.")
    data = json.dumps(_breakable(contents), ensure_ascii=False)
    missing: list[str] = []
    for _ in range(_ROUNDS):
        found = _compiled(data, template, key, system=bool(missing))
        if isinstance(found, bytes):
            return Printed(found, tuple(sign for sign in dict.fromkeys(missing) if sign not in data))
        # The first time, the fonts of this machine may have what ours lack; after it nobody has.
        if missing:
            for sign in found:
                data = data.replace(sign, BOX)
        missing += found
    raise Refusal(f"These signs could not be printed: {' '.join(dict.fromkeys(missing))}. Write them another way.")


def _compiled(data: str, template: Path, key: str, system: bool) -> bytes | list[str]:
    """The PDF, or the signs that no font has."""
    import typst

    fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=[str(_fonts_folder())])
    compiler = typst.Compiler(input=str(template), root=str(template.parent), font_paths=fonts, sys_inputs={key: data})
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=0)
    except typst.TypstError as error:
        told = f"{error.message}\n{error.diagnostic}"
        plain = [_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _MISSING.findall(told)]
        # A place to break a line is told with the signs around it that have no font; it needs none.
        shown = (sign for text in plain for sign in text if sign != ZERO_WIDTH_SPACE)
        signs = list(dict.fromkeys(sign for sign in shown if not sign.isascii()))
        if signs:
            return signs
        raise Refusal(f"{template}: expected a template that can be printed.\n{error.diagnostic.strip()}") from None
    assert isinstance(pdf, bytes)
    return pdf


def _fonts_folder() -> Path:
    found = importlib.util.find_spec("manimgx_fonts")
    assert found is not None and found.origin is not None, "checked before printing"
    return Path(found.origin).parent


def _breakable(value: Any) -> Any:
    """The same data, with places to break a line in words that no line can hold, and a box for what has no shape."""
    if isinstance(value, str):
        return _LONG.sub(lambda run: run[0] + ZERO_WIDTH_SPACE, _seen(value))
    if isinstance(value, Mapping):
        return {key: one if key == "svg" else _breakable(one) for key, one in value.items()}
    return [_breakable(one) for one in value] if isinstance(value, list | tuple) else value


def _seen(text: str) -> str:
    """A text in which control signs are boxes; one box for a text of which nothing at all would be seen."""
    plain = "".join(BOX if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" else sign for sign in text)
    return plain if not plain.strip() or any(unicodedata.category(sign)[0] in "LNPS" for sign in plain) else BOX
