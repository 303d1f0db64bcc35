"""Prompts: the shipped ones, what a file may say, when a prompt applies, and which are chosen."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.content import facilitator_folder
from game.debrief.case import lay_open
from game.debrief.evidence import KNOWN, THEMES, Evidence
from game.debrief.examining import Fact, Findings, examine
from game.debrief.prompts.choosing import Picked, choose, must_be_asked, read_prompts, shared
from game.debrief.prompts.shape import STEPS, Step, condition
from game.refusal import Refusal
from game.table.moves import Commit
from tests.debrief.by_hand import a_prompt
from tests.debrief.seasons import findings
from tests.table.tables import a_table as start
from tests.table.tables import played

PROMPTS = read_prompts()
PLAIN = {
    "step": '"happened"', "theme": '"promise"', "say": '"What do you see?"', "why": '"It asks."',
    "source": '"design choice"', "tag": '"D"', "listen": '"An answer."', "follow-up": '"And then?"', "minutes": "4",
}  # fmt: skip

NO_CASE: Any = SimpleNamespace(pair="")
"""What chooses prompts looks at facts and evidence, and at whose a table is."""


def a_file(tmp_path: Path, **changed: str) -> Path:
    keys = {**PLAIN, **{key.replace("_", "-"): value for key, value in changed.items()}}
    lines = [f"{key} = {value}" for key, value in keys.items() if value]
    (tmp_path / "own.toml").write_text("\n".join(["[prompts.mine]", *lines]), encoding="utf-8")
    return tmp_path


def a_table(**facts: float) -> Findings:
    return Findings(NO_CASE, (), {name: Fact(value, f"{name} is {value}") for name, value in facts.items()})


def refused(folder: Path) -> str:
    with pytest.raises(Refusal) as found:
        read_prompts(folder)
    return found.value.message


def test_there_are_sixty_prompts_and_more_for_every_step_and_every_thread() -> None:
    assert len(PROMPTS) >= 60
    assert {prompt.step for prompt in PROMPTS} == set(STEPS)
    assert {prompt.theme for prompt in PROMPTS} == set(THEMES)


def test_every_step_has_a_prompt_that_fits_any_table() -> None:
    for step in STEPS:
        assert any(prompt.step == step and not prompt.when for prompt in PROMPTS), step


def test_prompts_are_read_aloud_in_a_breath_or_two_and_blame_nobody() -> None:
    for prompt in PROMPTS:
        assert len(prompt.say.split()) <= 60, prompt.key
        words = f"{prompt.say} {prompt.follow_up}".lower()
        assert not re.search(r"\b(whose fault|who failed|mistakes?|stupid|guilty|screwed)\b", words), prompt.key
        assert re.search(r"[?.!]”?$", prompt.say), prompt.key


def test_no_reason_rests_on_what_was_not_checked() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (facilitator_folder() / "prompts").glob("*.toml"))
    assert not re.search(r'tag = "U"', text)
    for doubtful in ("Leitax", "88%", "Pencavel", "Ickes", "74%"):
        assert doubtful not in text


def test_the_page_for_writers_names_every_fact_and_every_word() -> None:
    page = (facilitator_folder() / "prompts" / "README.md").read_text(encoding="utf-8")
    for name, known in KNOWN.items():
        assert f"| `{name}` | {known.means}" in page
        for word in known.words:
            assert f"`{word}`" in page


def test_a_prompt_needs_no_python(tmp_path: Path) -> None:
    (prompt,) = read_prompts(a_file(tmp_path, when='["late-months >= 2"]', shows='["delivery"]'))
    assert (prompt.key, prompt.say, prompt.follow_up, prompt.minutes) == ("mine", "What do you see?", "And then?", 4)
    assert prompt.conditions[0].fact == "late-months"


def test_every_mistake_in_a_file_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    message = refused(
        a_file(
            tmp_path, step='"happend"', minutes="0", say="", when='["late-mnths >= 2", "talk >= 2"]', tag='"A"',
            sho='["x"]',
        )
    )  # fmt: skip
    for expected in (
        "own.toml:2:8: expected 'feel', 'happened', 'learned', 'work', 'what-if' or 'next' for 'step', given",
        "Did you mean 'happened'?",
        "expected the key 'say' in 'mine', found none.",
        "for 'minutes', given 0",
        "expected a key that is known here, given 'sho'. Did you mean 'shows'?",
    ):
        assert expected in message


def test_a_condition_that_says_nothing_is_told_with_its_line_and_what_was_meant(tmp_path: Path) -> None:
    message = refused(a_file(tmp_path, when='["late-months >= 2",\n "late-mnths >= 2"]'))
    assert "own.toml:" in message and "given 'late-mnths'. Did you mean 'late-months'?" in message
    assert '"late-mnths >= 2"' in message  # the line itself, with a caret below it
    message = refused(a_file(tmp_path, when='["talk is noisy"]'))
    assert "'none', 'cards' or 'open'" in message


def test_a_source_must_fit_its_tag(tmp_path: Path) -> None:
    assert "expected tag 'D' for a design choice and only for one, given 'A'" in refused(a_file(tmp_path, tag='"A"'))


def test_a_key_belongs_to_one_prompt(tmp_path: Path) -> None:
    shutil.copy(a_file(tmp_path) / "own.toml", tmp_path / "second.toml")
    assert "a key of its own for each prompt, given 'mine'" in refused(tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("deals or so", "expected a condition, such as 'late-months >= 2' or 'talk is none', given 'deals or so'."),
        ("late-mnths >= 2", "expected a fact that a prompt may ask about, given 'late-mnths'. Did you mean "
         "'late-months'? All of them are in facilitator/prompts/README.md."),
        ("deals is 2", "expected 'deals' with >=, <=, >, < or =, as it is a number; given 'deals is 2'."),
        ("talk >= 2", "expected 'talk is' or 'talk is not' with 'none', 'cards' or 'open', given 'talk >= 2'."),
        ("talk is noisy", "expected 'talk is' or 'talk is not' with 'none', 'cards' or 'open', given 'talk is noisy'."),
        ("deals >= many", "expected a number to compare 'deals' with, given 'many'."),
    ],
)  # fmt: skip
def test_a_condition_that_cannot_be_is_refused_with_what_it_could_be(text: str, says: str) -> None:
    with pytest.raises(Refusal) as refusal:
        condition(text)
    assert refusal.value.message == says


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    try:
        condition(text)
    except Refusal as refusal:
        assert refusal.message.startswith("expected")


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("late-months >= 2", 2.0, True),
        ("late-months >= 2", 1.0, False),
        ("late-months > 2", 2.0, False),
        ("luck-part < -0.5", -0.6, True),
        ("late-months <= 2", 2.0, True),
        ("late-months = 0", 0.0, True),
    ],
)
def test_a_number_is_compared(text: str, value: float, holds: bool) -> None:
    test = condition(text)
    assert test.holds({test.fact: Fact(value, "")}) is holds


def test_a_word_is_compared_and_of_the_unknown_nothing_holds() -> None:
    assert condition("talk is none").holds({"talk": Fact("none", "")})
    assert condition("talk is not none").holds({"talk": Fact("cards", "")})
    assert not condition("talk is not none").holds({})
    assert not condition("alignment <= 100").holds({})


@settings(deadline=None)
@given(st.integers(30, 240))
def test_a_debrief_fills_its_time_and_no_more(minutes: int) -> None:
    picked = choose([findings()], PROMPTS, minutes)
    spent, usual = sum(one.minutes for one in picked), sum(one.prompt.minutes for one in picked)
    assert spent == min(minutes, 2 * usual)
    assert all(one.minutes >= 1 for one in picked)
    assert len({one.prompt.key for one in picked}) == len(picked) <= 12


@pytest.mark.parametrize("minutes", [40, 45, 60, 90])
def test_eight_to_twelve_prompts_are_chosen_step_after_step(minutes: int) -> None:
    picked = choose([findings()], PROMPTS, minutes)
    assert 8 <= len(picked) <= 12
    steps = [list(STEPS).index(one.prompt.step) for one in picked]
    assert steps == sorted(steps) and set(steps) == set(range(6))


@pytest.mark.parametrize("minutes", [8, 15, 45, 240])
def test_a_debrief_ends_with_who_else_and_one_promise_however_short_it_is(minutes: int) -> None:
    picked = choose([findings()], PROMPTS, minutes)
    assert [one.prompt.key for one in picked[-2:]] == ["who-else", "one-promise"]
    assert sum(one.minutes for one in picked) <= minutes


def test_a_prompt_is_chosen_only_when_all_its_conditions_hold() -> None:
    seen = findings()
    for one in choose([seen], PROMPTS, 120):
        assert all(test.holds(seen.facts) for test in one.prompt.conditions)


def test_it_is_said_why_a_prompt_was_chosen_with_this_tables_own_figures(tmp_path: Path) -> None:
    prompts = read_prompts(a_file(tmp_path, when='["late-months >= 2"]'))
    (one,) = choose([a_table(**{"late-months": 3.0})], prompts, 10)
    assert one.because == "Late-months is 3.0."
    assert choose([a_table(**{"late-months": 1.0})], prompts, 10) == ()


def test_in_a_room_a_prompt_must_fit_a_third_of_the_tables(tmp_path: Path) -> None:
    prompts = read_prompts(a_file(tmp_path, when='["late-months >= 2"]'))
    fits, not_ = a_table(**{"late-months": 3.0}), a_table(**{"late-months": 0.0})
    (one,) = choose([fits, not_, not_], prompts, 10)
    assert one.because.startswith("It fits 1 of 3 tables")
    assert choose([fits, not_, not_, not_], prompts, 10) == ()


def test_the_evidence_beside_a_prompt_is_of_the_kinds_it_shows_its_own_thread_first(tmp_path: Path) -> None:
    (prompt,) = read_prompts(a_file(tmp_path, shows='["clash", "delivery"]'))

    def told(key: str, kind: Any, theme: Any, weight: float) -> Evidence:
        return Evidence(key, kind, theme, 1.0, "times", "1", f"{key}.", weight=weight)

    evidence = (
        told("a", "clash", "price", 0.9), told("b", "delivery", "promise", 0.2), told("c", "stock", "promise", 1.0),
        told("d", "delivery", "promise", 0.6),
    )  # fmt: skip
    (one,) = choose([Findings(NO_CASE, evidence, {})], [prompt], 10)
    assert [shown.key for shown in one.evidence] == ["d", "b"]


@pytest.mark.parametrize("minutes", [0, 7, 241])
def test_a_time_that_holds_no_debrief_is_refused(minutes: int) -> None:
    with pytest.raises(Refusal, match="expected 8 to 240 minutes"):
        choose([Findings(NO_CASE, (), {})], PROMPTS, minutes)


NINETY: dict[Step, int] = {"feel": 4, "happened": 9, "learned": 8, "work": 7, "what-if": 4, "next": 5}


def spent(picked: Sequence[Picked]) -> dict[str, int]:
    steps: dict[str, int] = dict.fromkeys(STEPS, 0)
    for one in picked:
        steps[one.prompt.step] += one.minutes
    return steps


def test_the_questions_of_a_step_take_the_minutes_that_its_run_of_show_gives_it() -> None:
    assert spent(choose([findings()], PROMPTS, 37, NINETY)) == NINETY
    short: dict[Step, int] = {"feel": 2, "happened": 4, "learned": 4, "work": 3, "what-if": 2, "next": 2}
    told = spent(choose([findings()], PROMPTS, 17, short))
    assert all(told[step] <= minutes for step, minutes in short.items())
    assert told["next"] == 2  # who else, and one promise


def test_without_a_run_of_show_the_steps_share_the_time_as_the_ninety_minutes_do() -> None:
    assert shared(37) == NINETY
    assert spent(choose([findings()], PROMPTS, 37)) == NINETY
    assert shared(45) == {"feel": 5, "happened": 11, "learned": 10, "work": 8, "what-if": 5, "next": 6}


@given(st.integers(8, 240))
def test_the_shares_of_a_time_add_up_to_it(minutes: int) -> None:
    assert sum(shared(minutes).values()) == minutes
    assert shared(minutes)["next"] >= 2


def test_a_run_of_show_without_one_of_the_steps_is_given_no_question_for_it() -> None:
    told = spent(choose([findings()], PROMPTS, 20, {"happened": 12, "next": 8}))
    assert told == {"feel": 0, "happened": 12, "learned": 0, "work": 0, "what-if": 0, "next": 8}


def test_a_question_that_shows_evidence_is_asked_only_where_there_is_some(tmp_path: Path) -> None:
    prompts = read_prompts(a_file(tmp_path, shows='["well-chosen"]'))
    evidence = (Evidence("a", "well-chosen", "together", 1.0, "times", "1", "a.", weight=0.5),)
    assert choose([Findings(NO_CASE, (), {})], prompts, 10) == ()
    assert len(choose([Findings(NO_CASE, evidence, {})], prompts, 10)) == 1


def apart(preset: str = "silo") -> Findings:
    """A season in which nobody played a card, proposed or signed, and nobody ranked, rated or foretold anything."""
    moves = [Commit("marketing"), Commit("distribution")] * 4
    return examine(lay_open(played(start(preset), *moves), label="Table 1"))


@pytest.mark.parametrize(("preset", "asked"), [("silo", False), ("talk", True), ("sync", False)])
def test_cards_that_were_not_played_are_asked_about_only_where_cards_are_how_two_people_talk(
    preset: str, asked: bool
) -> None:
    (prompt,) = (one for one in PROMPTS if one.key == "never-asked")
    assert bool(choose([apart(preset)], [prompt], 60)) is asked


def test_nobody_is_asked_who_led_or_what_was_said_where_nobody_could_say_anything() -> None:
    fitting = {one.prompt.key for minutes in (20, 37, 90, 240) for one in choose([apart()], PROMPTS, minutes)}
    every = {prompt.key for prompt in PROMPTS if choose([apart()], [prompt], 60)}
    assert fitting <= every
    assert not every & {"who-led", "what-if-other-lead", "the-sayings", "picture-of-priorities", "predictions",
                        "what-you-asked", "never-asked", "nobody-owned-it", "one-question-a-week"}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "step"),
    [
        ("picture-of-priorities", "learned"), ("the-sayings", "learned"), ("predictions", "learned"),
        ("sure-and-wrong", "learned"), ("lost-trust", "happened"), ("early-glory", "happened"),
        ("play-again", "what-if"),
    ],
)  # fmt: skip
def test_a_question_stands_where_the_script_speaks_of_what_it_asks(key: str, step: str) -> None:
    assert next(one.step for one in PROMPTS if one.key == key) == step


def test_the_threads_of_the_largest_loss_and_of_the_largest_gain_are_asked_about() -> None:
    """Wherever a question of the thread fits the season at all, one is asked, and it says why."""
    for preset in ("silo", "talk", "sync"):
        for seed in range(1, 8 if preset == "talk" else 4):
            found = findings("talk", seed) if preset == "talk" else apart(preset)
            needed = must_be_asked([found])
            assert found.facts["turning-theme"].value in needed
            picked = choose([found], PROMPTS, 37, NINETY)
            fits = {prompt.theme for prompt in PROMPTS if prompt.step in ("happened", "learned")
                    and choose([found], [prompt], 60)}  # fmt: skip
            asked = {one.prompt.theme: one.because for one in picked if one.prompt.step in ("happened", "learned")}
            for theme, why in needed.items():
                if theme in fits:
                    assert theme in asked
                    assert any(why in one.because for one in picked if one.prompt.theme == theme)


def test_no_question_that_fits_every_season_stands_where_one_fits_this_one() -> None:
    plain = a_prompt("any", "happened", "together")
    fitting = a_prompt("this", "happened", "promise", "late-months >= 1")
    table = a_table(**{"late-months": 2.0})
    five: dict[Step, int] = {"happened": 5}
    assert [one.prompt.key for one in choose([table], [plain, fitting], 8, five)] == ["this"]
    assert [one.prompt.key for one in choose([a_table()], [plain, fitting], 8, five)] == ["any"]
