"""How customers came to feel as they do: satisfaction by market, goodwill, and what both are worth."""

from __future__ import annotations

from math import fsum

import numpy as np

from game.rules.explain.shape import Case, Explanation, Factor, added, moved, share


def satisfaction(case: Case, title: str, market: int) -> Explanation:
    """Satisfaction of a market after the month: where it stood, and the points each cause moved."""
    world, felt, state = case.world, case.outcome.customers, case.state
    rules, before, after = world.customers, float(state.satisfaction[0, market]), float(felt.satisfaction[0, market])
    gap = float(felt.experience[0, market] - state.scar[0, market]) - before
    pace = rules.gain if gap > 0.0 else rules.loss
    if not case.outcome.sale.entered[0, market]:
        pace = 0.0
    late = 1.0 - float(case.outcome.last_mile.on_time[0, market] * case.outcome.last_mile.fresh[0, market])
    promise, norm = float(case.plans.marketing.promise[0]), float(world.markets.promise_norm[market])
    factors = [
        Factor("Last month", before, "points", "customers", "Where customers stood."),
        Factor("Had all gone well", pace * (rules.best - before), "points", "customers",
               "A month without a fault draws everyone up, a part of the way each month."),
        Factor("Late", -pace * float(felt.late[0, market]), "points", "joint",
               f"{share(late)} of the orders came after the promised day."),
        Factor("Short", -pace * float(felt.short[0, market]), "points", "distribution",
               f"{share(1.0 - float(case.outcome.last_mile.in_full[0, market]))} of what was wanted did not come."),
        Factor("Damaged", -pace * float(felt.broken[0, market]), "points", "distribution",
               f"{share(float(case.outcome.last_mile.damage[0]))} of it arrived broken."),
        Factor("Slow promise", -pace * float(felt.slow[0, market]), "points", "marketing",
               f"We promise {promise:g} days; customers here are used to {norm:g}."),
        Factor("Dear", -pace * float(felt.dear[0, market]), "points", "marketing", "Prices above list."),
        Factor("Sooner than promised", pace * float(felt.quick[0, market]), "points", "joint",
               "A pleasant surprise, worth half of what a broken promise costs."),
        Factor("Events", pace * float(world.tracks.satisfaction[state.round]), "points", "world",
               "What happened outside the company."),
        Factor("Old disappointments", -pace * float(state.scar[0, market]), "points", "joint",
               "Not all that is lost comes back at once."),
    ]  # fmt: skip
    rest = after - fsum(factor.value for factor in factors)
    factors.append(Factor("Within 0 and 100", rest, "points", "customers", "The scale ends there."))
    return added(title, "points", factors, after)


def goodwill(case: Case, title: str) -> Explanation:
    """Goodwill after the month; 1 is where the season began."""
    media, state, felt = case.world.media, case.state, case.outcome.customers
    before, brand = float(state.goodwill[0]), float(case.outcome.spent.brand[0])
    mean = float(felt.satisfaction[0].sum()) / case.world.shape[1]
    deals = float(np.maximum(0.0, felt.heat[0] - media.deal_patience).sum())
    lost = float(felt.stockout[0])
    factors = [
        Factor("Last month", before, "goodwill", "customers", "Where the brand stood."),
        Factor("Fading", -media.goodwill_decay * before, "goodwill", "world",
               "A brand that says nothing is forgotten."),
        Factor("Brand advertising", media.goodwill_gain * float(np.log1p(brand / media.brand_reference)), "goodwill",
               "marketing", f"{brand:,.0f} of brand advertising."),
        Factor("Service", media.goodwill_service * (mean - 60.0) / 100.0, "goodwill", "joint",
               f"Mean satisfaction is {mean:.0f}; above 60 it feeds the brand, below 60 it wears it down."),
        Factor("Orders lost", -media.goodwill_stockout * lost, "goodwill", "joint",
               f"{share(lost)} of what was wanted was lost."),
        Factor("Constant deals", -media.goodwill_deal * deals, "goodwill", "marketing",
               "Too many deals in a row make the brand look cheap."),
        Factor("Events", float(case.world.tracks.goodwill[state.round]), "goodwill", "world", "What happened outside."),
    ]  # fmt: skip
    after = float(felt.goodwill[0])
    factors.append(Factor("No lower than this", after - fsum(f.value for f in factors), "goodwill", "world",
                          "Somebody always remembers."))  # fmt: skip
    return added(title, "goodwill", factors, after)


def equity(case: Case, title: str) -> Explanation:
    """What the month's change in goodwill and satisfaction is worth, in money."""
    rules, state, out = case.world.customers, case.state, case.outcome
    change = float(out.customers.goodwill[0] - state.goodwill[0])
    factors = [
        Factor("Goodwill", rules.goodwill_value * change, "money", "joint", f"Goodwill moved by {moved(change, 3)}.")
    ]
    for at, name in enumerate(case.world.markets.names):
        if out.sale.entered[0, at]:
            change = float(out.customers.satisfaction[0, at] - state.satisfaction[0, at])
            worth = float(rules.satisfaction_value[at]) * change
            says = f"Satisfaction moved by {moved(change, 1)} points."
            factors.append(Factor(f"Satisfaction, {name}", worth, "money", "joint", says))
    return added(title, "money", factors, float(out.money.equity[0]) / 100.0)
