"""Writing through to the disk: what a log of blocks does before it says that a thing is safe."""

from __future__ import annotations

import os
from io import FileIO


def write_through(file: FileIO, end: int, block: bytes) -> int:
    """Write a block at `end`, in as many pieces as the system takes, and wait until the disk has it.

    Args:
        file: unbuffered and open for writing.
        end: where what is sound ends, in bytes.
        block: what to write there.

    Returns:
        Where what is sound ends now.

    Raises:
        OSError: when it cannot be written; what is before `end` is as it was.
    """
    file.seek(end)
    rest = memoryview(block)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())
    return end + len(block)
