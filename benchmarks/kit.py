"""The print kit: seconds from the command to its PDF, beside matplotlib writing as many pages of the same words.

    python -m benchmarks.kit [SCENARIO] [--times N]

The peer puts every page's words down line by line, without a table, a box or a tag, in a process that already runs.
The command starts anew each time (typst keeps what it has laid out); processor time, the middle of `--times` runs.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pypdf import PdfReader

from benchmarks.told import middle, timed, told

GOAL = 10.0


def by_command(scenario: str, out: Path) -> float:
    """Processor seconds of `lastmile kit`, its start included."""
    before = os.times()
    command = [sys.executable, "-m", "game", "kit", scenario, "--out", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def by_matplotlib(pages: list[str]) -> bytes:
    """The same words on as many pages."""
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    out = io.BytesIO()
    with PdfPages(out) as pdf:
        for page in pages:
            figure = Figure(figsize=(8.27, 11.69))
            for at, line in enumerate(page.splitlines()):
                figure.text(0.07, 0.96 - 0.014 * at, line, fontsize=9, parse_math=False)
            pdf.savefig(figure)
    return out.getvalue()


def main() -> None:
    """Print what was measured."""
    asked = argparse.ArgumentParser(description="The print kit beside matplotlib.")
    asked.add_argument("scenario", nargs="?", default="one-cart")
    asked.add_argument("--times", type=int, default=3)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "kit.pdf"
        seconds = middle(sorted(by_command(given.scenario, out) for _ in range(given.times)))
        pages = [page.extract_text() for page in PdfReader(out).pages]
    peer = middle(timed(lambda: by_matplotlib(pages), given.times))
    told(f"lastmile kit {given.scenario}, {len(pages)} pages", f"{seconds:.2f} s", f"{GOAL:.0f} s", GOAL / seconds)
    told("   as many pages of the same words by matplotlib", f"{peer:.2f} s ({peer / seconds:.1f}x)")


if __name__ == "__main__":
    main()
