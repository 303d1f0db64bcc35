"""The topics of what partners and the coach say, each with the facts that the code has for its wording."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

Topics: TypeAlias = Mapping[str, Mapping[str, bool]]
"""By topic: the facts that its wording may speak of, and of each whether it is a figure (else a name)."""


def _topics(table: str) -> Topics:
    """From lines of a topic and its facts; a figure has a `#` behind it."""
    lines = (line.split() for line in table.strip().splitlines())
    return MappingProxyType(
        {topic: MappingProxyType({fact.rstrip("#"): fact.endswith("#") for fact in facts}) for topic, *facts in lines}
    )


SAYINGS: Final = _topics("""
stock-first wanted# stock# product units#
stock-usual last# units# product
stock-more last# wanted# units# product
stock-less wanted# last# stock# product units#
stock-refill wanted# last# stock# product units#
stock-may-come wanted# market product units#
stock-fast stock# product wanted# units#
stock-agreed wanted# product held# units#
stock-new product units#
crew-both hours# crew# temps share#
crew-temps hours# crew# temps
crew-shift hours# crew# share#
crew-tight busy#
crew-home busy#
road-same on_time# promise#
road-cheaper saved# on_time# promise# before#
road-cheaper-late saved# on_time# promise# before#
road-faster before# promise# on_time# where
road-flow before# promise# on_time#
box-better damage# box cents#
box-cheaper box cents# damage#
capacity-alone ahead# hours#
promise-first promise#
promise-start promise# before#
promise-same on_time# promise#
promise-faster promise# before#
promise-slower days# on_time# promise# before#
promise-slower-ahead days# promise# before#
price-same product price#
price-hold product price#
price-above product price#
price-rivals product before# price#
price-short fill# price# product
price-up product before# price#
price-down product before# price#
deal-first product when
deal-deep-first product when
deal-feature product last# when
deal-deep product last# when
deal-waits fill#
deal-waits-floor busy#
media-eased performance#
media-brand goodwill# brand#
media-sales performance#
research cost#
research-launch cost#
focus share# market
launch-alone item units#
market-entry-alone item units#
range-out product last# base#
range-no-gain product cost#
steady
propose-launch-ready item units#
propose-launch-ready-slack item busy#
propose-again item month now units#
propose-market-entry-ready item units#
propose-market-entry-ready-slack item busy#
capacity ahead# hours#
initiative-joint-sop fill#
initiative-scale-check
initiative-joint-site
initiative-omnichannel
initiative-integrated-data
initiative-coordinated-kpis on_time#
initiative-customer-voice on_time#
forecast-more units# item last#
forecast-less units# item last#
promise-both promise# before#
yes-promise mine# promise#
no-promise mine# promise#
budget share#
fine
yes-start units# item
yes-start-slack item busy#
yes-start-tight item busy#
yes-number mine# item units#
yes-number-theirs mine# item units#
yes-number-new units# item
yes-build-floor busy# hours#
yes-build fill# on_time# hours#
yes-build-trust hours#
yes-join left# item
yes-budget
yes-budget-spare used#
yes-lead-mine lever
yes-lead-joint lever
yes-lead-theirs lever
no-such
not-sure
no-start-too-late item
no-start-no-stock item
no-start-no-slack item busy#
no-start-not-served item
no-start-not-yet item
no-number item mine# units#
no-build-late hours#
no-build-slack busy# hours#
no-build fill# hours#
no-join-late left# item
no-join item
no-budget used#
no-lead lever
word-meant-it setting month
word-yes mine setting wanted
word-no mine setting wanted
word-no-money wanted setting
word-offer wanted mine offer
word-offer-money wanted setting offer
word-better-than-none
word-broken-orders setting fell#
word-broken-idle setting busy#
word-broken-fire setting on_time#
word-broken-money setting
ask-slower days# on_time# before# promise#
ask-no-deal held# product wanted#
ask-hands on_time# people#
line-good otif#
line-late promise# on_time#
line-short ordered# shipped#
line-clash ordered# shipped# on_time#
line-fair ordered# shipped# on_time#
""")
"""What a partner says for its plans and answers."""


QUESTIONS: Final = _topics("""
news title
clash clash partner
together
reading thought partner true
proposal partner matter
ask partner
end after satisfaction#
first promise# partner
none partner
budget spent budget
promise promise# days# on_time# before#
promise/in-hand on_time# usual# promise#
deals deals fill#
borrowed early# product
told deals product lift# usual#
told/silent deals product lift# usual#
price product before after
price/moved product before after first second sold# then#
budget/unspent unspent budget
goodwill goodwill# complaints#
satisfaction points# market
orders way before# last#
growth item
growth/waiting item left
stock there# product wanted# waits
cover ordered# product months#
cover/much ordered# product months# holding#
floor hours# crew# busy#
floor/empty hours# crew# busy#
road promise# mode market road# inside#
change what before after
people fatigue# share#
box damage#
waiting waiting#
calendar orders#
calendar/silent orders#
calendar/shown product there# usual#
capacity ahead# months
""")
"""What the coach asks of a seat before it commits."""
