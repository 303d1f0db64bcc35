"""Who somebody is to the room: tokens of 128 bits, of which only a hash is kept, and the code that people type."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
from typing import Final

from game.refusal import Refusal

BYTES: Final = 16
SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of a join code: none that is taken for another one."""
LENGTH: Final = 6
WRONG_CODES: Final = 60
"""Wrong join codes a minute, of everybody together, past which nobody may try for the rest of it."""
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(BYTES)


def new_code() -> str:
    """A code to be read off a wall and typed."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def hash_of(token: str) -> str:
    """What is kept of a token; "" of what is none, which matches nothing."""
    return hashlib.sha256(token.encode()).hexdigest() if _TOKEN.fullmatch(token) else ""


def typed_code(text: str) -> str:
    """A code as somebody typed it, in capitals and without spaces and dashes."""
    return re.sub(r"[\s-]", "", text).upper()


def is_code(typed: str, code: str) -> bool:
    """Is it this code? Takes as long for every wrong one."""
    return hmac.compare_digest(typed.encode(), code.encode())


class JoinCode:
    """The code of a room, which cannot be found by trying.

    Args:
        code: the right one.
    """

    def __init__(self, code: str) -> None:
        self._code, self._wrong, self._lock = code, list[float](), threading.Lock()

    def check(self, typed: str) -> None:
        """Refuse a wrong code, and every code while too many wrong ones are tried.

        Raises:
            Refusal: as said.
        """
        now = time.monotonic()
        with self._lock:
            self._wrong = [at for at in self._wrong if now - at < 60.0]
            if len(self._wrong) >= WRONG_CODES:
                raise Refusal("Too many wrong codes were tried. Wait a minute, then type the code on the wall.")
            if not is_code(typed_code(typed), self._code):
                self._wrong.append(now)
                raise Refusal("That is not the code of this room. Type the six signs on the wall.")
