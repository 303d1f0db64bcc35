"""Every choice has its sentence: first person, with figures, one line, and not the same one every month."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from game.content import scenarios_folder
from game.partners import partner_for, personas, words
from game.partners.personas import temperament
from game.partners.words import script
from game.refusal import Refusal
from game.rules.levers import SEATS, Seat
from game.table.moves import Commit, Decline, Propose, Sign
from tests.house.checkout import PACKAGE
from tests.partners.sitting import SLUGS, pair, season, table, turns

FIRST_PERSON = re.compile(r"\b(I|my|me|mine|we|us|our|myself)\b", re.IGNORECASE)


def topics_called_for(known: Mapping[str, Any]) -> Iterator[str]:
    """Topics that the code names outright, and those that it puts together: `no-start-` and a ground."""
    for path in (PACKAGE / "partners").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in known:
                yield str(node.value)
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+" for part in node.values
                ]
                made = re.compile("".join(parts))
                if re.search(
                    "[a-z]", "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
                ):
                    yield from (topic for topic in known if made.fullmatch(topic))


def test_every_persona_has_motives_and_no_motive_is_for_a_theme_that_nobody_speaks_of() -> None:
    themes = {saying.partition(" | ")[2] for saying in script().sayings.values()}
    for seat in SEATS:
        for persona in personas(seat):
            motives = script().motives[seat, persona]
            assert len(motives) >= 20
            assert set(motives) <= themes, set(motives) - themes


def test_no_saying_and_no_question_is_kept_that_nobody_says() -> None:
    for known in (script().sayings, script().questions):
        assert set(known) - set(topics_called_for(known)) == set()


def test_reasons_are_one_sentence_with_a_full_stop() -> None:
    for saying in script().sayings.values():
        words, bar, theme = saying.partition(" | ")
        assert not words.endswith((".", ":"))
        assert "\n" not in words
        assert bool(bar) == bool(theme)
    for motives in script().motives.values():
        for ways in (said.split(" | ") for said in motives.values()):
            assert all(way[:1].islower() or way.startswith("I ") or way[:2] in ("I’", "I'") for way in ways)
            assert not any(way.endswith(".") for way in ways)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_plan_and_every_answer_to_a_proposal_comes_with_a_reason(slug: str) -> None:
    said = [
        move
        for marketing, distribution in (("growth-chaser", "steady-hand"), ("bridge-builder", "cost-hawk"))
        for _, move, _ in turns(table(slug, "talk"), pair(marketing, distribution))
        if isinstance(move, Commit | Decline | Propose | Sign)
    ]
    for move in said:
        assert move.why.endswith("."), move
        assert 20 < len(move.why) < 260
        assert "{" not in move.why and "  " not in move.why
        assert move.why[0].isupper() or move.why[0].isdigit() or move.why[0] in "€$£"


@pytest.mark.parametrize("seat", SEATS)
def test_reasons_speak_in_the_first_person_and_with_figures(seat: Seat) -> None:
    for persona in personas(seat):
        mates = {"marketing": "brand-guardian", "distribution": "steady-hand"} | {seat: persona}
        reasons = [
            month.commits[seat].why
            for month in season("cold-brew", mates["marketing"], mates["distribution"], "talk").history
        ]
        assert sum(bool(FIRST_PERSON.search(reason)) for reason in reasons) >= 0.7 * len(reasons), reasons
        assert sum(bool(re.search(r"\d", reason)) for reason in reasons) >= 0.8 * len(reasons), reasons


@pytest.mark.parametrize("seat", SEATS)
def test_a_season_is_not_told_in_one_sentence(seat: Seat) -> None:
    for persona in personas(seat):
        mates = {"marketing": "deal-maker", "distribution": "firefighter"} | {seat: persona}
        reasons = [
            month.commits[seat].why
            for month in season("cold-brew", mates["marketing"], mates["distribution"], "silo").history
        ]
        assert len({re.sub(r"[\d.,]+", "#", reason) for reason in reasons}) >= 4, reasons


def test_two_personas_put_the_same_month_in_their_own_words() -> None:
    def first(persona: str) -> str:
        return season("first-day", "brand-guardian", persona).history[0].commits["distribution"].why

    assert len({first(persona) for persona in personas("distribution")}) >= 3


HERE = (scenarios_folder() / "partners.toml").read_text(encoding="utf-8")


def refused(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is said of a file with this text."""
    (folder / "partners.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(words, "scenarios_folder", lambda: folder)
    with pytest.raises(Refusal) as refusal:
        script.__wrapped__()
    return refusal.value.message


@pytest.mark.parametrize(
    "text", ["sayings = 3", "[sayings]\na = 1\n[questions]\n[motives]", "[sayings]\n[questions]", "["]
)
def test_words_that_cannot_be_read_are_refused_with_the_file(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "partners.toml:" in refused(text, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("was", "now", "place", "says"),
    [
        ("stock-fast = ", "stock-quick = ", ":9:1: ", "expected the saying 'stock-fast', given none"),
        ("stock-fast = ", "stock-quick = ", ":17:1: ", "there is no saying 'stock-quick'."),
        ("{units:units} the fast way", "{unit:units} the fast way", ":17:", "there is no fact 'unit' for this."),
        ("{units:units} the fast way", "{units:pieces} the fast way", ":17:", "the figure 'units', given 'pieces'"),
        ("{units:units} the fast way", "{units} the fast way", ":17:", "expected a way to write the figure 'units'"),
        ("{units:units} the fast way", "{units:units the fast way", ":17:", "expected facts as {name} or {name:kind}"),
        ("{units:units} the fast way", "{units!r} the fast way", ":17:", "expected {units} without '!r'"),
        ("{product} for about", "{product:units} for about", ":17:", "'product' is a name: expected {product} without"),
        ("promise/in-hand", "promise/in-the-hand", ":139:1: ", "expected the question 'promise/in-hand', given none"),
        ("[motives.marketing.deal-maker]", "[motives.marketing.dealer]", "", "expected the persona 'deal-maker'"),
        ("[motives.marketing.deal-maker]", "[motives.sales.deal-maker]", ":249:", "there is no seat 'sales'."),
        ("a rested crew makes", "a {rested} crew makes", "", "there is no fact 'rested' for this."),
    ],
)  # fmt: skip
def test_a_wording_that_would_fail_in_mid_play_is_told_with_its_place_when_the_file_is_read(
    was: str, now: str, place: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert HERE.count(was) == 1
    message = refused(HERE.replace(was, now), tmp_path, monkeypatch)
    assert any(f"partners.toml{place}" in line and says in line for line in message.splitlines()), message


def test_a_partner_that_cannot_speak_takes_no_seat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(HERE.replace("stock-fast = ", "stock-quick = "), tmp_path, monkeypatch)
    monkeypatch.setattr("game.partners.partner.script", script.__wrapped__)
    with pytest.raises(Refusal, match="expected the saying 'stock-fast'"):
        partner_for("marketing", "deal-maker")


def test_a_wording_may_leave_facts_and_motives_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shorter = HERE.replace(" of {product} in the house", "").replace('agreed = "I can plan by that"\n', "")
    (tmp_path / "partners.toml").write_text(shorter, encoding="utf-8")
    monkeypatch.setattr(words, "scenarios_folder", lambda: tmp_path)
    assert script.__wrapped__().sayings


def test_every_figure_is_written_as_everywhere_else() -> None:
    kinds = {"money", "price", "units", "share", "days", "plain", "tenths", "hundredths"}
    for text in (*script().sayings.values(), *script().questions.values()):
        assert {spec for _, _, spec, _ in Formatter().parse(text) if spec} <= kinds, text
        assert "{currency}" not in text
    hawk = temperament("distribution", "cost-hawk")
    said = words.sentence(hawk, "road-cheaper", currency="EUR", saved=1890.4, on_time=0.766, before=0.031, promise=7.0)
    assert said.replace("\u00a0", " ").startswith(
        "Changing how we ship saves about EUR 1,890 this month, with 77% within the 7 days after 3.1%: "
    )
