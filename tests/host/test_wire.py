"""What goes over a line comes out as it went in, and nothing else comes out at all."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from game.host.wire import KINDS, answer_in, frame, parted, request_frame, request_in, text_in, whereabouts_in
from game.refusal import Refusal
from game.seating.asked import NewTable
from game.seating.bookmark import Whereabouts
from game.seating.requests import (
    Explain,
    Foresee,
    ListWhys,
    LookBack,
    Meet,
    Observe,
    Play,
    Request,
    SeeInFull,
    ViewBand,
    ViewFit,
    ViewSurvey,
)
from game.seating.session import Session
from game.table.moves import Answer, Commit, Predict, Propose, RequestSetting
from tests.seating.leaving import leave_talk

ALWAYS: tuple[Request[Any], ...] = (Observe(), ViewSurvey(), Meet())
ASKED: tuple[Request[Any], ...] = (*ALWAYS, ListWhys(1), SeeInFull(1), ViewFit(1), ViewBand(1))


def carried(client: Any, request: Request[Any]) -> Any:
    """The answer of a desk, there and as it arrives."""
    answer = client.ask(request)
    head, body = parted(frame({"id": 1, "answer": True}, answer))
    assert head == {"id": 1, "answer": True}
    assert answer_in(request, body) == answer
    return answer


@pytest.mark.parametrize("structure", ["talk", "sync"])
def test_every_answer_of_a_season_arrives_as_it_was_given(tmp_path: Path, structure: str) -> None:
    asked = NewTable("cold-brew", ("marketing",), "cost-hawk", structure, 5, survey=True)
    with Session.create(asked, tmp_path) as session:
        client = session.seat("marketing")
        for request in (*ALWAYS, Foresee({})):
            carried(client, request)
        while client.ask(Observe()).at != "over":
            leave_talk(session)
            client.ask(Play(Commit("marketing", {"delivery-promise": 5.0}, "why\nnot")))
            for request in ASKED:
                carried(client, request)
            for why in carried(client, ListWhys(1)):
                carried(client, Explain(1, why.key))
        carried(client, LookBack())
        for request in ASKED:
            carried(client, request)


@pytest.mark.parametrize(
    "request_",
    [
        *ASKED, Explain(2, "profit"), Foresee({"promise": 4.5, "picking": "flow", "sp": True}),
        Play(Commit("marketing", {"promise": 5.0, "feature": "none"}, "“why”\n€"), "key"),
        Play(Answer("distribution", "room", "plenty", {"value": 80.0})),
        Play(Propose("marketing", {"launch.new": True}, "")),
        Play(RequestSetting("marketing", "temps", 2.0, "most", 3, "please")),
        Play(Predict("marketing", "floor", "temps", "up", 4)),
    ],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_a_request_arrives_as_it_was_asked(request_: Request[Any]) -> None:
    head, body = parted(request_frame(7, request_))
    assert head["id"] == 7
    assert request_in(head, body) == request_


def test_where_somebody_is_arrives_whole() -> None:
    mark = Whereabouts(3, None, 2, {"promise": 5.0, "picking": "flow", "x": True}, text="a\n“b”\0", quote=True)
    assert whereabouts_in(parted(frame({"keep": True}, mark))[1]) == mark
    assert {one.name for one in fields(Whereabouts)} == set(vars(mark))


@pytest.mark.parametrize(
    "text", ["", "x", "[]\n", '"a"\n1', "{", "{}", "\0", "[" * 100_000, "null\nnull", '{"id":NaN}']
)
def test_what_is_no_frame_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        head, body = parted(text)
        request_in(head, body)


def plays(body: object) -> tuple[dict[str, str], str]:
    return {"ask": "Play"}, json.dumps(body)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({}, "null"), ({"ask": "Listen"}, '{"bell": 1}'), ({"ask": ["Observe"]}, "{}"), ({"ask": "Explain"}, "{}"),
        ({"ask": "Explain"}, '{"round": "x", "key": 1}'), ({"ask": "Foresee"}, "[" * 50_000),
        ({"ask": "Foresee"}, '{"plan": {"a": [1]}}'), ({"ask": "ViewFit"}, '{"round": 1e400}'),
        plays({}), plays([]), plays({"move": 1}), plays({"move": {"move": "Commit"}}), plays({"move": {}, "key": 1}),
        plays({"move": {"move": "commit", "seat": "marketing", "plan": {}, "more": 1}}),
        plays({"move": {"move": "commit", "seat": "marketing", "plan": {"a": {"b": 1}}}}),
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused_in_one_line(head: dict[str, Any], body: str) -> None:
    with pytest.raises(Refusal) as refused:
        request_in(head, body)
    assert "\n" not in refused.value.message


def test_what_is_no_answer_is_refused() -> None:
    for request in ASKED:
        with pytest.raises(Refusal, match="same version"):
            answer_in(request, '{"of": "another version"}')
    with pytest.raises(Refusal, match="same version"):
        text_in("{}")
    with pytest.raises(Refusal, match="same version"):
        whereabouts_in('{"news": "much"}')


def test_a_bell_never_goes_over_the_line() -> None:
    assert "Listen" not in KINDS and len(KINDS) == 11
