"""Charts and bars show as much as there is: a small step small, a loss to the other side of 0."""

from game.app.lines import bars, diverging
from game.app.widgets.chart import drawn
from game.app.widgets.dashboard import COLUMNS, spark
from game.figures import units
from game.telling.clashing import Amount
from game.telling.plots import Plot, Series


def test_one_more_of_eight_thousand_does_not_leap() -> None:
    assert spark([8572.0, 8573.0]) == COLUMNS[3] * 2
    assert spark([100.0, 200.0]) == COLUMNS[0] + COLUMNS[-1]
    assert spark([5.0, 5.0, 5.0]) == COLUMNS[3] * 3
    assert spark([8.0]) == ""


def test_a_small_step_does_not_fill_a_chart() -> None:
    plot = Plot("Leads", ("Apr", "May"), (Series("leads", (8572.0, 8573.0)),), units)
    rows = [line.plain for line in drawn(plot, 40, 9)]
    marked = [number for number, row in enumerate(rows) if "●" in row or "◉" in row]
    assert max(marked) - min(marked) <= 1


def test_a_loss_grows_to_the_left_of_0_and_a_gain_to_the_right_on_one_scale() -> None:
    amounts = (Amount("Marketing alone", 9000.0, "marketing"), Amount("Side by side", -18000.0, "together"))
    won, lost = (line.plain for line in bars(amounts, "€", 90, 27))
    at = won.index("│")
    assert lost.index("│") == at
    assert won[at + 1 :].strip() == "█" * 9 and lost[:at].endswith("▒" * 18) and not lost[at + 1 :].strip()


def test_where_nothing_is_lost_bars_begin_at_the_left() -> None:
    assert diverging([10.0, 5.0], 20) == (0, 20)
    assert diverging([-10.0], 20) == (20, 0)
    assert "│" not in bars((Amount("Both", 10.0, "together"),), "€", 90)[0].plain
