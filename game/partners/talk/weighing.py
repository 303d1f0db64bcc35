"""Joint decisions: whether a persona signs what is put before it, with a sentence either way."""

from __future__ import annotations

from game.partners.mind import Mind
from game.partners.picture import as_number
from game.partners.plan import growing
from game.partners.plan.campaign import expected_with_plan
from game.partners.plan.offer import promise_wanted
from game.partners.talk.proposing import NEEDS_LEFT, gap, speaks_for
from game.rules.levers import Plan, Value
from game.table.moves import Decline, Sign
from game.table.seen.observation import Proposal, SettingView

NEAR = 0.30  # how far a forecast may be off its own before a careful reader asks
CLOSE = 0.12  # and within which it is as good as the same
SPARES = 0.8  # share of the budget used, in the fuller of two months, below which some of it can be given away
STARTERS = ("launch.", "market-entry.")  # what needs hours that it did not need before
LIKED = 0.2  # what its own taste adds for an initiative that it favours


def answers(mind: Mind) -> list[Sign | Decline]:
    """A signature or a refusal for everything that the partner has put forward."""
    return [_answer(mind, one) for one in mind.picture.open if one.by != mind.picture.seat]


def _answer(mind: Mind, proposal: Proposal) -> Sign | Decline:
    """Sign when nothing in it is worse than this persona can stand behind; else say what stands against it."""
    picture = mind.picture
    offered = {one.key: one for one in picture.seen.joint}
    signing: tuple[float, str] | None = None
    for key, value in proposal.settings.items():
        good, why = _weighed(mind, key, value, offered.get(key), proposal.settings)
        if good < 0.0:
            return Decline(picture.seat, proposal.id, why)
        if signing is None or good > signing[0]:
            signing = (good, why)
    return Sign(picture.seat, proposal.id, signing[1] if signing else "")


def _weighed(mind: Mind, key: str, value: Value, setting: SettingView | None, whole: Plan) -> tuple[float, str]:
    """How good one setting of a proposal is (below 0: not to be signed), and the sentence that goes with it.

    `whole` = all that is proposed with it: a launch may bring its hours along, a forecast its launch.
    """
    lever = key.partition(".")[0]
    if lever == "lead":
        return _lead(mind, key.partition(".")[2], value)
    if setting is None:
        return -1.0, mind.sentence("no-such")
    if lever in ("launch", "market-entry"):
        return _start(mind, setting, as_number(whole.get("capacity")))
    if lever == "forecast":
        return _number(mind, setting, as_number(value), f"launch.{setting.item}" in whole)
    if lever == "delivery-promise":
        return _days(mind, setting, as_number(value))
    if lever == "capacity":
        return _build(mind, setting, as_number(value), any(key.startswith(STARTERS) for key in whole))
    if lever == "initiative":
        return _join(mind, setting)
    if lever == "budget-split":
        return _share(mind, setting, as_number(value))
    return (0.1, mind.sentence("fine")) if mind.temper.plans_together else (-0.1, mind.sentence("not-sure"))


def _start(mind: Mind, setting: SettingView, hours: float) -> tuple[float, str]:
    temper, case = mind.temper, growing.readiness_of(mind, setting, hours)
    if case.ready:
        return 1.0, mind.sentence("yes-start-slack" if mind.work else "yes-start", **case.facts)
    if case.ground == "no-slack" and case.busy < 1.0 and temper.bold >= 0.5:
        # A full floor for a month can be helped with hands; that is not yet a reason to say no.
        return 0.6, mind.sentence("yes-start-tight", **case.facts)
    return -1.0, mind.sentence(f"no-start-{case.ground}", **case.facts)


def _number(mind: Mind, setting: SettingView, value: float, new: bool) -> tuple[float, str]:
    item = mind.picture.name(setting.item)
    if new or setting.item not in mind.usual.now:
        return 0.5, mind.sentence("yes-number-new", item=item, units=value)
    # Marketing has its own plan in mind.
    expected = expected_with_plan(mind) if mind.picture.seat == "marketing" else mind.usual
    mine = expected.now.get(setting.item, 0.0)
    facts = {"item": item, "units": value, "mine": mine}
    if value <= 0.0 or gap(value, mine) <= NEAR * (0.7 + mind.temper.listens):
        topic = "yes-number" if gap(value, mine) <= CLOSE else "yes-number-theirs"
        return 0.5, mind.sentence(topic, **facts)
    return -0.5, mind.sentence("no-number", **facts)


def _days(mind: Mind, setting: SettingView, value: float) -> tuple[float, str]:
    now = as_number(setting.current, value)
    mine = promise_wanted(mind, setting, now)
    near = abs(mine - value) <= 0.5 + 0.75 * mind.temper.listens
    return 0.5 if near else -0.5, mind.sentence("yes-promise" if near else "no-promise", mine=mine, promise=value)


def _build(mind: Mind, setting: SettingView, hours: float, starts: bool) -> tuple[float, str]:
    picture, temper, last, fill = mind.picture, mind.temper, mind.picture.last, mind.picture.fill
    busy = mind.work.utilisation if mind.work else 0.0
    facts = {"hours": hours, "busy": busy, "fill": fill, "on_time": last.on_time if last else 1.0}
    if picture.left < growing.PAYS_IN + 1:
        return -0.5, mind.sentence("no-build-late", **facts)
    if picture.seat == "distribution" or mind.work is not None:
        wanted = growing.capacity_wanted(mind, mind.usual, setting)
        if wanted > 0.0 or busy > temper.builds_at or starts:
            return 0.8, mind.sentence("yes-build-floor", **facts)
        if temper.bold < 0.5:
            return -0.5, mind.sentence("no-build-slack", **facts)
    growth = bool(picture.joint("launch") or picture.joint("market-entry"))
    strained = fill < 0.97 or (last is not None and last.on_time < 0.85)
    if strained:
        return 0.7, mind.sentence("yes-build", **facts)
    if (growth and temper.bold >= 0.5) or temper.plans_together:
        return 0.6, mind.sentence("yes-build-trust", **facts)
    return -0.5, mind.sentence("no-build", **facts)


def _join(mind: Mind, setting: SettingView) -> tuple[float, str]:
    picture, temper = mind.picture, mind.temper
    liked = LIKED if setting.item in temper.favours else 0.0
    good = speaks_for(mind, setting.item) + liked + (0.15 if temper.plans_together else 0.0)
    facts = {"item": setting.name.partition(", ")[2] or setting.name, "left": picture.left + 1}
    if picture.left < NEEDS_LEFT:
        return -0.5, mind.sentence("no-join-late", **facts)
    if good >= temper.signs_at:
        return good, mind.sentence("yes-join", **facts)
    return -0.5, mind.sentence("no-join", **facts)


def _share(mind: Mind, setting: SettingView, value: float) -> tuple[float, str]:
    picture, temper = mind.picture, mind.temper
    now = as_number(setting.current, value)
    gives = value < now if picture.seat == "marketing" else value > now
    mine, wanted = max(picture.used, default=1.0), growing.missing_money(mind)
    if not gives:
        return 0.5, mind.sentence("yes-budget", used=mine)
    there_it_is_missing = temper.plans_together and wanted != 0.0 and (value < now) == (wanted < 0.0)
    if there_it_is_missing or (mine < SPARES and temper.listens >= 0.5):
        return 0.5, mind.sentence("yes-budget-spare", used=mine)
    return -0.5, mind.sentence("no-budget", used=mine)


def _lead(mind: Mind, lever: str, value: Value) -> tuple[float, str]:
    """Who decides: those who listen share a lead; nobody gives one away whole without trouble to show for it."""
    picture, temper, last = mind.picture, mind.temper, mind.picture.last
    facts = {"lever": lever.replace("-", " "), "on_time": last.on_time if last else 1.0}
    if value == picture.seat:
        return 0.5, mind.sentence("yes-lead-mine", **facts)
    trouble = last is not None and (last.otif < 0.7 or bool(last.clashes))
    if value == "joint" and (temper.plans_together or (temper.listens >= 0.5 and trouble)):
        return 0.5, mind.sentence("yes-lead-joint", **facts)
    ours = picture.seen.leads.get(lever) == picture.seat
    if (temper.listens >= 0.5 and not ours) or (temper.plans_together and trouble):
        return 0.3, mind.sentence("yes-lead-theirs", **facts)
    return -0.5, mind.sentence("no-lead", **facts)
