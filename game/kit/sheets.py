"""Decision sheets and prediction slips: every setting with its code, what it may be, and what it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from game import figures
from game.kit import codes
from game.rules.levers import LEVERS, SEATS, Lead, Seat, Setting, Value, other
from game.rules.world import INITIATIVES, SOP
from game.scenario import Scenario
from game.table.planning import ONE_OFF, bill, current, sheet_of
from game.table.seen.outlook import outlook
from game.table.seen.readings import CONSTRAINTS, answers
from game.table.table import Table
from game.table.talk.talking import setting_to_read
from game.telling.rows import Row
from game.telling.settings import mark


def month_sheets(table: Table) -> dict[str, Any]:
    """The sheets of the month that a table is in: one for each seat, and one for what both sign."""
    joint = [] if table.structure.talk == "none" else _rows(table, "joint")
    return {
        "round": table.round,
        "month": table.scenario.months[table.round - 1],
        "seats": [
            {
                "seat": seat,
                "name": seat.capitalize(),
                "rows": _rows(table, seat),
                "money": plain_rows(money_of(table, seat)),
            }
            for seat in SEATS
        ],
        "joint": joint,
        "ahead": _once_signed(table) if joint else "",
        "slips": [_slip(table, seat) for seat in SEATS],
    }


def _ahead(table: Table) -> str:
    """The month after; "" in the last."""
    return table.scenario.months[table.round] if table.round < table.scenario.rounds else ""


def _fixes_deals(table: Table) -> bool:
    return bool(table.state.initiatives[0, SOP])


def _once_signed(table: Table) -> str:
    """What becomes of a deal once both have signed joint S&OP; "" where it cannot be signed, or is in force."""
    keys = {setting.item_key for setting in sheet_of(table, "joint")}
    if _fixes_deals(table) or INITIATIVES[SOP] not in keys:
        return ""
    when = f"is for {_ahead(table)}" if _ahead(table) else "never runs"
    return f"Once joint S&OP is in force, a deal written here {when}."


def all_codes(scenario: Scenario) -> list[dict[str, str]]:
    """Every code of a scenario, for the person who types."""
    return [{**_named(setting), "may": codes.allowed(setting)} for setting in scenario.sheet.settings]


def example_lines(table: Table) -> str:
    """A month of this table as it is typed, in lines."""
    slips = [_slip(table, seat) for seat in SEATS]
    lines = [f"month {table.scenario.months[table.round - 1]}"]
    for slip in slips:
        pairs = [_pair(table, setting) for setting in sheet_of(table, slip["seat"])[:4]]
        lines.append(f"{slip['seat']}  {'  '.join(pairs)}")
        lever = slip["lever"]
        if lever:
            lines.append(f"R1 {slip['limits'][0]['letter']}  R2 {lever['code']}:{lever['answers'][0]['letter']}  R3 4")
    joint = [] if table.structure.talk == "none" else sheet_of(table, "joint")
    if joint:
        lines[2] += "  Q7"
        lines.append(f"both distribution: {_pair(table, joint[0])}")
    return "\n".join(lines)


def _pair(table: Table, setting: Setting) -> str:
    """A code and a value that it may have, as they are typed."""
    if setting.lever.kind == "number" and setting.low < setting.high:
        steps = round((setting.high - setting.low) / setting.step / 2)
        return codes.format_pair(setting, setting.low + steps * setting.step)
    value = True if setting.lever.kind == "switch" else table.values[setting.key]
    return codes.format_pair(setting, value)


def _named(setting: Setting) -> dict[str, str]:
    return {"code": codes.format_code(setting), "name": setting.lever.name, "item": item_name(setting)}


def item_name(setting: Setting) -> str:
    """What a setting is about: a product, a market, an initiative, or "" for the company."""
    return setting.name.removeprefix(f"{setting.lever.name}, ") if setting.item_key else ""


def _rows(table: Table, lead: Lead) -> list[dict[str, Any]]:
    return [_row(table, setting) for setting in sheet_of(table, lead)]


def _row(table: Table, setting: Setting) -> dict[str, Any]:
    scenario, sign, kind = table.scenario, table.scenario.currency, setting.lever.kind
    may, choices = "", [("y", "yes"), ("n", "no")] if kind == "switch" else []
    if kind == "number":
        low, high, step = (_number(setting, one, sign) for one in (setting.low, setting.high, setting.step))
        bare = [one.partition(figures.HARD)[0].removesuffix("%") for one in (low, step)]  # the unit stands once
        may = f"{bare[0]} to {high}, by {bare[1]}"
    elif kind == "choice":
        choices = [(letter, choice_name(scenario, setting, name)) for letter, name in codes.lettered(setting.choices)]
    return {
        **_named(setting),
        "when": mark(_ahead(table)).strip() if setting.lever.id == "promotion" and _fixes_deals(table) else "",
        "kind": kind,
        "once": setting.lever.id in ONE_OFF or setting.lever.id == "promotion",
        "usual": _usual(scenario, setting, table.values[setting.key]),
        "unit": {"money": sign, "share": "%"}.get(setting.lever.unit, setting.lever.unit),  # beside the box to write in
        "may": may,
        "choices": _choices(choices),
        "costs": _costs(table, setting),
    }


def choice_name(scenario: Scenario, setting: Setting, choice: str) -> str:
    """A choice in words; a market by its name."""
    markets = scenario.world.markets
    if setting.lever.id == "market-focus" and choice in markets.keys:
        return markets.names[markets.keys.index(choice)]
    return choice.replace("-", " ")


def _number(setting: Setting, value: float, sign: str) -> str:
    """A number with its unit: a share to the last decimal, money all in whole units or all with cents."""
    if setting.lever.unit == "share":
        return f"{codes.format_value(setting, value)}%"
    if setting.lever.unit == "money":
        assert not isinstance(setting.default, str)
        whole = all(one == round(one) for one in (setting.low, setting.high, setting.step, setting.default, value))
        return figures.money(value, sign) if whole else figures.price(value, sign)
    return figures.value(value, setting.lever.unit, sign)


def _usual(scenario: Scenario, setting: Setting, value: Value) -> str:
    """The value with which the season begins."""
    if setting.lever.kind == "choice":
        return f"{codes.format_value(setting, value)} {choice_name(scenario, setting, str(value))}"
    if setting.lever.kind == "switch":
        return "y yes" if value else "n no"
    assert not isinstance(value, str)
    return _number(setting, value, scenario.currency)


def _slip(table: Table, seat: Seat) -> dict[str, Any]:
    """A prediction slip: what presses the partner, what it will do with one lever, and how sure."""
    partner = other(seat)
    asked = setting_to_read(table, seat)
    limits = codes.lettered(CONSTRAINTS[partner])
    return {
        "seat": seat,
        "name": seat.capitalize(),
        "partner": partner,
        "limits": [{"letter": letter, "name": one.name, "sentence": one.sentence} for letter, one in limits],
        "lever": _asked(table.scenario, asked) if asked else None,
    }


def _asked(scenario: Scenario, setting: Setting) -> dict[str, Any]:
    """The lever that a slip asks about, and what may be expected of it."""
    expected = [(letter, choice_name(scenario, setting, name)) for letter, name in codes.lettered(answers(setting))]
    return {
        **_named(setting),
        "answers": _choices(expected),
    }


def money_of(table: Table, seat: Seat) -> list[Row]:
    """What a seat's plan may cost this month, and what it costs as it stands: by lever, and what is left."""
    if not sheet_of(table, seat):
        return []
    found, sign = bill(table, seat, current(table, seat)), table.scenario.currency
    bound = [Row(f"  {LEVERS[key].name}", figures.money(cost, sign)) for key, cost in found.parts.items() if cost > 0.0]
    return [
        Row("Budget", figures.money(found.budget, sign)),
        Row("Bound as it stands", figures.money(found.cost, sign)),
        *bound,
        Row("Left", figures.money(found.budget - found.cost, sign)),
    ]


def plain_rows(found: Iterable[Row]) -> list[dict[str, str]]:
    """Rows as a template reads them."""
    return [{"name": row.name, "now": row.now, "before": row.before} for row in found]


def standing_of(table: Table, seat: Seat) -> list[Row]:
    """A seat's settings as they stand before it plans: its code and its value, as the sheet would be filled in."""
    now = current(table, seat)
    rows = []
    for setting in sheet_of(table, seat):
        name = f"{codes.format_code(setting)} {setting.lever.name}"
        item = item_name(setting)
        rows.append(Row(f"{name}, {item}" if item else name, _usual(table.scenario, setting, now[setting.key])))
    return rows


def _costs(table: Table, setting: Setting) -> str:
    """What a setting takes from its seat's budget: of each choice, or of each step; "" = nothing."""
    seat = table.leads[setting.lever.id]
    if seat == "joint" or setting.lever.id not in bill(table, seat, current(table, seat)).parts:
        return ""
    now, lever, sign = current(table, seat), setting.lever.id, table.scenario.currency

    def costs(value: Value) -> float:
        return bill(table, seat, {**now, setting.key: value}).parts[lever]

    if setting.lever.kind == "choice":
        base = min(costs(name) for name in setting.choices)
        found = [(letter, costs(name) - base) for letter, name in codes.lettered(setting.choices)]
        return ", ".join(f"{letter} {figures.money(cost, sign)}" for letter, cost in found if cost > 0.0)
    if setting.lever.kind != "number" or setting.lever.unit == "money":
        return ""  # an amount of money costs itself
    steps = round((setting.high - setting.low) / setting.step)
    if steps < 1:
        return ""
    least, each = costs(setting.low), costs(setting.low + setting.step) - costs(setting.low)
    if abs(costs(setting.high) - least - each * steps) < 1.0:
        return f"{figures.money(each, sign)} a step" if each > 0.0 else ""
    tried = sorted({max(1, round(steps * part)) for part in (0.125, 0.25, 0.5, 0.75, 1.0)})
    values = [setting.low + at * setting.step for at in tried]
    return ", ".join(f"{_number(setting, value, sign)} {figures.money(costs(value) - least, sign)}" for value in values)


def plan_slips(table: Table) -> list[dict[str, Any]]:
    """What each seat works out with a pencil: orders expected of each item, and the floor hours that they need."""
    world = table.world
    found = outlook(table, "distribution", {})
    hours, shipped = found["hours"], found["shipped"]
    assert isinstance(hours, float) and isinstance(shipped, float)
    capacity = found["capacity"]
    assert isinstance(capacity, float)
    rate = figures.decimal(hours / shipped * 100.0) if shipped > 0.0 else ""
    return [
        {
            "seat": seat,
            "name": seat.capitalize(),
            "items": list(world.products.names),
            "rate": rate if table.structure.data == "shared" or seat == "distribution" else "",
            "capacity": figures.units(capacity),
        }
        for seat in SEATS
    ]


def _choices(lettered: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"letter": letter, "name": name} for letter, name in lettered]
