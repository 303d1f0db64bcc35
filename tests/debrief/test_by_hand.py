"""What a debrief says of a table of three months with round figures, word by word and figure by figure."""

from tests.debrief.by_hand import FOLDER, pages


def test_a_debrief_says_of_the_table_what_stands_in_the_files() -> None:
    said = pages()
    assert {path.name for path in FOLDER.iterdir()} == set(said)
    for name, text in said.items():
        assert text.splitlines() == (FOLDER / name).read_text(encoding="utf-8").splitlines(), name
