"""Who led what, what was put forward, what both signed, and where two signatures did not come together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.debrief.case import Case
from game.debrief.evidence import Evidence, capital, counted, times
from game.figures import listed, share
from game.judging.levers import WORDS
from game.rules.levers import LEVERS, SEATS, Lead
from game.table.seen.observation import Proposal
from game.table.structure import JOINT_TOPICS
from game.table.talk.agreeing import LEAD


def evidence_of_leads(case: Case) -> Iterator[Evidence]:
    """Proposals and deadlocks, who decided the joint topics, and leads that changed hands."""
    proposals = [(month.round, one) for month in case.table.history for one in month.proposals]
    if case.table.structure.talk == "none":
        yield _no_talk(case)
    else:
        yield _agreements(case, proposals)
        yield from _deadlocks(case, proposals)
    yield _leads(case)
    yield from _changes(proposals)


def deadlocked(case: Case) -> int:
    """Matters that stayed open for want of a signature, over the season."""
    return sum(row.deadlocks for row in case.rows)


def _no_talk(case: Case) -> Evidence:
    return Evidence(
        "agreement.none", "agreement", "lead", 0.0, "times", "0",
        "Nobody could talk at this table, so nothing was put forward and nothing was signed: each seat set its own "
        "levers.",
        weight=0.5,
    )  # fmt: skip


def _agreements(case: Case, proposals: list[tuple[int, Proposal]]) -> Evidence:
    signed = [(round_, one) for round_, one in proposals if one.status == "signed"]
    by = Counter(one.by for _, one in proposals)
    sentence = (
        f"{capital(counted(len(proposals), 'joint decision'))} {'was' if len(proposals) == 1 else 'were'} put forward "
        f"(marketing {by['marketing']}, distribution {by['distribution']}), and {len(signed)} "
        f"{'was' if len(signed) == 1 else 'were'} signed by both."
    )
    return Evidence(
        "agreement.season", "agreement", "lead", float(len(signed)), "times", str(len(signed)), sentence,
        tuple(sorted({round_ for round_, _ in signed})), weight=0.45,
    )  # fmt: skip


def _deadlocks(case: Case, proposals: list[tuple[int, Proposal]]) -> Iterator[Evidence]:
    stuck = deadlocked(case)
    if not stuck:
        return
    topics = Counter(
        topic for _, one in proposals if one.status in ("declined", "lapsed") for topic in sorted(about(one))
    )
    rounds = tuple(row.round for row in case.rows if row.deadlocks)
    often = listed([f"{name} ({times(count)})" for name, count in topics.most_common(3)])
    yield Evidence(
        "deadlock.season", "deadlock", "lead", float(stuck), "times", str(stuck),
        f"{capital(counted(stuck, 'matter'))} stayed as {'it was' if stuck == 1 else 'they were'} because no second "
        f"signature came. What it was about: {often}.",
        rounds, weight=min(1.0, 0.5 + 0.08 * stuck),
    )  # fmt: skip


def about(proposal: Proposal) -> set[str]:
    """What a proposal is about, in words."""
    found: set[str] = set()
    for key in proposal.settings:
        lever = key.removeprefix(LEAD).partition(".")[0]
        name = _topic(lever)
        found.add(f"who decides on {name}" if key.startswith(LEAD) else name)
    return found


def _leads(case: Case) -> Evidence:
    """Who decided the joint topics, counted over the months."""
    counted_: Counter[Lead] = Counter()
    for month in case.table.history:
        counted_.update(lead for lever, lead in month.leads.items() if lever in JOINT_TOPICS)
    whole = max(1, sum(counted_.values()))
    alone = counted_["marketing"] + counted_["distribution"]
    topics = sorted({lever for month in case.table.history for lever in month.leads if lever in JOINT_TOPICS})
    last = case.table.history[-1].leads
    who = {lead: [_topic(one) for one in topics if last[one] == lead] for lead in (*SEATS, "joint")}
    parts = [f"{seat} decided {listed(who[seat])} alone" for seat in SEATS if who[seat]]
    if who["joint"]:
        silent = ", and so stayed as they were" if case.table.structure.talk == "none" else ""
        parts.append(f"{listed(who['joint'])} needed both signatures{silent}")
    sentence = f"{capital('; '.join(parts))}." if parts else "Nothing here was to be decided by both."
    return Evidence(
        "lead.season", "lead", "lead", alone / whole, "share", share(alone / whole), sentence,
        weight=0.35 + 0.2 * alone / whole,
    )  # fmt: skip


def _changes(proposals: list[tuple[int, Proposal]]) -> Iterator[Evidence]:
    moved = [
        (round_, key.removeprefix(LEAD), value)
        for round_, one in proposals
        if one.status == "signed"
        for key, value in one.settings.items()
        if key.startswith(LEAD)
    ]
    if moved:
        says = listed([f"{_topic(lever)}: {_to(str(value))}" for _, lever, value in moved])
        yield Evidence(
            "lead.changed", "lead", "lead", float(len(moved)), "times", str(len(moved)),
            f"Both agreed on who decides: {says}.",
            tuple(sorted({round_ for round_, _, _ in moved})), weight=0.7,
        )  # fmt: skip


def _to(lead: str) -> str:
    return "both" if lead == "joint" else lead


def _topic(lever: str) -> str:
    """What is decided with a lever, in a sentence."""
    return WORDS[lever].topic or LEVERS[lever].name.lower()
