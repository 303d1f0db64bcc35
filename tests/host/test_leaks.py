"""Every byte that a seat receives, read for what it may not know: planted words and figures of everybody else."""

import re
from pathlib import Path

from game.table.moves import EndSeason
from tests.host.hosting import Hosted, Visitor, new_room, served, to_the_plan

VIEWS = ("", "board", "figures", "talk", "months", "brief", "words", "leave")
CLOSED = (
    "/seat/part/panel", "/seat/part/back", "/seat/part/fit/1", "/seat/back", "/seat/debrief", "/lead", "/wall",
    "/lead/records.zip", "/healthz", "/room.toml", "/static/../room.toml", "/static/%2e%2e/document.py",
    "/seat/why?round=1&key=scorecard-marketing", "/seat/why?round=1&key=leads", "/seat/why?round=1&key=money.revenue",
)  # fmt: skip
"""What may be asked for by hand, whether or not a page leads there."""
DRAFTED = "26.37"
"""A price that nobody else sets."""


def look_everywhere(one: Visitor) -> None:
    """Every view, every figure that may be asked about, every part of a page; and what may not be asked for, asked."""
    for view in VIEWS:
        page = one.get(f"/seat/{view}" if view else "/seat").text
        for link in set(re.findall(r'href="(/seat/[^"#]+)"', page)):
            one.get(link.replace("&amp;", "&"))
    for path in CLOSED:
        one.ask("GET", path)


def said_to(one: Visitor) -> str:
    return bytes(one.heard).decode("utf-8", "replace")


def test_before_the_reveal_a_seat_hears_nothing_of_the_others_plan_reading_or_survey(tmp_path: Path) -> None:
    with served(new_room(tmp_path / "room-zebra", tables=2, survey=True)) as hosted:
        marketing, distribution = hosted.seat(1, "marketing", "Ada"), hosted.seat(1, "distribution")
        elsewhere = hosted.seat(2, "marketing", "Quentin")
        rank(marketing)
        for one in (marketing, distribution):
            one.do("pass-survey") if "pass-survey" in one.get().text else None
        for one in (marketing, distribution):
            one.do("news")
        marketing.do("predict", constraint="carriers", expects="", confidence="5")
        distribution.do("pass")
        for one in (marketing, distribution):
            one.do("ready")
        page = marketing.get()
        name = re.search(r'name="(set\.price\.[a-z-]+)"', page.text)
        assert name
        drafted = {name[1].replace(".", "__"): DRAFTED, "why": "planted-reason"}
        marketing.do("draft", **drafted)
        look_everywhere(distribution)
        marketing.do("commit", **drafted)
        look_everywhere(distribution)
        heard = said_to(distribution)
        for secret in ("planted-reason", DRAFTED, "Quentin", "zebra", "Marketing read you", str(tmp_path)):
            assert secret not in heard, secret
        assert "planted-reason" in said_to(marketing)
        distribution.do("commit")
        look_everywhere(distribution)
        for told in ("planted-reason", DRAFTED, "Marketing read you"):  # the reveal says what each planned for, and all
            assert told in said_to(distribution), told
        tokens = [*marketing.cookies.values(), *elsewhere.cookies.values(), hosted.lead]
        assert not [token for token in tokens if token in said_to(distribution)]


def rank(one: Visitor) -> None:
    """Rank what matters, in a way that nobody else does."""
    page = one.get()
    keys = re.findall(r'name="rank\.([a-z-]+)"', page.text)
    assert keys
    named = {name: page.field(name, "rank") for name in ("moment", "whose", "shown")}
    given = {f"rank__{key}": str(at) if at <= 3 else "" for at, key in enumerate(keys, start=1)}
    one.do("rank", **given, **named)


def test_a_kept_line_an_answer_and_a_promise_stay_with_their_seat(hosted: Hosted) -> None:
    marketing, distribution = hosted.seat(1, "marketing"), hosted.seat(1, "distribution")
    to_the_plan(marketing, distribution)
    marketing.do("commit")
    distribution.do("commit")
    marketing.do("seen", text="planted-line")
    distribution.do("seen")
    hosted.room.direct(1, EndSeason())
    for one in (marketing, distribution):
        one.do("open")
    page = marketing.get("/seat/debrief")
    prompt = page.field("prompt", "reflect")
    marketing.do("reflect", "debrief", prompt=prompt, **{f"answer__{prompt}": "planted-answer"})
    marketing.do("promise", "debrief", promise="planted-promise", to="planted-friend")
    look_everywhere(distribution)
    distribution.get("/seat/debrief")
    assert "planted" not in said_to(distribution)
    kept = marketing.get("/seat/debrief").text
    assert "planted-answer" in kept and "planted-friend" in kept
    marketing.do(
        "reflect", "debrief", prompt=prompt, **{f"answer__{prompt}": "planted-answer", f"quote__{prompt}": "yes"}
    )


def test_the_wall_and_a_stranger_hear_no_figure_of_a_table(hosted: Hosted) -> None:
    marketing, distribution = hosted.seat(1, "marketing"), hosted.seat(1, "distribution")
    to_the_plan(marketing, distribution)
    marketing.do("commit", why="planted-reason")
    distribution.do("commit")
    leader, stranger = hosted.leader(), hosted.visitor()
    shown = leader.get("/wall").text + leader.get("/lead").text
    look_everywhere(stranger)
    for one in (shown, said_to(stranger)):
        assert "planted-reason" not in one and "€" not in one
    log = hosted.room.folder / "host.log"
    assert "planted" not in (log.read_text() if log.exists() else "")
