"""What anybody can send: wrong and old tokens, other sites, other names, too much, twice, too late."""

import re
from urllib.parse import urlencode

from game.host.identity import WRONG_CODES
from game.table.moves import EndSeason, Pause
from tests.host.hosting import Hosted, to_the_plan

HERE = "http://127.0.0.1"


def test_nobody_sees_a_seat_or_the_console_without_a_token(hosted: Hosted) -> None:
    stranger = hosted.visitor()
    assert stranger.ask("GET", "/seat").headers["location"] == "/"
    assert stranger.ask("GET", "/seat/changes").status == 204
    for path in ("/lead", "/wall", "/lead/records.zip"):
        assert stranger.ask("GET", path).status == 403
    assert stranger.post("/lead/do", do="pause", table="1").status == 403
    assert hosted.room.table(1).session.table.paused is None


def test_a_token_that_was_never_given_is_nobodys(hosted: Hosted) -> None:
    hosted.seat(1, "marketing")
    for token in ["", "x", "A" * 22, "A" * 5000, "%00", '"', "Ä" * 22]:
        stranger = hosted.visitor()
        stranger.cookies = {"lastmile_seat": token.encode().decode("latin-1"), "lastmile_lead": "A" * 22}
        assert stranger.ask("GET", "/seat").headers.get("location") == "/"
        assert stranger.ask("GET", "/lead").status == 403


def test_it_answers_under_its_own_names_only(hosted: Hosted) -> None:
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "", "localhost.evil.example:80"]:
        assert hosted.visitor().ask("GET", "/", host=host).status in (400, 421)


def test_a_form_of_another_site_does_nothing(hosted: Hosted) -> None:
    one = hosted.seat(1, "marketing")
    for origin in ["http://evil.example", "null", "", "http://127.0.0.1:1", "file://127.0.0.1"]:
        body = urlencode({"do": "news", "key": "k", "round": "1"}).encode()
        sent = one.ask("POST", "/seat/do", body, origin=origin, content_type="application/x-www-form-urlencoded")
        assert sent.status == 403
        assert 'value="news"' in one.get().text


def test_no_method_but_get_and_post_is_known(hosted: Hosted) -> None:
    origin = f"{HERE}:{hosted.port}"
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
        assert hosted.visitor().ask(method, "/seat/do", origin=origin).status == 405


def test_too_much_is_refused_whether_or_not_its_length_is_said(hosted: Hosted) -> None:
    one, origin = hosted.seat(1, "marketing"), f"{HERE}:{hosted.port}"
    much = b"do=news&text=" + b"x" * 70_000
    kind = "application/x-www-form-urlencoded"
    assert one.ask("POST", "/seat/do", much, origin=origin, content_type=kind).status == 413
    chunked = b"".join(
        b"%x\r\n%s\r\n" % (len(much[at : at + 9000]), much[at : at + 9000]) for at in range(0, len(much), 9000)
    )
    body = chunked + b"0\r\n\r\n"
    sent = one.ask("POST", "/seat/do", body, origin=origin, content_type=kind, transfer_encoding="chunked")
    assert sent.status in (400, 413)
    assert "Your turn: read the news." in one.get().text


def test_what_is_no_form_does_nothing_and_says_so(hosted: Hosted) -> None:
    one, origin = hosted.seat(1, "marketing"), f"{HERE}:{hosted.port}"
    for body in [b"{}", b"\xff\xfe", b"&".join(b"a%d=1" % at for at in range(400)), b"%zz=%zz&do=%ff"]:
        for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
            sent = one.ask("POST", "/seat/do", body, origin=origin, content_type=kind)
            assert sent.status == 422 and "Traceback" not in sent.text
        assert "Your turn: read the news." in one.get().text


def test_every_answer_forbids_what_is_from_elsewhere_and_is_kept_by_nobody(hosted: Hosted) -> None:
    one = hosted.seat(1, "marketing")
    for path in ("/seat", "/seat/talk", "/nowhere", "/seat/months/99"):
        headers = one.ask("GET", path).headers
        assert headers["content-security-policy"].startswith("default-src 'self';")
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
    page = one.get().text
    assert not re.search(r"<script(?! src=\"/static/)|\son\w+=|javascript:|\sstyle=", page)


def test_the_cookie_of_a_seat_is_for_no_script_and_no_other_site(hosted: Hosted) -> None:
    came = hosted.visitor()
    cookie = came.post("/join", code=hosted.room.head.code, name="").headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


def test_a_button_pressed_twice_counts_once(hosted: Hosted) -> None:
    marketing, distribution = hosted.seat(1, "marketing"), hosted.seat(1, "distribution")
    for one in (marketing, distribution):
        one.do("news")
        one.do("pass")
    page = marketing.get()
    card = re.search(r'<option value="([a-z-]+)"', page.text)
    assert card
    sent = {"do": "ask", "card": card[1], "key": page.field("key", "ask"), "round": "1"}
    assert [marketing.post("/seat/do", **sent).status for _ in range(3)] == [303, 303, 303]
    assert marketing.get().text.count("waits for distribution") == 1


def test_a_page_of_an_older_month_changes_nothing_and_says_where_things_stand(hosted: Hosted) -> None:
    marketing, distribution = hosted.seat(1, "marketing"), hosted.seat(1, "distribution")
    to_the_plan(marketing, distribution)
    old = marketing.get()
    marketing.do("commit", why="first")
    distribution.do("commit")
    assert hosted.room.table(1).session.table.round == 2
    late = marketing.post("/seat/do", do="commit", key=old.field("key", "commit"), round="1", why="late")
    assert late.status == 422 and "This page was an older one" in late.text
    assert hosted.room.table(1).session.table.play_now.at["marketing"] == "read"


def test_joining_twice_from_one_browser_keeps_the_seat(hosted: Hosted) -> None:
    one = hosted.seat(1, "marketing")
    again = one.post("/join", code=hosted.room.head.code, place="1.distribution", name="")
    assert again.headers["location"] == "/seat"
    assert list(hosted.room.state.sitters) == [(1, "marketing")]


def test_a_seat_that_is_taken_is_not_taken_again(hosted: Hosted) -> None:
    hosted.seat(1, "marketing")
    late = hosted.visitor().post("/join", code=hosted.room.head.code, place="1.marketing", name="")
    assert late.status == 422 and "is taken" in late.text


def test_a_seat_that_there_is_not_cannot_be_taken(hosted: Hosted) -> None:
    for place in ["9.marketing", "1.owner", "-1.marketing", "x", "1", "1.marketing.x"]:
        assert hosted.visitor().post("/join", code=hosted.room.head.code, place=place, name="").status == 422
        assert not hosted.room.state.sitters


def test_a_name_steers_nothing_and_is_short(hosted: Hosted) -> None:
    for name in ["a" * 41, "a\x1b[31m", "a\u202eb"]:
        assert hosted.visitor().post("/join", code=hosted.room.head.code, place="", name=name).status == 422


def test_a_full_room_says_so(hosted: Hosted) -> None:
    for _ in range(4):
        assert hosted.visitor().post("/join", code=hosted.room.head.code, place="", name="").status == 303
    late = hosted.visitor().post("/join", code=hosted.room.head.code, place="", name="")
    assert late.status == 422 and "Every seat is taken" in late.text


def test_codes_cannot_be_tried_for_long(hosted: Hosted) -> None:
    stranger = hosted.visitor()
    answers = [stranger.post("/join", code="AAAAAA", place="", name="").text for _ in range(WRONG_CODES + 1)]
    assert all("not the code of this room" in one for one in answers[:-1])
    assert "Too many wrong codes" in answers[-1]
    right = stranger.post("/join", code=hosted.room.head.code, place="", name="")
    assert right.status == 422 and "Too many wrong codes" in right.text


def test_a_paused_table_lets_nobody_move_and_says_why(hosted: Hosted) -> None:
    one = hosted.seat(1, "marketing")
    one.do("news")
    hosted.room.direct(1, Pause("lunch"))
    page = one.get()
    assert "The table is paused: lunch." in page.text
    sent = one.post("/seat/do", do="pass", key=page.field("key", "pass"), round="1")
    assert sent.status == 422 and "paused: lunch" in sent.text


def test_after_the_end_an_old_plan_counts_nothing(hosted: Hosted) -> None:
    marketing, distribution = hosted.seat(1, "marketing"), hosted.seat(1, "distribution")
    to_the_plan(marketing, distribution)
    marketing.do("commit")
    distribution.do("commit")
    hosted.room.direct(1, EndSeason("the bus goes"))
    marketing.do("seen")
    assert "It was ended early: the bus goes." in marketing.get().text
    sent = marketing.post("/seat/do", do="commit", key="k", round="2", why="")
    assert sent.status == 422


NOWHERE = (
    "/seat/nothing", "/seat/months/0", "/seat/months/x", "/seat/why?round=1&key=x", "/seat/fit/1", "/seat/part/back",
    "/seat/part/panel", "/seat/debrief", "/seat/back", "/seat/changes/x",
)  # fmt: skip


def test_a_page_that_there_is_not_says_so_without_harm(hosted: Hosted) -> None:
    one = hosted.seat(1, "marketing")
    for path in NOWHERE:
        found = one.ask("GET", path)
        assert found.status == 404
        assert "Traceback" not in found.text
