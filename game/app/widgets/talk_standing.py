"""What holds at the table, beside the talk: in force, agreed before, and what both must sign."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.figures import decimal, listed
from game.rules.levers import LEVERS, Lead, other
from game.scenario.sheets import INITIATIVE_NAMES
from game.table.seen.observation import Observation
from game.telling.settings import worded
from game.telling.talk import Said, heard, in_month, word_given

HEARD = 6
"""Figures heard that stay in sight."""


def standing(seen: Observation) -> Content:
    """What both have signed, the words given, and what was heard."""
    parts: list[Content] = []
    signed = [one for one in seen.agreements if one.round == seen.round]
    open_ = [one for one in seen.words if one.kept is None]
    for one in signed:
        about = "; ".join(worded(seen, key, of) for key, of in one.settings.items())
        parts.append(Content(f"≡ {about}  M✓ D✓"))
    parts += [Content(f"◆ {word_given(seen, word)}") for word in open_]
    if seen.heard:
        parts.append(Content.styled("What you have heard", "bold"))
        for figure in list(reversed(seen.heard))[:HEARD]:
            name, told, month = heard(seen, figure)
            old = " $quiet" if figure.round < seen.round - 1 else ""  # it fades with age
            parts.append(Content.assemble((f"{name} ", old.strip()), (told, f"italic{old}"), (f" {month}", "$quiet")))
    names = {one.key: one.name for one in seen.joint}
    scale = [f"{names.get(key, key)} {decimal(times)} times" for key, times in seen.scale.items()]
    if scale:
        parts.append(Content(f"Scale check, of today's floor work: {listed(scale)}."))
    force = listed([INITIATIVE_NAMES[key] for key in seen.initiatives])
    if force:
        parts.append(Content.assemble(("In force: ", "$quiet"), force))
    past = [one for one in seen.agreements if one.round < seen.round][-2:]
    for one in past:
        about = ", ".join(worded(seen, key, of, now=False) for key, of in one.settings.items())
        parts.append(Content.assemble((f"Agreed{in_month(seen, one.round)}: ", "$quiet"), about))
    both = _led(seen, "joint")
    if both:
        parts.append(Content.assemble(("Both sign: ", "$quiet"), listed(both)))
    return Content("\n").join(parts)


def head(seen: Observation, said: Sequence[Said], here: bool) -> Content:
    """What to know before anything else of the talk; `here` = the partner looks at this screen, too."""
    partner = other(seen.seat)
    mine = any(one.waits == seen.seat for one in said)
    if here and not mine and any(one.waits == partner for one in said):
        return Content.styled(f"Something waits for {partner}: h hands over.", "bold")
    if here and not mine and seen.at == "plan" and seen.partner_at == "talk":
        return Content.styled(f"You have left the talk, {partner} has not: h hands over.", "bold")
    if said:
        return Content()
    return Content.styled("Nothing has been said yet. Ask, request (e) or propose (p).", "$quiet")


def _led(seen: Observation, lead: Lead) -> list[str]:
    return [LEVERS[lever].name.lower() for lever, who in seen.leads.items() if who == lead and lever in LEVERS]
