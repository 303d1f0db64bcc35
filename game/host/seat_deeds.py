"""What a person does on a page of a seat: a move of the table, or a mark of where they are."""

from __future__ import annotations

from game.host.filled import Form, draft_of, move_of
from game.refusal import Refusal
from game.seating.chair import Chair
from game.seating.requests import Observe, Play
from game.table.moves import Commit, KeepLine
from game.table.seen.observation import Observation

PLANS = frozenset({"draft", "reset", "commit"})


async def do(chair: Chair, form: Form) -> None:
    """Do what a form asks for.

    Raises:
        Refusal: when the page is an old one, or it cannot be done; nothing is done then.
    """
    seen = await chair.ask(Observe())
    what = form.get("do", "")
    if what == "seen":
        await _seen(chair, seen, form)
        return
    if form.get("round") != str(seen.round) and seen.at != "over":
        name = seen.scenario.months[seen.round - 1]
        raise Refusal(f"This page was an older one: it is {name} now. Nothing was done; look at what stands here.")
    if what == "news":
        await chair.mark(news=seen.round)
    elif what in PLANS or form.get("step"):
        await _plan(chair, seen, form, what)
    else:
        await chair.ask(Play(move_of(seen, form), form.get("key", "")))


async def _seen(chair: Chair, seen: Observation, form: Form) -> None:
    """A month's reveal has been looked at, and perhaps a line is kept on it."""
    text = form.get("text", "").strip()
    fresh = bool(seen.shared) and all(one.text != text for one in seen.lines if one.round == seen.shared[-1].round)
    if text and fresh:
        await chair.ask(Play(KeepLine(chair.seat, text), form.get("key", "")))
    await chair.mark(revealed=len(seen.shared), line="")


async def _plan(chair: Chair, seen: Observation, form: Form, what: str) -> None:
    """The draft is changed, or committed."""
    if seen.at != "plan":
        raise Refusal("There is no plan to set just now. Nothing was done; look at what stands here.")
    if what == "reset":
        chair.begin(seen.round, draft={}, reason=form.get("why", ""))
        await chair.write_mark()
        return
    before = chair.begun(seen.round).draft
    draft = draft_of(seen, before, form)
    why = form.get("why", "").strip()
    if chair.begin(seen.round, draft=draft, reason=why):
        await chair.write_mark()
    if what == "commit" and not form.get("step"):
        await chair.ask(Play(Commit(chair.seat, draft, why), form.get("key", "")))
