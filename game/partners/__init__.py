"""Software that holds a seat with a persona: it gets an observation, never the state."""

from __future__ import annotations

from game.partners.coaching.coach import pointers
from game.partners.coaching.draft import Pointer
from game.partners.partner import Partner, partner_for
from game.partners.personas import personas

__all__ = ["Partner", "Pointer", "partner_for", "personas", "pointers"]
