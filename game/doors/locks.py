"""The lock of an open file or folder, which is gone when its process ends."""

from __future__ import annotations

import os
import sys

if sys.platform == "win32":
    import msvcrt

    # Locks there keep others from reading too, so a byte is locked that no file of ours reaches.
    _FAR = 2**40

    def lock(number: int) -> bool:
        """Take the lock of what a descriptor is open for; False when somebody else has it."""
        place = os.lseek(number, 0, os.SEEK_CUR)
        os.lseek(number, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(number, place, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock(number: int) -> bool:
        """Take the lock of what a descriptor is open for; False when somebody else has it."""
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
