"""A person's own at their own machine: the folder of their tables, and what they like, kept in a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from game.app.likes import CHOICES, Settings
from game.doors.text import quoted, visible
from game.refusal import Refusal
from game.store.places import own_folder, tables_folder

FILE: Final = "settings.toml"


@dataclass(frozen=True)
class Home:
    """Where a person's own is kept on this machine; an app at somebody else's table has none.

    Attributes:
        tables: the folder of records; it need not exist yet.
        settings_file: the file of the settings; it need not exist either.
    """

    tables: Path
    settings_file: Path

    @property
    def bests_file(self) -> Path:
        """The file of the best seasons, beside the settings; it need not exist."""
        from game.seating.bests import FILE as BESTS  # the first page has no use for it

        return self.settings_file.with_name(BESTS)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Home:
        """Where the platform keeps a person's own, unless these variables name another place."""
        return cls(tables_folder(environment), settings_file(environment))


def settings_file(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where the settings are kept; the file need not exist.

    In `LASTMILE_HOME` when it is set; else in `XDG_CONFIG_HOME` or `~/.config` (XDG base directories), `%APPDATA%` on
    Windows, `~/Library/Application Support` on macOS.

    Args:
        environment: the environment's variables.
        platform: as `sys.platform` names it.
    """
    return own_folder("settings", environment, platform) / FILE


def read_settings(path: Path) -> tuple[Settings, str]:
    """The settings in a file, and what is wrong with it in one notice; "" = nothing.

    A missing file is no problem. Whatever cannot be used is left at its default.
    """
    with suppress(OSError):  # what cannot be looked at cannot be read either, and that is told
        if not path.exists():
            return Settings(), ""
    from game.doors.toml import read_toml  # at the first start there is nothing to read

    try:
        tree = read_toml(path, "settings")
    except Refusal as refusal:
        return Settings(), f"The settings could not be read, so the usual ones are used.\n{refusal.prose}"
    settings, problems = _checked(tree)
    if not problems:
        return settings, ""
    from game.doors.problems import readable

    return settings, "\n".join([f"{visible(str(path))}: what follows is left as usual.", *readable(problems)])


def write_settings(path: Path, settings: Settings) -> None:
    """Keep the settings: all of them or none, should the power go.

    Raises:
        Refusal: when the file cannot be written.
    """
    import tomli_w

    from game.doors.writing import write

    text = "# Last Mile: settings. The game writes this file; delete it to begin again.\n\n" + tomli_w.dumps(
        asdict(settings)
    )
    try:
        write(path, text, "the settings")
    except Refusal as refusal:
        raise Refusal(f"{refusal.message} They hold until you leave.") from None


def _checked(tree: Mapping[str, Any]) -> tuple[Settings, list[str]]:
    settings, problems = Settings(), []
    known = [field.name for field in fields(Settings)]
    for key, value in tree.items():
        if key not in CHOICES:
            problems.append(f"  expected one of {', '.join(known)}, given {quoted(key)}.")
        elif not any(value is one or (isinstance(one, str) and value == one) for one in CHOICES[key]):
            expected = ", ".join(str(one).lower() for one in CHOICES[key])
            problems.append(f"  expected one of {expected} for {key}, given {quoted(value)}.")
        else:
            settings = replace(settings, **{key: value})
    return settings, problems
