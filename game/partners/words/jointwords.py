"""What personas say of joint decisions, and of the month behind them: the facts, by topic, and the motive's theme."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

JOINT_WORDS: Final = MappingProxyType(
    {
        # Put forward
        "launch-ready": (
            "launch",
            "I would like to put {item} on sale, for some {units:,.0f} units a month once it is known",
        ),
        "launch-ready-room": (
            "launch",
            "With {item} on sale the floor would be at about {busy:.0%}, so I think we can start it",
        ),
        "market-entry-ready": ("launch", "I would like to open {item}, for some {units:,.0f} units a month in time"),
        "market-entry-ready-room": (
            "launch",
            "With {item} the floor would be at about {busy:.0%}, so I think we can open it",
        ),
        "capacity": (
            "build",
            "The months ahead would take {ahead:.0%} of our hours, so I would add {hours:,.0f} for good",
        ),
        "initiative-joint-sop": (
            "join",
            "{fill:.0%} of last month's orders could be shipped; one plan that we both sign would tell stock what"
            " is coming",
        ),
        "initiative-scale-check": (
            "join",
            "Before we start something new I would like us to see how many times today's work it is",
        ),
        "initiative-joint-site": ("join", "I would like us to look at the warehouse site together"),
        "initiative-omnichannel": (
            "join",
            "Stores and web could share one stock, and customers could pick up where they like",
        ),
        "initiative-integrated-data": (
            "join",
            "I plan without your figures and you without mine; let us look at the same page",
        ),
        "initiative-coordinated-kpis": (
            "join",
            "{on_time:.0%} came on time, and only one of us is measured by it; let us carry part of each other's goals",
        ),
        "initiative-customer-voice": (
            "join",
            "{on_time:.0%} of parcels came on time; I would like us both to hear what customers complain of",
        ),
        "forecast-more": ("number", "I expect {units:,.0f} {item} this month where crews are booked for {last:,.0f}"),
        "forecast-less": (
            "number",
            "I expect only {units:,.0f} {item} this month where crews are booked for {last:,.0f}",
        ),
        "promise-both": ("keep", "I would promise {promise:g} days where we say {before:g} now"),
        "yes-promise": ("yes", "I would have said {mine:g} days myself, so {promise:g} is a promise I can sign"),
        "no-promise": ("no", "I would have said {mine:g} days, and {promise:g} is too far from it for me"),
        "budget": (
            "money",
            "I used all of my budget two months running and ask for {share:.0%} of it to go to marketing",
        ),
        # Signed
        "fine": ("", "That is fine with me"),
        "yes-start": ("yes", "{units:,.0f} units of {item} a month are worth our trouble, so I sign"),
        "yes-start-room": ("yes", "With {item} I get to {busy:.0%} of the crew's hours, which we can carry, so I sign"),
        "yes-start-tight": (
            "yes",
            "With {item} the floor goes to {busy:.0%}; tight, but hands can be found for a month",
        ),
        "yes-number": ("yes", "I have {mine:,.0f} {item} in my own books, so {units:,.0f} is a number I can sign"),
        "yes-number-theirs": (
            "yes",
            "My own books say {mine:,.0f} {item}, but you are nearer to it this month, so I sign {units:,.0f}",
        ),
        "yes-number-new": ("yes", "Nobody knows a new item's first month; {units:,.0f} {item} is something to plan by"),
        "yes-build-floor": ("yes", "I see the floor at {busy:.0%}, so {hours:,.0f} hours more are hours we will use"),
        "yes-build": (
            "yes",
            "{fill:.0%} shipped and {on_time:.0%} on time tell me that {hours:,.0f} hours more will not stand idle",
        ),
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
        "no-start-no-room": (
            "no",
            "With {item} I would need {busy:.0%} of the crew's hours; first the room, then the launch",
        ),
        "no-start-not-served": ("no", "We are not serving today's customers well enough to add {item} for new ones"),
        "no-start-not-yet": ("no", "{item} may be a good idea; give me another month or two before we start it"),
        "no-number": ("no", "My own figure for {item} is {mine:,.0f}, and {units:,.0f} is too far from it for my name"),
        "no-build-late": ("no", "By the time those {hours:,.0f} hours are ready, the season is nearly over"),
        "no-build-room": (
            "no",
            "The floor is at {busy:.0%}, so I would rather use the hours we have than build {hours:,.0f} more",
        ),
        "no-build": ("no", "{fill:.0%} of the orders were shipped without {hours:,.0f} hours more, so I would wait"),
        "no-join-late": ("no", "With {left:.0f} months left, {item} would cost more than it still brings"),
        "no-join": ("no", "I do not see in my figures what {item} would change for us now"),
        "no-budget": ("no", "I use {used:.0%} of my budget, so I have none to give away"),
        "no-lead": ("no", "I answer for the {lever}, so I would like to keep it"),
    }
)

LINE_WORDS: Final = MappingProxyType(
    {
        "line-good": (
            "",
            "{otif:.0%} of {ordered:,.0f} units came on time and in full, so I would do most of it again",
        ),
        "line-late": ("late", "I held on to a promise of {promise:g} days and {on_time:.0%} of the parcels kept it"),
        "line-short": (
            "short",
            "{ordered:,.0f} units were ordered and {shipped:,.0f} shipped, which I did not see coming in full",
        ),
        "line-clash": (
            "clash",
            "We got in each other's way: {on_time:.0%} on time, {shipped:,.0f} of {ordered:,.0f} shipped",
        ),
    }
)
