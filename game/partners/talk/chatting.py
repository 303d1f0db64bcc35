"""Free words: what a persona says to its partner where talk is open, and the line it keeps about a month."""

from __future__ import annotations

from game.partners.personas import Temperament
from game.partners.picture import Picture
from game.partners.plan.planner import Mind
from game.partners.talk.intending import deals_meant, intentions
from game.partners.words.voice import sentence
from game.table.moves import Say

TALKS_FROM = 0.5  # how much a persona must listen before it says something unasked


def say(of: Mind) -> list[Say]:
    """One thing a month, unasked, from those who work with others: what it means to do."""
    picture = of.picture
    if picture.seen.structure.talk != "open" or of.temper.listens < TALKS_FROM:
        return []
    if any(one.by == picture.seat and one.round == picture.seen.round for one in picture.seen.messages):
        return []
    if picture.seat == "marketing":
        text = f"My plan so far: {intentions(of)}"
    elif of.work is not None:
        busy = f"I expect the floor at {of.work.utilisation:.0%} with {of.usual.total:,.0f} units."
        text = f"{busy} My plan so far: {intentions(of)}"
    else:
        text = deals_meant(of)
    return [Say(picture.seat, text)]


def line(picture: Picture, temper: Temperament) -> str:
    """'I did this because ...': a line about the last month, from what it showed."""
    last = picture.last
    if last is None:
        return ""
    facts: dict[str, float | str] = {
        "promise": last.promise, "on_time": last.on_time, "otif": last.otif, "ordered": last.ordered,
        "shipped": last.shipped, "fill": min(1.0, last.shipped / last.ordered) if last.ordered > 0.0 else 1.0,
    }  # fmt: skip
    if last.clashes:
        return sentence(temper, "line-clash", **facts)
    if last.on_time < 0.7:
        return sentence(temper, "line-late", **facts)
    if float(facts["fill"]) < 0.93:
        return sentence(temper, "line-short", **facts)
    return sentence(temper, "line-good", **facts)
