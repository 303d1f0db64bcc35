"""A room served: one loop, one process; Ctrl-C and a plain kill let go of everything and free the port."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn

from game.host.room import HostedRoom
from game.host.wire import LARGEST_REQUEST

GRACE: Final = 2
"""Seconds that answers under way may take at the end."""


class RoomServer(uvicorn.Server):
    """A server that lets go of its room first when it ends: open streams end with it.

    Args:
        config: of uvicorn.
        room: that it serves.
        ready: called when it listens.
    """

    def __init__(self, config: uvicorn.Config, room: HostedRoom, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._room, self._ready = room, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        gc.collect()
        gc.freeze()  # what was loaded stays: it need not be looked through again while people play
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let go of the room, then of whoever is connected."""
        self._room.close()
        await super().shutdown(sockets)


def serve_room(
    app: Callable[..., object], room: HostedRoom, listening: socket.socket, ready: Callable[[], None],
    cert: Path | None = None, key: Path | None = None,
) -> None:  # fmt: skip
    """Serve until Ctrl-C or a kill.

    Args:
        app: the pages.
        room: theirs.
        listening: where.
        ready: called when it listens.
        cert: of TLS; None = plain HTTP.
        key: of the certificate.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="critical",  # what goes wrong is in the room's own log, without figures
        access_log=False,  # it would write down tokens
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=LARGEST_REQUEST,
        loop="asyncio",
        http="h11",
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=32 * 1024,
        ssl_certfile=cert,
        ssl_keyfile=key,
    )
    RoomServer(config, room, ready).run([listening])
