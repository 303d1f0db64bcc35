"""Whatever is written in a column adds up to what is written below it, to the last unit of money."""

import re

from game.rules.levers import SEATS
from game.rules.money import LINES
from game.rules.world import INITIATIVES
from game.table.moves import Propose, Sign
from game.table.seen.observing import observe
from game.table.table import Table
from game.telling import accounts, rows
from game.telling.beats import beats_of
from game.telling.readouts import readouts
from game.telling.story import season_of
from tests.table.tables import a_month, a_table, played
from tests.telling.seasons import season as season_played
from tests.telling.seasons import seasons


def amount(written: str) -> int:
    return int(re.sub(r"[^\d−]", "", written).replace("−", "-"))


def test_over_three_hundred_months_every_column_of_money_closes() -> None:
    for table in seasons():
        months = season_of(table, dict.fromkeys(SEATS, "")).months
        for at, month in enumerate(months):
            written = accounts.money_table(month, months[:at])
            for column in range(1, len(written[0])):
                found = [amount(row[column]) for row in written[bool(at) :]]
                margin = [row[0] for row in written[bool(at) :]].index("Contribution margin")
                assert sum(found[:margin]) == found[margin] and sum(found[margin:-1]) == found[-1]
            assert ("The months after" in [row[0] for row in written]) is (at == len(months) - 1)
            assert at == 0 or all(amount(now) - amount(was) == amount(moved) for _, now, was, moved in written[1:])


def test_what_everybody_sees_is_what_the_table_of_money_says() -> None:
    for table in list(seasons())[:6]:
        seen = observe(table, "marketing")
        month = season_of(table, dict.fromkeys(SEATS, "")).months[-1]
        everybody = {row.name: row.now for row in rows.of_all(seen)}
        written = {row[0]: row[1] for row in accounts.money_table(month, [])}
        for name in ("Contribution margin", "Change in customer equity", "Change in worth of stock", "The months after",
                     "Joint value"):  # fmt: skip
            assert everybody[name] == written[name]
        bars = next(beat for beat in beats_of(seen) if beat.key == "money").bars
        assert sum(bar.amount for bar in bars) == amount(written["Joint value"])


def test_what_leadership_pays_is_told_apart_from_the_months_money() -> None:
    paid = a_month(a_table("sync"))
    costs = paid.scenario.world.costs
    given = [INITIATIVES.index(key) for key in ("joint-sop", "integrated-data", "coordinated-kpis")]
    whole = float((costs.initiative_setup + costs.initiative_monthly)[given].sum())
    month = paid.history[-1].shared
    assert month.sponsored == whole > 0.0
    seen = observe(paid, "marketing")
    assert {row.name: row.now for row in rows.of_all(seen)}["Paid by leadership"] == f"€{whole:,.0f}"
    said = f"Leadership paid €{whole:,.0f} for joint work; it is in none of these lines."
    assert said in next(beat for beat in beats_of(seen) if beat.key == "money").lines
    assert paid.history[-1].money["initiatives"] == 0.0
    unpaid = a_month(a_table("sync", sponsor="none"))
    assert unpaid.history[-1].shared.sponsored == 0.0
    assert unpaid.history[-1].money["initiatives"] == -whole
    assert "Paid by leadership" not in {row.name for row in rows.of_all(observe(unpaid, "marketing"))}


def test_orders_of_repeat_and_of_new_customers_add_up_to_all_orders_on_dashboards_and_in_lines() -> None:
    for table in list(seasons())[:6]:
        seen = observe(table, "marketing")
        tiles = {one.key: one.value for one in readouts(seen)}
        assert amount(tiles["repeat"]) + amount(tiles["new"]) == amount(tiles["orders"])
        lines = {row.name: (row.now, row.before) for row in rows.of_month(seen, seen.months)}
        assert lines["  of repeat customers"][0] == tiles["repeat"]
        assert lines["  of new customers"][0] == tiles["new"]
        items = [lines[f"Orders, {item.name}"] for item in seen.scenario.products if item.launched]
        for column in (0, 1):
            parts = [lines[f"  of {kind} customers"][column] for kind in ("repeat", "new")]
            assert sum(map(amount, parts)) == sum(amount(item[column]) for item in items)


def voiced(months: int) -> Table:
    """A table at which one voice of the customer was signed in the first month."""
    signed = Propose("marketing", {"initiative.customer-voice": True}), Sign("distribution", "P1")
    table = played(a_table(), *signed)
    for _ in range(months):
        table = a_month(table, {"delivery-promise": 3}, {"packaging": "basic"})
    return table


def test_both_seats_see_complaints_by_cause_that_add_up_once_one_voice_sorts_them() -> None:
    table = voiced(2)
    every = vars(table.history[-1].dashboards["marketing"].causes)
    for seat in SEATS:
        seen = observe(table, seat)
        written = {row.name: row.now for row in rows.of_month(seen, seen.months)}
        parts = {name: amount(now) for name, now in written.items() if name.startswith("  complaints, ")}
        assert [name.removeprefix("  complaints, ") for name in parts] == ["late", "short", "damaged", "slow promise",
                                                                            "dear"]  # fmt: skip
        assert sum(parts.values()) == round(sum(every.values()))
        tiles = {one.key: one for one in readouts(seen) if one.key.startswith("complaints.")}
        assert [float(tile.trend[-1]) for tile in tiles.values()] == list(every.values())
        assert all(len(tile.trend) == 2 for tile in tiles.values())
    seen = observe(table, "marketing")
    marketing = {row.name: row.now for row in rows.of_month(seen, seen.months)}
    assert amount(marketing["Complaints"]) == round(sum(every.values()))


def test_unsorted_complaints_are_one_figure_on_marketings_dashboard_only() -> None:
    table = a_month(a_table())
    names = {
        seat: [row.name for row in rows.of_month(observe(table, seat), observe(table, seat).months)] for seat in SEATS
    }
    assert "Complaints" in names["marketing"]
    assert not any("omplaints" in name for name in names["distribution"])
    assert not any(name.startswith("  complaints") for name in names["marketing"])
    assert not any(one.key.startswith("complaints.") for seat in SEATS for one in readouts(observe(table, seat)))


def test_every_line_of_money_is_in_one_line_of_the_short_table() -> None:
    groups = list(dict.fromkeys(line.group for line in LINES))
    assert len(groups) == 17 and groups[0] == "Revenue" and groups[-1] == "Overhead"
    assert [line.name for line in LINES if line.group == "Crew"] == ["Regular crew", "Extra shift", "Temps"]


def test_each_line_of_a_first_month_is_its_own_money_and_what_is_nothing_is_left_out() -> None:
    story = season_of(season_played("first-day", "silo", 1), dict.fromkeys(SEATS, "")).months[0]
    written = {row[0]: amount(row[1]) for row in accounts.money_table(story, [])}
    real: dict[str, float] = {}
    for line in LINES:
        real[line.group] = real.get(line.group, 0) + story.lines[line.key]
    for name, worth in real.items():
        assert abs(written.get(name, 0) - worth) < 1.0 + len(LINES) * (name == "Revenue")
        assert (name in written) == (round(worth) != 0)


def test_a_later_month_shows_the_four_lines_that_moved_most_beside_the_month_before() -> None:
    months = season_of(season_played("first-day", "silo", 1), dict.fromkeys(SEATS, "")).months
    head, *rows_ = accounts.money_table(months[1], months[:1])
    assert head == ("", months[1].month, months[0].month, "moved")
    names = [row[0] for row in rows_]
    assert names[-5:] == ["All other lines", "Contribution margin", "Change in customer equity",
                          "Change in worth of stock", "Joint value"]  # fmt: skip
    assert 1 <= len(names) - 5 <= 4
