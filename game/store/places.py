"""Where records are kept unless a person says otherwise: the data folder of the platform."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from game.doors.files import system_reason
from game.doors.text import visible
from game.refusal import Refusal

HOME: Final = "LASTMILE_HOME"
_XDG: Final = MappingProxyType({"data": ("XDG_DATA_HOME", ".local/share"), "settings": ("XDG_CONFIG_HOME", ".config")})


def tables_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder of records; it need not exist yet.

    `LASTMILE_HOME` when it is set; else the platform's folder for a person's data: `XDG_DATA_HOME` or
    `~/.local/share` (XDG base directories), `%APPDATA%` on Windows, `~/Library/Application Support` on macOS.

    Args:
        environment: the environment's variables.
        platform: as `sys.platform` names it.
    """
    return own_folder("data", environment, platform) / "tables"


def own_folder(kind: Literal["data", "settings"], environment: Mapping[str, str], platform: str) -> Path:
    """The folder of the platform for what the game keeps of a person: `LASTMILE_HOME` when it is set.

    Raises:
        Refusal: when it is under the home of somebody whom this machine does not know.
    """
    try:
        return _own_folder(kind, environment, platform)
    except RuntimeError:  # of pathlib, for a home that cannot be found
        given = f", given '{visible(environment[HOME])}'" if environment.get(HOME) else ", found no home of yours"
        raise Refusal(f"{HOME}: expected a folder on this machine{given}. Set it to the folder's full path.") from None


def _own_folder(kind: Literal["data", "settings"], environment: Mapping[str, str], platform: str) -> Path:
    if environment.get(HOME):
        return Path(environment[HOME]).expanduser()
    variable, usual = _XDG[kind]
    given = environment.get(variable, "")
    # The XDG specification: a path that is not absolute is to be ignored.
    folder = Path(given) if os.path.isabs(given) else Path.home() / usual
    if platform == "win32":
        roaming = environment.get("APPDATA")
        folder = Path(roaming) if roaming else Path.home() / "AppData" / "Roaming"
    elif platform == "darwin":
        folder = Path.home() / "Library" / "Application Support"
    return folder / "lastmile"


def free_path(name: str, folder: Path | None = None) -> Path:
    """A path in the folder of records that no file has yet: `name.toml`, `name-2.toml`, ...

    Raises:
        Refusal: when the folder cannot be looked at.
    """
    folder = folder or tables_folder()
    number, path = 1, folder / f"{name}.toml"
    try:
        while path.exists():
            number += 1
            path = folder / f"{name}-{number}.toml"
    except OSError as error:
        shown = visible(str(folder))
        raise Refusal(f"{shown}: records cannot be kept there: {system_reason(error)}. Choose another place.") from None
    return path
