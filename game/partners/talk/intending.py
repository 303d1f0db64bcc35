"""What a seat means to do, said from the plan it would commit now."""

from __future__ import annotations

from game.partners.picture import Picture
from game.partners.plan.planner import Mind, plan
from game.rules.levers import Value


def intentions(of: Mind) -> str:
    """The choices of the plan a partner would want to know, in one sentence."""
    picture = of.picture
    values, _ = plan(of)
    parts = []
    if "delivery-promise" in values:
        parts.append(f"a promise of {values['delivery-promise']:g} days")
    dealt = _deals(picture, values)
    if dealt:
        parts.append(dealt)
    parts += _prices(picture, values)
    ordered = [key for key in values if key.startswith("stock-to-order.")]
    if ordered:
        units = [f"{values[key]:,.0f} {picture.name(key.partition('.')[2])}" for key in ordered]
        parts.append(f"order {', '.join(units)}")
    parts += _hands(values)
    modes = sorted({str(value) for key, value in values.items() if key.startswith("outbound-mode.")})
    if modes:
        carrier = f" with {_carrier(str(values['carrier']))}" if "carrier" in values else ""
        parts.append(f"{' and '.join(modes)} transport{carrier}")
    return f"{'; '.join(parts) or 'everything as it was'}."


def deals_meant(of: Mind) -> str:
    """Which promotions this seat has in mind, and for which month."""
    picture = of.picture
    if not picture.mine("promotion"):
        return "Deals are not mine to set, so none from me."
    values, _ = plan(of)
    locked = picture.marketing_now is not None and picture.marketing_now.promotion is not None
    when = picture.month(picture.seen.round + 1) if locked else picture.month(picture.seen.round)
    dealt = _deals(picture, values)
    if not dealt:
        return f"None for {when}, as things stand."
    return f"For {when}: {dealt}."


def prices_meant(of: Mind) -> str:
    """Where prices go."""
    picture = of.picture
    if not picture.mine("price"):
        return "Prices are not mine to set."
    values, _ = plan(of)
    parts = _prices(picture, values)
    share = of.temper.markup - 1.0
    side = "above" if share > 0 else "below"
    aim = "around list price" if abs(share) < 0.01 else f"about {abs(share):.0%} {side} list"
    if not parts:
        return f"They stay where they are; in the long run I would like them {aim}."
    return f"This month: {'; '.join(parts)}. In the long run I would like them {aim}."


def _deals(picture: Picture, values: dict[str, Value]) -> str:
    names = {"feature": "a feature on", "deep-deal": "a deep deal on"}
    parts = []
    for depth, words in names.items():
        chosen = [key.partition(".")[2] for key, value in values.items() if value == depth]
        if chosen:
            parts.append(f"{words} {picture.names(chosen)}")
    return " and ".join(parts)


def _prices(picture: Picture, values: dict[str, Value]) -> list[str]:
    sign, parts = picture.seen.scenario.currency, []
    for product in picture.on_sale:
        key = f"price.{product}"
        now, meant = picture.seen.current.get(key), values.get(key)
        if isinstance(now, int | float) and isinstance(meant, int | float) and abs(meant - now) > 0.004 * now:
            parts.append(f"{picture.name(product)} from {sign}{now:,.2f} to {sign}{meant:,.2f}")
    return parts


def _hands(values: dict[str, Value]) -> list[str]:
    shift, temps = values.get("extra-shift", 0.0), values.get("temps", 0.0)
    parts = []
    if not isinstance(shift, str) and shift > 0.0:
        parts.append(f"an extra shift of {shift:.0%}")
    if not isinstance(temps, str) and temps > 0.0:
        parts.append("one temp" if temps < 1.5 else f"{temps:.0f} temps")
    return parts


def _carrier(key: str) -> str:
    return {"own": "our own vans", "partner": "our carrier", "spot": "spot loads"}.get(key, key)
