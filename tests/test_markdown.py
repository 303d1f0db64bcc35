"""A text of Markdown as blocks and runs."""

import pytest

from game.app.widgets.reading_panes import brief_text
from game.kit.contents import written
from game.markdown import Run, TextBlock, blocks


def kinds(text: str) -> list[tuple[str, str, int, str]]:
    return [(block.kind, block.text, block.level, block.mark) for block in blocks(text)]


def test_headings_tell_how_high_they_are() -> None:
    assert kinds("# One\n\n### Three\n\nUnder\n---\n") == [
        ("heading", "One", 1, ""),
        ("heading", "Three", 3, ""),
        ("heading", "Under", 2, ""),
    ]


def test_an_item_has_its_mark_and_what_follows_in_it_has_none() -> None:
    text = "3. three\n   goes on\n4. four\n\n   and more\n   - inner\n\n- dash\n"
    assert kinds(text) == [
        ("item", "three goes on", 1, "3."),
        ("item", "four", 1, "4."),
        ("item", "and more", 1, ""),
        ("item", "inner", 2, "-"),
        ("item", "dash", 1, "-"),
    ]


def test_words_carry_their_look_and_where_they_lead() -> None:
    (block,) = blocks("One **two *three*** `four  five` [six](seven.md)\neight \\*nine\\*")
    assert block.runs == (
        Run("One "), Run("two ", strong=True), Run("three", strong=True, emph=True), Run(" "),
        Run("four  five", code=True), Run(" "), Run("six", link="seven.md"), Run(" "), Run("eight *nine*"),
    )  # fmt: skip


def test_a_table_has_its_head_first() -> None:
    (block,) = blocks("| a | *b* |\n|---|--:|\n| 1 | 2 |\n")
    assert [["".join(run.text for run in cell) for cell in row] for row in block.rows] == [["a", "b"], ["1", "2"]]
    assert block.rows[0][1] == (Run("b", emph=True),)


def test_quotes_and_code_stand_apart() -> None:
    assert kinds("> said\n> aloud\n\n```sh\nx  y\n\nz\n```\n") == [
        ("quote", "said aloud", 1, ""),
        ("code", "x  y\n\nz", 1, ""),
    ]


@pytest.mark.parametrize("typed", ["<b>bold</b>", "snake_case_word", "2 * 3 * 4", "50 % #let x = $1", "[not a link]"])
def test_what_is_no_markdown_stays_as_typed(typed: str) -> None:
    assert blocks(typed) == (TextBlock("paragraph", (Run(typed),)),)


def test_nothing_is_no_block() -> None:
    assert blocks(" \n\n") == ()


def test_a_screen_shows_a_brief_with_its_list_line_by_line() -> None:
    text = brief_text("# Head\n\nOne **two**.\n\n- first\n- second\n  1. inner\n\nEnd\n")
    assert text.plain == "Head\n\nOne two.\n\n• first\n• second\n  1. inner\n\nEnd"
    assert [text.plain[span.start : span.end] for span in text.spans if span.style == "bold"] == ["two"]


def test_a_template_gets_a_table_row_by_row() -> None:
    assert [block["kind"] for block in written("| a | b |\n|---|---|\n| 1 | 2 |\n")] == ["paragraph", "paragraph"]
