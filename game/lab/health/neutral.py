"""A scenario's world with every effect switched off, to switch one on at a time and check it against theory."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np

from game.rules.arrays import Floats
from game.rules.world import Media, Tracks, World

PLENTY = 1e9
"""Stock, floor hours and budgets so large that none of them binds."""


def neutral(world: World, rounds: int | None = None) -> World:
    """The world without any effect: orders are base demand whatever anyone does, and only goods cost money.

    Args:
        world: a scenario's.
        rounds: how many rounds it shall have; by default as many as the scenario.
    """
    p, m, w = world.shape
    zero_p, one_p = np.zeros(p), np.ones(p)
    products = replace(
        world.products, elasticity=zero_p, own_share=one_p, launch_cost=zero_p, launch_sigma=zero_p,
        launch_bias=zero_p, launch_failure=zero_p, takes_from=np.zeros((p, p)), stock=np.full((p, w), PLENTY),
        pipeline=zero_p, inbound=np.zeros((2, p)), worth=np.ones((2, p)), clearance=zero_p,
    )  # fmt: skip
    markets = replace(
        world.markets, entry_cost=np.zeros(m), promise_slope=np.zeros(m), returns=np.zeros(m), fine=np.zeros(m),
        transit_cost=np.zeros((3, m)), margin=np.ones(m),
    )  # fmt: skip
    return replace(
        world,
        rounds=rounds or world.rounds,
        products=products,
        markets=markets,
        media=_no_media(world.media),
        floor=replace(
            world.floor, capacity=PLENTY, items_complexity=0.0, promotion_complexity=0.0, market_complexity=0.0,
            variability=0.0, wage=0.0, fatigue_gain=0.0, expansion_cost=0.0, expansion_upkeep=0.0,
        ),
        last_mile=replace(
            world.last_mile, month_spread=0.0, carrier_fixed=np.zeros(3), pack_cost=np.zeros(3),
            pack_damage=np.zeros(3), pack_lift=np.zeros(3), booking_over=0.0, booking_under=0.0,
            site_fixed=np.zeros_like(world.last_mile.site_fixed), move_cost=0.0,
        ),
        noise=replace(world.noise, demand=0.0, company=0.0, promotion=0.0, inbound=0.0),
        costs=replace(
            world.costs, holding=0.0, overhead=0.0, marketing_budget=PLENTY, distribution_budget=PLENTY,
            initiative_setup=np.zeros(7), initiative_monthly=np.zeros(7),
        ),
        customers=replace(world.customers, lost=1.0, substitute=0.0, backlog=0.0, elsewhere=0.0),
        tracks=_calm(world.tracks, rounds or world.rounds, p, m),
    )  # fmt: skip


def _no_media(media: Media) -> Media:
    three = np.zeros(3)
    return replace(
        media, goodwill_effect=0.0, goodwill_gain=0.0, goodwill_service=0.0, goodwill_stockout=0.0, goodwill_deal=0.0,
        performance_effect=0.0, lift=three, depth=three, promotion_fee=three, pull=np.zeros(2), research_cost=0.0,
        insight_effect=0.0, focus_gain=0.0, listing_fee=0.0, ramp=np.ones(3), loyalty_effect=0.0, word_effect=0.0,
        bounds=np.array([0.0, PLENTY]),
    )  # fmt: skip


def _calm(tracks: Tracks, rounds: int, p: int, m: int) -> Tracks:
    """No season, no trend, no event: factors 1, shifts 0."""
    shapes = {"season": (rounds, p), "arrivals": (rounds, p), "demand": (rounds, p, m), "budget": (rounds, 2)}
    added = {"transit_days", "rival_price", "rival_quality", "goodwill", "satisfaction", "returns", "damage"}
    values: dict[str, Any] = {}
    for field in fields(Tracks):
        old: Floats = getattr(tracks, field.name)
        shape = shapes.get(field.name, (rounds, *old.shape[1:]))
        values[field.name] = np.zeros(shape) if field.name in added else np.ones(shape)
    return replace(tracks, **values)
