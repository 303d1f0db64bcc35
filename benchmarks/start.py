"""Starting: how soon a command answers that needs no screen, beside bare Python and beside importing pydantic.

    python -m benchmarks.start [--times N]

Each is started anew `--times` times, one after the other in turns, with files in the system's cache, as they are when
you work. Told is the quickest, by processor time: on a machine with nothing else to do it is what you wait for, and on
a busy one the wait for a turn is not counted. What was imported is looked up in the process itself. A package may leave
a `.pth` file behind that every start of Python runs: the first two lines tell.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from benchmarks.told import told

HELP_GOAL, LIST_GOAL = 0.100, 2.0
HEAVY = ("textual", "numpy")
COMMANDS = {"lastmile --help": ["--help"], "lastmile scenario list": ["scenario", "list"]}
IMPORTED = """
import sys
sys.argv = ["lastmile", *{arguments!r}]
from game.__main__ import main
try:
    main()
except SystemExit:
    pass
print("\\nIMPORTED", *[name for name in {heavy!r} if name in sys.modules])
"""


def seconds(command: list[str]) -> float:
    """Processor seconds of a process from its start to its end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with code {process.returncode}")
    return used.ru_utime + used.ru_stime


def imported(arguments: list[str]) -> list[str]:
    """Which heavy packages a command imports."""
    script = IMPORTED.format(arguments=arguments, heavy=HEAVY)
    said = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    return said.rpartition("IMPORTED")[2].split()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=15)
    asked = options.parse_args()
    python = sys.executable
    started = {
        "python that reads no site-packages": [python, "-I", "-S", "-c", "pass"],
        "python that does nothing": [python, "-c", "pass"],
        "python that imports click": [python, "-c", "import click"],
        "python that imports pydantic": [python, "-c", "from pydantic import BaseModel"],
    }
    started |= {name: [python, "-m", "game", *arguments] for name, arguments in COMMANDS.items()}
    spent: dict[str, list[float]] = {name: [] for name in started}
    for _ in range(asked.times + 1):
        for name, command in started.items():
            spent[name].append(seconds(command))
    best = {name: min(times[1:]) for name, times in spent.items()}
    print(f"{asked.times} starts each, load {os.getloadavg()[0]:.1f}\n")
    for name in list(started)[:4]:
        told(name, f"{best[name] * 1e3:.0f} ms")
    told("lastmile --help", f"{best['lastmile --help'] * 1e3:.0f} ms", f"{HELP_GOAL * 1e3:.0f} ms",
         HELP_GOAL / best["lastmile --help"])  # fmt: skip
    ratio = best["lastmile scenario list"] / best["python that imports pydantic"]
    told("lastmile scenario list", f"{best['lastmile scenario list'] * 1e3:.0f} ms")
    told("   against importing pydantic", f"{ratio:.2f}x", f"{LIST_GOAL:.0f}x at most", LIST_GOAL / ratio)
    for name, arguments in COMMANDS.items():
        heavy = imported(arguments)
        told(f"{name} imports of {', '.join(HEAVY)}", ", ".join(heavy) or "none", "none")


if __name__ == "__main__":
    main()
