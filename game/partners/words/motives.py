"""Why it matters to each persona: the second half of what it says, by theme. A theme left out needs no motive."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.partners.words.distributionmotives import DISTRIBUTION_MOTIVES
from game.partners.words.marketingmotives import MARKETING_MOTIVES, Motives

MOTIVES: Final[Mapping[tuple[str, str], Motives]] = MappingProxyType({**MARKETING_MOTIVES, **DISTRIBUTION_MOTIVES})
