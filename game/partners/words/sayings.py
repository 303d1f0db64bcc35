"""Everything personas can say, by topic: how facts are worded, and which theme of their motives they touch."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SAYINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Distribution
        "stock-first": "Usual orders are about {wanted:,.0f} and I have {stock:,.0f} {product} in the house, so I "
        "ordered {units:,.0f} | stock",
        "stock-usual": "Orders were {last:,.0f} last month and look much the same, so I ordered {units:,.0f} "
        "{product} | stock",
        "stock-more": "Orders were {last:,.0f} last month and I reckon with {wanted:,.0f} now, so I ordered "
        "{units:,.0f} {product} | stock",
        "stock-less": "I expect {wanted:,.0f} orders after {last:,.0f}, with {stock:,.0f} {product} still here, so I "
        "ordered {units:,.0f} | less",
        "stock-refill": "I expect {wanted:,.0f} orders after {last:,.0f}, with {stock:,.0f} {product} still here, so "
        "I ordered {units:,.0f} | stock",
        "stock-may-come": "I expect {wanted:,.0f} orders now, but {market} may be opened any month and {product} "
        "takes long to come, so I ordered {units:,.0f} | stock",
        "stock-fast": "I have {stock:,.0f} {product} for about {wanted:,.0f} orders, so I ordered {units:,.0f} the "
        "fast way | fast",
        "stock-agreed": "We signed {wanted:,.0f} {product} for this month and {held:,.0f} are here or due, so I "
        "ordered {units:,.0f} | agreed",
        "stock-new": "There is talk of {product}, so I ordered {units:,.0f} to have something on the shelf | new",
        "crew-both": "I see {hours:,.0f} hours of work for {crew:,.0f} hours of crew, so I called {temps} and "
        "{share:.0%} extra shift | crew",
        "crew-temps": "I see {hours:,.0f} hours of work for {crew:,.0f} hours of crew, so I called {temps} | crew",
        "crew-shift": "I see {hours:,.0f} hours of work for {crew:,.0f} hours of crew, so we run {share:.0%} extra "
        "shift | crew",
        "crew-tight": "The work will take {busy:.0%} of the crew's hours and I leave it at that | tight",
        "crew-home": "The work fits into {busy:.0%} of the crew's own hours, so the temps can go home with my "
        "thanks | home",
        "road-same": "About {on_time:.0%} should arrive within the {promise:g} days as we drive now, so I leave the "
        "vans as they are | same",
        "road-cheaper": "Changing how we ship saves about {currency}{saved:,.0f} this month, with {on_time:.0%} "
        "within the {promise:g} days after {before:.0%} | cheap",
        "road-cheaper-late": "Changing how we ship saves about {currency}{saved:,.0f} this month, and {on_time:.0%} "
        "will be within the {promise:g} days after {before:.0%} | cheap-late",
        "road-faster": "Only {before:.0%} would arrive within the {promise:g} days as things were, so I pay for "
        "faster transport and reach {on_time:.0%} | quick",
        "road-flow": "Only {before:.0%} would arrive within the {promise:g} days as things were, so each order goes "
        "out as it comes, and {on_time:.0%} make it | quick",
        "box-better": "About {damage:.1%} of what we ship arrives broken, so I moved to {box} boxes for {cents:.0f} "
        "cents a unit | box",
        "box-cheaper": "A {box} box saves {cents:.0f} cents on every unit and breaks {damage:.1%} of them | plain-box",
        "capacity-alone": "The months ahead would take {ahead:.0%} of our hours, so I am adding {hours:,.0f} for "
        "good | build",
        # Marketing
        "promise-first": "I start the season with a promise of {promise:g} days | start",
        "promise-start": "I start the season with {promise:g} days instead of the {before:g} that people were told | "
        "start",
        "promise-same": "{on_time:.0%} of last month's parcels came within the promise, so it stays at {promise:g} "
        "days | keep",
        "promise-faster": "I promise {promise:g} days instead of {before:g} | faster",
        "promise-slower": "Parcels took {days:.1f} days and {on_time:.0%} came within the promise, so I now promise "
        "{promise:g} days instead of {before:g} | slower",
        "promise-slower-ahead": "With the floor as it will be I reckon with {days:.1f} days, so I promise "
        "{promise:g}, not {before:g} | slower",
        "price-same": "I leave {product} at {currency}{price:,.2f}",
        "price-hold": "Rivals are cutting their prices and I leave {product} at {currency}{price:,.2f} | hold",
        "price-above": "Rivals are cutting their prices and I go my own way with {product} at "
        "{currency}{price:,.2f} | hold",
        "price-rivals": "Rivals cut their prices, so I take {product} from {currency}{before:,.2f} to "
        "{currency}{price:,.2f} | match",
        "price-short": "Only {fill:.0%} of last month's orders could be shipped, so I ask {currency}{price:,.2f} for "
        "{product} | scarce",
        "price-up": "I take {product} from {currency}{before:,.2f} to {currency}{price:,.2f} | dearer",
        "price-down": "I take {product} from {currency}{before:,.2f} to {currency}{price:,.2f} | cheaper",
        "deal-first": "I open with a feature on {product} {when}",
        "deal-deep-first": "I open with a deep deal on {product} {when}",
        "deal-feature": "{product} sold {last:,.0f} last month, so I run a feature {when} | deal",
        "deal-deep": "{product} sold {last:,.0f} last month, so I run a deep deal {when} | deep",
        "deal-waits": "{fill:.0%} of last month's orders could be shipped, so I run no new deal | no-deal",
        "deal-waits-floor": "The floor is heading for {busy:.0%} of its hours, so I run no new deal | no-deal",
        "media-eased": "I took performance advertising down to {currency}{performance:,.0f} | ease",
        "media-brand": "Goodwill stands at {goodwill:.2f}, so I put {currency}{brand:,.0f} into the brand | brand",
        "media-sales": "I put {currency}{performance:,.0f} into advertising that sells this month | media",
        "research": "I spend {currency}{cost:,.0f} on asking customers | research",
        "research-launch": "Before anything new goes on sale I spend {currency}{cost:,.0f} on asking customers | "
        "research",
        "focus": "{share:.0%} of what we sell goes to {market}, so that is where I look first | focus",
        "launch-alone": "I put {item} on sale now, for some {units:,.0f} units a month once people know it | launch",
        "market-entry-alone": "We begin to serve {item} now, for some {units:,.0f} units a month in time | launch",
        "range-out": "{product} sold {last:,.0f} of a hoped-for {base:,.0f}, so I take it out of the range | range",
        "steady": "Nothing in my figures asks for a change, so I leave things as they are",
        # Put forward
        "propose-launch-ready": "I would like to put {item} on sale, for some {units:,.0f} units a month once it is "
        "known | launch",
        "propose-launch-ready-slack": "With {item} on sale the floor would be at about {busy:.0%}, so I think we can "
        "start it | launch",
        "propose-market-entry-ready": "I would like to open {item}, for some {units:,.0f} units a month in time | "
        "launch",
        "propose-market-entry-ready-slack": "With {item} the floor would be at about {busy:.0%}, so I think we can "
        "open it | launch",
        "capacity": "The months ahead would take {ahead:.0%} of our hours, so I would add {hours:,.0f} for good | "
        "build",
        "initiative-joint-sop": "{fill:.0%} of last month's orders could be shipped; one plan that we both sign would "
        "tell stock what is coming | join",
        "initiative-scale-check": "Before we start something new I would like us to see how many times today's work "
        "it is | join",
        "initiative-joint-site": "I would like us to look at the warehouse site together | join",
        "initiative-omnichannel": "Stores and web could share one stock, and customers could pick up where they "
        "like | join",
        "initiative-integrated-data": "I plan without your figures and you without mine; let us look at the same "
        "page | join",
        "initiative-coordinated-kpis": "{on_time:.0%} came on time, and only one of us is measured by it; let us "
        "carry part of each other's goals | join",
        "initiative-customer-voice": "{on_time:.0%} of parcels came on time; I would like us both to hear what "
        "customers complain of | join",
        "forecast-more": "I expect {units:,.0f} {item} this month where crews are booked for {last:,.0f} | number",
        "forecast-less": "I expect only {units:,.0f} {item} this month where crews are booked for {last:,.0f} | number",
        "promise-both": "I would promise {promise:g} days where we say {before:g} now | keep",
        "yes-promise": "I would have said {mine:g} days myself, so {promise:g} is a promise I can sign | yes",
        "no-promise": "I would have said {mine:g} days, and {promise:g} is too far from it for me | no",
        "budget": "I used all of my budget two months running and ask for {share:.0%} of it to go to marketing | money",
        # Signed
        "fine": "That is fine with me",
        "yes-start": "{units:,.0f} units of {item} a month are worth our trouble, so I sign | yes",
        "yes-start-slack": "With {item} I get to {busy:.0%} of the crew's hours, which we can carry, so I sign | yes",
        "yes-start-tight": "With {item} the floor goes to {busy:.0%}; tight, but hands can be found for a month | yes",
        "yes-number": "I have {mine:,.0f} {item} in my own books, so {units:,.0f} is a number I can sign | yes",
        "yes-number-theirs": "My own books say {mine:,.0f} {item}, but you are nearer to it this month, so I sign "
        "{units:,.0f} | yes",
        "yes-number-new": "Nobody knows a new item's first month; {units:,.0f} {item} is something to plan by | yes",
        "yes-build-floor": "I see the floor at {busy:.0%}, so {hours:,.0f} hours more are hours we will use | yes",
        "yes-build": "{fill:.0%} shipped and {on_time:.0%} on time tell me that {hours:,.0f} hours more will not "
        "stand idle | yes",
        "yes-build-trust": "If you say that you need {hours:,.0f} hours more, you will know why | yes",
        "yes-join": "With {left:.0f} months to use it, {item} is worth its money to me | yes",
        "yes-budget": "I can always use it, thank you | yes",
        "yes-budget-spare": "I used {used:.0%} of mine, so there is some to spare | yes",
        "yes-lead-mine": "I am glad to take the lead on the {lever} | yes",
        "yes-lead-joint": "We both live with the {lever}, so let us both decide it | yes",
        "yes-lead-theirs": "You are nearer to the {lever} than I am, so please take it | yes",
        # Declined
        "no-such": "I do not see what there is left to sign here",
        "not-sure": "I cannot tell from my figures what this would do | no",
        "no-start-too-late": "There are too few months left for {item} to pay for its start | no",
        "no-start-no-stock": "There is no {item} in the house yet; let me order some, and then we start | no",
        "no-start-no-slack": "With {item} I would need {busy:.0%} of the crew's hours; first the room, then the "
        "launch | no",
        "no-start-not-served": "We are not serving today's customers well enough to add {item} for new ones | no",
        "no-start-not-yet": "{item} may be a good idea; give me another month or two before we start it | no",
        "no-number": "My own figure for {item} is {mine:,.0f}, and {units:,.0f} is too far from it for my name | no",
        "no-build-late": "By the time those {hours:,.0f} hours are ready, the season is nearly over | no",
        "no-build-slack": "The floor is at {busy:.0%}, so I would rather use the hours we have than build "
        "{hours:,.0f} more | no",
        "no-build": "{fill:.0%} of the orders were shipped without {hours:,.0f} hours more, so I would wait | no",
        "no-join-late": "With {left:.0f} months left, {item} would cost more than it still brings | no",
        "no-join": "I do not see in my figures what {item} would change for us now | no",
        "no-budget": "I use {used:.0%} of my budget, so I have none to give away | no",
        "no-lead": "I answer for the {lever}, so I would like to keep it | no",
        # Of the month behind
        "line-good": "{otif:.0%} of {ordered:,.0f} units came on time and in full, so I would do most of it again",
        "line-late": "I held on to a promise of {promise:g} days and {on_time:.0%} of the parcels kept it | late",
        "line-short": "{ordered:,.0f} units were ordered and {shipped:,.0f} shipped, which I did not see coming in "
        "full | short",
        "line-clash": "We got in each other's way: {on_time:.0%} on time, {shipped:,.0f} of {ordered:,.0f} shipped | "
        "clash",
    }
)
"""By topic: words with places for the figures | the theme; without a theme the facts say it all."""
