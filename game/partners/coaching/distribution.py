"""What a good colleague would look at on distribution's draft."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from game.partners.coaching.draft import Draft, Pointer
from game.partners.forecast.floor import chance_on_time, days_inside, queue
from game.partners.forecast.money import crew_money
from game.partners.forecast.shelf import Shelf, shelf_of
from game.partners.picture import by_item
from game.partners.plan.growing import pressure
from game.table.seen.observation import SettingView

FULL, EMPTY = 0.93, 0.65
MUCH = 2.2  # months of cover that ask for a reason
BROKEN = 0.025  # share damaged from which the box is worth a thought


def distribution_pointers(draft: Draft) -> Iterator[Pointer]:
    """Everything that distribution's own figures and draft bring up."""
    yield from _stock(draft)
    yield from _floor(draft)
    yield from _road(draft)
    yield from _savings(draft)
    yield from _people(draft)
    yield from _goods(draft)
    yield from _calendar(draft)
    yield from _capacity(draft)
    yield from _money(draft)


def _stock(draft: Draft) -> Iterator[Pointer]:
    for item in draft.picture.on_sale:
        shelf = shelf_of(draft.picture, item)
        if shelf is not None:
            yield from _short(draft, item, shelf)
            yield from _cover(draft, item, shelf)


def _short(draft: Draft, item: str, shelf: Shelf) -> Iterator[Pointer]:
    """Too little to ship from this month."""
    wanted = draft.mind.usual.now.get(item, 0.0) + shelf.backlog
    there = shelf.there
    if shelf.fast == 0 and draft.plan.get(f"inbound-mode.{item}") == "expedite":
        there += draft.number(f"stock-to-order.{item}")
    missing = 1.0 - there / wanted if wanted > 0.0 else 0.0
    if missing > 0.05:
        waits = f", {shelf.backlog:,.0f} of them waiting already" if shelf.backlog >= 1.0 else ""
        text = (
            f"There are {there:,.0f} {draft.picture.name(item)} to ship from this month, and about {wanted:,.0f} will "
            f"be wanted{waits}. "
            + draft.turn(
                "What becomes of the rest, and who tells whom?",
                "Who is served first, and who decided that?",
                "Does marketing know what not to push this month?",
            )
        )
        yield Pointer("stock", min(2.4, 1.4 + 1.5 * missing), text)


def _cover(draft: Draft, item: str, shelf: Shelf) -> Iterator[Pointer]:
    """What there is once the order of this plan has come."""
    later = draft.mind.usual.later.get(item, 0.0)
    if later <= 0.0 or f"stock-to-order.{item}" not in draft.plan or draft.picture.left < shelf.lead:
        return
    ordered = draft.number(f"stock-to-order.{item}")
    spent = draft.mind.usual.now.get(item, 0.0) + shelf.backlog + later * max(0, shelf.lead - 1)
    left = max(0.0, shelf.whole - spent) if shelf.lead else shelf.whole
    months, name = (left + ordered) / later, draft.picture.name(item)
    head = f"With {ordered:,.0f} {name} on order there would be about {months:.1f} months of them when they come"
    if months < 0.85:
        text = f"{head}. Enough for what you expect, and for what marketing may have in mind?"
        yield Pointer("cover", 1.2 + 0.6 * (0.85 - months), text)
    elif months > MUCH and draft.picture.distribution_facts is not None:
        holding = draft.picture.distribution_facts.holding
        yield Pointer("cover", 0.95, f"{head}, at {holding:.1%} of their worth a month. What are they kept for?")


def _floor(draft: Draft) -> Iterator[Pointer]:
    work, facts, now = draft.mind.work, draft.picture.distribution_facts, draft.picture.distribution_now
    if work is None or facts is None or now is None or not draft.picture.distribution:
        return  # before a month was seen, hours are a guess that the planning panel knows better
    hands = draft.number("temps") * facts.temp_hours * facts.temp_skill
    crew = work.crew * (1.0 + draft.number("extra-shift")) + hands
    busy = work.hours / crew if crew > 0.0 else 1.0
    head = f"The month looks like {work.hours:,.0f} hours of work for {crew:,.0f} hours of people in this plan"
    if busy > FULL:
        text = (
            f"{head}: {busy:.0%}. A floor this full slows everything down. What gives first, and does marketing know?"
        )
        yield Pointer("floor", min(2.3, 1.3 + 2.0 * (busy - FULL)), text)
    elif busy < EMPTY and crew > work.crew:
        yield Pointer("floor", 1.25, f"{head}: {busy:.0%}. Whom are the extra hours for?")


def _road(draft: Draft) -> Iterator[Pointer]:
    facts, work, picture = draft.picture.distribution_facts, draft.mind.work, draft.picture
    if facts is None or work is None:
        return
    processing = str(draft.plan.get("processing", "flow"))
    inside = days_inside(facts.processing_days[processing], work.utilisation, queue(picture))
    inside += facts.carrier_days.get(str(draft.plan.get("carrier", "partner")), 0.0)
    told = float(draft.number("delivery-promise") or draft.seen.promise)
    worst: tuple[float, str, str] | None = None
    for market in picture.entered:
        mode = str(draft.plan.get(f"outbound-mode.{market}", "standard"))
        transit = facts.transit_days.get(market, {}).get(mode)
        if transit is not None:
            odds = chance_on_time(told, inside + transit)
            worst = min(worst or (2.0, "", ""), (odds, market, mode))
    if worst is not None and worst[0] < 0.8:
        odds, market, mode = worst
        text = (
            f"Customers hear {told:g} days. In this plan {mode} transport to {picture.name(market)} is "
            f"{facts.transit_days[market][mode]:.1f} days on the road, after about {inside:.1f} inside. "
            + draft.turn(
                "Would you buy that promise, and who made it?",
                "How would the two of you hear in time that it does not hold?",
                "Which could move this month, the days told or the days taken?",
            )
        )
        yield Pointer("road", min(2.2, 1.2 + 1.3 * (0.8 - odds)), text)


_CHEAPER = ("outbound-mode", "carrier", "processing", "packaging")


def _savings(draft: Draft) -> Iterator[Pointer]:
    """A choice of the way out that the plan changes."""
    for lever in _CHEAPER:
        for setting in draft.picture.mine(lever):
            before, after = draft.seen.current.get(setting.key), draft.plan.get(setting.key)
            if before is not None and after is not None and before != after:
                words = f"{str(before).replace('-', ' ')} to {str(after).replace('-', ' ')}"
                text = (
                    f"You change {_named(draft, setting)} from {words}. What does a unit cost with it and without, and "
                    "what does a customer notice?"
                )
                yield Pointer("change", 1.1, text)
                return


def _named(draft: Draft, setting: SettingView) -> str:
    lever = setting.lever.replace("-", " ")
    return f"the {lever} to {draft.picture.name(setting.item)}" if setting.item else f"the {lever}"


def _people(draft: Draft) -> Iterator[Pointer]:
    now, share = draft.picture.distribution_now, draft.number("extra-shift")
    if now is not None and now.fatigue > 0.1 and share > 0.0:
        text = (
            f"The crew's fatigue is at {now.fatigue:.0%} and the plan runs an extra shift of {share:.0%}. What does a "
            "tired floor cost next month, and whom?"
        )
        yield Pointer("people", 1.2 + min(0.8, 2.0 * now.fatigue), text)


def _goods(draft: Draft) -> Iterator[Pointer]:
    """What broke, and what waits."""
    if not draft.picture.distribution:
        return
    last = draft.picture.distribution[-1]
    if last.damage > BROKEN and draft.picture.mine("packaging"):
        text = (
            f"{last.damage:.1%} of last month's units arrived broken. What does one of them cost the two of you, and "
            "what does a box?"
        )
        yield Pointer("box", min(1.3, 0.8 + 8.0 * (last.damage - BROKEN)), text)
    waiting = fsum(fsum(row.values()) for row in last.waiting.values())
    shipped = fsum(fsum(row.values()) for row in last.shipped.values())
    if waiting > 0.04 * max(1.0, shipped):
        text = (
            f"{waiting:,.0f} units stood on the floor last month that nobody had hours for. Where do those hours come "
            "from now, and what did marketing hear of it?"
        )
        yield Pointer("waiting", 1.35, text)


def _calendar(draft: Draft) -> Iterator[Pointer]:
    """What marketing may have in mind."""
    seen, usual = draft.seen, draft.mind.usual
    if seen.partner is not None and seen.partner.plan is not None:
        for item, depth in by_item(seen.partner.plan, "promotion").items():
            shelf = shelf_of(draft.picture, item) if depth != "none" and item in draft.picture.on_sale else None
            if shelf is not None:
                text = (
                    f"Marketing's plan has a deal on {draft.picture.name(item)}. You have {shelf.there:,.0f} for it, "
                    f"and usual orders are about {usual.now.get(item, 0.0):,.0f}. Do the two fit, and would you say so "
                    "now?"
                )
                yield Pointer("calendar", 1.3, text)
                return
        return
    if seen.now.promotion is not None or draft.asked:
        return
    head = f"Your plan counts on about {usual.total:,.0f} orders, and knows of no deal or new price."
    ending = "What would this plan look like if there is one?" if draft.silent else "What would marketing say to that?"
    yield Pointer("calendar", 1.05, f"{head} {ending}")


def _capacity(draft: Draft) -> Iterator[Pointer]:
    picture, facts = draft.picture, draft.picture.distribution_facts
    offered = picture.joint("capacity") or picture.mine("capacity")
    if not offered or facts is None or picture.left <= facts.expansion_lead:
        return
    ahead = pressure(draft.mind, draft.mind.usual)
    if ahead > 1.0:
        months = "a month" if facts.expansion_lead <= 1.0 else f"{facts.expansion_lead:.0f} months"
        text = (
            f"The months ahead look like {ahead:.0%} of the hours there will be, with what is still to begin. New "
            f"hours take {months} to build: what has to be settled by now, and with whom?"
        )
        yield Pointer("capacity", min(1.6, 0.4 + ahead), text)


def _money(draft: Draft) -> Iterator[Pointer]:
    if draft.picture.mine("carrier"):
        yield from draft.over_budget(crew_money(draft.picture, draft.plan))
