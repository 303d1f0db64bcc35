"""Joint decisions: what a persona puts forward, and whether it signs what is put before it, with a sentence each."""

from __future__ import annotations

from dataclasses import dataclass

from game.partners import growing, initiatives
from game.partners.expecting import Expected
from game.partners.picture import Picture, snap
from game.partners.planner import Mind, expected_with
from game.partners.voice import sentence
from game.rules.levers import Value
from game.table.moves import Decline, Propose, Sign
from game.table.observation import ProposalView, SettingView

MOST = 2  # proposals a seat puts forward in a month: nobody likes to be handed a stack
WORTH_A_WORD = 0.08  # a forecast this near to what is booked anyway needs no signature
NEAR = 0.30  # how far a forecast may be off its own before a careful reader asks
TIGHT = 0.9  # share of the budget used, two months running, from which it is felt


@dataclass(frozen=True)
class Wish:
    """A joint decision a persona would like."""

    settings: dict[str, Value]
    why: str


def wishes(of: Mind) -> list[Wish]:
    """What this persona would put forward now, the dearest first."""
    found = [*_growth(of), *_capacity(of), *_initiative(of), *_forecast(of), *_budget(of)]
    return found[:MOST]


def proposals(of: Mind) -> list[Propose]:
    """Its proposals of this round: none when it has made some, or when just that lies open already."""
    picture = of.picture
    if any(one.by == picture.seat for one in picture.seen.proposals):
        return []
    taken = {key for one in picture.seen.proposals if one.status in ("open", "signed") for key in one.settings}
    return [
        Propose(picture.seat, wish.settings, wish.why)
        for wish in wishes(of)
        if not taken.intersection(wish.settings)
    ]


def answers(of: Mind) -> list[Sign | Decline]:
    """A signature or a refusal for everything that the partner has put forward."""
    return [_answer(of, one) for one in of.picture.open if one.by != of.picture.seat]


# --- what to put forward ---


def _growth(of: Mind) -> list[Wish]:
    picture, temper = of.picture, of.temper
    if temper.bold < 0.5 and picture.seat == "distribution":
        return []
    found: list[Wish] = []
    for setting in (*picture.joint("launch"), *picture.joint("market-entry")):
        if found or _asked_lately(picture, setting.key, 1 if temper.bold < 0.9 else 0):
            continue
        case = growing.case_for(picture, temper, of.work, setting, lead_alone=False)
        # An item with no stock yet is put forward all the same by marketing: how else would anyone order it?
        if not case.ready:
            continue
        settings: dict[str, Value] = {setting.key: True}
        if setting.lever == "launch":
            settings.update(_figure(picture, setting.item, growing.STARTS * case.units))
        facts = {"item": picture.name(setting.item), "units": case.units, "busy": case.busy}
        found.append(Wish(settings, sentence(temper, f"{setting.lever}-{case.ground}", **facts)))
    return found


def _figure(picture: Picture, item: str, units: float) -> dict[str, Value]:
    """The first month's figure of a new item, where a forecast can be signed."""
    return {one.key: snap(one, units) for one in picture.joint("forecast") if one.item == item and units > 0.0}


def _capacity(of: Mind) -> list[Wish]:
    picture = of.picture
    for setting in picture.joint("capacity"):
        if _asked_lately(picture, setting.key, 1):
            return []
        hours = growing.capacity_wanted(picture, of.temper, of.work, of.usual, setting)
        if hours > 0.0:
            busy = of.work.utilisation if of.work else 0.0
            return [Wish({setting.key: hours}, sentence(of.temper, "capacity", hours=hours, busy=busy))]
    return []


def _initiative(of: Mind) -> list[Wish]:
    key = initiatives.favourite(of)
    if key is None:
        return []
    last = of.picture.last
    facts = {
        "on_time": last.on_time if last else 1.0,
        "fill": min(1.0, last.shipped / last.ordered) if last and last.ordered > 0.0 else 1.0,
    }
    return [Wish({f"initiative.{key}": True}, sentence(of.temper, f"initiative-{key}", **facts))]


def _forecast(of: Mind) -> list[Wish]:
    """One number for the month, when what this seat knows differs from what is booked anyway."""
    picture = of.picture
    # With figures shared, carriers are booked on both plans already.
    if of.temper.listens < 0.4 or "integrated-data" in picture.seen.initiatives:
        return []
    offered = [one for one in picture.joint("forecast") if one.item in picture.seen.now.on_sale]
    expected = expected_with(of)
    moved = {
        one.key: snap(one, expected.now[one.item])
        for one in offered
        if _off(expected.now[one.item], _booked(of, one.item)) > WORTH_A_WORD
    }
    if not moved:
        return []
    key = max(moved, key=lambda one: _off(moved[one], _booked(of, one.partition(".")[2])))
    item = key.partition(".")[2]
    facts = {"item": picture.name(item), "units": moved[key], "last": _booked(of, item)}
    more = "more" if moved[key] >= facts["last"] else "less"
    return [Wish(dict(moved), sentence(of.temper, f"forecast-{more}", **facts))]


def _booked(of: Mind, item: str) -> float:
    """What crews and carriers are booked on when nobody signs a number: what came in of late."""
    now = of.picture.distribution_now
    if now is not None:
        return now.usual_orders.get(item, 0.0)
    return of.usual.later.get(item, 0.0) / (1.0 + of.temper.optimism)


def _off(figure: float, usual: float) -> float:
    return abs(figure - usual) / max(1.0, usual)


def _budget(of: Mind) -> list[Wish]:
    """A little more of the shared budget, by those who used all of theirs twice and do not mind asking."""
    picture, temper = of.picture, of.temper
    used = [month.spent / month.budget for month in picture.seen.months[-2:] if month.budget > 0.0]
    if len(used) < 2 or min(used) < 0.97 or temper.listens >= 0.4:
        return []
    for setting in picture.joint("budget-split"):
        if _asked_lately(picture, setting.key, 2):
            return []
        now = float(setting.current) if isinstance(setting.current, int | float) else setting.low
        step = setting.step if picture.seat == "marketing" else -setting.step
        value = snap(setting, now + step)
        if abs(value - now) > 1e-9:
            return [Wish({setting.key: value}, sentence(temper, "budget", share=value))]
    return []


def _asked_lately(picture: Picture, key: str, months: int) -> bool:
    """Was this put forward in the last months and not signed?"""
    recent = picture.seen.shared[-months:] if months else ()
    return any(key in one.settings for month in recent for one in month.declined)


# --- what to sign ---


def _answer(of: Mind, proposal: ProposalView) -> Sign | Decline:
    """Sign when nothing in it is worse than this persona can stand behind; else say what stands against it."""
    picture = of.picture
    offered = {one.key: one for one in picture.seen.joint}
    signing: tuple[float, str] | None = None
    for key, value in proposal.settings.items():
        good, why = _weighed(of, key, value, offered.get(key), proposal)
        if good < 0.0:
            return Decline(picture.seat, proposal.id, why)
        if signing is None or good > signing[0]:
            signing = (good, why)
    return Sign(picture.seat, proposal.id, signing[1] if signing else "")


def _weighed(
    of: Mind, key: str, value: Value, setting: SettingView | None, proposal: ProposalView
) -> tuple[float, str]:
    """How good one setting of a proposal is (below 0: not to be signed), and the sentence that goes with it."""
    lever = key.partition(".")[0]
    if lever == "lead":
        return _lead(of, key.partition(".")[2], value)
    if setting is None:
        return -1.0, sentence(of.temper, "no-such")
    if lever in ("launch", "market-entry"):
        return _start(of, setting)
    if lever == "forecast":
        return _number(of, setting, float(value) if not isinstance(value, str) else 0.0, proposal)
    if lever == "capacity":
        return _build(of, setting, float(value) if not isinstance(value, str) else 0.0)
    if lever == "initiative":
        return _join(of, setting)
    if lever == "budget-split":
        return _share(of, setting, float(value) if not isinstance(value, str) else 0.0)
    return (0.1, sentence(of.temper, "fine")) if of.temper.listens >= 0.9 else (-0.1, sentence(of.temper, "not-sure"))


def _start(of: Mind, setting: SettingView) -> tuple[float, str]:
    picture, temper = of.picture, of.temper
    case = growing.case_for(picture, temper, of.work, setting, lead_alone=False)
    facts = {"item": picture.name(setting.item), "units": case.units, "busy": case.busy}
    if case.ready or (case.ground == "not-yet" and temper.listens >= 0.9 and picture.left >= growing.LATE):
        return 1.0, sentence(temper, "yes-start-room" if of.work else "yes-start", **facts)
    ground = case.ground
    if ground == "no-room" and case.busy < 1.0 and temper.bold >= 0.5:
        # A full floor for a month can be helped with hands; that is not yet a reason to say no.
        return 0.6, sentence(temper, "yes-start-tight", **facts)
    return -1.0, sentence(temper, f"no-start-{ground}", **facts)


def _number(of: Mind, setting: SettingView, value: float, proposal: ProposalView) -> tuple[float, str]:
    picture, temper = of.picture, of.temper
    if f"launch.{setting.item}" in proposal.settings or setting.item not in of.usual.now:
        return 0.5, sentence(temper, "yes-number-new", item=picture.name(setting.item), units=value)
    mine = _mine(of, setting.item)
    facts = {"item": picture.name(setting.item), "units": value, "mine": mine}
    reach = NEAR * (0.7 + temper.listens)
    if value <= 0.0 or _off(value, mine) <= reach:
        return 0.5, sentence(temper, "yes-number", **facts)
    return -0.5, sentence(temper, "no-number", **facts)


def _mine(of: Mind, item: str) -> float:
    """What this seat itself expects of an item this month, with its own plan in mind when it is marketing's."""
    expected: Expected = expected_with(of) if of.picture.seat == "marketing" else of.usual
    return expected.now.get(item, 0.0)


def _build(of: Mind, setting: SettingView, hours: float) -> tuple[float, str]:
    picture, temper, last = of.picture, of.temper, of.picture.last
    fill = min(1.0, last.shipped / last.ordered) if last and last.ordered > 0.0 else 1.0
    busy = of.work.utilisation if of.work else 0.0
    facts = {"hours": hours, "busy": busy, "fill": fill, "on_time": last.on_time if last else 1.0}
    if picture.left < growing.PAYS_IN + 1:
        return -0.5, sentence(temper, "no-build-late", **facts)
    if picture.seat == "distribution" or of.work is not None:
        wanted = growing.capacity_wanted(picture, temper, of.work, of.usual, setting)
        if wanted > 0.0 or busy > temper.builds_at:
            return 0.8, sentence(temper, "yes-build-floor", **facts)
        if temper.bold < 0.5:
            return -0.5, sentence(temper, "no-build-room", **facts)
    growth = bool(picture.joint("launch") or picture.joint("market-entry"))
    strained = fill < 0.97 or (last is not None and last.on_time < 0.85)
    if strained:
        return 0.7, sentence(temper, "yes-build", **facts)
    if (growth and temper.bold >= 0.5) or temper.listens >= 0.9:
        return 0.6, sentence(temper, "yes-build-trust", **facts)
    return -0.5, sentence(temper, "no-build", **facts)


def _join(of: Mind, setting: SettingView) -> tuple[float, str]:
    picture, temper = of.picture, of.temper
    good = initiatives.speaks_for(of, setting.item) + initiatives.liked(temper, setting.item)
    good += 0.15 if temper.listens >= 0.9 else 0.0
    facts = {"item": setting.name.partition(", ")[2] or setting.name, "left": picture.left + 1}
    if picture.left < initiatives.NEEDS_LEFT:
        return -0.5, sentence(temper, "no-join-late", **facts)
    if good >= temper.signs_at:
        return good, sentence(temper, "yes-join", **facts)
    return -0.5, sentence(temper, "no-join", **facts)


def _share(of: Mind, setting: SettingView, value: float) -> tuple[float, str]:
    picture, temper = of.picture, of.temper
    now = float(setting.current) if isinstance(setting.current, int | float) else value
    gives = value < now if picture.seat == "marketing" else value > now
    used = [month.spent / month.budget for month in picture.seen.months[-2:] if month.budget > 0.0]
    mine = max(used, default=1.0)
    if not gives:
        return 0.5, sentence(temper, "yes-budget", used=mine)
    if mine < TIGHT - 0.1 and temper.listens >= 0.5:
        return 0.5, sentence(temper, "yes-budget-spare", used=mine)
    return -0.5, sentence(temper, "no-budget", used=mine)


def _lead(of: Mind, lever: str, value: Value) -> tuple[float, str]:
    """Who decides: those who listen share a lead; nobody gives one away whole without trouble to show for it."""
    picture, temper, last = of.picture, of.temper, of.picture.last
    facts = {"lever": lever.replace("-", " "), "on_time": last.on_time if last else 1.0}
    holds = picture.seen.leads.get(lever)
    if value == picture.seat:
        return 0.5, sentence(temper, "yes-lead-mine", **facts)
    trouble = last is not None and (last.otif < 0.7 or bool(last.clashes))
    if value == "joint" and (temper.listens >= 0.9 or (temper.listens >= 0.5 and trouble)):
        return 0.5, sentence(temper, "yes-lead-joint", **facts)
    if holds != picture.seat and temper.listens >= 0.5:
        return 0.3, sentence(temper, "yes-lead-theirs", **facts)
    if temper.listens >= 0.9 and trouble:
        return 0.3, sentence(temper, "yes-lead-theirs", **facts)
    return -0.5, sentence(temper, "no-lead", **facts)
