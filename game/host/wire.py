"""What goes over the line between a room and a seat in a terminal: requests and answers, as lines of JSON.

A frame is a line that says what it is, and behind it what it carries. Both ends are of one version: the words of a
frame are the names of our own requests and their fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from game.doors.text import quoted
from game.refusal import Refusal
from game.seating.bookmark import Whereabouts
from game.seating.company import Company
from game.seating.requests import REQUESTS, Listen, Play, Request
from game.table.written import format_move, parse_move

T = TypeVar("T")

KINDS: Final[Mapping[str, type[Request[Any]]]] = MappingProxyType(
    {kind.__name__: kind for kind in REQUESTS if kind is not Listen}
)
"""Requests that go over the line, by name; a bell does not: whoever is on the line hears of every change."""
LARGEST_REQUEST: Final = 16 * 1024
LARGEST_ANSWER: Final = 4 * 1024 * 1024
"""Bytes of a frame."""


def frame(head: Mapping[str, Any], body: object = None) -> str:
    """A frame: what it is, and what it carries as plain data."""
    carried = to_json(body, fallback=_plain, inf_nan_mode="constants")
    return f"{to_json(head).decode()}\n{carried.decode()}"


def _plain(value: object) -> object:
    """A mapping that is no dict."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no plain data")


def parted(text: str) -> tuple[dict[str, Any], str]:
    """What a frame is, and what it carries, still as JSON.

    Raises:
        Refusal: when it is no frame.
    """
    line, _, body = text.partition("\n")
    try:
        head = from_json(line, allow_inf_nan=False)
    except ValueError:
        head = None
    if not isinstance(head, dict):
        raise Refusal("expected a frame of this game, given something else.")
    return head, body


def request_frame(number: int, request: Request[Any]) -> str:
    """A request as its seat sends it; its answer carries the same number."""
    head = {"id": number, "ask": type(request).__name__}
    if isinstance(request, Play):
        return frame(head, {"move": format_move(request.move), "key": request.key})
    return frame(head, vars(request))


def request_in(head: Mapping[str, Any], body: str) -> Request[Any]:
    """The request in a frame.

    Raises:
        Refusal: when it is none, or lacks something, or has it in a wrong kind.
    """
    name = head.get("ask")
    if not isinstance(name, str) or name not in KINDS:
        raise Refusal(f"expected a request, one of {', '.join(KINDS)}: {quoted(name)}")
    if KINDS[name] is not Play:
        asked: Request[Any] = _read(_requests(name), body, f"the request {name}")
        return asked
    played = _read(TypeAdapter(dict[str, Any]), body, "a move and its key")
    move, key = played.get("move"), played.get("key", "")
    if not isinstance(move, dict) or not isinstance(key, str):
        raise Refusal("expected a move and its key, given something else.")
    parsed: Any = parse_move(move)  # a move of the table is refused at the seat's desk
    return Play(parsed, key)


def answer_in(request: Request[T], body: str) -> T:
    """The answer to a request, from the frame that carries it.

    Raises:
        Refusal: when it is none, as of a room of another version.
    """
    answer: T = _read(_answers(type(request).__name__), body, "an answer")
    return answer


def whereabouts_in(body: str) -> Whereabouts:
    """Where a person is, from the frame that carries it.

    Raises:
        Refusal: when it is none.
    """
    found: Whereabouts = _read(_adapter(Whereabouts), body, "where somebody is")
    return found


def text_in(body: str) -> str:
    """The words that a frame carries.

    Raises:
        Refusal: when it carries none.
    """
    found: str = _read(_adapter(str), body, "words")
    return found


def _read(adapter: TypeAdapter[Any], body: str, what: str) -> Any:
    try:
        return adapter.validate_json(body)
    except (ValidationError, RecursionError):
        raise Refusal(f"expected {what}, given something else. Is this of the same version?") from None


@lru_cache(64)
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@lru_cache(64)
def _requests(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[name])


@lru_cache(64)
def _answers(name: str) -> TypeAdapter[Any]:
    """What reads the answers to a kind of request; the lab's are loaded when one is read."""
    from game.lab.hindsight.band import Band
    from game.lab.hindsight.fit import Fit
    from game.lab.hindsight.review import Review
    from game.rules.explain import Explanation
    from game.table.seen.in_full import MonthInFull
    from game.table.seen.observation import Observation
    from game.table.seen.outlook import Outlook
    from game.table.seen.whys import Why
    from game.table.survey.surveying import SurveyView

    kinds: dict[str, Any] = {
        "Observe": Observation, "Play": Observation, "Foresee": Outlook, "ListWhys": tuple[Why, ...],
        "Explain": Explanation, "SeeInFull": MonthInFull, "ViewSurvey": SurveyView, "LookBack": Review, "ViewFit": Fit,
        "ViewBand": Band, "Meet": Company,
    }  # fmt: skip
    return TypeAdapter(kinds[name])
