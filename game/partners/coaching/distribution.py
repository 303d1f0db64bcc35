"""What a good colleague would look at on distribution's draft."""

from __future__ import annotations

from collections.abc import Iterator

from game.partners.coaching.draft import Draft, Pointer
from game.partners.forecast.floor import chance_on_time, days_inside, queue
from game.partners.forecast.money import crew_money
from game.partners.forecast.shelf import Shelf, shelves
from game.partners.picture import by_item
from game.partners.plan.growing import pressure
from game.table.seen.dashboards import total

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
    for item, shelf in shelves(draft.picture).items():
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
        facts = {"there": there, "product": draft.picture.name(item), "wanted": wanted, "waits": waits}
        yield draft.ask("stock", min(2.4, 1.4 + 1.5 * missing), **facts)


def _cover(draft: Draft, item: str, shelf: Shelf) -> Iterator[Pointer]:
    """What there is once the order of this plan has come."""
    later = draft.mind.usual.later.get(item, 0.0)
    if later <= 0.0 or f"stock-to-order.{item}" not in draft.plan or draft.picture.left < shelf.lead:
        return
    ordered = draft.number(f"stock-to-order.{item}")
    spent = draft.mind.usual.now.get(item, 0.0) + shelf.backlog + later * max(0, shelf.lead - 1)
    left = max(0.0, shelf.whole - spent) if shelf.lead else shelf.whole
    months = (left + ordered) / later
    facts = {"ordered": ordered, "product": draft.picture.name(item), "months": months}
    terms = draft.picture.distribution_facts
    if months < 0.85:
        yield draft.ask("cover", 1.2 + 0.6 * (0.85 - months), **facts)
    elif months > MUCH and terms is not None:
        yield draft.ask("cover/much", 0.95, holding=terms.holding, **facts)


def _floor(draft: Draft) -> Iterator[Pointer]:
    work, facts, now = draft.mind.work, draft.picture.distribution_facts, draft.picture.distribution_now
    if work is None or facts is None or now is None or not draft.picture.distribution:
        return  # before a month was seen, hours are a guess that the planning panel knows better
    hands = draft.number("temps") * facts.temp_hours * facts.temp_skill
    crew = work.crew * (1.0 + draft.number("extra-shift")) + hands
    busy = work.hours / crew if crew > 0.0 else 1.0
    seen = {"hours": work.hours, "crew": crew, "busy": busy}
    if busy > FULL:
        yield draft.ask("floor", min(2.3, 1.3 + 2.0 * (busy - FULL)), **seen)
    elif busy < EMPTY and crew > work.crew:
        yield draft.ask("floor/empty", 1.25, **seen)


def _road(draft: Draft) -> Iterator[Pointer]:
    facts, work, picture = draft.picture.distribution_facts, draft.mind.work, draft.picture
    if facts is None or work is None:
        return
    processing = str(draft.plan.get("processing", "flow"))
    inside = days_inside(facts.processing_days[processing], work.utilisation, queue(picture))
    inside += facts.carrier_days.get(str(draft.plan.get("carrier", "partner")), 0.0)
    promise = draft.number("delivery-promise") or draft.seen.promise
    worst: tuple[float, str, str] | None = None
    for market in picture.entered:
        mode = str(draft.plan.get(f"outbound-mode.{market}", "standard"))
        transit = facts.transit_days.get(market, {}).get(mode)
        if transit is not None:
            odds = chance_on_time(promise, inside + transit)
            worst = min(worst or (2.0, "", ""), (odds, market, mode))
    if worst is not None and worst[0] < 0.8:
        odds, market, mode = worst
        road = {"market": picture.name(market), "mode": mode, "road": facts.transit_days[market][mode]}
        yield draft.ask("road", min(2.2, 1.2 + 1.3 * (0.8 - odds)), promise=promise, inside=inside, **road)


def _savings(draft: Draft) -> Iterator[Pointer]:
    """A choice of the way out that the plan changes."""
    for setting in draft.picture.mine("outbound-mode", "carrier", "processing", "packaging"):
        before, after = draft.seen.current.get(setting.key), draft.plan.get(setting.key)
        if before is not None and after is not None and before != after:
            lever = f"the {setting.lever}".replace("-", " ")
            what = f"{lever} to {draft.picture.name(setting.item)}" if setting.item else lever
            before, after = (str(one).replace("-", " ") for one in (before, after))
            yield draft.ask("change", 1.1, what=what, before=before, after=after)
            return


def _people(draft: Draft) -> Iterator[Pointer]:
    now, share = draft.picture.distribution_now, draft.number("extra-shift")
    if now is not None and now.fatigue > 0.1 and share > 0.0:
        yield draft.ask("people", 1.2 + min(0.8, 2.0 * now.fatigue), fatigue=now.fatigue, share=share)


def _goods(draft: Draft) -> Iterator[Pointer]:
    """What broke, and what waits."""
    if not draft.picture.distribution:
        return
    last = draft.picture.distribution[-1]
    if last.damage > BROKEN and draft.picture.mine("packaging"):
        yield draft.ask("box", min(1.3, 0.8 + 8.0 * (last.damage - BROKEN)), damage=last.damage)
    waiting = total(last.waiting)
    if waiting > 0.04 * max(1.0, total(last.shipped)):
        yield draft.ask("waiting", 1.35, waiting=waiting)


def _calendar(draft: Draft) -> Iterator[Pointer]:
    """What marketing may have in mind."""
    seen, usual, picture = draft.seen, draft.mind.usual, draft.picture
    if seen.partner is not None and seen.partner.plan is not None:
        stock, planned = shelves(picture), by_item(seen.partner.plan, "promotion")
        for item in [item for item, depth in planned.items() if depth != "none" and item in stock][:1]:
            facts = {"product": picture.name(item), "there": stock[item].there, "usual": usual.now.get(item, 0.0)}
            yield draft.ask("calendar/shown", 1.3, **facts)
    elif seen.now.promotion is None and not draft.asked:
        yield draft.ask("calendar/silent" if draft.silent else "calendar", 1.05, orders=usual.total)


def _capacity(draft: Draft) -> Iterator[Pointer]:
    picture, facts = draft.picture, draft.picture.distribution_facts
    offered = picture.joint("capacity") or picture.mine("capacity")
    if not offered or facts is None or picture.left <= facts.expansion_lead:
        return
    ahead = pressure(draft.mind, draft.mind.usual)
    if ahead > 1.0:
        months = "a month" if facts.expansion_lead <= 1.0 else f"{facts.expansion_lead:.0f} months"
        yield draft.ask("capacity", min(1.6, 0.4 + ahead), ahead=ahead, months=months)


def _money(draft: Draft) -> Iterator[Pointer]:
    if draft.picture.mine("carrier"):
        yield from draft.over_budget(crew_money(draft.picture, draft.plan))
