from hypothesis import given
from hypothesis import strategies as st

from game.web.markup import Markup, el, items, joined, paragraphs, section


def test_what_people_write_never_becomes_markup() -> None:
    assert el("p", "<script>&\"'") == "<p>&lt;script&gt;&amp;&quot;&#x27;</p>"
    assert el("a", "x", href='"><b>') == '<a href="&quot;&gt;&lt;b&gt;">x</a>'


@given(st.text(), st.text())
def test_no_text_opens_or_closes_an_element(one: str, other: str) -> None:
    written = str(el("p", one, title=other))
    inner = written.removeprefix("<p title=").removesuffix("</p>")
    assert "<" not in inner and inner.count(">") == 1 and inner.count('"') == 2


def test_markup_is_written_as_it_is_and_nothing_is_left_out() -> None:
    assert el("div", Markup("<hr>"), None, ["a", el("b", "c")], hidden=True, id=None, title=False) == (
        "<div hidden><hr>a<b>c</b></div>"
    )
    assert el("br") == "<br>"
    assert el("input", aria_label="x", class_="y") == '<input aria-label="x" class="y">'


def test_a_part_with_nothing_in_it_has_no_heading() -> None:
    assert section("Words", None, [], items(())) == ""
    assert section("Words", items(["a"])) == "<section><h2>Words</h2><ul><li>a</li></ul></section>"
    assert paragraphs(["", "a"]) == "<p>a</p>"
    assert joined() == ""
