"""Where the units went: stock, what arrived, the backlog and what became of orders that were not shipped."""

from __future__ import annotations

from math import fsum

from game.rules.explain.shape import Case, Explanation, Factor, added, several


def stock(case: Case, title: str, product: int) -> Explanation:
    """Stock of an item after the month."""
    out = case.outcome
    opening, arrived = float(case.state.stock[0, product].sum()), float(out.inbound.arrived[0, product])
    shipped, instead = float(out.floor.shipped[0, product].sum()), float(out.unmet.as_substitute[0, product].sum())
    factors = [
        Factor("At the start of the month", opening, "units", "distribution", "What was on the shelves."),
        Factor("Arrived", arrived, "units", "distribution", "Ordered earlier, or sent express this month."),
        Factor("Shipped", -shipped, "units", "customers", "To customers who asked for this item."),
        Factor(
            "Shipped in place of another", -instead, "units", "customers", "To customers whose own item was missing."
        ),
    ]
    cleared = float(out.money.cleared[0, product])
    factors.append(Factor("Cleared", -cleared, "units", "marketing", "Sold off after the item left the range."))
    return added(title, "units", factors)


def arrived(case: Case, title: str, product: int) -> Explanation:
    """Units that came in: what was due, less what is late."""
    inbound = case.outcome.inbound
    due = float(inbound.arrived[0, product] + inbound.late[0, product])
    late = float(inbound.late[0, product])
    factors = [
        Factor("Due this month", due, "units", "distribution", "Ordered to arrive now."),
        Factor("Late", -late, "units", "world", "Comes next month instead."),
    ]
    return added(title, "units", factors, float(inbound.arrived[0, product]))


def backlog(case: Case, title: str, product: int) -> Explanation:
    """Units of an item that wait for next month."""
    return _backlog(case, title, slice(product, product + 1))


def all_backlog(case: Case, title: str) -> Explanation:
    """Units of all items that wait for next month."""
    return _backlog(case, title, slice(None))


def _backlog(case: Case, title: str, rows: slice) -> Explanation:
    rules, out = case.world.customers, case.outcome
    short, waiting = float(out.filled.short[0, rows].sum()), float(out.floor.waiting[0, rows].sum())
    factors = [
        Factor("Not in stock", rules.backlog * short, "units", "distribution",
               f"Of {several(short, 'unit')} that were missing, these customers wait."),
        Factor("Past the floor's hours", case.world.floor.wait_share * waiting, "units", "joint",
               f"Of {several(waiting, 'unit')} that could not be shipped in time, these customers wait."),
    ]  # fmt: skip
    return added(title, "units", factors, float(out.unmet.backlog[0, rows].sum()))


def unmet(case: Case, title: str, product: int) -> Explanation:
    """What became of an item's units that were wanted and not shipped."""
    out, unmet = case.outcome, case.outcome.unmet
    factors = [
        Factor("Wait for next month", float(unmet.backlog[0, product].sum()), "units", "customers", "The backlog."),
        Factor("Took another of our items", float(unmet.substituted[0, product].sum()), "units", "customers",
               "Customers who accepted a sibling."),
        Factor("Bought it at another shop", float(unmet.elsewhere[0, product].sum()), "units", "customers",
               "Still our brand, not our sale."),
        Factor("Lost", float(unmet.lost[0, product].sum()), "units", "customers", "Customers who went away."),
    ]  # fmt: skip
    figure = float(
        out.filled.short[0, product].sum() + out.floor.waiting[0, product].sum() + out.filled.dropped[0, product].sum()
    )
    return added(title, "units", factors, figure)


def lost(case: Case, title: str) -> Explanation:
    """Lost sales, item by item."""
    units = case.outcome.unmet.lost[0]
    names = case.world.products.names
    factors = [
        Factor(
            name,
            float(units[at].sum()),
            "units",
            "customers",
            f"{several(float(units[at].sum()), 'unit')} of {name} lost.",
        )
        for at, name in enumerate(names)
    ]
    return added(title, "units", factors, fsum(float(row.sum()) for row in units))
