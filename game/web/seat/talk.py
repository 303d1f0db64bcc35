"""The talk: what was said, what waits for an answer, and what this seat can ask, request, propose and say."""

from __future__ import annotations

from game.figures import decimal
from game.table.seen.observation import Proposal
from game.table.seen.spoken import Requested
from game.telling.answering import typed_example
from game.telling.holding import signed_now
from game.telling.phasing import NO_TALK
from game.telling.requesting import LIMIT, LIMITS, MONTH, offer_rows, request_rows
from game.telling.settings import lead_rows, rows_of, worded
from game.telling.signing import before_signing
from game.telling.talk import SIGNS, heard, request_words, talk_of, word_given
from game.web.forms import SET, button, folded, form, line, select, sheet
from game.web.markup import Markup, Node, el, items, joined, section
from game.web.seat.layout import seat_document
from game.web.seat.sight import Sight


def talk_page(sight: Sight, view: str = "talk") -> str:
    """One page for all that two seats say to each other."""
    seen = sight.seen
    if seen.structure.talk == "none":
        return seat_document(sight, "Talk", view, el("p", NO_TALK))
    leave = None
    if seen.at == "talk":
        leave = form(sight.slip, button("Leave the talk, to plan", "ready", "main"),
                     el("p", "What waits can be answered while you plan, too.", class_="hint"))  # fmt: skip
    return seat_document(
        sight,
        f"Talk, {sight.month}",
        view,
        said(sight, seen.round) or el("p", "Nothing has been said yet this month."),
        answers(sight),
        compose(sight) if seen.at != "over" else None,
        leave,
        _before(sight),
    )


def said(sight: Sight, round_: int) -> Markup:
    """A month's talk, in the order things were said."""
    entries = []
    for one in talk_of(sight.seen, round_):
        waits = "waits for you" if one.waits == sight.seat else f"waits for {one.waits}" if one.waits else ""
        entries.append(
            el(
                "li",
                el("span", SIGNS[one.entry.kind], aria_hidden="true", class_="sign"),
                el("strong", f"{one.who}: "),
                one.says,
                el("span", one.chip, class_="chip") if one.chip else None,
                el("em", f" {waits}") if waits else None,
                class_=f"{one.entry.by}{' hangs' if SIGNS[one.entry.kind] == '└' else ''}",
            )
        )
    return el("ol", entries, class_="talk") if entries else Markup("")


def answers(sight: Sight) -> Markup:
    """Everything that waits for this seat, each with the ways to answer it."""
    seen = sight.seen
    asked = [_question(sight, one.card.key) for one in seen.questions if one.answer is None]
    proposed = [_proposal(sight, one) for one in seen.proposals if one.status == "open" and one.by != sight.seat]
    wanted = [_request(sight, one) for one in seen.requests if one.status == "open" and one.waits == sight.seat]
    return section("Waiting for your answer", asked, proposed, wanted, class_="answers")


def _question(sight: Sight, key: str) -> Markup:
    card = next(one.card for one in sight.seen.questions if one.card.key == key)
    hint = f"For example: {typed_example(sight.seen, card)}"
    text = line(f"{sight.partner.capitalize()} asks: “{card.asks}”", f"text.{key}", sight.typed.get(f"text.{key}", ""),
                hint, required=True)  # fmt: skip
    return form(sight.slip, text, button("Answer", "answer", "main"), class_="card", card=key)


def _proposal(sight: Sight, one: Proposal) -> Markup:
    seen = sight.seen
    weigh = [el("p", el("strong", f"{name.capitalize()}: "), of) for name, of in
             before_signing(seen, one.settings, sight.glossary)]  # fmt: skip
    return form(
        sight.slip,
        el("h3", f"{sight.partner.capitalize()} proposes {one.id}"),
        items(worded(seen, key, of) for key, of in one.settings.items()),
        el("p", f"“{one.why}”") if one.why else None,
        weigh,
        line("Your words (needed to decline)", f"why.{one.id}", sight.typed.get(f"why.{one.id}", "")),
        el("p", button("Sign", "sign", "main"), " ", button("Decline", "decline"), class_="buttons"),
        class_="card",
        id=one.id,
    )


def _request(sight: Sight, one: Requested) -> Markup:
    says = "offers instead" if one.offered is not None else "requests"
    why = one.why if one.offered is None else one.answer
    return form(
        sight.slip,
        el("h3", f"{sight.partner.capitalize()} {says} ({one.id})"),
        el("p", request_words(sight.seen, one)),
        el("p", f"“{why}”") if why else None,
        line("Your words (needed to say no)", f"why.{one.id}", sight.typed.get(f"why.{one.id}", "")),
        el("p", button("Yes, my word on it", "yes", "main"), " ", button("No", "no"), class_="buttons"),
        folded("Not that, but …", sheet(offer_rows(sight.seen, one), {}, {}, sight.typed),
               el("p", button("Offer this", "offer"))),
        class_="card",
        id=one.id,
    )  # fmt: skip


def compose(sight: Sight) -> Markup:
    """What this seat can begin: ask, request, propose, say."""
    return section("Begin something", _ask(sight), _requesting(sight), _proposing(sight), _saying(sight), _mine(sight))


def _ask(sight: Sight) -> Markup:
    cards = sight.seen.cards
    if not cards:
        return el("p", "You have asked what you may ask this month.")
    choices = [(one.key, one.asks) for one in cards]
    return form(sight.slip, select(f"Ask {sight.partner}", "card", choices), button("Ask", "ask"), class_="card")


def _requesting(sight: Sight) -> Markup:
    seen = sight.seen
    rows = request_rows(seen)
    whole = {row.key: row for row in rows_of(seen, seen.partner_sheet, grouped=True) if row.kind == "number"}
    wanted = [whole.get(row.key, row) for row in rows if not row.key.startswith("@")]
    months = next(row.choices for row in rows if row.key == MONTH)
    inner = [
        el("p", f"Ask {sight.partner} to hold one setting of its own. A yes is a word given.", class_="hint"),
        sheet(wanted, {}, sight.abouts(seen.partner_sheet), sight.typed, empty=True),
        select("If it is a number", SET + LIMIT, [(one, one) for one in LIMITS], at="f-limit"),
        select("In month", SET + MONTH, [(one, one) for one in months], at="f-month"),
        line("Why, in a sentence?", "why", sight.typed.get("why", "") if _is(sight, "request") else ""),
        el("p", button("Request it", "request", "main")),
    ]
    return folded(f"Request something of {sight.partner}", form(sight.slip, inner), open_=_is(sight, "request"))


def _proposing(sight: Sight) -> Markup:
    seen = sight.seen
    rows = [*rows_of(seen, seen.joint, grouped=True), *lead_rows(seen)]
    if not rows:
        return Markup("")
    abouts = sight.abouts(seen.joint)
    for key, times in seen.scale.items():
        scale = f"Scale check: {decimal(times)} times today's work on the floor."
        abouts[key] = f"{abouts.get(key, '')} {scale}".strip()
    inner = [
        el("p", "Change what both of you are to sign; what you leave alone is not part of it.", class_="hint"),
        sheet(rows, {}, abouts, sight.typed),
        line("Why, in a sentence?", "why", sight.typed.get("why", "") if _is(sight, "propose") else ""),
        el("p", button("Put it forward", "propose", "main")),
    ]
    return folded("Propose something that both sign", form(sight.slip, inner), open_=_is(sight, "propose"))


def _saying(sight: Sight) -> Markup:
    if sight.seen.structure.talk != "open":
        return Markup("")
    text = line(f"Say something to {sight.partner}", "say", sight.typed.get("say", ""), required=True)
    return form(sight.slip, text, button("Say it", "say"), class_="card")


def _mine(sight: Sight) -> Markup:
    """What this seat has put forward and the partner has not answered: it can be taken back."""
    seen = sight.seen
    found = [
        (one.id, "; ".join(worded(seen, key, of) for key, of in one.settings.items()))
        for one in seen.proposals
        if one.status == "open" and one.by == sight.seat
    ]
    found += [
        (one.id, request_words(seen, one))
        for one in seen.requests
        if one.status == "open" and one.by == sight.seat and one.waits != sight.seat
    ]
    return joined(
        *(
            form(sight.slip, el("p", f"{name} waits for {sight.partner}: {about}"), button("Take it back", "withdraw"),
                 class_="card", id=name)
            for name, about in found
        )
    )  # fmt: skip


def _is(sight: Sight, do: str) -> bool:
    """Was this tried just now, and refused?"""
    return bool(sight.problem) and sight.typed.get("do") == do


def standing(sight: Sight) -> list[Node]:
    """What is signed for the month, the words given, and the figures heard."""
    seen = sight.seen
    signed = signed_now(seen)
    told = [f"{name}: {figure}, said in {month}" for name, figure, month in (heard(seen, one) for one in seen.heard)]
    return [
        section("Signed", items(signed), level=3),
        section("Words given", items(word_given(seen, one) for one in seen.words), level=3),
        section("Figures you heard", items(reversed(told)), level=3),
    ]


def _before(sight: Sight) -> Markup:
    """What holds, and the talk of the months before."""
    seen = sight.seen
    past = [
        folded(seen.scenario.months[round_ - 1], talked)
        for round_ in range(seen.round - 1, 0, -1)
        if (talked := said(sight, round_))
    ]
    return joined(standing(sight), section("Months before", past, level=3))
