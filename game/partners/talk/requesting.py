"""Requests between seats: what a persona says to the other's, and what it requests itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.figures import value as written
from game.judging.months import late
from game.partners.forecast.floor import credible, shelf_of
from game.partners.forecast.hearsay import said_broke
from game.partners.mind import Mind
from game.partners.picture import Picture, as_number, snap
from game.partners.plan.campaign import plan
from game.partners.plan.keeping import PAID, most_paid, own_words
from game.rules.levers import Value
from game.table.moves import Reply, RequestSetting
from game.table.seen.observation import SettingView
from game.table.seen.spoken import GivenWord, Requested

YIELDS: Final = (0.15, 0.6)  # how far a persona goes from its own plan, of the way it can: at least, and by listening
TRUSTED, BETRAYED = 0.1, 0.25  # what that gains by the partner's last word kept, and loses by one that was not
ASKS_FROM: Final = 0.35  # how much a persona must listen before it requests something itself
SHORT: Final = 0.9  # share of the month's orders on the shelf below which no deal is asked for
HELP: Final = 2.0  # temps that marketing asks for after a late month
SLOWER: Final = 1.0  # days more that distribution asks for at most


@dataclass(frozen=True)
class Verdict:
    """What a persona says to a request."""

    says: str  # yes, no or offer
    topic: str  # of the sayings
    offer: Value = ""


def replies(mind: Mind) -> list[Reply]:
    """An answer for every request, and every offer, that waits for this seat."""
    picture = mind.picture
    waiting = [one for one in picture.seen.requests if one.status == "open" and one.waits == picture.seat]
    if not waiting:
        return []
    meant, _ = plan(mind)
    return [_reply(mind, one, meant) for one in waiting]


def _reply(mind: Mind, asked: Requested, meant: dict[str, Value]) -> Reply:
    picture = mind.picture
    if asked.by == picture.seat:  # something else was offered to what it asked for
        return Reply(picture.seat, asked.id, "yes", mind.sentence("word-better-than-none"))
    setting = next((one for one in picture.seen.sheet if one.key == asked.key), None)
    if setting is None or asked.key not in meant:
        return Reply(picture.seat, asked.id, "no", mind.sentence("not-sure"))
    verdict = _verdict(mind, asked, setting, meant)
    facts = {
        "setting": _called(setting),
        "mine": written(meant[asked.key], setting.unit, picture.seen.scenario.currency),
        "wanted": written(_wanted(asked), setting.unit, picture.seen.scenario.currency),
        "offer": written(verdict.offer, setting.unit, picture.seen.scenario.currency) if verdict.offer != "" else "",
        "month": picture.month(asked.month),
    }
    return Reply(picture.seat, asked.id, verdict.says, mind.sentence(verdict.topic, **facts), verdict.offer)


def _called(setting: SettingView) -> str:
    """A setting inside a sentence: its name, with a small letter where it is no abbreviation."""
    name = setting.name.replace(", ", " for ", 1)
    return name[:1].lower() + name[1:]


def _wanted(asked: Requested) -> Value:
    return asked.value if asked.offered is None else asked.offered


def _verdict(mind: Mind, asked: Requested, setting: SettingView, meant: dict[str, Value]) -> Verdict:
    own, wanted = meant[asked.key], _wanted(asked)
    word = GivenWord(asked.id, mind.picture.seat, 0, asked.key, wanted, asked.limit, asked.month)
    if word.is_kept_by(own):
        return Verdict("yes", "word-meant-it")
    paid, yields = _paid(mind, setting, wanted, meant), _yields(mind)
    if paid is not None:
        better = _between(setting, own, paid, 1.0)
        if better in (own, wanted):
            return Verdict("no", "word-no-money")
        if _far(setting, own, better) <= yields:  # it offers what it would say yes to
            return Verdict("offer", "word-offer-money", better)
        wanted = better
    if setting.kind != "number":
        return _choice(mind, setting, own, wanted, yields)
    far = _far(setting, own, wanted)
    if far <= yields:
        return Verdict("yes", "word-yes")
    offer = _between(setting, own, as_number(wanted), yields / far)
    return Verdict("offer", "word-offer", offer) if offer not in (own, wanted) else Verdict("no", "word-no")


def _yields(mind: Mind) -> float:
    """How far this persona goes to meet a request, by how it listens and what became of the partner's words."""
    least, by_listening = YIELDS
    kept = [word.kept for word in mind.picture.seen.words if word.by != mind.picture.seat and word.kept is not None]
    moved = 0.0 if not kept else TRUSTED if kept[-1] else -BETRAYED
    return max(0.0, least + by_listening * mind.temper.listens + moved)


def _far(setting: SettingView, own: Value, wanted: Value) -> float:
    """How far what is wanted is from what it would have set, in the way that a number may go."""
    reach = _reach(setting, as_number(own))
    return abs(as_number(wanted) - as_number(own)) / reach if reach > 0.0 else 1.0


def _reach(setting: SettingView, own: float) -> float:
    """The way that a number may go in one month, in its unit: what is far for it."""
    if setting.lever == "price":
        return 0.15 * max(own, setting.low)
    if setting.lever == "delivery-promise":
        return 2.5
    if setting.lever == "stock-to-order":
        return max(own, 0.25 * setting.high)
    return 0.6 * (setting.high - setting.low)


def _between(setting: SettingView, own: Value, wanted: float, part: float) -> Value:
    mine = as_number(own)
    return snap(setting, mine + part * (wanted - mine))


def _choice(mind: Mind, setting: SettingView, own: Value, wanted: Value, yields: float) -> Verdict:
    """A word or a switch: it is done or not, or there is something between."""
    if setting.kind == "choice":
        steps = abs(setting.choices.index(str(wanted)) - setting.choices.index(str(own)))
        if setting.lever == "promotion" and wanted != "none" and (mind.temper.deals < 0.05 or mind.slack.share < 0.2):
            return Verdict("no", "word-no")
        if yields >= 0.3 * steps + 0.1:
            return Verdict("yes", "word-yes")
        if steps == 2:
            return Verdict("offer", "word-offer", setting.choices[1])
        return Verdict("no", "word-no")
    return Verdict("yes", "word-yes") if yields >= 0.65 else Verdict("no", "word-no")


def _paid(mind: Mind, setting: SettingView, wanted: Value, meant: dict[str, Value]) -> float | None:
    """The most of it that the budget allows, where that is less than is wanted; None = it is paid for."""
    picture = mind.picture
    if setting.lever not in PAID or setting.kind != "number":
        return None
    # What was not promised gives way to a word.
    spare = {one.key: one.low for one in picture.mine(*PAID) if one.kind == "number"}
    promised = {word.key for word, _ in own_words(picture)}
    least = {**meant, **{key: low for key, low in spare.items() if key not in promised}}
    most = as_number(most_paid(picture, {**least, setting.key: wanted}, setting))
    return most if most < as_number(wanted) - 1e-9 else None


def requests(mind: Mind) -> list[RequestSetting]:
    """What this persona asks the partner to hold this month: one thing at most, when its own figures speak for it."""
    picture = mind.picture
    if mind.temper.listens < ASKS_FROM or picture.last is None:
        return []
    if any(one.by == picture.seat for one in picture.seen.requests):
        return []
    theirs = {one.key: one for one in picture.seen.partner_sheet}
    wishes = (_slower, _no_deal) if picture.seat == "distribution" else (_hands,)
    found = (wish(mind, theirs) for wish in wishes)
    return [one for one in found if one is not None][:1]


def _slower(mind: Mind, theirs: dict[str, SettingView]) -> RequestSetting | None:
    picture, last, setting = mind.picture, mind.picture.last, theirs.get("delivery-promise")
    if setting is None or last is None or not late(last):
        return None
    now = picture.seen.promise
    kept = min(now + SLOWER, credible(last.days, mind.temper.odds))
    wanted = snap(setting, kept)
    if wanted <= now + 1e-9:
        return None
    why = mind.sentence("ask-slower", promise=wanted, before=now, on_time=last.on_time, days=last.days)
    return RequestSetting(picture.seat, setting.key, wanted, "at-least", picture.seen.round, why)


def _no_deal(mind: Mind, theirs: dict[str, SettingView]) -> RequestSetting | None:
    picture, calendar = mind.picture, mind.picture.seen.now.promotion is not None
    month = picture.seen.round + calendar
    for product in picture.on_sale:
        setting, shelf = theirs.get(f"promotion.{product}"), shelf_of(picture, product)
        if setting is None or shelf is None or month > picture.seen.scenario.rounds or "none" not in setting.choices:
            continue
        wanted = mind.usual.now.get(product, 0.0)
        held = shelf.whole if calendar else shelf.there
        if held < SHORT * wanted and not _asked_lately(picture, setting.key):
            why = mind.sentence("ask-no-deal", product=picture.name(product), held=held, wanted=wanted)
            return RequestSetting(picture.seat, setting.key, "none", "is", month, why)
    return None


def _hands(mind: Mind, theirs: dict[str, SettingView]) -> RequestSetting | None:
    picture, last, setting = mind.picture, mind.picture.last, theirs.get("temps")
    if setting is None or last is None or not late(last) or _asked_lately(picture, "temps") or said_broke(picture):
        return None
    wanted = snap(setting, min(setting.high, HELP))
    why = mind.sentence("ask-hands", on_time=last.on_time, people=wanted)
    return RequestSetting(picture.seat, setting.key, wanted, "at-least", picture.seen.round, why)


def _asked_lately(picture: Picture, key: str) -> bool:
    """Was this asked for last month already? Nobody likes to be asked every month."""
    return any(
        one.kind == "request" and one.by == picture.seat and key in one.values and one.round >= picture.seen.round - 1
        for one in picture.seen.talk
    )
