"""The whole season in a few lines, from what everybody saw of it."""

from __future__ import annotations

from textual.content import Content

from game.app.amounts import change_of_money, money, share
from game.app.beats import CLASH_NAMES
from game.app.widgets.chart import bar
from game.table.observation import Observation

WIDTH = 24


def season_told(seen: Observation, before: str = "") -> list[Content]:
    """The season: its joint value, the ledger added up, its clashes, deadlocks, agreements and readings.

    Args:
        seen: what a seat sees at the end.
        before: what came of the same season from the other chair, in a sentence.
    """
    sign, months = seen.scenario.currency, seen.shared
    whole = sum(month.joint for month in months)
    last = months[-1]
    parts = [
        Content.assemble((f"{seen.scenario.title}: the season is over", "bold $primary")),
        Content.assemble("Together you made ", (money(whole, sign), "bold"), f" in {len(months)} months."),
        *([Content.styled(before, "bold")] if before else []),
        Content(
            f"At the end {share(last.otif)} of orders came on time, in full and undamaged, and satisfaction stood at "
            f"{last.satisfaction:.0f} (it began at {months[0].satisfaction:.0f})."
        ),
        Content(""),
        Content.styled("The ledger of the season", "bold underline"),
    ]
    rows = (
        ("Marketing alone", sum(month.ledger.marketing for month in months), "marketing"),
        ("Distribution alone", sum(month.ledger.distribution for month in months), "distribution"),
        ("The two together", sum(month.ledger.together for month in months), "together"),
    )
    most = max(abs(amount) for _, amount, _ in rows)
    for name, amount, colour in rows:
        drawn = (bar(amount, most, WIDTH), f"${colour}")
        parts.append(Content.assemble(f"  {name:<20}", (f"{change_of_money(amount, sign):>10} ", "bold"), drawn))
    parts += [Content(""), *_between(seen), Content("")]
    return parts


def _between(seen: Observation) -> list[Content]:
    months = seen.shared
    clashes: dict[str, int] = {}
    for month in months:
        for clash in month.clashes:
            clashes[clash.clash] = clashes.get(clash.clash, 0) + 1
    told = ", ".join(
        f"{CLASH_NAMES[key]} ({count} {'month' if count == 1 else 'months'})" for key, count in clashes.items()
    )
    deadlocks = sum(month.deadlocks for month in months)
    parts = [
        Content(f"Clashes: {told or 'none'}."),
        Content(f"Agreements signed: {len(seen.agreements)}. Deadlocks: {deadlocks}."),
    ]
    for seat in ("marketing", "distribution"):
        made = [one for month in months for one in month.readings if one.seat == seat]
        if made:
            hits, luck = sum(one.hits for one in made), sum(one.chance for one in made)
            who = "You" if seat == seen.seat else seat.capitalize()
            parts.append(
                Content(
                    f"{who} read the partner rightly {hits} times out of {2 * len(made)}; guessing gives {luck:.1f}."
                )
            )
    if seen.lines:
        parts += [Content(""), Content.styled("Your lines", "bold underline")]
        parts += [Content(f"  {seen.scenario.months[line.round - 1]}: {line.text}") for line in seen.lines]
    return parts
