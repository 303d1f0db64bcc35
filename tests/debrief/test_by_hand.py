"""What a debrief says of a table of three months with round figures, word by word and figure by figure."""

import pytest

from tests.debrief.by_hand import FOLDER, pages


@pytest.fixture(scope="module")
def said():
    return pages()


def test_nothing_else_is_expected(said):
    assert {path.name for path in FOLDER.iterdir()} == set(said)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_a_debrief_says_of_the_table_what_stands_here(said, name):
    assert said[name].splitlines() == (FOLDER / name).read_text(encoding="utf-8").splitlines()
