"""The closing page: what the season came to, three small charts, four moments, and what to try next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from game import figures
from game.cli.telling import charts, hindsight, talk
from game.cli.telling.notable import Notable, headline, notables
from game.cli.telling.paper import Paper
from game.cli.telling.story import MonthStory, Season
from game.rules.clashes import CLASHES
from game.rules.levers import SEATS
from game.terms import Glossary

if TYPE_CHECKING:
    from game.lab.hindsight.review import Review

MOMENTS = 4
ROOMY = 72


def told(paper: Paper, season: Season, glossary: Glossary, review: Review) -> list[str]:
    """The whole page."""
    return [
        "",
        paper.rule("━"),
        paper.ends("The season", season.title, "strong"),
        paper.rule("━"),
        *talk.looked_back(paper, season.months),
        *totals(paper, season),
        *pictures(paper, season),
        *collisions(paper, season, glossary),
        *readings(paper, season),
        *moments(paper, season),
        *hindsight.told(paper, review),
        *invitation(paper, season),
    ]


def totals(paper: Paper, season: Season) -> list[str]:
    """What the months add up to."""
    months, sign = season.months, season.currency
    joint = sum(month.shared.joint for month in months)
    ordered, shipped = sum(month.ordered() for month in months), sum(month.shipped() for month in months)
    book = [month.shared.ledger for month in months]
    rows = [
        ("Contribution margin", figures.money(sum(month.shared.margin for month in months), sign)),
        ("Change in customer equity", figures.money(sum(month.shared.equity for month in months), sign)),
        ("Change in worth of stock", figures.money(sum(month.shared.stock for month in months), sign)),
        ("Joint value of the season", figures.money(joint, sign)),
        ("of that, what the two did together", figures.change_of_money(sum(line.together for line in book), sign)),
        ("Units ordered, and shipped", f"{figures.units(ordered)}, {figures.units(shipped)}"),
        ("OTIF, first month and last",
         f"{figures.share(months[0].shared.otif)}, {figures.share(months[-1].shared.otif)}"),
        ("Satisfaction, first month and last",
         f"{months[0].shared.satisfaction:.0f}, {months[-1].shared.satisfaction:.0f}"),
    ]  # fmt: skip
    lines = paper.table(rows)
    lines[3] = paper.styled(lines[3], "strong")
    return ["", *lines]


def pictures(paper: Paper, season: Season) -> list[str]:
    """Demand against shipments, OTIF and joint value, month by month."""
    sign = season.currency
    goods, otif, worth = [], [], []
    for month in season.months:
        label, shipped = month.month[:3], month.shipped()
        missed = max(0.0, month.ordered() - shipped)
        goods.append(charts.Bar(label, shipped, missed, f"{figures.units(month.ordered())} / {figures.units(shipped)}"))
        otif.append(charts.Bar(label, month.shared.otif, 1.0 - month.shared.otif, figures.share(month.shared.otif)))
        worth.append(charts.Bar(label, month.shared.joint, 0.0, figures.money(month.shared.joint, sign)))
    return [
        *paper.heading("Ordered and shipped, units (the light part was not shipped that month)"),
        *charts.bars(paper, goods),
        *paper.heading("OTIF: on time, in full and whole, of all that was wanted"),
        *charts.bars(paper, otif, most=1.0),
        *paper.heading("Joint value"),
        *charts.balance(paper, worth),
    ]


def collisions(paper: Paper, season: Season, glossary: Glossary) -> list[str]:
    """How often each clash showed."""
    counted = Counter(clash.clash for month in season.months for clash in month.shared.clashes)
    lines = paper.heading("Clashes")
    if not counted:
        return lines + paper.paragraph("None all season: nobody's sensible plan got in the way of the other's.", "  ")
    rows = []
    for key in CLASHES:
        if counted[key]:
            term = glossary.find(key)
            months = ", ".join(m.month[:3] for m in season.months if key in [c.clash for c in m.shared.clashes])
            row = (term.name if term else key, f"{counted[key]} of {len(season.months)} months", months)
            rows.append(row if paper.width >= ROOMY else row[:2])
    stuck = sum(month.shared.deadlocks for month in season.months)
    lines += paper.table(rows)
    if stuck:
        lines += paper.paragraph(f"Joint decisions left without a second signature: {stuck}.", "  ")
    return lines


def readings(paper: Paper, season: Season) -> list[str]:
    """How well each seat read the other, beside chance."""
    lines: list[str] = []
    for seat in SEATS:
        own = [one for month in season.months for one in month.readings if one.seat == seat]
        if own:
            hits, chance = sum(one.hits for one in own), sum(one.chance for one in own)
            beside = _beside_chance(hits, chance)
            lines += paper.paragraph(
                f"{seat.capitalize()} read its partner right {hits} times of {2 * len(own)}: {beside} ({chance:.0f}).",
                "    ", first="  ",
            )  # fmt: skip
    return [*paper.heading("Reading each other"), *lines] if lines else []


def _beside_chance(hits: int, chance: float) -> str:
    if hits > chance + 1.0:
        return "better than guessing"
    return "about what guessing would bring" if hits > chance - 1.0 else "less than guessing would bring"


def moments(paper: Paper, season: Season) -> list[str]:
    """Four things to remember, in the order in which they happened."""
    found: list[tuple[MonthStory, Notable]] = []
    for at, month in enumerate(season.months):
        past = season.months[:at]
        found += [(month, one) for one in [headline(month, past), *notables(month, past)]]
    kept: list[tuple[MonthStory, Notable]] = []
    for month, one in sorted(found, key=lambda pair: -pair[1].weight):
        fresh = all(one.kind.partition("-")[0] != other.kind.partition("-")[0] and month.round != earlier.round
                    for earlier, other in kept)  # fmt: skip
        if fresh and len(kept) < MOMENTS:
            kept.append((month, one))
    lines = paper.heading("To remember")
    for month, one in sorted(kept, key=lambda pair: pair[0].round):
        lines += paper.paragraph(figures.spaced(one.sentence), "    ", first=f"  {month.month}: ")
    return lines


def invitation(paper: Paper, season: Season) -> list[str]:
    """What to try next."""
    if season.structure == "sync":
        told = "The same months without talk, with each seat on its own figures:"
        command = f"lastmile demo {season.slug} --structure silo --seed {season.seed}"
    else:
        told = "The same months, the same luck, with shared figures, one forecast and a word beforehand:"
        command = f"lastmile demo {season.slug} --structure sync --seed {season.seed}"
    return [
        *paper.heading("What if they had worked together another way?"),
        *paper.paragraph(told, "  "),
        paper.line(f"    {command}"),
        *paper.paragraph("Or take a seat yourself:", "  "),
        paper.line(f"    lastmile play {season.slug} --plain --seed {season.seed}"),
        "",
    ]
