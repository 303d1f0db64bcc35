import pytest

from game.doors.numbers import Range, read_number
from game.refusal import Refusal

STOCK = Range(0.0, 3600.0, units=("unit", "units"))
PRICE = Range(4.0, 12.5, currency="€")
SPLIT = Range(0.2, 0.8, share=True)


def say(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def per_cent(value: float) -> str:
    return f"{100 * value:g}%"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1600", 1600.0),
        ("1,600", 1600.0),  # as the game writes it
        ("1 600", 1600.0),  # a hard space between thousands, as in France
        ("1\u202f600", 1600.0),
        ("1'600", 1600.0),  # Switzerland
        ("1’600", 1600.0),
        ("1.600,50", 1600.5),  # Germany
        ("1,600.50", 1600.5),
        ("1600 units", 1600.0),
        ("1 unit", 1.0),
        (" 12,5 ", 12.5),
        ("12.5", 12.5),
        ("٣٤٠٠", 3400.0),
        ("\uff11\uff12", 12.0),
        ("\uff11\uff12\uff0e\uff15", 12.5),  # full-width, as a Japanese keyboard writes it
        ("\uff11\uff0c\uff16\uff10\uff10\uff0e\uff15", 1600.5),
        ("12\uff0e5", 12.5),
        ("1600\u3000\uff55\uff4e\uff49\uff54\uff53", 1600.0),
        ("\u0661\u066c\u0666\u0660\u0660\u066b\u0665", 1600.5),  # with the Arabic signs between
        ("0", 0.0),
        (".5", 0.5),
        ("3.601", 3.601),  # read as 3,601 it would be out of bounds: only one reading fits
        ("3600.004", 3600.0),  # a bound is shown to the cent
    ],
)
def test_a_number_is_read_as_people_of_many_countries_write_it(text: str, value: float) -> None:
    assert read_number(text, STOCK, "0 to 3,600", say) == pytest.approx(value)


@pytest.mark.parametrize("text", ["€7.50", "7,50 €", "7.50 EUR", "eur 7,50", "EUR7.50"])
def test_a_sum_of_money_has_its_sign_or_where_a_terminal_lacks_it_its_code(text: str) -> None:
    assert read_number(text, PRICE, "€4 to €12.50", say) == 7.5
    with pytest.raises(Refusal):
        read_number(text, Range(4.0, 12.5, currency="CHF"), "CHF 4 to CHF 12.50", say)


def test_a_point_before_three_digits_is_asked_about_where_both_readings_fit() -> None:
    with pytest.raises(Refusal) as refused:
        read_number("1.600", STOCK, "0 to 3,600", say)
    assert refused.value.message == "'1.600' can be read as 1,600 or 1.6. Write the one you mean."


def test_full_width_signs_are_asked_about_as_the_plain_ones_and_told_as_they_were_typed() -> None:
    with pytest.raises(Refusal) as refused:
        read_number("\uff11\uff0e\uff16\uff10\uff10", STOCK, "0 to 3,600", say)
    told = "'\uff11\uff0e\uff16\uff10\uff10' can be read as 1,600 or 1.6. Write the one you mean."
    assert refused.value.message == told
    assert read_number("\uff13\uff15\uff05", SPLIT, "20% to 80%", per_cent) == pytest.approx(0.35)


def test_what_is_out_of_bounds_is_said_and_never_brought_within_them() -> None:
    for text in ("99999", "-5", "3600.01"):
        with pytest.raises(Refusal) as refused:
            read_number(text, STOCK, "0 to 3,600", say)
        assert refused.value.message == f"expected 0 to 3,600, given '{text}'."


@pytest.mark.parametrize("text", ["", "a", "1e3", "1,2,3", "1..2", "12 parsecs", "12 %", "€", "--3", "1" * 16, "nan"])
def test_what_is_no_number_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(Refusal, match="expected 0 to 3,600, given "):
        read_number(text, STOCK, "0 to 3,600", say)


def test_money_takes_its_sign_before_or_after_and_a_share_is_written_in_per_cent() -> None:
    assert read_number("€8.50", PRICE, "€4 to €12.50", say) == 8.5
    assert read_number("8,50 €", PRICE, "€4 to €12.50", say) == 8.5
    assert read_number("35 %", SPLIT, "20% to 80%", per_cent) == pytest.approx(0.35)
    assert read_number("35", SPLIT, "20% to 80%", per_cent) == pytest.approx(0.35)
    with pytest.raises(Refusal) as refused:
        read_number("0.35", SPLIT, "20% to 80%", per_cent)
    assert refused.value.message == "expected 20% to 80%, given '0.35'. Did you mean 35%?"


def test_with_a_sign_it_is_a_change_of_the_value_now() -> None:
    assert read_number("+200", STOCK, "0 to 3,600", say, current=1000.0) == 1200.0
    assert read_number("\uff0b\uff12\uff10\uff10", STOCK, "0 to 3,600", say, current=1000.0) == 1200.0
    assert read_number("\uff0d200", STOCK, "0 to 3,600", say, current=1000.0) == 800.0
    assert read_number("−200", STOCK, "0 to 3,600", say, current=1000.0) == 800.0
    assert read_number("200", STOCK, "0 to 3,600", say, current=1000.0) == 200.0


@pytest.mark.parametrize(
    ("text", "grain", "choice"),
    [
        ("2.4", 1.0, "2 or 3"),
        ("5,25", 0.1, "5.2 or 5.3"),
        ("8.125", 0.01, "8.12 or 8.13"),
        ("3599.7", 1.0, "3,599 or 3,600"),
    ],
)
def test_what_is_finer_than_it_can_be_written_is_asked_about_and_never_rounded(
    text: str, grain: float, choice: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read_number(text, Range(0.0, 3600.0, grain=grain), "0 to 3,600", say)
    assert refused.value.message == f"'{text}' is finer than this can be set: {choice}? Write the one you mean."


@pytest.mark.parametrize(("text", "value"), [("5.5", 5.5), ("0.3", 0.3), ("2.25", 2.25), ("8", 8.0)])
def test_a_bound_and_whatever_is_on_the_grain_is_taken(text: str, value: float) -> None:
    assert read_number(text, Range(0.0, 2.25 if value == 2.25 else 9.0, grain=0.1), "0 to 9", say) == value


@pytest.mark.parametrize(
    ("text", "hint"),
    [("2.4k", " Write all its digits: 2,400."), ("2,4 K", " Write all its digits: 2,400."),
     ("1e3", " Write all its digits: 1,000."), ("9k", " Write all its digits."), ("2.4kg", "")],
)  # fmt: skip
def test_a_short_hand_for_thousands_is_refused_with_what_to_write(text: str, hint: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_number(text, STOCK, "0 to 3,600", say)
    assert refused.value.message == f"expected 0 to 3,600, given '{text}'.{hint}"


def whole(value: float) -> str:
    return f"{value:,.0f}"


@pytest.mark.parametrize(
    ("may", "text", "both"),
    [
        (Range(0.0, 3600.0, grain=1.0), "1.600", "1,600 or 1.6"),
        (Range(0.0, 9000.0, grain=0.5), "2.500", "2,500 or 2"),  # half a unit can be had: the game's own writing counts
    ],
)
def test_of_two_readings_the_one_that_is_finer_than_the_grain_is_told_with_all_its_digits(
    may: Range, text: str, both: str
) -> None:
    with pytest.raises(Refusal, match=f"'{text}' can be read as {both}. Write"):
        read_number(text, may, "a number", whole)
