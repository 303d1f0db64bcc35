"""The command `lastmile guide`: the facilitator's guide, read in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from game.cli import completing
from game.doors.files import read_text
from game.refusal import Refusal, nearest_or_all

if TYPE_CHECKING:
    from game.cli.telling.paper import Paper

ORDER: Final = ("preparing", "acts", "debrief", "care", "questions", "trouble", "adapting", "evidence")
PRIORITIES: Final = "priorities"
ALL: Final = "all"


@click.command()
@click.argument("topic", required=False, shell_complete=completing.completer(lambda: (*ORDER, PRIORITIES, ALL)))
def guide(topic: str | None) -> None:
    """Read the facilitator's guide.

    TOPIC is one of the pages it lists, `priorities` for what people rank, or `all`. On a terminal a long page opens in
    the pager; in a pipe it is plain text.
    """
    import sys

    from game.cli.telling.paper import paper_for
    from game.doors.streams import terminal_size

    paper = paper_for()
    if topic is None:
        lines = _contents(paper)
    elif topic == PRIORITIES:
        lines = _priorities(paper)
    elif topic == ALL:
        lines = [line for name in ORDER for line in [*_page(paper, name), ""]]
    else:
        lines = _page(paper, _named(topic))
    text = "\n".join(paper.finished(lines)).lstrip("\n")
    if sys.stdout.isatty() and len(lines) > terminal_size(sys.stdout).lines - 2:
        click.echo_via_pager(text)
    else:
        click.echo(text, color=paper.colour or None)


def _folder() -> Path:
    from game.content import facilitator_folder

    return facilitator_folder() / "guide"


def _named(topic: str) -> str:
    """The page that was meant.

    Raises:
        Refusal: when there is none, with the nearest.
    """
    asked = topic.casefold().removesuffix(".md")
    known = (*ORDER, PRIORITIES, ALL)
    found = [name for name in ORDER if name.startswith(asked)]
    if asked in ORDER:
        return asked
    if len(found) == 1:
        return found[0]
    raise Refusal(f"The guide has no page '{topic}'.{nearest_or_all(asked, known)}")


def _text(name: str) -> str:
    return read_text(_folder() / f"{name}.md", "a page of the guide")


def _page(paper: Paper, name: str) -> list[str]:
    from game.cli.telling.markdown import markdown_lines

    return markdown_lines(paper, _text(name), ruled=True)


def _contents(paper: Paper) -> list[str]:
    """The pages, by their titles."""
    rows = [(name, _text(name).splitlines()[0].lstrip("# ")) for name in ORDER]
    rows += [(PRIORITIES, "What people rank and rate"), (ALL, "The whole guide")]
    return [
        *paper.paragraph("The facilitator's guide", style="strong"),
        *paper.rule(),
        *paper.entries([(f"lastmile guide {name}", title) for name, title in rows]),
        "",
        *paper.paragraph("First time? Read preparing, then the script of a session:"),
        "  lastmile workshop ninety-minutes --list",
        *paper.paragraph("On the day, the same without --list leads you through it."),
    ]


def _priorities(paper: Paper) -> list[str]:
    """What is ranked and rated, as a sheet to write on."""
    from game.table.survey.instrument import read_instrument

    instrument = read_instrument()
    lines = [*paper.paragraph("What matters to whom?", style="strong"), *paper.rule()]
    lines += paper.paragraph(
        f"Give each a rank from 1 (matters most) to {len(instrument.priorities)}: your own; as you believe your "
        "partner ranks them; and as you believe your partner thinks you do."
    )
    lines += ["", paper.ends("", "own   partner   seen")]
    for number, one in enumerate(instrument.priorities, 1):
        lines.append(paper.ends(f"{number:>2}  {one.name}", "____    ____    ____"))
        lines += paper.paragraph(one.means, "    ", style="quiet")
    asks = (
        "How far do you agree, from 1 (not at all) to 7 (fully)? Of a hundred people in the other role, how many would?"
    )
    lines += ["", *paper.paragraph(asks)]
    for statement in instrument.statements:
        lines += ["", *paper.paragraph(f"“{statement.says}”"), paper.ends("", "agree ____    would ____ of 100")]
    return lines
