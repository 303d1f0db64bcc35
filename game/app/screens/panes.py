"""Which pane belongs to which step of the month."""

from __future__ import annotations

from game.app.widgets.joint_board import JointBoard
from game.app.widgets.news_pane import NewsPane
from game.app.widgets.pane import Pane
from game.app.widgets.plan_pane import PlanPane
from game.app.widgets.prediction_slip import PredictionSlip
from game.app.widgets.question_cards import QuestionCards
from game.telling.phasing import Step


def pane_for(step: Step) -> Pane:
    """A new pane for a step, with the id `pane-<step>`.

    Raises:
        KeyError: when the step has no pane of its own.
    """
    kinds: dict[str, type[Pane]] = {
        "news": NewsPane,
        "read": PredictionSlip,
        "ask": QuestionCards,
        "agree": JointBoard,
        "plan": PlanPane,
    }
    pane = kinds[step]()
    pane.id = f"pane-{step}"
    return pane
