import copy
import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tomli_w

from game.refusal import Refusal
from game.rules.arrays import MOST_CELLS
from game.rules.levers import SEATS
from game.rules.world import CHANNELS
from game.scenario import Scenario, load
from game.scenario.loading import load as load_directly
from game.scenario.loading import made
from game.scenario.reading import read_cards, read_scenario
from tests.narrowed import there
from tests.scenario.shipped import SLUGS, SMALL, small_tree


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Any]:
    """Load a tree as a scenario's file."""

    def write(tree: dict[str, Any], text: str | None = None) -> Scenario:
        path = tmp_path / "small.toml"
        path.write_text(tomli_w.dumps(tree) if text is None else text, encoding="utf-8")
        return load(path)

    return write


def arrays_of(part: Any) -> Iterator[Any]:
    for field in dataclasses.fields(part):
        value = getattr(part, field.name)
        if dataclasses.is_dataclass(value):
            yield from arrays_of(value)
        elif isinstance(value, np.ndarray):
            yield field.name, value


@pytest.mark.parametrize("slug", SLUGS)
def test_every_shipped_scenario_loads_with_finite_fixed_arrays(slug: str) -> None:
    scenario = load(slug)
    assert scenario.slug == slug
    products, markets, pools = scenario.world.shape
    assert 1 <= products <= MOST_CELLS
    assert 1 <= markets <= MOST_CELLS
    assert scenario.world.products.base.shape == (products, markets)
    assert scenario.world.products.stock.shape == (products, pools)
    assert scenario.world.tracks.demand.shape == (scenario.rounds, products, markets)
    assert len(scenario.months) == scenario.rounds
    for name, array in arrays_of(scenario.world):
        if array.dtype != np.bool_:
            assert np.isfinite(array).all(), name
        assert not array.flags.writeable, name


@pytest.mark.parametrize("slug", SLUGS)
def test_every_default_of_a_shipped_sheet_may_be_played(slug: str) -> None:
    scenario = load(slug)
    for setting in scenario.sheet.settings:
        assert setting.problem(setting.default) is None
    keys = [setting.key for setting in (*scenario.sheet.settings, *scenario.fixed)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_shipped_season_presses_both_seats_alike(slug: str) -> None:
    loads = [event.load for event in load(slug).events]
    marketing, distribution = (sum(load[seat] for load in loads) for seat in SEATS)
    assert abs(marketing - distribution) <= 2


def test_the_small_scenario_means_what_it_says() -> None:
    scenario = load(SMALL)
    products, markets = scenario.world.products, scenario.world.markets
    assert isinstance(scenario, Scenario)
    assert scenario.months == ("May", "June", "July", "August")
    assert products.keys == ("tea", "iced-tea")
    assert products.base.tolist() == [[900, 300], [400, 100]]
    assert products.on_sale.tolist() == [True, False]
    assert products.takes_from.tolist() == [[0, 0], [0.2, 0]]
    assert products.stock.tolist() == [[200], [0]]
    assert products.lead.tolist() == [[1, 1], [0, 0]]
    assert products.inbound.tolist() == [[0.2, 0.2], [0.5, 0.5]]
    assert [CHANNELS[channel] for channel in markets.channel] == ["trade", "web"]
    assert markets.transit_days.tolist() == [[4, 4.5], [3, 3.2], [1.5, 1.8]]
    assert scenario.world.tracks.season[:, 0].tolist() == [1.0, 1.1, 1.0, 0.9]
    assert scenario.world.tracks.season[:, 1].tolist() == [1.0] * 4
    assert scenario.world.costs.initiative_setup.tolist() == [300, 0, 0, 0, 400, 200, 0]
    assert scenario.world.targets.leads == 1200
    assert scenario.world.targets.throughput == 0.75 * 1200
    keys = [setting.key for setting in scenario.sheet.settings]
    assert keys == [
        "price.tea",
        "price.iced-tea",
        "outbound-mode.shops",
        "outbound-mode.web",
        "temps",
        "launch.iced-tea",
        "initiative.joint-sop",
    ]


def test_price_bounds_are_factors_of_list_price_and_tables_are_money(written: Callable[..., Any]) -> None:
    tree = small_tree()
    tree["levers"]["price"]["high"] = {"tea": 6.0}
    sheet = written(tree).sheet
    tea, iced = sheet.find("price.tea"), sheet.find("price.iced-tea")
    assert (tea.low, tea.default, tea.high) == (3.2, 4.0, 6.0)
    assert (iced.low, iced.default, iced.high) == (2.4, 3.0, 3.75)


def test_what_is_not_offered_is_fixed_at_its_default(written: Callable[..., Any]) -> None:
    tree = small_tree()
    tree["levers"]["carrier"] = {"offered": False, "default": "spot"}
    tree["levers"]["packaging"] = {"choices": ["retail-ready", "protective"]}
    scenario = written(tree)
    fixed = {setting.key: setting.default for setting in scenario.fixed}
    assert scenario.sheet.find("carrier") is None
    assert fixed["carrier"] == "spot"
    assert fixed["portfolio.tea"] is True
    assert fixed["launch.tea"] is False
    assert scenario.sheet.find("packaging").choices == ("retail-ready", "protective")
    assert scenario.sheet.find("packaging").default == "retail-ready"


def test_a_scenario_sets_who_leads(written: Callable[..., Any]) -> None:
    tree = small_tree()
    tree["levers"]["temps"]["lead"] = "joint"
    tree["levers"]["initiative"] = {"lead": "distribution"}
    tree["structures"] = {"silo": {"lead": {"forecast": "marketing"}}}
    scenario = written(tree)
    assert scenario.sheet.find("temps").lead == "joint"
    assert scenario.sheet.find("initiative.joint-sop").lead == "distribution"
    assert scenario.leads == {"silo": {"forecast": "marketing"}}


def test_a_scenario_hides_the_band_under_a_structure_and_is_played_as_before(written: Callable[..., Any]) -> None:
    tree = small_tree()
    tree["structures"] = {"silo": {"band": "hidden"}, "talk": {}}
    hiding = written(tree)
    assert hiding.hide_band == {"silo"}
    tree["structures"]["silo"] = {}
    assert written(tree).fingerprint == hiding.fingerprint


def test_stock_is_divided_as_inbound_is_unless_a_table_says_more(written: Callable[..., Any]) -> None:
    tree = small_tree()
    tree["pools"] = [{"key": "front", "share": 0.75}, {"key": "back", "share": 0.25}]
    tree["sources"]["pools"] = "design choice [D]"
    tree["products"][1]["stock"] = {"back": 7}
    tree["markets"][1]["pool"] = "back"
    world = written(tree).world
    assert world.products.stock.tolist() == [[150, 50], [0, 7]]
    assert world.markets.pool.tolist() == [0, 1]
    assert world.markets.pool_share.tolist() == [0.75, 0.25]


def test_comments_blanks_and_the_order_of_keys_do_not_change_the_fingerprint(written: Callable[..., Any]) -> None:
    fingerprint = load(SMALL).fingerprint
    tree = small_tree()
    turned = {key: tree[key] for key in reversed(tree)}
    assert written(turned).fingerprint == fingerprint
    text = SMALL.read_text(encoding="utf-8").replace("\n", "  # a note\n\n").replace("4.0", "4")
    assert written(None, text).fingerprint == fingerprint


def test_writing_out_a_default_does_not_change_the_fingerprint(written: Callable[..., Any]) -> None:
    tree = small_tree()
    tree["markets"][0]["margin"] = 1.0
    assert written(tree).fingerprint == load(SMALL).fingerprint


def changes(tree: dict[str, Any], path: tuple[Any, ...] = ()) -> Iterator[Any]:
    """Copies of a small tree, each with one value a little different."""
    node: Any = tree
    for part in path:
        node = node[part]
    if isinstance(node, dict):
        for key in node:
            yield from changes(tree, (*path, key))
    elif isinstance(node, list):
        for at in range(len(node)):
            yield from changes(tree, (*path, at))
    elif isinstance(node, float | int) and not isinstance(node, bool):
        changed = copy.deepcopy(tree)
        place = changed
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = node * 1.01 if isinstance(node, float) else node + 1
        yield path, changed


def test_any_number_changes_the_fingerprint(written: Callable[..., Any]) -> None:
    fingerprint, seen = load(SMALL).fingerprint, 0
    for path, tree in changes(small_tree()):
        try:
            other = written(tree).fingerprint
        except Refusal:
            continue  # a wrong scenario has none
        assert other != fingerprint, path
        seen += 1
    assert seen > 30


def test_a_card_that_is_played_changes_the_fingerprint_and_others_do_not() -> None:
    cards = dict(read_cards())
    file = read_scenario(SMALL, cards)
    fingerprint = made(file, cards, SMALL).fingerprint
    harder = cards["flu-week"].model_copy(update={"title": "Two weeks of flu"})
    assert made(file, cards | {"flu-week": harder}, SMALL).fingerprint != fingerprint
    assert made(file, cards | {"port-strike": harder}, SMALL).fingerprint == fingerprint


def test_targets_left_out_come_from_the_base_demand_of_what_is_sold_where_it_is_sold(
    written: Callable[..., Any],
) -> None:
    tree = small_tree()
    tree["markets"][1]["open"] = False
    targets = written(tree).world.targets
    assert (targets.leads, targets.throughput) == (900, 0.75 * 900)


def test_a_missing_paper_is_named() -> None:
    with pytest.raises(
        Refusal, match=r"brief-marketing\.md: expected this paper of the scenario 'small', found no file there"
    ):
        load(SMALL).brief("marketing")


def test_an_unknown_slug_is_answered_with_the_nearest() -> None:
    with pytest.raises(Refusal, match=r"There is no scenario 'cold-brw'\. Did you mean 'cold-brew'\?"):
        load("cold-brw")


def test_a_folder_without_a_scenario_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"expected a scenario\.toml in this folder, found none"):
        load(tmp_path)


def test_a_path_to_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="expected a scenario's folder or file, found nothing there"):
        load(tmp_path / "nothing.toml")


def test_a_scenario_loads_by_slug_folder_and_file_alike() -> None:
    by_slug = load("cold-brew")
    assert load(by_slug.folder).fingerprint == by_slug.fingerprint
    assert load(there(by_slug.path)).fingerprint == by_slug.fingerprint
    assert load_directly(str(by_slug.path)).fingerprint == by_slug.fingerprint


@pytest.mark.parametrize(
    ("name", "most", "beyond"), [("variability", 2.0, 2.01), ("days", [0.5, 5.0], [0.5, 5.01])], ids=["rough", "slow"]
)
def test_a_floor_may_not_be_so_rough_or_slow_that_its_queue_would_shorten_with_load(
    written: Callable[..., Any], name: str, most: float | list[float], beyond: float | list[float]
) -> None:
    # Past capacity the queue's formula rises with load as long as variability x days stay below 11, half a month.
    tree = small_tree()
    tree["floor"][name] = most
    assert np.max(getattr(written(tree).world.floor, name)) == np.max(most)
    tree["floor"][name] = beyond
    with pytest.raises(Refusal, match=name):
        written(tree)
