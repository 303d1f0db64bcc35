"""Joint decisions: proposals, signatures, refusals, and what a signature changes at once."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from game.doors.problems import readable
from game.doors.text import quoted
from game.rules.levers import SEATS, Lead, Plan, Seat, Value
from game.table.month import InPlay
from game.table.moves import Decline, Propose, Sign, Withdraw
from game.table.planning import bill, plain, sheet_of
from game.table.seen.observation import Proposal, Status
from game.table.table import Table
from game.table.talk import requesting
from game.table.wording import near, refuse, text_problem

LEAD: Final = "lead."
LEADS: Final[tuple[Lead, ...]] = ("marketing", "distribution", "joint")


def propose(table: Table, move: Propose) -> Table:
    """Put a joint decision on the table."""
    seat, now = move.seat, table.play_now
    if table.structure.talk == "none":
        raise refuse(seat, table.round, "nobody talks at this table, so there is nothing to sign: set your own levers.")
    if seat in now.commits:
        raise refuse(seat, table.round, "your plan is committed. Take it back first, then propose.")
    settings = proposable(table, seat, move.settings)
    problem = text_problem(move.why, "the reason")
    if problem:
        raise refuse(seat, table.round, problem)
    for proposal in now.proposals:
        if proposal.status == "open" and dict(proposal.settings) == settings:
            hint = "Withdraw it to say it differently." if proposal.by == seat else f"Sign '{proposal.id}' instead."
            raise refuse(seat, table.round, f"'{proposal.id}' proposes just this already. {hint}")
    proposal = Proposal(requesting.id_for(table, move, "P"), seat, MappingProxyType(settings), move.why)
    now = replace(now, proposals=(*now.proposals, proposal)).heard(replace(move, id=proposal.id, settings=settings))
    return replace(table, play_now=now.moved(seat, "talk"))


def proposable(table: Table, seat: Seat, settings: Plan) -> dict[str, Value]:
    """The settings of a proposal as the table keeps them.

    Raises:
        Refusal: with everything that cannot be proposed.
    """
    if not settings:
        raise refuse(seat, table.round, "expected at least one setting to propose, given none.")
    joint = {setting.key: setting for setting in sheet_of(table, "joint")}
    problems, kept = [], {}
    for key, value in settings.items():
        problem = (
            _lead_problem(table, key, value)
            if key.startswith(LEAD)
            else _joint_problem(table, key, value) or _unsold_problem(table, key, settings)
        )
        if problem:
            problems.append(problem)
        else:
            kept[key] = str(value) if key.startswith(LEAD) else plain(joint[key], value)
    if problems:
        raise refuse(seat, table.round, "\n  ".join(["this cannot be proposed.", *readable(problems)]))
    return kept


def _lead_problem(table: Table, key: str, value: Value) -> str | None:
    lever = key.removeprefix(LEAD)
    if lever not in table.leads:
        return f"there is no lever {quoted(lever)} here.{near(lever, table.leads)}"
    if value not in LEADS:
        return f"expected one of {', '.join(LEADS)} for {key}: {quoted(value)}"
    if table.leads[lever] == value:
        return f"'{lever}' is led so already: {value}."
    return None


def _joint_problem(table: Table, key: str, value: Value) -> str | None:
    joint = {setting.key: setting for setting in sheet_of(table, "joint")}
    if key not in joint:
        setting = table.scenario.sheet.find(key)
        if setting is None:
            return f"there is no setting {quoted(key)} to sign.{near(key, joint)}"
        lead = table.leads[setting.lever.id]
        if lead == "joint":
            return f"'{key}' is done already and stays so."
        return f"'{key}' needs no signatures: {lead} leads it and sets it in its plan."
    if joint[key].lever.kind == "switch" and value is False:
        return f"expected true for {key}: leaving it as it is needs no signature."
    return joint[key].problem(value)


def _unsold_problem(table: Table, key: str, settings: Plan) -> str | None:
    """A forecast books crews and vans: of an item that nobody can order it may be signed only with its launch."""
    setting = table.scenario.sheet.find(key)
    if setting is None or setting.lever.id != "forecast" or bool(table.state.launched[0, setting.item]):
        return None
    if table.leads.get("launch", "joint") != "joint":  # one seat launches it in its own plan, perhaps this month
        return None
    launch = f"launch.{setting.item_key}"
    if settings.get(launch) is True or table.play_now.agreed().get(launch) is True:
        return None
    return f"nobody can order what '{key}' is for: it is not on sale. Propose '{launch}' with it, or sign that first."


def sign(table: Table, move: Sign) -> Table:
    """Agree to the partner's proposal: it holds from now on."""
    proposal = _partners(table, move.seat, move.id)
    _check_why(table, move.seat, move.why, needed=False)
    proposable(table, move.seat, proposal.settings)
    kept = tuple(one for one in table.play_now.proposals if one.id != proposal.id)
    signed = replace(proposal, status="signed", answer=move.why)
    given = {key.removeprefix(LEAD): value for key, value in proposal.settings.items() if key.startswith(LEAD)}
    leads = {
        lever: next((lead for lead in LEADS if lead == given.get(lever)), was) for lever, was in table.leads.items()
    }
    now = replace(table.play_now, proposals=(*kept, signed)).heard(move)
    table = replace(table, leads=MappingProxyType(leads), play_now=now)
    return _recheck(table, signed)


def decline(table: Table, move: Decline) -> Table:
    """Say no to the partner's proposal."""
    proposal = _partners(table, move.seat, move.id)
    _check_why(table, move.seat, move.why, needed=True)
    return _closed(table, proposal, "declined", move)


def withdraw(table: Table, move: Withdraw) -> Table:
    """Take an own proposal or request back."""
    if any(one.id == move.id for one in table.play_now.requests):
        return requesting.withdraw(table, move)
    proposal = _open(table, move.seat, move.id)
    if proposal.by != move.seat:
        raise refuse(move.seat, table.round, f"'{move.id}' is your partner's: sign it or decline it.")
    _check_why(table, move.seat, move.why, needed=False)
    return _closed(table, proposal, "withdrawn", move)


def lapsed(now: InPlay) -> tuple[Proposal, ...]:
    """The proposals of a round as its reveal finds them: what is still open has lapsed."""
    return tuple(replace(one, status="lapsed") if one.status == "open" else one for one in now.proposals)


def deadlocks(proposals: tuple[Proposal, ...]) -> int:
    """Proposals that were declined or lapsed and whose matter no signature settled in the same round."""
    settled = {key for one in proposals if one.status == "signed" for key in one.settings}
    stuck = (one for one in proposals if one.status in ("declined", "lapsed"))
    return len({tuple(sorted(one.settings)) for one in stuck if not settled.intersection(one.settings)})


def _recheck(table: Table, signed: Proposal) -> Table:
    """Hand a committed plan back when the agreement changed its sheet, what it may spend, or came after it."""
    now = table.play_now
    for seat in SEATS:
        if seat not in now.commits:
            continue
        plan = now.commits[seat].plan
        reason = ""
        if set(plan) != {setting.key for setting in sheet_of(table, seat)}:
            reason = f"The agreement '{signed.id}' changed who decides what, so your plan was handed back."
        elif bill(table, seat, plan).over:
            reason = f"The agreement '{signed.id}' changed the budgets, so your plan was handed back."
        elif table.talk_first:
            reason = f"'{signed.id}' was signed after your plan, so it was handed back: look at it once more."
        if reason:
            now = now.handed_back_to(seat, reason)
    return replace(table, play_now=now)


def _open(table: Table, seat: Seat, id_: str) -> Proposal:
    """An open proposal of this round."""
    proposals = {proposal.id: proposal for proposal in table.play_now.proposals}
    if id_ not in proposals:
        open_ = [one.id for one in proposals.values() if one.status == "open"]
        hint = near(id_, open_) or " None is open."
        raise refuse(seat, table.round, f"there is no proposal {quoted(id_)} this month.{hint}")
    if proposals[id_].status != "open":
        raise refuse(seat, table.round, f"the proposal '{id_}' is {proposals[id_].status} already.")
    return proposals[id_]


def _partners(table: Table, seat: Seat, id_: str) -> Proposal:
    proposal = _open(table, seat, id_)
    if proposal.by == seat:
        raise refuse(seat, table.round, f"'{id_}' is your own: your partner signs it, or you withdraw it.")
    return proposal


def _check_why(table: Table, seat: Seat, why: str, needed: bool) -> None:
    problem = text_problem(why, "the reason", needed)
    if problem:
        raise refuse(seat, table.round, problem)


def _closed(table: Table, proposal: Proposal, status: Status, move: Decline | Withdraw) -> Table:
    closed = replace(proposal, status=status, answer=move.why)
    proposals = tuple(closed if one.id == proposal.id else one for one in table.play_now.proposals)
    return replace(table, play_now=replace(table.play_now, proposals=proposals).heard(move))
