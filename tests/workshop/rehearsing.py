"""Short runs of show for the tests, and a clock that goes only when it is told to."""

from io import StringIO
from pathlib import Path

from game.cli.facilitating.asking import TickingLines
from game.cli.facilitating.session import Workshop
from game.cli.prompt.lines import Ended, Lines
from game.workshop.clock import Happening, Progress, What, begin
from game.workshop.journal import Journal
from game.workshop.run_of_show import RunOfShow, run_of
from tests.cli.prompting import squeezed

TWENTY = """
title = "Twenty"
about = "Short."
people = "2 people"
minutes = 20

[[steps]]
key = "welcome"
title = "Welcome"
kind = "open"
minutes = 2

[[steps]]
key = "act"
title = "Act"
kind = "play"
minutes = 9
cues = [{ at = 4, say = "Half-way." }]
table = { scenario = "first-day", structure = "silo" }

[[steps]]
key = "talk"
title = "Talk"
kind = "debrief"
minutes = 5

[[steps]]
key = "next"
title = "What next?"
kind = "debrief"
minutes = 2

[[steps]]
key = "close"
title = "Close"
kind = "close"
minutes = 2
"""


def twenty(more: str = "") -> RunOfShow:
    return run_of(TWENTY.replace('people = "2 people"', f'people = "2 people"\n{more}'), "twenty", "twenty.toml")


def at(minutes: float, what: What, by: int = 0, text: str = "") -> Happening:
    return Happening(minutes * 60.0, what, by, text)


def led(*done: Happening, run: RunOfShow | None = None) -> Progress:
    session = begin(run or twenty(), 0.0).after(at(0, "go"))
    for one in done:
        session = session.after(one)
    return session


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Room:
    """A facilitator who types a line, and then lets some minutes go by."""

    def __init__(self, path: Path, begun: bool = True, run: RunOfShow | None = None) -> None:
        self.clock, self.out = Clock(), StringIO()
        self.kept = Journal.begin(path, run or twenty(), 0.0)
        if begun:
            self.kept.do(at(0, "go"))

    def lead(self, *steps: int | str) -> str:
        """Each step is what is typed, or a number of minutes to wait before the next line."""
        clock = self.clock

        class Typed(StringIO):
            def __init__(self) -> None:
                super().__init__()
                self.steps = iter(steps)

            def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
                for step in self.steps:
                    if not isinstance(step, str):
                        clock.now += step * 60.0
                    else:
                        return f"{step}\n"
                return ""

        lines = Lines(Typed(), self.out)
        try:
            Workshop(self.kept, TickingLines(lines, bar=True), clock).lead()
        except Ended:
            self.out.write("<ended>")
        return squeezed(self.out.getvalue())
