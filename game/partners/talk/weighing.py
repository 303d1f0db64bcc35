"""Joint decisions: whether a persona signs what is put before it, with a sentence either way."""

from __future__ import annotations

from game.partners.plan import growing
from game.partners.plan.planner import Mind, expected_with
from game.partners.plan.promising import wanted
from game.partners.talk import initiatives
from game.partners.talk.agreeing import off
from game.partners.words.voice import sentence
from game.rules.levers import Value
from game.table.moves import Decline, Sign
from game.table.seen.observation import ProposalView, SettingView

NEAR = 0.30  # how far a forecast may be off its own before a careful reader asks
CLOSE = 0.12  # and within which it is as good as the same
TIGHT = 0.9  # share of the budget used, two months running, from which it is felt


def answers(of: Mind) -> list[Sign | Decline]:
    """A signature or a refusal for everything that the partner has put forward."""
    return [_answer(of, one) for one in of.picture.open if one.by != of.picture.seat]


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
    if lever == "delivery-promise":
        return _days(of, setting, float(value) if not isinstance(value, str) else 0.0)
    if lever == "capacity":
        return _build(of, setting, float(value) if not isinstance(value, str) else 0.0)
    if lever == "initiative":
        return _join(of, setting)
    if lever == "budget-split":
        return _share(of, setting, float(value) if not isinstance(value, str) else 0.0)
    return (0.1, sentence(of.temper, "fine")) if of.temper.plans_together else (-0.1, sentence(of.temper, "not-sure"))


def _start(of: Mind, setting: SettingView) -> tuple[float, str]:
    picture, temper = of.picture, of.temper
    case = growing.case_for(picture, temper, of.work, setting, lead_alone=False)
    facts = {"item": picture.name(setting.item), "units": case.units, "busy": case.busy}
    if case.ready or (case.ground == "not-yet" and temper.plans_together and picture.left >= growing.LATE):
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
    if value <= 0.0 or off(value, mine) <= reach:
        topic = "yes-number" if off(value, mine) <= CLOSE else "yes-number-theirs"
        return 0.5, sentence(temper, topic, **facts)
    return -0.5, sentence(temper, "no-number", **facts)


def _days(of: Mind, setting: SettingView, value: float) -> tuple[float, str]:
    now = float(setting.current) if isinstance(setting.current, int | float) else value
    mine = wanted(of.picture, of.temper, setting, now, of.work)
    near = abs(mine - value) <= 0.5 + 0.75 * of.temper.listens
    return 0.5 if near else -0.5, sentence(of.temper, "yes-promise" if near else "no-promise", mine=mine, promise=value)


def _mine(of: Mind, item: str) -> float:
    """What this seat itself expects of an item this month, with its own plan in mind when it is marketing's."""
    expected = expected_with(of) if of.picture.seat == "marketing" else of.usual
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
    if (growth and temper.bold >= 0.5) or temper.plans_together:
        return 0.6, sentence(temper, "yes-build-trust", **facts)
    return -0.5, sentence(temper, "no-build", **facts)


def _join(of: Mind, setting: SettingView) -> tuple[float, str]:
    picture, temper = of.picture, of.temper
    good = initiatives.speaks_for(of, setting.item) + initiatives.liked(temper, setting.item)
    good += 0.15 if temper.plans_together else 0.0
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
    wanted = growing.missing_money(picture, of.work)
    if not gives:
        return 0.5, sentence(temper, "yes-budget", used=mine)
    if temper.plans_together and wanted and (value < now) == (wanted < 0.0):
        return 0.5, sentence(temper, "yes-budget-spare", used=mine)
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
    if value == "joint" and (temper.plans_together or (temper.listens >= 0.5 and trouble)):
        return 0.5, sentence(temper, "yes-lead-joint", **facts)
    if holds != picture.seat and temper.listens >= 0.5:
        return 0.3, sentence(temper, "yes-lead-theirs", **facts)
    if temper.plans_together and trouble:
        return 0.3, sentence(temper, "yes-lead-theirs", **facts)
    return -0.5, sentence(temper, "no-lead", **facts)
