"""The facts that personas tell, by topic: how each is worded, and which of a persona's motives it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Saying:
    """The words for a topic, with places for its figures, and its theme in a persona's motives."""

    theme: str  # "" = the facts say it all
    words: str


_PLAN: Final = MappingProxyType({
    # Distribution
    "stock-first": ("stock", "Usual orders are about {wanted:,.0f} and I have {stock:,.0f} {product} in the house, so I ordered {units:,.0f}"),
    "stock-usual": ("stock", "Orders were {last:,.0f} last month and look much the same, so I ordered {units:,.0f} {product}"),
    "stock-more": ("stock", "Orders were {last:,.0f} last month and I reckon with {wanted:,.0f} now, so I ordered {units:,.0f} {product}"),
    "stock-less": ("less", "I expect {wanted:,.0f} orders after {last:,.0f}, with {stock:,.0f} {product} still here, so I ordered {units:,.0f}"),
    "stock-fast": ("fast", "I have {stock:,.0f} {product} for about {wanted:,.0f} orders, so I ordered {units:,.0f} the fast way"),
    "stock-agreed": ("agreed", "We signed {wanted:,.0f} {product} for this month and I have {stock:,.0f}, so I ordered {units:,.0f}"),
    "stock-new": ("new", "There is talk of {product}, so I ordered {units:,.0f} to have something on the shelf"),
    "crew-both": ("crew", "I see {hours:,.0f} hours of work for {crew:,.0f} hours of crew, so I called {people:.0f} temps and {share:.0%} extra shift"),
    "crew-temps": ("crew", "I see {hours:,.0f} hours of work for {crew:,.0f} hours of crew, so I called {people:.0f} temps"),
    "crew-shift": ("crew", "I see {hours:,.0f} hours of work for {crew:,.0f} hours of crew, so we run {share:.0%} extra shift"),
    "crew-tight": ("tight", "The work will take {busy:.0%} of the crew's hours and I leave it at that"),
    "crew-home": ("home", "The work fits into {busy:.0%} of the crew's own hours, so the temps can go home with my thanks"),
    "road-same": ("same", "About {on_time:.0%} should arrive within the {promise:g} days as we drive now, so I leave the vans as they are"),
    "road-cheaper": ("cheap", "Changing how we ship saves about {currency}{saved:,.0f} this month, with {on_time:.0%} within the {promise:g} days after {before:.0%}"),
    "road-faster": ("quick", "Only {before:.0%} would arrive within the {promise:g} days as things were, so I pay for faster transport and reach {on_time:.0%}"),
    "box-better": ("box", "About {damage:.1%} of what we ship arrives broken, so I moved to {box} boxes for {cents:.0f} cents a unit"),
    "box-cheaper": ("plain-box", "A {box} box saves {cents:.0f} cents on every unit and breaks {damage:.1%} of them"),
    "capacity-alone": ("build", "The floor is at {busy:.0%}, so I am adding {hours:,.0f} hours for good"),
    # Marketing
    "promise-first": ("keep", "I start the season with a promise of {promise:g} days"),
    "promise-start": ("keep", "I start the season with {promise:g} days instead of the {before:g} that people were told"),
    "promise-same": ("keep", "{on_time:.0%} of last month's parcels came within the promise, so it stays at {promise:g} days"),
    "promise-faster": ("faster", "I promise {promise:g} days instead of {before:g}"),
    "promise-slower": ("slower", "Parcels took {days:.1f} days and {on_time:.0%} came within the promise, so I now promise {promise:g} days instead of {before:g}"),
    "price-same": ("", "{product} stays at {currency}{price:,.2f}"),
    "price-hold": ("hold", "Rivals are cutting their prices and I leave {product} at {currency}{price:,.2f}"),
    "price-above": ("hold", "Rivals are cutting their prices and I go my own way with {product} at {currency}{price:,.2f}"),
    "price-rivals": ("match", "Rivals are cutting their prices, so {product} goes from {currency}{before:,.2f} to {currency}{price:,.2f}"),
    "price-short": ("scarce", "Only {fill:.0%} of last month's orders could be shipped, so {product} goes up to {currency}{price:,.2f}"),
    "price-up": ("dearer", "{product} goes from {currency}{before:,.2f} to {currency}{price:,.2f}"),
    "price-down": ("cheaper", "{product} goes from {currency}{before:,.2f} to {currency}{price:,.2f}"),
    "deal-first": ("deal", "I open with a feature on {product} {when}"),
    "deal-deep-first": ("deal", "I open with a deep deal on {product} {when}"),
    "deal-feature": ("deal", "{product} sold {last:,.0f} last month, so it gets a feature {when}"),
    "deal-deep": ("deep", "{product} sold {last:,.0f} last month, so it gets a deep deal {when}"),
    "deal-waits": ("no-deal", "{fill:.0%} of last month's orders could be shipped, so I run no new deal"),
    "deal-waits-floor": ("no-deal", "The floor is heading for {busy:.0%} of its hours, so I run no new deal"),
    "media-eased": ("ease", "I took performance advertising down to {currency}{performance:,.0f}"),
    "media-brand": ("brand", "Goodwill stands at {goodwill:.2f}, so {currency}{brand:,.0f} goes into the brand"),
    "media-sales": ("media", "{currency}{performance:,.0f} goes into advertising that sells this month"),
    "research": ("research", "I spend {currency}{cost:,.0f} on asking customers"),
    "research-launch": ("research", "Before anything new goes on sale I spend {currency}{cost:,.0f} on asking customers"),
    "focus": ("focus", "{share:.0%} of what we sell goes to {market}, so that is where I look first"),
    "launch-alone": ("launch", "I put {item} on sale now, for some {units:,.0f} units a month once people know it"),
    "market-entry-alone": ("launch", "We begin to serve {item} now, for some {units:,.0f} units a month in time"),
    "range-out": ("range", "{product} sold {last:,.0f} of the {base:,.0f} we hoped for, so it leaves the range"),
    "steady": ("", "Nothing in my figures asks for a change, so I leave things as they are"),
})  # fmt: skip

_TOGETHER: Final = MappingProxyType({
    # Put forward
    "launch-ready": ("launch", "I would like to put {item} on sale, for some {units:,.0f} units a month once it is known"),
    "launch-ready-room": ("launch", "With {item} on sale the floor would be at about {busy:.0%}, so I think we can start it"),
    "market-entry-ready": ("launch", "I would like to open {item}, for some {units:,.0f} units a month in time"),
    "market-entry-ready-room": ("launch", "With {item} the floor would be at about {busy:.0%}, so I think we can open it"),
    "capacity": ("build", "The floor is at {busy:.0%} this month and we want to grow, so I would add {hours:,.0f} hours for good"),
    "initiative-joint-sop": ("join", "{fill:.0%} of last month's orders could be shipped; one plan that we both sign would tell stock what is coming"),
    "initiative-scale-check": ("join", "Before we start something new I would like us to see how many times today's work it is"),
    "initiative-joint-site": ("join", "I would like us to look at the warehouse site together"),
    "initiative-omnichannel": ("join", "Stores and web could share one stock, and customers could pick up where they like"),
    "initiative-integrated-data": ("join", "I plan without your figures and you without mine; let us look at the same page"),
    "initiative-coordinated-kpis": ("join", "{on_time:.0%} came on time, and only one of us is measured by it; let us carry part of each other's goals"),
    "initiative-customer-voice": ("join", "{on_time:.0%} of parcels came on time; I would like us both to hear what customers complain of"),
    "forecast-more": ("number", "I expect {units:,.0f} {item} this month where crews are booked for {last:,.0f}"),
    "forecast-less": ("number", "I expect only {units:,.0f} {item} this month where crews are booked for {last:,.0f}"),
    "budget": ("money", "I used all of my budget two months running and ask for {share:.0%} of it to go to marketing"),
    # Signed
    "fine": ("", "That is fine with me"),
    "yes-start": ("yes", "{units:,.0f} units of {item} a month are worth our trouble, so I sign"),
    "yes-start-room": ("yes", "With {item} I get to {busy:.0%} of the crew's hours, which we can carry, so I sign"),
    "yes-start-tight": ("yes", "With {item} the floor goes to {busy:.0%}; tight, but hands can be found for a month"),
    "yes-number": ("yes", "I have {mine:,.0f} {item} in my own books, so {units:,.0f} is a number I can sign"),
    "yes-number-new": ("yes", "Nobody knows a new item's first month; {units:,.0f} {item} is something to plan by"),
    "yes-build-floor": ("yes", "I see the floor at {busy:.0%}, so {hours:,.0f} hours more are hours we will use"),
    "yes-build": ("yes", "{fill:.0%} shipped and {on_time:.0%} on time tell me that {hours:,.0f} hours more will not stand idle"),
    "yes-build-trust": ("yes", "If you say that you need {hours:,.0f} hours more, you will know why"),
    "yes-join": ("yes", "With {left:.0f} months to use it, {item} is worth its money to me"),
    "yes-budget": ("yes", "I can always use it, thank you"),
    "yes-budget-spare": ("yes", "I used {used:.0%} of mine, so there is some to spare"),
    "yes-lead-mine": ("yes", "I am glad to take the lead on the {lever}"),
    "yes-lead-joint": ("yes", "We both live with the {lever}, so let us both decide it"),
    "yes-lead-theirs": ("yes", "You are nearer to the {lever} than I am, so please take it"),
    # Declined
    "no-such": ("", "I do not see what there is left to sign here"),
    "not-sure": ("no", "I cannot tell from my figures what this would do"),
    "no-start-too-late": ("no", "There are too few months left for {item} to pay for its start"),
    "no-start-no-stock": ("no", "There is no {item} in the house yet; let me order some, and then we start"),
    "no-start-no-room": ("no", "With {item} I would need {busy:.0%} of the crew's hours; first the room, then the launch"),
    "no-start-not-served": ("no", "We are not serving today's customers well enough to add {item} for new ones"),
    "no-start-not-yet": ("no", "{item} may be a good idea; give me another month or two before we start it"),
    "no-number": ("no", "My own figure for {item} is {mine:,.0f}, and {units:,.0f} is too far from it for my name"),
    "no-build-late": ("no", "By the time those {hours:,.0f} hours are ready, the season is nearly over"),
    "no-build-room": ("no", "The floor is at {busy:.0%}, so I would rather use the hours we have than build {hours:,.0f} more"),
    "no-build": ("no", "{fill:.0%} of the orders were shipped without {hours:,.0f} hours more, so I would wait"),
    "no-join-late": ("no", "With {left:.0f} months left, {item} would cost more than it still brings"),
    "no-join": ("no", "I do not see in my figures what {item} would change for us now"),
    "no-budget": ("no", "I use {used:.0%} of my budget, so I have none to give away"),
    "no-lead": ("no", "I answer for the {lever}, so I would like to keep it"),
})  # fmt: skip

_LINES: Final = MappingProxyType({
    "line-good": ("", "{otif:.0%} of {ordered:,.0f} units came on time and in full, so I would do most of it again"),
    "line-late": ("late", "I held on to a promise of {promise:g} days and {on_time:.0%} of the parcels kept it"),
    "line-short": ("short", "{ordered:,.0f} units were ordered and {shipped:,.0f} shipped, which I did not see coming in full"),
    "line-clash": ("clash", "We got in each other's way: {on_time:.0%} on time, {shipped:,.0f} of {ordered:,.0f} shipped"),
})  # fmt: skip

SAYINGS: Final[Mapping[str, Saying]] = MappingProxyType(
    {topic: Saying(*said) for topic, said in (*_PLAN.items(), *_TOGETHER.items(), *_LINES.items())}
)
