"""Logs with something else in their blocks, checksums and all: what only a program could have written."""

from game.store.blocks import TITLE, check_of, framed, scan


def rewritten(data: bytes, was: bytes, now: bytes, title: bytes = TITLE) -> bytes:
    """The log with a text in it replaced, every block whole again."""
    out, before = title, title
    blocks = [block.content for block in scan(data, title).blocks]
    assert any(was in block for block in blocks), was
    for number, content in enumerate(blocks):
        block = framed(content.replace(was, now), number, before)
        out, before = out + block, check_of(block)
    return out
