"""The planning panel: what this seat's own data says will happen with the plan on the sheet, and what it costs."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from game.figures import money
from game.table.seen.observation import Observation
from game.table.seen.outlook import BLIND, Outlook
from game.telling.outlooks import Purse, lines_of, purse

BAR = 12
BESIDE = 40  # cells of the budget's line beside its bar


class PlanningPanel(Static):
    """Lines of figures with their change, and the budget as a bar."""

    _shown: tuple[Observation, Outlook, Outlook] | None = None

    def show(self, seen: Observation, found: Outlook, usual: Outlook) -> None:
        """Show an outlook beside the one on an unchanged month."""
        self._shown = (seen, found, usual)
        self._draw(*self._shown)

    def on_resize(self) -> None:
        """Fit the bar into another width."""
        if self._shown is not None:
            self.call_after_refresh(self._draw, *self._shown)

    def _draw(self, seen: Observation, found: Outlook, usual: Outlook) -> None:
        rows = [Content.styled("What my data says will happen", "bold underline")]
        for line in lines_of(seen, found, usual):
            warning = Content.styled(f"  ! {line.warns}", "bold $warning") if line.warns else Content("")
            label = f"{line.label:<16}" if line.label else "  "
            rows.append(
                Content.assemble((label, "$quiet"), (line.value, "bold" if line.label else "$quiet"),
                                 (f"  {line.change}" if line.change else "", "$accent"), warning)
            )  # fmt: skip
        rows.append(_budget(purse(found), seen.scenario.currency, min(BAR, max(4, self.size.width - BESIDE))))
        if seen.partner is None and self.screen.has_class("-high"):
            rows.append(Content.styled(BLIND[seen.seat], "$quiet italic"))
        self.update(Content("\n").join(rows))


def _budget(of: Purse, currency: str, width: int) -> Content:
    full = min(width, round(width * of.spend / of.budget)) if of.budget > 0 else width
    over = of.left < -0.005
    left = f"! {money(-of.left, currency)} over" if over else f"{money(of.left, currency)} left"
    return Content.assemble(
        (f"{'Budget':<16}", "$quiet"), (f"{money(of.budget, currency)}  ", "bold"),
        ("█" * full + "░" * (width - full), "$error" if over else "$primary"), "  ",
        (left, "bold $error" if over else "bold"),
    )  # fmt: skip
