"""Where records are kept unless a person says otherwise: the data folder of the platform."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

HOME: Final = "LASTMILE_HOME"


def tables_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder of records; it need not exist yet.

    `LASTMILE_HOME` when it is set; else the platform's folder for a person's data: `XDG_DATA_HOME` or
    `~/.local/share` (XDG base directories), `%APPDATA%` on Windows, `~/Library/Application Support` on macOS.

    Args:
        environment: the environment's variables.
        platform: as `sys.platform` names it.
    """
    if environment.get(HOME):
        return Path(environment[HOME]).expanduser() / "tables"
    if platform == "win32":
        roaming = environment.get("APPDATA")
        return (Path(roaming) if roaming else Path.home() / "AppData" / "Roaming") / "lastmile" / "tables"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "lastmile" / "tables"
    given = environment.get("XDG_DATA_HOME", "")
    # The XDG specification: a path that is not absolute is to be ignored.
    data = Path(given) if os.path.isabs(given) else Path.home() / ".local" / "share"
    return data / "lastmile" / "tables"


def free_path(name: str, folder: Path | None = None) -> Path:
    """A path in the folder of records that no file has yet: `name.toml`, `name-2.toml`, ..."""
    folder = folder or tables_folder()
    number, path = 1, folder / f"{name}.toml"
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.toml"
    return path
