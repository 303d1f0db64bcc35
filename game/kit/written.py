"""A month that was played, as the codes that would enter it: what `typed.read` and `decided` take back."""

from __future__ import annotations

from game.kit import codes
from game.rules.levers import SEATS, Seat, Setting, other
from game.table.month import Month
from game.table.seen.observation import Proposal, Reading
from game.table.table import Table


def write_month(table: Table, at: int, name: str = "") -> str:
    """The block of the month of index `at` in a table's history; `name` is what the table is called on its sheets."""
    month = table.history[at]
    lines = [f"table {name}"] if name else []
    lines.append(f"month {month.round}")
    for seat in SEATS:
        lines += _seat(table, month, seat)
    for proposal in month.proposals:
        lines += _joint(table, proposal)
    return "\n".join(lines) + "\n"


def _seat(table: Table, month: Month, seat: Seat) -> list[str]:
    sheet, commit = table.scenario.sheet, month.commits[seat]
    settings = {setting.key: setting for setting in sheet.settings}
    pairs = "  ".join(codes.format_pair(settings[key], value) for key, value in commit.plan.items())
    lines = [f"{seat} {pairs}"]
    lines += [_reading(settings, one) for one in month.readings if one.seat == seat]
    lines += [codes.format_card(asked.card, table.deck.cards) for asked in month.asked if asked.by == seat]
    lines += [
        f"answer {codes.format_card(asked.card, table.deck.cards)} {_one_line(asked.answer)}"
        for asked in month.asked
        if asked.by != seat and asked.answer
    ]
    if commit.why:
        lines.append(f"because {_one_line(commit.why)}")
    if seat in month.lines:
        lines.append(f"kept {_one_line(month.lines[seat])}")
    return lines


def _reading(settings: dict[str, Setting], one: Reading) -> str:
    limit = codes.format_limit(other(one.seat), one.constraint)
    expected = codes.format_expected(settings[one.lever], one.expects)
    return f"R1 {limit}  R2 {expected}  R3 {one.confidence}"


def _joint(table: Table, proposal: Proposal) -> list[str]:
    head = "both" if proposal.status == "signed" else "unsigned"
    pairs = []
    for key, value in proposal.settings.items():
        if key.startswith(codes.LEAD):
            lead = next(lead for lead in ("marketing", "distribution", "joint") if lead == value)
            pairs.append(" ".join(codes.format_lead(key.removeprefix(codes.LEAD), lead)))
            continue
        setting = table.scenario.sheet.find(key)
        assert setting is not None, "only settings of the sheet can be signed"
        pairs.append(codes.format_pair(setting, value))
    lines = [f"{head} {proposal.by}: {'  '.join(pairs)}"]
    return [*lines, f"because {_one_line(proposal.why)}"] if proposal.why else lines


def _one_line(text: str) -> str:
    """The words on one line, as a sheet's line has them."""
    return " ".join(text.split())
