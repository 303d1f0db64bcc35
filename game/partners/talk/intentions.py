"""What a seat means to do, said from the plan it would commit now; what it says unasked, and the line it keeps."""

from __future__ import annotations

from game import figures
from game.judging.months import late, meeting, promise, sold_out
from game.partners.mind import Mind
from game.partners.personas import Temperament
from game.partners.picture import Picture, as_number, by_item
from game.partners.plan.campaign import plan
from game.partners.plan.stocking import temps_in_words
from game.partners.words import sentence
from game.rules.levers import Seat, Value
from game.table.moves import Say
from game.table.seen.observation import SharedMonth

TALKS_FROM = 0.5  # how much a persona must listen before it says something unasked


def intentions(mind: Mind) -> str:
    """The choices of the plan a partner would want to know, in one sentence."""
    picture = mind.picture
    values, _ = plan(mind)
    parts = []
    if "delivery-promise" in values:
        parts.append(f"a promise of {figures.exact(float(values['delivery-promise']))} days")
    dealt = _deals(picture, values)
    if dealt:
        parts.append(dealt)
    parts += _prices(picture, values)
    ordered = by_item(values, "stock-to-order")
    if ordered:
        told = (f"{figures.units(float(units))} {picture.name(item)}" for item, units in ordered.items())
        parts.append(f"order {', '.join(told)}")
    parts += _hands(values)
    modes = sorted({str(mode) for mode in by_item(values, "outbound-mode").values()})
    if modes:
        carrier = f" with {_carrier(str(values['carrier']))}" if "carrier" in values else ""
        parts.append(f"{' and '.join(modes)} transport{carrier}")
    return f"{'; '.join(parts) or 'everything as it was'}."


def deals_meant(mind: Mind) -> str:
    """Which promotions this seat has in mind, and for which month."""
    picture = mind.picture
    if not picture.mine("promotion"):
        return "Deals are not mine to set, so none from me."
    values, _ = plan(mind)
    when = picture.month(picture.seen.round + (0 if picture.calendar is None else 1))
    dealt = _deals(picture, values)
    return f"For {when}: {dealt}." if dealt else f"None for {when}, as things stand."


def prices_meant(mind: Mind) -> str:
    """Where prices go."""
    picture = mind.picture
    if not picture.mine("price"):
        return "Prices are not mine to set."
    values, _ = plan(mind)
    parts = _prices(picture, values)
    share = mind.temper.markup - 1.0
    side = "above" if share > 0 else "below"
    aim = "around list price" if abs(share) < 0.01 else f"about {figures.share(abs(share))} {side} list"
    if not parts:
        return f"They stay where they are; in the long run I would like them {aim}."
    return f"This month: {'; '.join(parts)}. In the long run I would like them {aim}."


def _deals(picture: Picture, values: dict[str, Value]) -> str:
    chosen: dict[str, list[str]] = {"feature": [], "deep-deal": []}
    for item, depth in by_item(values, "promotion").items():
        chosen.get(str(depth), []).append(item)
    return " and ".join(f"a {depth.replace('-', ' ')} on {picture.names(of)}" for depth, of in chosen.items() if of)


def _prices(picture: Picture, values: dict[str, Value]) -> list[str]:
    parts = []
    for product in picture.on_sale:
        key = f"price.{product}"
        now, meant = picture.seen.current.get(key), values.get(key)
        if isinstance(now, int | float) and isinstance(meant, int | float) and abs(meant - now) > 0.004 * now:
            parts.append(f"{picture.name(product)} from {picture.money(now, 2)} to {picture.money(meant, 2)}")
    return parts


def _hands(values: dict[str, Value]) -> list[str]:
    shift, temps = as_number(values.get("extra-shift")), as_number(values.get("temps"))
    parts = [f"an extra shift of {figures.share(shift)}"] if shift > 0.0 else []
    return [*parts, temps_in_words(temps)] if temps > 0.0 else parts


def _carrier(key: str) -> str:
    return {"own": "our own vans", "partner": "our carrier", "spot": "spot loads"}.get(key, key)


def say(mind: Mind) -> list[Say]:
    """One thing a month, unasked, from those who work with others: what it means to do."""
    picture = mind.picture
    if picture.seen.structure.talk != "open" or mind.temper.listens < TALKS_FROM:
        return []
    if any(one.by == picture.seat and one.round == picture.seen.round for one in picture.seen.messages):
        return []
    if picture.seat == "marketing":
        text = f"My plan so far: {intentions(mind)}"
    elif mind.work is not None:
        busy = (
            f"I expect the floor at {figures.share(mind.work.utilisation)} with "
            f"{figures.units(mind.usual.total)} units."
        )
        text = f"{busy} My plan so far: {intentions(mind)}"
    else:
        text = deals_meant(mind)
    return [Say(picture.seat, text)]


def line(picture: Picture, temper: Temperament) -> str:
    """'I did this because ...': a line about the last month, from what it showed; "" before there is one."""
    last = picture.last
    if last is None:
        return ""
    facts = {"promise": last.promise, "on_time": last.on_time, "otif": last.otif}
    return sentence(temper, _verdict(last, temper.seat), ordered=last.ordered, shipped=last.shipped, **facts)


def _verdict(month: SharedMonth, seat: Seat) -> str:
    """The line that the month bears out, by the verdicts that every page gives of it."""
    if meeting(month) == "hurt":
        return "line-clash"
    if late(month):
        return "line-late"
    if sold_out(month.ordered - month.shipped, month.ordered):
        return "line-short"
    own = month.ledger.marketing if seat == "marketing" else month.ledger.distribution
    gained = meeting(month) == "helped" and own + month.ledger.together > 0.0
    return "line-good" if gained and promise(month) == "ample" else "line-fair"
