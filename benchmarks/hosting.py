"""How many seats one host serves: joining, a key to its page, a month revealed to everybody, memory, idling.

    .venv/bin/python -m benchmarks.hosting 100

Starts `lastmile host` in a process of its own, and plays a month of the guided place at every table over HTTP, from one
other process on the same machine.
"""

from __future__ import annotations

import asyncio
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

ADDRESS = "127.0.0.1"
KEYS = 3
"""Changes of a draft that each seat makes."""


class Seat:
    """A browser that keeps its line open, as far as a server can tell."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie, self.price = port, "", ""
        self.reader: asyncio.StreamReader
        self.writer: asyncio.StreamWriter

    async def open(self) -> None:
        """Connect."""
        self.reader, self.writer = await asyncio.open_connection(ADDRESS, self.port)

    async def ask(self, method: str, path: str, **fields: str) -> tuple[int, str]:
        """One request on the line that is open: the status and the page."""
        body = urlencode({name.replace("__", "."): of for name, of in fields.items()}).encode()
        host = f"{ADDRESS}:{self.port}"
        head = [f"{method} {path} HTTP/1.1", f"host: {host}", f"cookie: {self.cookie}"]
        if method == "POST":
            head += [f"origin: http://{host}", "content-type: application/x-www-form-urlencoded"]
            head += [f"content-length: {len(body)}"]
        if self.reader.at_eof():  # an idle line is let go of after a while
            await self.open()
        self.writer.write("\r\n".join([*head, "", ""]).encode() + body)
        await self.writer.drain()
        raw = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        size = re.search(r"content-length: (\d+)", raw, re.IGNORECASE)
        page = (await self.reader.readexactly(int(size[1]) if size else 0)).decode()
        given = re.search(r"set-cookie: ([^;]+)", raw, re.IGNORECASE)
        self.cookie = given[1] if given else self.cookie
        return int(raw.split()[1]), page

    async def press(self, do: str, **fields: str) -> str:
        """A button of the page as it stands, and the page after it."""
        _, page = await self.ask("GET", "/seat")
        forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
        form = next((one for one in forms if f'value="{do}"' in one or (do == "commit" and 'id="plan"' in one)), "")
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form))
        status, said = await self.ask("POST", "/seat/do", do=do, **{**hidden, **fields})
        assert status in (200, 303), said
        return said

    async def stream(self) -> None:
        """Wait until the table says look again."""
        reader, writer = await asyncio.open_connection(ADDRESS, self.port)
        _, page = await self.ask("GET", "/seat")
        live = re.search(r'data-live="([^"]+)"', page)
        assert live
        writer.write(f"GET {live[1]} HTTP/1.1\r\nhost: {ADDRESS}:{self.port}\r\ncookie: {self.cookie}\r\n\r\n".encode())
        while b"look again" not in await reader.readline():
            pass
        writer.close()


async def measured(port: int, code: str, seats: int, pid: int) -> None:
    """Play a month at every table and print what it took."""
    before = rss(pid)
    every = [Seat(port) for _ in range(seats)]
    await asyncio.gather(*(one.open() for one in every))
    began = time.perf_counter()
    places = [f"{at // 2 + 1}.{('marketing', 'distribution')[at % 2]}" for at in range(seats)]
    joins = [one.ask("POST", "/join", code=code, place=of, name="") for one, of in zip(every, places, strict=True)]
    await asyncio.gather(*joins)
    await asyncio.gather(*(one.ask("GET", "/seat") for one in every))
    print(f"{seats} seats joined and saw their page within {time.perf_counter() - began:.2f} s")
    for do in ("news", "pass", "ready"):
        await asyncio.gather(*(one.press(do) for one in every))
    sheets, taken = await asyncio.gather(*(sheet_of(one) for one in every)), list[float]()
    await asyncio.gather(*(type_on(one, fields, taken) for one, fields in zip(every, sheets, strict=True)))
    changes = f"{len(taken)} changes, each seat one every 5 s"
    print(f"a change of the draft to the panel that answers it: {spread(taken)} ({changes})")
    for one in every[::2]:
        await one.press("commit")
    streams = [asyncio.create_task(one.stream()) for one in every[::2]]
    await asyncio.sleep(1.0)
    began = time.perf_counter()
    await asyncio.gather(*(one.press("commit") for one in every[1::2]), *streams)
    print(f"the last commit of every table, on disk and told across it, within {time.perf_counter() - began:.2f} s")
    began, shown = time.perf_counter(), list[float]()
    await asyncio.gather(*(see(one, shown, began) for one in every))
    print(f"the month to all {seats} seats at once: the first after {min(shown):.2f} s, the last {max(shown):.2f} s")
    print(f"memory a seat: {(rss(pid) - before) / seats / 1024:.2f} MB")
    used = cpu(pid)
    await asyncio.sleep(10.0)
    print(f"idle, with {seats} lines open: {10 * (cpu(pid) - used):.1f}% of a core")


async def sheet_of(one: Seat) -> dict[str, str]:
    """The fields of a seat's plan as they stand."""
    _, page = await one.ask("GET", "/seat")
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'id="plan"' in form)
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    return {name: of for name, of in fields.items() if name not in ("do", "step")}


async def type_on(one: Seat, fields: dict[str, str], taken: list[float]) -> None:
    """Change a draft now and then, as people do, and keep how long each answer took."""
    steps = [name.removeprefix("set.") for name in fields if name.startswith(("set.price", "set.stock"))]
    for at in range(KEYS):
        await asyncio.sleep(10.0 * random.random())
        fields = {**fields, "step": f"{'+-'[at % 2]}{steps[0]}"}
        began = time.perf_counter()
        status, _ = await one.ask("POST", "/seat/do", do="draft", part="panel", **fields)
        taken.append(time.perf_counter() - began)
        assert status == 200


async def see(one: Seat, shown: list[float], began: float) -> None:
    """Look at what became of the month."""
    _, page = await one.ask("GET", "/seat")
    assert "plays out" in page
    shown.append(time.perf_counter() - began)


def spread(taken: list[float]) -> str:
    """The median and the 99th of a hundred."""
    ordered = sorted(taken)
    return f"p50 {1000 * ordered[len(ordered) // 2]:.0f} ms, p99 {1000 * ordered[int(len(ordered) * 0.99)]:.0f} ms"


def rss(pid: int) -> int:
    """Memory that a process holds, in kB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found[1]) if found else 0


def cpu(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main() -> None:
    """Host a room and play in it."""
    seats = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with socket.socket() as one:
        one.bind((ADDRESS, 0))
        port = one.getsockname()[1]
    folder = Path(tempfile.mkdtemp()) / "room"
    where = ["--port", str(port), "--bind", ADDRESS, "--folder", str(folder)]
    command = [sys.executable, "-u", "-m", "game", "host", "first-day", "--tables", str(seats // 2), *where]
    host = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert host.stdout is not None
    said = ""
    for line in host.stdout:
        said += line
        if line.strip() == str(folder):
            break
    code = re.search(r"the code (\w{6})", said)
    assert code, said
    try:
        asyncio.run(measured(port, code[1], seats, host.pid))
    finally:
        host.terminate()
        host.wait()


if __name__ == "__main__":
    main()
