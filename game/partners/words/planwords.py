"""What personas say of their own plan: the facts, by topic, and the theme of the motive that goes with them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

PLAN_WORDS: Final = MappingProxyType(
    {
        # Distribution
        "stock-first": (
            "stock",
            "Usual orders are about {wanted:,.0f} and I have {stock:,.0f} {product} in the house, so I ordered "
            "{units:,.0f}",
        ),
        "stock-usual": (
            "stock",
            "Orders were {last:,.0f} last month and look much the same, so I ordered {units:,.0f} {product}",
        ),
        "stock-more": (
            "stock",
            "Orders were {last:,.0f} last month and I reckon with {wanted:,.0f} now, so I ordered {units:,.0f} "
            "{product}",
        ),
        "stock-less": (
            "less",
            "I expect {wanted:,.0f} orders after {last:,.0f}, with {stock:,.0f} {product} still here, so I "
            "ordered {units:,.0f}",
        ),
        "stock-refill": (
            "stock",
            "I expect {wanted:,.0f} orders after {last:,.0f}, with {stock:,.0f} {product} still here, "
            "so I ordered {units:,.0f}",
        ),
        "stock-may-come": (
            "stock",
            "I expect {wanted:,.0f} orders now, but {market} may be opened any month and {product} takes long to come, "
            "so I ordered {units:,.0f}",
        ),
        "stock-fast": (
            "fast",
            "I have {stock:,.0f} {product} for about {wanted:,.0f} orders, so I ordered {units:,.0f} the fast way",
        ),
        "stock-agreed": (
            "agreed",
            "We signed {wanted:,.0f} {product} for this month and {held:,.0f} are here or due, so I ordered"
            " {units:,.0f}",
        ),
        "stock-new": ("new", "There is talk of {product}, so I ordered {units:,.0f} to have something on the shelf"),
        "crew-both": (
            "crew",
            "I see {hours:,.0f} hours of work for {crew:,.0f} hours of crew, so I called {temps} and "
            "{share:.0%} extra shift",
        ),
        "crew-temps": (
            "crew",
            "I see {hours:,.0f} hours of work for {crew:,.0f} hours of crew, so I called {temps}",
        ),
        "crew-shift": (
            "crew",
            "I see {hours:,.0f} hours of work for {crew:,.0f} hours of crew, so we run {share:.0%} extra shift",
        ),
        "crew-tight": ("tight", "The work will take {busy:.0%} of the crew's hours and I leave it at that"),
        "crew-home": (
            "home",
            "The work fits into {busy:.0%} of the crew's own hours, so the temps can go home with my thanks",
        ),
        "road-same": (
            "same",
            "About {on_time:.0%} should arrive within the {promise:g} days as we drive now, so I leave the vans "
            "as they are",
        ),
        "road-cheaper": (
            "cheap",
            "Changing how we ship saves about {currency}{saved:,.0f} this month, with {on_time:.0%} within the "
            "{promise:g} days after {before:.0%}",
        ),
        "road-cheaper-late": (
            "cheap-late",
            "Changing how we ship saves about {currency}{saved:,.0f} this month, and {on_time:.0%} will be within the "
            "{promise:g} days after {before:.0%}",
        ),
        "road-faster": (
            "quick",
            "Only {before:.0%} would arrive within the {promise:g} days as things were, so I pay for faster "
            "transport and reach {on_time:.0%}",
        ),
        "road-flow": (
            "quick",
            "Only {before:.0%} would arrive within the {promise:g} days as things were, so each order goes out as it "
            "comes, and {on_time:.0%} make it",
        ),
        "box-better": (
            "box",
            "About {damage:.1%} of what we ship arrives broken, so I moved to {box} boxes for {cents:.0f} cents a unit",
        ),
        "box-cheaper": (
            "plain-box",
            "A {box} box saves {cents:.0f} cents on every unit and breaks {damage:.1%} of them",
        ),
        "capacity-alone": (
            "build",
            "The months ahead would take {ahead:.0%} of our hours, so I am adding {hours:,.0f} for good",
        ),
        # Marketing
        "promise-first": ("start", "I start the season with a promise of {promise:g} days"),
        "promise-start": (
            "start",
            "I start the season with {promise:g} days instead of the {before:g} that people were told",
        ),
        "promise-same": (
            "keep",
            "{on_time:.0%} of last month's parcels came within the promise, so it stays at {promise:g} days",
        ),
        "promise-faster": ("faster", "I promise {promise:g} days instead of {before:g}"),
        "promise-slower": (
            "slower",
            "Parcels took {days:.1f} days and {on_time:.0%} came within the promise, so I now promise {promise:g}"
            " days instead of {before:g}",
        ),
        "promise-slower-ahead": (
            "slower",
            "With the floor as it will be I reckon with {days:.1f} days, so I promise {promise:g}, not {before:g}",
        ),
        "price-same": ("", "I leave {product} at {currency}{price:,.2f}"),
        "price-hold": ("hold", "Rivals are cutting their prices and I leave {product} at {currency}{price:,.2f}"),
        "price-above": (
            "hold",
            "Rivals are cutting their prices and I go my own way with {product} at {currency}{price:,.2f}",
        ),
        "price-rivals": (
            "match",
            "Rivals cut their prices, so I take {product} from {currency}{before:,.2f} to {currency}{price:,.2f}",
        ),
        "price-short": (
            "scarce",
            "Only {fill:.0%} of last month's orders could be shipped, so I ask {currency}{price:,.2f} for {product}",
        ),
        "price-up": ("dearer", "I take {product} from {currency}{before:,.2f} to {currency}{price:,.2f}"),
        "price-down": ("cheaper", "I take {product} from {currency}{before:,.2f} to {currency}{price:,.2f}"),
        "deal-first": ("", "I open with a feature on {product} {when}"),
        "deal-deep-first": ("", "I open with a deep deal on {product} {when}"),
        "deal-feature": ("deal", "{product} sold {last:,.0f} last month, so I run a feature {when}"),
        "deal-deep": ("deep", "{product} sold {last:,.0f} last month, so I run a deep deal {when}"),
        "deal-waits": ("no-deal", "{fill:.0%} of last month's orders could be shipped, so I run no new deal"),
        "deal-waits-floor": ("no-deal", "The floor is heading for {busy:.0%} of its hours, so I run no new deal"),
        "media-eased": ("ease", "I took performance advertising down to {currency}{performance:,.0f}"),
        "media-brand": ("brand", "Goodwill stands at {goodwill:.2f}, so I put {currency}{brand:,.0f} into the brand"),
        "media-sales": ("media", "I put {currency}{performance:,.0f} into advertising that sells this month"),
        "research": ("research", "I spend {currency}{cost:,.0f} on asking customers"),
        "research-launch": (
            "research",
            "Before anything new goes on sale I spend {currency}{cost:,.0f} on asking customers",
        ),
        "focus": ("focus", "{share:.0%} of what we sell goes to {market}, so that is where I look first"),
        "launch-alone": ("launch", "I put {item} on sale now, for some {units:,.0f} units a month once people know it"),
        "market-entry-alone": ("launch", "We begin to serve {item} now, for some {units:,.0f} units a month in time"),
        "range-out": (
            "range",
            "{product} sold {last:,.0f} of a hoped-for {base:,.0f}, so I take it out of the range",
        ),
        "steady": ("", "Nothing in my figures asks for a change, so I leave things as they are"),
    }
)
