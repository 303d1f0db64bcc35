"""What a person proposes: settings with values, and a reason; and which proposal is meant by a word."""

from __future__ import annotations

from collections.abc import Sequence

from game.cli.prompt.words import YES, one_of, setting_and_rest, split, value_of
from game.refusal import Refusal
from game.rules.levers import Value
from game.table.seen.observation import Observation, ProposalView, SettingView

LEAD = "lead."
LEADS = ("marketing", "distribution", "joint")


def proposal_of(text: str, seen: Observation) -> tuple[dict[str, Value], str]:
    """The settings and the reason of `launch.cold-brew yes, forecast.cold-brew 900 because the summer is short`.

    Raises:
        Refusal: when nothing is proposed, or a setting or a value is not one that there is.
    """
    what, _, why = text.partition(" because ")
    if not what.strip():
        raise Refusal("propose: expected a setting and a value, such as: propose capacity 40 because we grow.")
    settings: dict[str, Value] = {}
    for part in what.split(", "):
        key, value = _one(part.strip(), seen)
        settings[key] = value
    return settings, why.strip()


def _one(part: str, seen: Observation) -> tuple[str, Value]:
    word, rest = split(part)
    if word.casefold().startswith(LEAD):
        lever = one_of(word[len(LEAD) :], seen.leads, "lever")
        return f"{LEAD}{lever}", one_of(rest, LEADS, "lead")
    if not seen.joint:
        raise Refusal(
            "Nothing needs both signatures at this table just now. Who leads a lever can be proposed: lead.LEVER."
        )
    setting, text = setting_and_rest(part, seen.joint)
    if setting.kind == "switch":
        if text and text.casefold() not in YES:
            raise Refusal(f"{setting.key}: leaving it as it is needs no signature. Propose it with yes, or not at all.")
        return setting.key, True
    return setting.key, value_of(setting, text, seen.scenario.currency, setting.current)


def proposed_by(setting: SettingView) -> str:
    """How a proposal of this setting is typed."""
    value = (
        "yes" if setting.kind == "switch" else f"{setting.high:g}" if setting.kind == "number" else setting.choices[0]
    )
    return f"propose {setting.key} {value} because the season is short"


def which(text: str, open_: Sequence[ProposalView]) -> tuple[str, str]:
    """The id of the proposal that is meant, and the words after it; the only open one when none is named.

    Raises:
        Refusal: when none is open or none is meant.
    """
    if not open_:
        raise Refusal("No proposal of that kind is open.")
    word, rest = split(text)
    for one in open_:
        if word.casefold() in (one.id.casefold(), one.id.casefold().removeprefix("p")):
            return one.id, rest.removeprefix("because").strip()
    if len(open_) == 1 and not word.isdecimal():
        return open_[0].id, text.removeprefix("because").strip()
    raise Refusal(f"Which proposal? Open: {', '.join(one.id for one in open_)}.")
