"""The settings and their file."""

from pathlib import Path

import pytest

from game.app.home import read_settings, settings_file, write_settings
from game.app.likes import CHOICES, Settings
from game.refusal import Refusal
from tests.app.playing import page, playing, press, run, shown


def test_a_home_that_cannot_be_looked_at_has_the_usual_settings_and_that_is_told(tmp_path: Path) -> None:
    settings, notice = read_settings(tmp_path / ("h" * 300) / "settings.toml")
    assert settings == Settings()
    assert notice.startswith("The settings could not be read, so the usual ones are used.")
    assert "file name too long" in notice


def test_settings_that_are_written_are_read_again(tmp_path: Path) -> None:
    liked = Settings("contrast", False, "larger")
    write_settings(tmp_path / "new" / "settings.toml", liked)
    assert read_settings(tmp_path / "new" / "settings.toml") == (liked, "")


def test_without_a_file_there_are_the_usual_settings_and_no_notice(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == (Settings(), "")


@pytest.mark.parametrize(
    "bad",
    [b"look = ", b"\xff\xfe", b'look = "pink"\n', b"animation = 1\n", b'colour = "red"\n', b"[look]\n", b"x" * 9],
)
def test_a_bad_file_gives_one_notice_and_the_usual_settings(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(bad)
    settings, notice = read_settings(path)
    assert settings == Settings()
    assert str(path) in notice


def test_what_is_right_in_a_file_holds_beside_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('look = "light"\nspacing = "huge"\nsound = true\n')
    settings, notice = read_settings(path)
    assert settings.look == "light"
    assert "expected one of normal, larger for spacing, given 'huge'" in notice
    assert "given 'sound'" in notice


def test_the_file_is_where_the_platform_keeps_settings(tmp_path: Path) -> None:
    home = str(tmp_path)
    assert settings_file({"LASTMILE_HOME": home}) == tmp_path / "settings.toml"
    assert settings_file({"XDG_CONFIG_HOME": home}, "linux") == tmp_path / "lastmile" / "settings.toml"
    assert settings_file({"XDG_CONFIG_HOME": "here"}, "linux").is_relative_to(Path.home() / ".config")
    assert settings_file({"APPDATA": home}, "win32") == tmp_path / "lastmile" / "settings.toml"
    assert "Application Support" in str(settings_file({}, "darwin"))


def test_a_folder_that_cannot_be_written_is_said_and_nothing_breaks(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal, match="the settings could not be written: not a directory"):
        write_settings(tmp_path / "file" / "settings.toml", Settings())


def test_a_change_on_the_page_holds_at_once_and_is_kept(tmp_path: Path) -> None:
    async def journey() -> None:
        async with playing(tmp_path) as pilot:
            await press(pilot, "s")
            await page(pilot, "SettingsScreen")
            before = pilot.app.theme
            await press(pilot, "right")
            assert pilot.app.theme != before
            kept, _ = read_settings(tmp_path / "settings.toml")
            assert kept.look == CHOICES["look"][CHOICES["look"].index("dark") + 1]

    run(journey())


def test_a_bad_file_is_said_on_the_first_page(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("look = 7\n")

    async def journey() -> None:
        async with playing(tmp_path, size=(100, 30)) as pilot:
            await page(pilot, "MenuScreen")
            assert "expected one of light, dark, contrast, mono" in " ".join(shown(pilot).split())

    run(journey())
