"""The way into a room from a terminal: the address that its host shows, a seat, and the token that is kept here."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from game.doors.files import system_reason
from game.doors.text import quoted, visible
from game.doors.toml import read_toml
from game.doors.writing import write
from game.host.identity import typed_code
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat

OPENING: Final = 10.0
LARGEST: Final = 256 * 1024
KEPT: Final = "joined.toml"
"""The file of tokens, in the person's own folder: whoever has a token has the seat."""


@dataclass(frozen=True)
class Address:
    """Where a room is, and what of the way in was given with it."""

    base: str  # http://192.0.2.7:8080
    code: str = ""  # of the room
    link: str = ""  # to a seat that is held already

    @property
    def line(self) -> str:
        """Where the lines of terminals begin."""
        return f"ws{self.base.removeprefix('http')}/terminal/line"


def address_of(text: str) -> Address:
    """What a person typed or pasted as the address of a room.

    Raises:
        Refusal: when it is none.
    """
    full = text.strip() if "://" in text else f"http://{text.strip()}"
    wrong = Refusal(f"expected the address of a room as its host shows it, such as http://192.0.2.7:8080/j/ABC234: "
                    f"{quoted(text)}")  # fmt: skip
    try:
        parts = urlsplit(full)
        _ = parts.port
    except ValueError:
        raise wrong from None
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.username
        or not (full.isascii() and full.isprintable())
    ):
        raise wrong
    base, way = f"{parts.scheme}://{parts.netloc.lower()}", parts.path.strip("/").split("/")
    match way:
        case [""] | ["seat", *_]:
            return Address(base)
        case ["j", code]:
            return Address(base, code=typed_code(code))
        case ["back", link]:
            return Address(base, link=link)
        case _:
            raise wrong


def trust_in(certificate: Path | None) -> ssl.SSLContext | None:
    """What certificates are trusted beside those that this machine trusts; None = none beside them.

    Raises:
        Refusal: when the file holds no certificate.
    """
    if certificate is None:
        return None
    try:
        return ssl.create_default_context(cafile=certificate)
    except OSError as error:
        why = error.strerror if error.filename else "it holds no certificate"
        raise Refusal(f"{visible(str(certificate))}: expected a certificate (PEM): {why}.") from None


class Room:
    """A room on another machine, before a seat is taken.

    Args:
        at: where.
        trust: as `trust_in`.
    """

    def __init__(self, at: Address, trust: ssl.SSLContext | None = None) -> None:
        self._at, self._trust = at, trust

    def free(self) -> tuple[tuple[int, Seat], ...]:
        """The seats that nobody sits in.

        Raises:
            Refusal: when the room cannot be reached, or the code is not its own.
        """
        found = self._asked(f"/terminal/{quote(self._at.code, safe='')}").get("free")
        pairs = found if isinstance(found, list) else []
        return tuple((int(one[0]), seat) for one in pairs for seat in SEATS if one[1] == seat)

    def take(self, place: tuple[int, Seat] | None, name: str) -> str:
        """Take a seat, or go on in the one that the link leads to; the token of it.

        Args:
            place: a table and a seat; None = whichever is free.
            name: of the person, if they wish.

        Raises:
            Refusal: as the room refuses it.
        """
        given = {"link": self._at.link} if self._at.link else {
            "code": self._at.code, "name": name, "place": f"{place[0]}.{place[1]}" if place else ""
        }  # fmt: skip
        token = self._asked("/terminal", urlencode(given).encode()).get("token")
        if not isinstance(token, str):
            raise Refusal("expected a room of this game, given another answer. Is it of the same version?")
        return token

    def _asked(self, path: str, form: bytes | None = None) -> dict[str, Any]:
        asked = urllib.request.Request(f"{self._at.base}{path}", form, {"Origin": self._at.base})
        open_ = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=self._trust)
        )
        try:
            with open_.open(asked, timeout=OPENING) as answer:
                body = answer.read(LARGEST)
        except urllib.error.HTTPError as error:
            body = error.read(LARGEST)
        except OSError as error:
            reason = getattr(error, "reason", error)
            why = system_reason(reason) if isinstance(reason, OSError) else visible(str(reason))
            raise Refusal(
                f"{self._at.base}: the room cannot be reached: {why}. Is it open, and are you in the same network?"
            ) from None
        try:
            found = json.loads(body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Refusal(f"{self._at.base}: expected a room of this game there, found something else.")
        if "refused" in found:
            raise Refusal(visible(str(found["refused"])))
        return found


def kept_token(folder: Path, at: Address) -> str:
    """The token of the seat that was taken in a room before, from here; "" = none."""
    found = _kept(folder).get(at.base)
    return found if isinstance(found, str) else ""


def keep_token(folder: Path, at: Address, token: str) -> None:
    """Keep the token of a seat, so that joining again leads back to it.

    Raises:
        Refusal: when it cannot be written.
    """
    import tomli_w

    path = folder / KEPT
    if not path.exists():
        with suppress(OSError):  # then writing it says why
            folder.mkdir(parents=True, exist_ok=True)
            path.touch(0o600)
    write(path, tomli_w.dumps({**_kept(folder), at.base: token}), "the seats that were joined")


def _kept(folder: Path) -> dict[str, Any]:
    path = folder / KEPT
    try:
        return dict(read_toml(path, "the seats that were joined")) if path.exists() else {}
    except (Refusal, OSError):
        return {}  # it costs the way back to a seat, which its link opens too
