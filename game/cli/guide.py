"""The command `lastmile guide`: the facilitator's guide, read in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from game.cli import completing
from game.cli.options import paper_option, pdf_option
from game.doors.files import read_text
from game.refusal import Refusal, nearest_or_all

if TYPE_CHECKING:
    from game.cli.telling.paper import Paper

ORDER: Final = ("preparing", "teaching", "acts", "debrief", "care", "questions", "trouble", "adapting", "evidence")
DAY: Final = ("invitation", "it-check", "objectives", "privacy", "evaluation", "follow-up", "certificate")
"""The texts around the day, to adapt and to print."""
PAGES: Final = (*ORDER, *DAY)
PRIORITIES: Final = "priorities"
ALL: Final = "all"


@click.command()
@click.argument("topic", required=False, shell_complete=completing.completer(lambda: (*PAGES, PRIORITIES, ALL)))
@pdf_option("Print the page there, as a PDF, instead of reading it here.")
@paper_option("The size of the paper.")
def guide(topic: str | None, out: Path | None, paper: str) -> None:
    """Read the facilitator's guide.

    TOPIC is one of the pages it lists, the texts around the day among them, `priorities` for what people rank, or
    `all`. On a terminal a long page opens in the pager; in a pipe it is plain text.
    """
    import sys

    from game.cli.telling.streams import paper_for
    from game.doors.streams import terminal_size

    if out is not None:
        _print(topic, out, paper.lower())
        return
    lines_on = paper_for()
    if topic is None:
        lines = _contents(lines_on)
    elif topic == PRIORITIES:
        lines = _priorities(lines_on)
    elif topic == ALL:
        lines = [line for name in ORDER for line in [*_page(lines_on, name), ""]]
    else:
        lines = _page(lines_on, _named(topic))
    text = "\n".join(lines_on.finished(lines)).lstrip("\n")
    if sys.stdout.isatty() and len(lines) > terminal_size(sys.stdout).lines - 2:
        click.echo_via_pager(text)
    else:
        click.echo(text, color=lines_on.colour or None)


def _print(topic: str | None, out: Path, size: str) -> None:
    """A page, or the whole guide, as a PDF."""
    from game.content import facilitator_folder
    from game.doors.text import visible
    from game.doors.writing import check_writable, write
    from game.figures import several
    from game.kit.leaflets import leaflet
    from game.printing import check_installed, printed

    if topic is None or topic == PRIORITIES:
        raise Refusal(
            "expected a page to print, such as lastmile guide care --out care.pdf. What people rank is printed by "
            "lastmile kit."
        )
    check_installed()
    check_writable(out, "the PDF")
    text = "\n\n".join(map(_text, ORDER)) if topic == ALL else _text(_named(topic))
    made = printed(leaflet(text, size), facilitator_folder() / "kit" / "leaflet.typ", "leaflet")
    write(out, made.data, "the PDF")
    click.echo(f"{several(made.pages, 'page')}: {visible(str(out))}")


def _file(name: str) -> Path:
    from game.content import facilitator_folder

    return facilitator_folder() / ("day" if name in DAY else "guide") / f"{name}.md"


def _named(topic: str) -> str:
    """The page that was meant.

    Raises:
        Refusal: when there is none, with the nearest.
    """
    asked = topic.casefold().removesuffix(".md")
    known = (*PAGES, PRIORITIES, ALL)
    found = [name for name in PAGES if name.startswith(asked)]
    if asked in PAGES:
        return asked
    if len(found) == 1:
        return found[0]
    raise Refusal(f"The guide has no page '{topic}'.{nearest_or_all(asked, known)}")


def _text(name: str) -> str:
    return read_text(_file(name), "a page of the guide")


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
        *paper.paragraph("Around the day: texts to adapt and to print (--out FILE makes a PDF)", style="strong"),
        *paper.entries([(f"lastmile guide {name}", _text(name).splitlines()[0].lstrip("# ")) for name in DAY]),
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
