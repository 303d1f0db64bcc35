"""Under which addresses this machine can be reached on its own network, the most likely one first."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from typing import Final

LOOPBACK: Final = "127.0.0.1"
_FAR: Final = "192.0.2.1"
"""An address kept for examples: asking which way leads there sends nothing."""


def lan_addresses() -> list[str]:
    """The addresses of this machine that others may reach, without those that lead nowhere; none = no network."""
    found: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.connect((_FAR, 9))
        found.append(way.getsockname()[0])
    with suppress(OSError):
        found += [str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [one for one in dict.fromkeys(found) if _leads_here(one)]


def _leads_here(address: str) -> bool:
    found = ipaddress.ip_address(address)
    return not (found.is_loopback or found.is_link_local or found.is_unspecified)


def hosts_for(addresses: list[str], names: list[str], port: int, plain: int) -> frozenset[str]:
    """What a browser may send as its host.

    Args:
        addresses: of this machine.
        names: that a proxy or a name server has for it.
        port: that is served.
        plain: the port that browsers leave out: 80, or 443 with TLS.
    """
    every = [LOOPBACK, "localhost", *addresses, *names]
    shown = [f"{one}:{port}" for one in every] + list(names)
    return frozenset([*shown, *(every if port == plain else [])])


def port_for(bind: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        OSError: when the port is taken or not to be had.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((bind, port))
        listening.listen(512)
    except OSError:
        listening.close()
        raise
    return listening
