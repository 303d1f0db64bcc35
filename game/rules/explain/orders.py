"""Why customers ordered what they did: base demand and every factor on it, and leads and conversion besides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game import figures
from game.figures import several, share
from game.rules.arrays import Floats
from game.rules.explain.shape import Episode, Explanation, Factor, Link, Part, added, chained
from game.rules.world import PROMOTIONS, WEB


def of_company(month: Episode, title: str) -> Explanation:
    """All orders, product by product."""
    products, units = month.world.products, month.outcome.demand.units[0].sum(axis=1)
    whole = max(1e-9, float(units.sum()))
    parts: list[Part] = [
        (name, units[at], "customers", f"{share(float(units[at]) / whole)} of all orders.")
        for at, name in enumerate(products.names)
        if month.outcome.sale.active[0, at]
    ]
    return added(title, "units", parts)


def of_product(month: Episode, title: str, product: int) -> Explanation:
    """A product's orders over all markets."""
    return _orders(month, title, product, None)


def of_cell(month: Episode, title: str, product: int, market: int) -> Explanation:
    """A product's orders in one market."""
    return _orders(month, title, product, market)


def leads(month: Episode, title: str) -> Explanation:
    """People who would take a look: the ground, and what makes us known."""
    start, cells, links = _start(month, None, None)
    known = [link for link in _lever_links(month, None, None) if link.name in _AWARENESS]
    factors = chained(start, cells, [*links, *known])
    return Explanation(title, float(month.outcome.demand.leads[0]), "units", "multiply", tuple(factors))


def conversion(month: Episode, title: str) -> Explanation:
    """Orders per lead: what happened between a look and an order."""
    _, cells, links = _start(month, None, None)
    levers = _lever_links(month, None, None)
    for link in [*links, *(link for link in levers if link.name in _AWARENESS)]:
        cells = cells * link.cells
    looked = float(cells.sum())
    kept = 1.0 - month.world.targets.returning
    rest = [
        replace(link, cells=link.cells**kept) if link.name == "Loyalty" else link
        for link in levers
        if link.name not in _AWARENESS
    ]
    says = f"{several(looked, 'person', 'people')} might buy."
    first = Factor("Everyone who took a look", 1.0 if looked else 0.0, "share", "customers", says)
    factors = chained(first, cells, rest)
    return Explanation(title, float(month.outcome.scorecards.conversion[0]), "share", "multiply", tuple(factors))


_AWARENESS = frozenset({"Goodwill", "Advertising", "Word of mouth", "Market focus"})


def _orders(month: Episode, title: str, product: int | None, market: int | None) -> Explanation:
    start, cells, links = _start(month, product, market)
    factors = chained(start, cells, [*links, *_lever_links(month, product, market)])
    figure = float(_part(month.outcome.demand.units[0], product, market).sum())
    return Explanation(title, figure, "units", "multiply", tuple(factors))


def _part(cells: Floats, product: int | None, market: int | None) -> Floats:
    """The cells asked about, still `(p, m)`."""
    rows = slice(None) if product is None else slice(product, product + 1)
    columns = slice(None) if market is None else slice(market, market + 1)
    return cells[rows, columns]


def _start(month: Episode, product: int | None, market: int | None) -> tuple[Factor, Floats, list[Link]]:
    """Base demand of what is on sale where we sell, and the links that make the ground of it."""
    world, sale, r = month.world, month.outcome.sale, month.state.round
    offered = sale.active[0][:, None] & sale.entered[0]
    cells = _part(np.where(offered, world.products.base, 0.0), product, market)
    usual = float(cells.sum())
    start = Factor(
        "Usual demand", usual, "units", "customers",
        f"At list price, usual promise and usual satisfaction, customers order {several(usual, 'unit')} a month.",
    )  # fmt: skip
    shape = world.products.base.shape
    young_p = np.where(sale.product_age[0] < 2, sale.staged[0], 1.0)
    young_m = np.where(sale.market_age[0] < 2, sale.staged[0], 1.0)
    links = [
        Link("Season", world.tracks.season[r][:, None], "world", "The time of the year."),
        Link("Events", world.tracks.demand[r], "world", "What has happened outside the company this month."),
        Link("New item's first months", sale.ramp_products[0][:, None], "joint",
         "A new item needs a few months to find all its buyers."),
        Link("New market's first months", sale.ramp_markets[0], "joint",
         "A new market needs a few months to get to know us."),
        Link("How the new item is liked", sale.success[0][:, None], "customers",
         "No one knew before the launch how much customers would like it."),
        Link("Scale check", young_p[:, None] * young_m, "joint",
         f"New volume was held to {share(sale.staged[0])} of its size so that the floor could follow."),
        Link("Sales taken by a new sibling", month.outcome.demand.siblings[0][:, None], "joint",
         "Some buyers of this item went over to our own new one."),
    ]  # fmt: skip
    return start, cells, _cut(links, shape, product, market)


def _cut(links: list[Link], shape: tuple[int, ...], product: int | None, market: int | None) -> list[Link]:
    """The links over the cells asked about."""
    return [replace(link, cells=_part(np.broadcast_to(link.cells, shape), product, market)) for link in links]


def _lever_links(month: Episode, product: int | None, market: int | None) -> list[Link]:
    """Everything between the ground and the orders, in the order a customer meets it."""
    demand, shape = month.outcome.demand, month.world.products.base.shape
    links = [*_offer_rows(month, product, market), *_feeling_rows(month, market), *_shelf_rows(month)]
    raw = np.ones(shape)
    for link in links:
        raw = raw * link.cells
    links.append(Link("As far as a month can stretch", demand.levers[0] / raw, "customers",
                 "Customers' orders cannot rise or fall further than this in one month."))  # fmt: skip
    links.append(Link("Luck", demand.luck[0], "world", "What nobody could have known."))
    return _cut(links, shape, product, market)


def _offer_rows(month: Episode, product: int | None, market: int | None) -> list[Link]:
    """Price, promise and rivals; promotions and what they borrowed."""
    demand, names = month.outcome.demand, month.world.products.names
    price, by_deal, promise, rivals = _against_rivals(month)
    days = f"Customers were promised {figures.exact(float(month.plans.marketing.promise[0]))} days"
    norm = month.world.markets.promise_norm
    days += f"; here they are used to {figures.exact(float(norm[market]))}." if market is not None else "."
    if product is None:
        priced, deal = "Prices against list prices.", "Deals of this month."
        memory = "Prices against those that customers have paid of late."
        dip = "Deals of last month sold some of it early."
    else:
        name, now = names[product], month.plans.marketing.price[0, product]
        priced = (
            f"{name} costs {figures.cost(now)}; its list price is "
            f"{figures.cost(month.world.products.list_price[product])}."
        )
        memory = f"Customers remember paying {figures.cost(month.state.remembered[0, product])}."
        kind = PROMOTIONS[month.outcome.sale.promotion[0, product]].replace("-", " ")
        deal = f"A {kind} on {name}."
        dip = f"Last month's deal on {name} sold {share(-np.expm1(demand.borrowed[0, product]))} of this month early."
    return [
        Link("Price", price, "marketing", priced),
        Link("Delivery promise", promise, "marketing", days),
        Link("Rivals", rivals, "world", "What rivals on the same shelf won or lost."),
        Link("Remembered price", np.exp(demand.remembered[0])[:, None], "marketing", memory),
        Link("Promotion", by_deal * np.exp(demand.promotion[0] - demand.dealt[0])[:, None], "marketing", deal),
        Link("Bought early last month", np.exp(demand.borrowed[0])[:, None], "marketing", dip),
    ]


def _against_rivals(month: Episode) -> tuple[Floats, Floats, Floats, Floats]:
    """Price, a deal's cut, promise and rivals as factors `(p, m)`: on a shared shelf each is the share it moved."""
    demand, own = month.outcome.demand, month.world.products.own_share[:, None]
    price = demand.price[0][:, None]
    paid = price + demand.dealt[0][:, None]
    both = paid + demand.promise[0]
    alone = own >= 1.0
    theirs = np.where(alone, 1.0, 1.0 - own)

    def won(appeal: Floats) -> Floats:
        kept: Floats = 1.0 / (own + (1.0 - own) * np.exp(-np.clip(appeal / theirs, -40.0, 40.0)))
        return kept

    by_price = np.where(alone, np.exp(price), won(price))
    by_cut = np.where(alone, np.exp(paid - price), won(paid) / won(price))
    by_promise = np.where(alone, np.exp(demand.promise[0]), won(both) / won(paid))
    by_rivals = np.where(alone, 1.0, demand.rivals[0] / won(both))
    return by_price, by_cut, by_promise, by_rivals


def _feeling_rows(month: Episode, market: int | None) -> list[Link]:
    """Goodwill, advertising, loyalty, word of mouth and focus."""
    demand, state = month.outcome.demand, month.state
    felt = "how satisfied they were last month"
    if market is not None:
        felt += f" ({figures.units(state.satisfaction[0, market])} of 100)"
    working = (
        f"{figures.cost(figures.whole(demand.adstock[0]))} of advertising money is still at work, this month's and "
        "some of earlier months'."
    )
    return [
        Link("Goodwill", np.exp(demand.goodwill[0]), "joint",
         f"The brand stands at {figures.decimal(state.goodwill[0], 2)}; 1 is where the season began."),
        Link("Advertising", np.exp(demand.advertising[0]), "marketing", working),
        Link("Loyalty", np.exp(demand.loyalty[0]), "joint", f"How many come back follows {felt}."),
        Link("Word of mouth", np.exp(demand.word[0]), "joint", f"What customers tell others follows {felt}."),
        Link("Market focus", np.exp(demand.focus[0]), "marketing", "Where marketing's effort went first."),
    ]  # fmt: skip


def _shelf_rows(month: Episode) -> list[Link]:
    """Listings, packaging and omnichannel."""
    world, box = month.world, month.plans.distribution.packaging[0]
    listing = np.log(month.state.shelf[0])
    pack = np.where(world.markets.channel != WEB, world.last_mile.pack_lift[box], 0.0)
    reach = month.outcome.demand.shelf[0] - listing - pack
    return [
        Link("Place on the shelf", np.exp(listing), "joint",
             "Retailers give less room after months of missed deliveries."),
        Link("Packaging on the shelf", np.exp(pack), "distribution",
             "A box that opens into a display sells better in shops."),
        Link("Omnichannel", np.exp(reach), "joint",
             "Stores and web share one stock: more visits to stores, fewer to the web."),
    ]  # fmt: skip
