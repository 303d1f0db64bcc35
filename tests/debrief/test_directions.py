import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

from game.debrief.report.blocks import Items, Para, Report, Span
from game.debrief.report.publishing import pdf

ARABIC = "زبائننا ينتظرون القهوة منذ ثلاثة أيام"
HEBREW = "הלקוחות שלנו מחכים כבר שלושה ימים"
ENGLISH = "Our customers have waited for three days"


def lefts(*blocks: Para) -> list[float]:
    """Where the first sign of each line stands on the page, from the left in points, by the line's text."""
    found: dict[int, list[float]] = {}
    page = pypdf.PdfReader(io.BytesIO(pdf(Report("a", "Title", "Under it", tuple(blocks))).data)).pages[0]

    def note(text: str, matrix: list[float], *_: Any) -> None:
        if text.strip():
            found.setdefault(round(matrix[5] / 6), []).append(matrix[4])

    page.extract_text(visitor_text=note)
    return [min(places) for _, places in sorted(found.items(), reverse=True)]


@pytest.mark.parametrize("words", [ARABIC, HEBREW])
def test_words_of_a_script_from_right_to_left_begin_at_the_right_margin(words: str) -> None:
    plain = lefts(Para((Span(ENGLISH),)), Para((Span("more"),)))
    turned = lefts(Para((Span(words),)), Para((Span("more"),)))
    assert plain[2] == pytest.approx(plain[3]), "both lines begin at the left margin"
    assert turned[2] > turned[3] + 100


@pytest.mark.parametrize("block", [lambda *spans: Para(spans), lambda *spans: Items((spans,))])
def test_somebodys_own_words_are_printed_wherever_they_stand(block: Callable[..., Any]) -> None:
    report = Report("a", "Title", "Under it", (block(Span("She wrote: "), Span(ENGLISH, "own")),))
    assert ENGLISH in pypdf.PdfReader(io.BytesIO(pdf(report).data)).pages[0].extract_text()
