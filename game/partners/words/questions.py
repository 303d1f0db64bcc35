"""What a good colleague asks before a plan is committed, by topic: a fact of the seat's own, and what to ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Either seat
        "news": "“{title}” is in the news. | Which of your figures does it move first, and which of your partner's?",
        "clash": "Last month: {clash} | What in this plan is different? | Which of your settings had a part in it? | "
        "What would {partner} say that it was?",
        "together": "The two plans together cost {cost} last month, beyond what each did alone. | Which of your "
        "choices met which of theirs?",
        "reading": "You thought that {thought} pressed {partner} hardest last month; it was {true}. | How does your "
        "plan look from there?",
        "proposal": "{id} of {partner} waits for your answer. | What would have to be true for it to be good for both?",
        "ask": "You have asked {partner} nothing this month. | What would change your plan if you knew it?",
        "end": "{after}. Customers' satisfaction, {satisfaction:.0f} of 100 now, the name and the shelf count when it "
        "is over. | What does this plan leave behind?",
        "first": "There is no month to look back on yet. Customers have been told {promise:g} days: | what would you "
        "need to hear from {partner} to know if that holds?",
        "none": "Nothing in your figures stands out. | What would {partner} say if it read this plan?",
        "budget": "The plan wants {spent} of a budget of {budget}. | What in it would you miss least?",
        # Marketing
        "promise": "Your plan tells customers {promise:g} days. Last month the mean order took {days:.1f} and "
        "{on_time:.0%} came within the {before:g} promised. | What do you know that makes this month another one? | "
        "Whose month does this promise plan for them? | Who could tell you before you commit what will hold?",
        "promise/in-hand": "{on_time:.0%} came in time last month, and customers here take {usual:.1f} days for "
        "granted where you say {promise:g}. | Whom does the day in hand protect, and whom does it cost?",
        "deals": "Your plan has {deals}, and {fill:.0%} of last month's orders could be shipped. | Who has told you "
        "that there will be more to ship this time?",
        "borrowed": "{early:.0%} of this month's {product} was bought early, in last month's deal. | How much of "
        "another one would be new business?",
        "told": "{deals} may lift {product} by {lift:.0%} from about {usual:,.0f}. | Does distribution know, and in "
        "time for its supplier?",
        "told/silent": "{deals} may lift {product} by {lift:.0%} from about {usual:,.0f}. | Distribution cannot hear "
        "of it here: what does it expect, and order, then?",
        "price": "You move {product} from {before} to {after}. | How many units more or fewer would make it even, and "
        "what would the floor say to them?",
        "price/moved": "You move {product} from {before} to {after}. When its price last moved, from {first} to "
        "{second}, its orders went from {sold:,.0f} to {then:,.0f}. | What of that was the price?",
        "budget/unspent": "{unspent} of {budget} stays unspent in this plan. | What would have to be true, on both "
        "sides of the house, for it to be well spent?",
        "goodwill": "Goodwill stands at {goodwill:.2f} of where you began, and complaints cost {complaints:.1f} "
        "points last month. | Is it what people are told or what they get that wears it down?",
        "satisfaction": "Satisfaction is at {points:.0f} in {market}, and customers act on it two months late. | What "
        "will they still remember when this plan plays out? | What in this plan would they notice first? | Is it the "
        "promise, the shelf, the parcel or the price that they mind?",
        "orders": "Orders {way} from {before:,.0f} to {last:,.0f}. | How much of it was your doing, and how much "
        "comes back by itself?",
        "growth": "{item} would begin this month. | What of it is in the house, and who has hands for it on the first "
        "day?",
        "growth/waiting": "{item} has not begun, and {left} months are left after this one. | What does it wait for, "
        "and whose move is that?",
        # Distribution
        "stock": "There are {there:,.0f} {product} to ship from this month, and about {wanted:,.0f} will be "
        "wanted{waits}. | What becomes of the rest, and who tells whom? | Who is served first, and who decided that? "
        "| Does marketing know what not to push this month?",
        "cover": "With {ordered:,.0f} {product} on order there would be about {months:.1f} months of them when they "
        "come. | Enough for what you expect, and for what marketing may have in mind?",
        "cover/much": "With {ordered:,.0f} {product} on order there would be about {months:.1f} months of them when "
        "they come, at {holding:.1%} of their worth a month. | What are they kept for?",
        "floor": "The month looks like {hours:,.0f} hours of work for {crew:,.0f} hours of people in this plan: "
        "{busy:.0%}. A floor this full slows everything down. | What gives first, and does marketing know?",
        "floor/empty": "The month looks like {hours:,.0f} hours of work for {crew:,.0f} hours of people in this plan: "
        "{busy:.0%}. | Whom are the extra hours for?",
        "road": "Customers hear {promise:g} days. In this plan {mode} transport to {market} is {road:.1f} days on the "
        "road, after about {inside:.1f} inside. | Would you buy that promise, and who made it? | How would the two of "
        "you hear in time that it does not hold? | Which could move this month, the days told or the days taken?",
        "change": "You change {what} from {before} to {after}. | What does a unit cost with it and without, and what "
        "does a customer notice?",
        "people": "The crew's fatigue is at {fatigue:.0%} and the plan runs an extra shift of {share:.0%}. | What "
        "does a tired floor cost next month, and whom?",
        "box": "{damage:.1%} of last month's units arrived broken. | What does one of them cost the two of you, and "
        "what does a box?",
        "waiting": "{waiting:,.0f} units stood on the floor last month that nobody had hours for. | Where do those "
        "hours come from now, and what did marketing hear of it?",
        "calendar": "Your plan counts on about {orders:,.0f} orders, and knows of no deal or new price. | What would "
        "marketing say to that?",
        "calendar/silent": "Your plan counts on about {orders:,.0f} orders, and knows of no deal or new price. | What "
        "would this plan look like if there is one?",
        "calendar/shown": "Marketing's plan has a deal on {product}. You have {there:,.0f} for it, and usual orders "
        "are about {usual:,.0f}. | Do the two fit, and would you say so now?",
        "capacity": "The months ahead look like {ahead:.0%} of the hours there will be, with what is still to begin. "
        "New hours take {months} to build: | what has to be settled by now, and with whom?",
    }
)
"""By topic, and after a stroke what about it: the fact | one or more ways to ask, of which each month takes another."""
