"""The board in words: station by station along the flow, the same content as the drawing, for ears and plain lines."""

from __future__ import annotations

from game.figures import listed
from game.telling.board.frame import TITLES
from game.telling.board.pieces import Board, Figure, Station


def in_words(board: Board) -> list[str]:
    """A sentence or two for each station."""
    return [f"{title}: {_ended(text)}" for _, title, text in stations(board)]


def stations(board: Board) -> list[tuple[Station, str, str]]:
    """Each station with its title and what there is to say of it."""
    names = {station: title.capitalize() for station, title, _, _ in TITLES}
    told: list[tuple[Station, str]] = [
        ("promise", _promise(board)),
        ("orders", _orders(board)),
        ("shelves", _shelves(board)),
        ("floor", _floor(board)),
        ("lanes", _lanes(board)),
        ("doors", _doors(board)),
        ("back", _back(board)),
    ]
    return [(station, names.get(station, "Customers come back"), text) for station, text in told]


def _ended(text: str) -> str:
    return text if text.endswith((".", "”")) else f"{text}."


def _figure(figure: Figure, unit: str = "") -> str:
    if figure.state == "fog":
        return "unknown"
    told = f"“{figure.text}”" if figure.state == "heard" else f"{figure.text}{f' {unit}' if unit else ''}"
    if figure.state == "heard" and figure.when:
        return f"{told}, said in {figure.when}"
    return told


def _unknown(board: Board) -> str:
    bank = board.fog
    return f"fog, {bank.of}'s part; to lift it: {bank.lift}" if bank is not None else "unknown"


def _promise(board: Board) -> str:
    said = _figure(board.said, "day" if board.said.text == "1" else "days")
    if board.said.state == "draft":
        said += ", the draft"
        if board.said_before:
            said += f"; {board.said_before.text} in {board.before}"
    elif board.said.when:
        said += f", told in {board.said.when}"
    prices = [f"{one.name} {_figure(one.value)}{_moved(one.mark)}" for one in board.offers]
    spends = [f"{one.name} {_figure(one.value)}{_moved(one.mark)}" for one in board.spends]
    last = "Last prices" if any(one.value.when for one in board.offers) else "Prices"
    parts = [said, f"{last}: {listed(prices)}", *spends, f"Deals: {_figure(board.deals)}"]
    if "promise" in board.fogged:
        parts.append(f"This month's plan: {_unknown(board)}")
    return ". ".join(part for part in parts if part)


def _moved(mark: str) -> str:
    return {"▲": ", up", "▼": ", down"}.get(mark, "")


def _orders(board: Board) -> str:
    told = []
    for one in board.orders:
        before = f", {one.before.text} in {board.before}" if one.before else ""
        if one.now:
            told.append(f"{one.name} {one.now.text}{' in the draft' if one.now.state == 'draft' else ''}{before}")
        elif one.before:
            told.append(f"{one.name} {one.before.text} in {board.before}")
        else:
            told.append(f"{one.name} unknown")
    return f"{'; '.join(told)}. In all {_figure(board.ordered)}"


def _shelves(board: Board) -> str:
    if "shelves" in board.fogged and not any(one.held for one in board.shelves):
        return _unknown(board)
    return "; ".join(f"{one.name} {_figure(one.held)}{_noted(one.note)}" for one in board.shelves) or "empty"


def _noted(note: str) -> str:
    return f", {note.removeprefix('! ')}" if note else ""


def _floor(board: Board) -> str:
    if not board.floor:
        return _unknown(board) if "floor" in board.fogged else "no month has been played yet"
    if board.floor.state == "heard":
        return _figure(board.floor)
    notes = [one.removeprefix("! ") for one in board.floor_notes]
    draft = ", the draft" if board.floor.state == "draft" else ""
    return "; ".join([f"{board.floor.text} of {board.hours.text} hours{draft}", *notes])


def _lanes(board: Board) -> str:
    if "lanes" in board.fogged and not any(one.how for one in board.lanes):
        return _unknown(board)
    return "; ".join(f"{one.name} {_figure(one.how)}{_noted(one.note)}" for one in board.lanes)


def _doors(board: Board) -> str:
    if not board.got:
        whole = "no month has been played yet"
    else:
        when = "" if board.revealed else f" in {board.before}"
        late = ", late" if board.got.change else ""
        whole = f"{board.got.text} days{when}{late}, {board.in_time.text} in time"
    told = []
    for one in board.doors:
        days = f" {one.days.text} days" if one.days else ""
        mood = f"satisfaction {one.mood.text}{_by(one.mood.change)}" if one.mood else "mood unknown"
        told.append(f"{one.name}{days}, {mood}")
    lost = f". Complaints cost {board.complaints.text} points" if board.complaints else ""
    return f"{whole}. {'; '.join(told)}{lost}"


def _by(change: str) -> str:
    if not change:
        return ""
    return f", {'up' if change[0] == '▲' else 'down'} {change[1:]}"


def _back(board: Board) -> str:
    back = f"{board.back.text} of 100 orders{_by(board.back.change)}" if board.back else "unknown"
    mood = f"satisfaction {board.satisfaction.text}{_by(board.satisfaction.change)}" if board.satisfaction else ""
    joint = f"Joint value {board.joint.text}" if board.joint else ""
    broke = f"The flow broke: {board.broken.name}" if board.broken is not None else ""
    return ". ".join(part for part in ("; ".join(filter(None, (back, mood))), joint, broke) if part)
