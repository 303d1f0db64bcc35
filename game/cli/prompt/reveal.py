"""What one seat sees when a month has played out: what everybody saw, its own dashboard, and numbered figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from game import figures
from game.cli.prompt.chair import Chair
from game.rules.levers import other
from game.table.dashboards import Dashboard, DistributionMonth, MarketingMonth
from game.table.observation import Observation, SharedMonth


@dataclass(frozen=True)
class Row:
    """A figure of the month: what it is, how it is written, the month before, and the key to ask why with."""

    name: str
    now: str
    before: str = ""
    key: str = ""


def shown(chair: Chair, seen: Observation) -> list[str]:
    """The whole reveal for this seat."""
    chair.numbered.clear()
    paper, month = chair.lines.paper, seen.shared[-1]
    name = seen.scenario.months[month.round - 1]
    at = f"month {month.round} of {seen.scenario.rounds}"
    lines = ["", paper.rule("━"), paper.ends(f"{name} has played out", at, "strong"), paper.rule("━")]
    lines += paper.paragraph(_beat(seen, month), "  ")
    lines += [*paper.heading("What everybody sees"), *_table(chair, month.round, _public(seen))]
    lines += _dashboard(chair, seen, seen.months, "Your")
    if seen.partner is not None:
        lines += _dashboard(chair, seen, seen.partner.months, f"{chair.partner.capitalize()}'s")
    lines += _clashes(chair, seen)
    lines += readings(chair, seen)
    return lines


def _beat(seen: Observation, month: SharedMonth) -> str:
    """The month in three sentences that anybody at the table could say."""
    late = month.days - month.promise
    told, took = figures.days(month.promise), figures.days(month.days)
    word = "on a knife's edge" if late < 0.15 else "broken for many"
    if late < -0.4:
        word = "kept" if month.on_time >= 0.9 else "kept for most"
    return (
        f"Customers were promised {told} and waited {took}: a promise {word}, with {figures.share(month.on_time)} in "
        f"time. They ordered {figures.units(month.ordered)} units; {figures.units(month.shipped)} left the floor. The "
        f"month made a joint value of {figures.money(month.joint, seen.scenario.currency)}."
    )


def _table(chair: Chair, round_: int, rows: Sequence[Row]) -> list[str]:
    """Rows with a number before each figure that can be explained."""
    paper = chair.lines.paper
    marks = [chair.number(round_, row.key) if row.key else "" for row in rows]
    wide = max((len(mark) for mark in marks), default=0)
    head: list[Sequence[str]] = [(" " * wide, "", "month before")] if any(row.before for row in rows) else []
    table = [(f"{mark.ljust(wide)} {row.name}", row.now, row.before) for mark, row in zip(marks, rows, strict=True)]
    return paper.table([*head, *table], head=bool(head))


def _public(seen: Observation) -> list[Row]:
    month, sign = seen.shared[-1], seen.scenario.currency
    past = seen.shared[-2] if len(seen.shared) > 1 else None

    def row(name: str, field: str, write: object, key: str = "") -> Row:
        assert callable(write)
        return Row(name, write(getattr(month, field)), write(getattr(past, field)) if past else "", key)

    def money(amount: float) -> str:
        return figures.money(amount, sign)

    return [
        row("Ordered", "ordered", figures.units, "orders"),
        row("Shipped", "shipped", figures.units),
        row("Door-to-door days", "days", figures.days),
        row("On time", "on_time", figures.share),
        row("OTIF", "otif", figures.share, "otif"),
        row("Satisfaction", "satisfaction", figures.points),
        row("Contribution margin", "margin", money),
        row("Change in customer equity", "equity", money, "equity"),
        row("Change in worth of stock", "stock", money, "stock-worth"),
        row("Joint value", "joint", money, "joint-value"),
    ]


def _dashboard(chair: Chair, seen: Observation, months: Sequence[Dashboard], whose: str) -> list[str]:
    """A seat's figures and its money lines, beside the month before."""
    paper, month, past = chair.lines.paper, months[-1], months[-2] if len(months) > 1 else None
    money = _money(month, past, seen.scenario.currency)
    return [
        *paper.heading(f"{whose} dashboard"),
        *_table(chair, month.round, _rows(seen, months)),
        *paper.heading(f"{whose} money lines"),
        *_table(chair, month.round, money),
    ]


def _rows(seen: Observation, months: Sequence[Dashboard]) -> list[Row]:
    """A seat's own figures, money lines aside."""
    month, past = months[-1], months[-2] if len(months) > 1 else None
    if isinstance(month, MarketingMonth):
        assert past is None or isinstance(past, MarketingMonth)
        return _marketing(seen, month, past)
    assert past is None or isinstance(past, DistributionMonth)
    return _distribution(seen, month, past)


def _marketing(seen: Observation, month: MarketingMonth, past: MarketingMonth | None) -> list[Row]:
    rows = [
        Row(f"Orders, {item.name}", figures.units(sum(month.orders[item.key].values())),
            figures.units(sum(past.orders[item.key].values())) if past else "", f"orders.{item.key}")
        for item in seen.scenario.products
        if item.launched
    ]  # fmt: skip
    rows += [
        Row("Leads", figures.units(month.leads), figures.units(past.leads) if past else "", "leads"),
        Row("Conversion", f"{month.conversion:.2f}", f"{past.conversion:.2f}" if past else "", "conversion"),
        Row("Goodwill", f"{month.goodwill:.2f}", f"{past.goodwill:.2f}" if past else "", "goodwill"),
    ]
    for place in seen.scenario.markets:
        if place.key in month.satisfaction:
            before = figures.points(past.satisfaction[place.key]) if past and place.key in past.satisfaction else ""
            now = figures.points(month.satisfaction[place.key])
            rows.append(Row(f"Satisfaction, {place.name}", now, before, f"satisfaction.{place.key}"))
    return [*rows, _card(month, past, "scorecard-marketing")]


def _distribution(seen: Observation, month: DistributionMonth, past: DistributionMonth | None) -> list[Row]:
    sign, rows = seen.scenario.currency, []
    for item in seen.scenario.products:
        if item.launched:
            rows.append(Row(f"Stock left, {item.name}", figures.units(month.stock[item.key]),
                            figures.units(past.stock[item.key]) if past else "", f"stock.{item.key}"))  # fmt: skip
    for name, key, write, of in _FLOOR:
        now, before = write(of(month)), write(of(past)) if past else ""
        rows.append(Row(name, now, before, key))
    cost = figures.price(month.cost_per_unit, sign)
    rows.append(Row("Cost per unit", cost, figures.price(past.cost_per_unit, sign) if past else "", "cost-per-unit"))
    for place in seen.scenario.markets:
        if place.key in month.days:
            rows += [
                Row(f"Days, {place.name}", figures.days(month.days[place.key]),
                    figures.days(past.days[place.key]) if past and place.key in past.days else "", f"days.{place.key}"),
                Row(f"On time, {place.name}", figures.share(month.on_time[place.key]),
                    figures.share(past.on_time[place.key]) if past and place.key in past.on_time else "",
                    f"on-time.{place.key}"),
            ]  # fmt: skip
    return [*rows, _card(month, past, "scorecard-distribution")]


_FLOOR: Final[tuple[tuple[str, str, Callable[[float], str], Callable[[DistributionMonth], float]], ...]] = (
    ("Utilisation", "utilisation", figures.share, lambda month: month.utilisation),
    ("Backlog", "backlog", figures.units, lambda month: _all(month.backlog)),
    ("Service level", "service", figures.share, lambda month: month.service),
    ("Damage", "damage", figures.share, lambda month: month.damage),
    ("Fatigue", "fatigue", figures.share, lambda month: month.fatigue),
)


def _money(
    month: MarketingMonth | DistributionMonth, past: MarketingMonth | DistributionMonth | None, sign: str
) -> list[Row]:
    """The money lines of this seat that are not empty."""
    rows = []
    for key, amount in month.money.items():
        before = past.money.get(key, 0.0) if past else 0.0
        if abs(amount) >= 0.5 or abs(before) >= 0.5:
            name = key.replace("-", " ").capitalize()
            rows.append(
                Row(name, figures.money(amount, sign), figures.money(before, sign) if past else "", f"money.{key}")
            )
    return rows


def _card(month: MarketingMonth | DistributionMonth, past: MarketingMonth | DistributionMonth | None, key: str) -> Row:
    before = figures.points(past.scorecard.points) if past else ""
    return Row("Your scorecard, of 100", figures.points(month.scorecard.points), before, key)


def _all(grid: dict[str, dict[str, float]]) -> float:
    return sum(sum(row.values()) for row in grid.values())


def _clashes(chair: Chair, seen: Observation) -> list[str]:
    """Clashes, the ledger and both predictions."""
    paper, month, sign = chair.lines.paper, seen.shared[-1], seen.scenario.currency
    lines: list[str] = []
    for clash in month.clashes:
        term = chair.glossary.find(clash.clash)
        lines += ["", paper.line(f"Clash: {term.name if term else clash.clash}", "bad")]
        lines += paper.paragraph(figures.spaced(clash.sentence), "  ")
    book = month.ledger
    partner = other(chair.seat)
    own, theirs = (
        (book.marketing, book.distribution) if chair.seat == "marketing" else (book.distribution, book.marketing)
    )
    lines += paper.heading("The ledger")
    lines += paper.table(
        [
            ("The usual plans on both sides", figures.money(book.reference, sign)),
            ("Your choices alone", figures.change_of_money(own, sign)),
            (f"{partner.capitalize()}'s choices alone", figures.change_of_money(theirs, sign)),
            ("What the two did together", figures.change_of_money(book.together, sign)),
            ("Joint value", figures.money(book.total, sign)),
        ]
    )
    return [*lines, *paper.paragraph(_side_by_side(month, sign), "  ")]


def _side_by_side(month: SharedMonth, sign: str) -> str:
    """What the joint term says to somebody who sees one side of it."""
    together = month.ledger.together
    signed = ", with what both signed," if month.agreements else ""
    if abs(together) < max(1.0, 0.01 * abs(month.ledger.total)):
        return "The two plans hardly touched each other."
    amount = figures.money(abs(together), sign)
    if together > 0:
        return f"Side by side{signed} the two plans made {amount} more than each did alone."
    return f"Side by side{signed} the two plans made {amount} less than each did alone."


def readings(chair: Chair, seen: Observation) -> list[str]:
    """What each had expected of the other, beside what was true."""
    paper, lines = chair.lines.paper, list[str]()
    names = {setting.key: setting.name for setting in (*seen.sheet, *seen.partner_sheet)}
    for one in seen.shared[-1].readings:
        whom, of = ("You", chair.partner) if one.seat == chair.seat else (chair.partner.capitalize(), "you")
        limit = "rightly" if one.constraint == one.constraint_true else f"but it was {one.constraint_true}"
        move = "rightly" if one.expects == one.was else f"but it was {one.was}"
        lever = names.get(one.lever, one.lever)
        lines += paper.paragraph(
            f"{whom} took {one.constraint} for what pressed {of} hardest, {limit}; and expected {one.expects} for "
            f"{lever}, {move}.", "    ", first="  ",
        )  # fmt: skip
    return [*paper.heading("Reading each other"), *lines] if lines else []
