"""What a wrong name is answered with, wherever it is typed."""

import pytest

from game.refusal import Refusal, did_you_mean, nearest_or_all

KNOWN = ("cold-brew", "first-day")


def test_a_mistyped_name_is_answered_with_the_nearest() -> None:
    assert did_you_mean("cold-brwe", KNOWN) == nearest_or_all("cold-brwe", KNOWN) == " Did you mean 'cold-brew'?"


def test_a_name_like_no_other_is_answered_with_nothing_or_with_all_there_are() -> None:
    assert did_you_mean("zzz", KNOWN) == ""
    assert nearest_or_all("zzz", KNOWN) == " There are: cold-brew, first-day."


def test_a_paragraph_has_no_lines_of_a_file() -> None:
    shown = Refusal("x.toml:1:2: expected a number.\n    a = b\n        ^\nWrite it again.")
    assert shown.prose == "x.toml:1:2: expected a number.\nWrite it again."


def test_how_near_is_near_can_be_said() -> None:
    assert did_you_mean("brew", KNOWN, 0.9) == ""
    assert did_you_mean("brew", KNOWN, 0.5) == " Did you mean 'cold-brew'?"


def test_what_is_no_text_is_answered_too() -> None:
    assert did_you_mean(7, ("77", "x")) == " Did you mean '77'?"


@pytest.mark.parametrize(("long", "shown"), [(300, "x" * 300), (301, "x" * 100 + "..." + "x" * 100)])
def test_what_is_given_in_thousands_of_signs_is_not_repeated_in_full(long: int, shown: str) -> None:
    assert Refusal(f"{'x' * long} was given.").message == f"{shown} was given."
