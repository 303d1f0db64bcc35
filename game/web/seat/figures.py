"""Figures as tables, each with a way to what is behind it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from game.rules.explain import Explanation
from game.telling.explaining import steps, title
from game.telling.rows import Row
from game.web.markup import Markup, Node, el


def table(caption: str, rows: Sequence[Row], round_: int = 0, may: Collection[str] | None = None) -> Markup:
    """Rows under a caption.

    Args:
        caption: what they are.
        rows: each with its figure, and the month before beside it.
        round_: the month whose figures can be taken apart; 0 = none can.
        may: the keys that this seat may ask about; None = every row's.
    """
    if not rows:
        return Markup("")
    before = any(row.before for row in rows)
    head = el("thead", el("tr", el("th", "Figure", scope="col"), el("th", "now", scope="col"),
                          el("th", "month before", scope="col") if before else None))  # fmt: skip
    body = [_row(row, round_, before, may is None or row.key in may) for row in rows]
    whole = el("table", el("caption", caption), head, el("tbody", body))
    return el("div", whole, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _row(row: Row, round_: int, before: bool, may: bool) -> Markup:
    name: Node = row.name.strip()
    if row.key and round_ and may:
        ask = urlencode({"round": round_, "key": row.key})
        name = el("a", row.name.strip(), el("span", " why?", class_="ask"), href=f"/seat/why?{ask}")
    class_ = "part" if row.name.startswith(" ") else None
    return el("tr", el("th", name, scope="row"), el("td", row.now), el("td", row.before) if before else None,
              class_=class_)  # fmt: skip


def explanation(answer: Explanation, currency: str) -> Markup:
    """A figure taken apart: each factor as it enters it, and who moved it."""
    rows = [
        el("tr", el("th", one.name, el("small", one.says) if one.says else None, scope="row"), el("td", one.written),
           el("td", one.mover or "–"))
        for one in steps(answer, currency)
    ]  # fmt: skip
    head = el("thead", el("tr", *(el("th", name, scope="col") for name in ("What", "How much", "Who moved it"))))
    return el("div", el("table", el("caption", title(answer, currency)), head, el("tbody", rows)), class_="scroll")
