from pathlib import Path

import pytest

from game.refusal import Refusal
from game.store.places import free_path, tables_folder


def test_a_folder_that_cannot_be_looked_at_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"records cannot be kept there: file name too long\. Choose another place\."):
        free_path("one", tmp_path / ("h" * 300))


def test_records_go_where_a_platform_keeps_a_persons_data() -> None:
    home = Path.home()
    assert tables_folder({}, "linux") == home / ".local" / "share" / "lastmile" / "tables"
    assert tables_folder({"XDG_DATA_HOME": "/data"}, "linux") == Path("/data/lastmile/tables")
    assert tables_folder({}, "darwin") == home / "Library" / "Application Support" / "lastmile" / "tables"
    assert tables_folder({"APPDATA": "C:/Roaming"}, "win32") == Path("C:/Roaming/lastmile/tables")
    assert tables_folder({}, "win32") == home / "AppData" / "Roaming" / "lastmile" / "tables"


def test_a_data_folder_that_is_not_absolute_is_ignored() -> None:
    assert tables_folder({"XDG_DATA_HOME": "data"}, "linux") == tables_folder({}, "linux")


def test_a_person_can_say_where_records_go() -> None:
    for platform in ("linux", "darwin", "win32"):
        found = tables_folder({"LASTMILE_HOME": "/here", "XDG_DATA_HOME": "/there", "APPDATA": "/there"}, platform)
        assert found == Path("/here/tables")


def test_a_home_that_nobody_has_is_refused_with_its_name() -> None:
    for home in ("~nouser/x", "~no\x1buser"):
        with pytest.raises(Refusal, match=r"LASTMILE_HOME: expected a folder on this machine, given '~no") as refused:
            tables_folder({"LASTMILE_HOME": home}, "linux")
        assert refused.value.message.isprintable()


def test_a_new_record_takes_a_name_that_is_free(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_path("first-day", tmp_path)
        path.touch()
        names.append(path.name)
    assert names == ["first-day.toml", "first-day-2.toml", "first-day-3.toml"]
