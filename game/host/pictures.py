"""An address as a picture to be scanned: on a page, and in a terminal."""

from __future__ import annotations

from io import StringIO

from game.web.markup import Markup, el


def qr_picture(address: str, label: str) -> Markup:
    """A QR code as a drawing on a page, dark on light whatever the page's colours are."""
    import segno

    found = segno.make(address, error="m", micro=False)
    drawn = found.svg_inline(border=4, omitsize=True, dark="#000", light="#fff")
    return el("figure", Markup(drawn), role="img", aria_label=f"{label}: {address}", class_="qr")


def qr_lines(address: str) -> str:
    """The same in signs of a terminal."""
    import segno

    written = StringIO()
    segno.make(address, error="l", micro=False).terminal(written, border=2, compact=True)
    return written.getvalue()
