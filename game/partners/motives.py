"""Why it matters to each persona: the second half of what it says, by theme. A theme left out needs no motive."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

Motives: TypeAlias = Mapping[str, str]

_GROWTH: Final[Motives] = MappingProxyType({
    "keep": "it is a promise that gets noticed", "faster": "whoever hears of it first should hear it from us",
    "slower": "even I can see that these customers were let down", "hold": "I would rather win them with speed",
    "match": "I do not mean to lose one customer over a few coins", "scarce": "what people queue for can cost a little more",
    "dearer": "people will still come", "cheaper": "I want everybody to try it",
    "deal": "last month's number is there to be beaten", "deep": "nothing fills a month like it",
    "no-deal": "I do not like it, but I do not sell what cannot leave the house",
    "ease": "more orders would only stand in the queue", "brand": "I want more people to know us",
    "media": "every reader today can be an order tomorrow", "research": "I want to know where the next thousand orders are",
    "focus": "growth comes where people already like us", "launch": "whoever waits leaves the season to somebody else",
    "range": "I would rather put that effort where it grows", "build": "we are going to need every one of them",
    "join": "it lets us grow faster", "number": "I would hate to see them turned away",
    "money": "I know what to do with it", "yes": "let us go", "no": "we should be growing instead",
    "stock": "I would rather have too much than too little", "fast": "an order we can ship is worth the freight",
    "crew": "there is business to be done", "late": "next time I would still promise fast, but not that fast",
    "short": "I wanted the orders, and I would ask about the shelf first next time",
    "clash": "I pushed for orders and should have asked what fits",
})  # fmt: skip

_GUARDIAN: Final[Motives] = MappingProxyType({
    "keep": "a name is a promise that is kept", "faster": "we have shown that we can keep it",
    "slower": "I would rather promise less and keep it", "hold": "a brand that runs after every price war is soon just a price",
    "match": "a small step, and not one more", "scarce": "I will not sell cheaply what people have to wait for",
    "dearer": "people who trust a name pay for it", "cheaper": "I was asking more than the name can carry yet",
    "deal": "once in a while, as a thank-you to regulars", "deep": "it is not my way, but it moves what stands",
    "no-deal": "a deal that cannot be delivered costs more trust than it brings money",
    "ease": "it would bring people whom we cannot serve well yet", "brand": "that is what is still there next year",
    "media": "people should think well of us, and often", "research": "I would rather listen than guess",
    "focus": "these are the customers who know us best", "launch": "it is ready, and so is the house",
    "range": "our name should only be on things that people want", "build": "service needs room",
    "join": "customers do not care which of us it was", "number": "I would like it delivered as it was promised",
    "money": "a name is not built on small change", "yes": "it serves the people who buy from us",
    "no": "our name is on it either way", "stock": "a full shelf is part of the name",
    "fast": "an empty shelf is remembered", "crew": "careful hands cost a little more",
    "late": "a promise like that is mine to correct", "short": "I would rather have sold less and kept my word",
    "clash": "customers saw one company, and so should we",
})  # fmt: skip

_DEALER: Final[Motives] = MappingProxyType({
    "keep": "it is what my customers are used to hearing", "faster": "it sells like a deal and costs no fee",
    "slower": "a bargain that comes late is no bargain", "hold": "my deals do that work for me",
    "match": "nobody leaves my shop for a lower price tag", "scarce": "there is no need to give away what runs short",
    "dearer": "it makes the next deal look better", "cheaper": "it should look like a good price even without a deal",
    "deal": "people wait for it, and it pays for its fee", "deep": "some things only move when the price is a story",
    "no-deal": "a deal without goods is just bad news",
    "ease": "my deals bring enough people for this month", "brand": "people should know where the good deals are",
    "media": "a deal that nobody hears of is a gift", "research": "I want to know what they would wait for",
    "focus": "that is where a deal pays best", "launch": "a new item is the best reason for a visit",
    "range": "not even a deal would move it", "build": "my busy months need the room",
    "join": "my deals work better when the shelf knows of them", "number": "a deal is coming and it should find full shelves",
    "money": "every deal I ran paid for itself", "yes": "that is a fair deal", "no": "that deal does not add up for me",
    "stock": "deals need something on the shelf", "fast": "the deal is out, so the goods have to be in",
    "crew": "deals come in waves and so does the work", "late": "the price was right and the parcel was not",
    "short": "I sold it well and should have counted first", "clash": "my deals and the floor had different calendars",
})  # fmt: skip

_BRIDGE_M: Final[Motives] = MappingProxyType({
    "keep": "it is what the two of us can keep", "faster": "the vans have shown that they can do it",
    "slower": "I would rather promise what we really deliver", "hold": "more orders at less money would only crowd the floor",
    "match": "a little, so that the floor keeps its work", "scarce": "price can calm what the floor cannot carry",
    "dearer": "we sell what we can serve well", "cheaper": "there is room on the floor and it should be used",
    "deal": "there is stock and room for it", "deep": "there is a lot of it in the house",
    "no-deal": "you need a month to catch up, and I can wait", "ease": "it can come back when the floor has room",
    "brand": "it brings customers who come back, without a rush", "media": "there is room to serve those who come",
    "research": "what I learn helps you to plan as well", "focus": "we serve them well",
    "launch": "I would like to hear first what it does to your month", "range": "it takes room that the others need",
    "build": "growth should not land on tired people", "join": "I think we would both stop guessing",
    "number": "I would rather tell you now than surprise you", "money": "tell me if it hurts on your side",
    "yes": "thank you for asking first", "no": "let us look at it again when the figures change",
    "stock": "we both need it there", "fast": "I should have told you sooner", "crew": "my plans are behind that work",
    "late": "next time I ask what the vans can do before I promise",
    "short": "next time I tell you earlier what I am selling",
    "clash": "I would bring it up a month earlier next time",
})  # fmt: skip

_STEADY: Final[Motives] = MappingProxyType({
    "stock": "an empty shelf is what customers remember", "less": "there is enough, and I do not like to overdo it",
    "fast": "I do not like the price of it, but I like an empty shelf less",
    "agreed": "I keep to what we have signed", "new": "I do not like surprises on the shelf",
    "crew": "a rested crew makes no mistakes", "tight": "we can do it if nothing else comes",
    "home": "a calm month does everybody good", "same": "what works should be left alone",
    "cheap": "even I change a habit when it costs this much", "quick": "people wait at the door for us",
    "box": "what leaves here should arrive whole", "plain-box": "it is strong enough for what we ship",
    "build": "I want that room before I need it", "join": "fewer surprises mean better service",
    "number": "I would rather have one number than two", "money": "good service has its price",
    "yes": "it makes for steadier months", "no": "one change at a time", "launch": "the floor is ready for it, which matters most",
    "keep": "I know that we can keep it", "faster": "we have been that fast for a while",
    "slower": "a promise is there to be kept", "deal": "there is enough in the house for it", "no-deal": "one thing at a time",
    "late": "my vans cannot do what was promised there", "short": "I would have ordered earlier had I known",
    "clash": "it came as a surprise, and surprises are what I plan against",
})  # fmt: skip

_HAWK: Final[Motives] = MappingProxyType({
    "stock": "and not a box more, because what lies here costs us every month", "less": "stock that sleeps eats money",
    "fast": "it hurts, but losing the whole margin would hurt more",
    "agreed": "a signed number is the cheapest one to plan by", "new": "as little as will do until somebody buys one",
    "crew": "every idle hour is paid like a busy one", "tight": "a full floor is a cheap floor",
    "home": "I do not pay for hands that wait", "same": "there is nothing left to save there just now",
    "cheap": "those cents add up to a van by the end of the season", "quick": "fines and complaints would cost more than the miles",
    "box": "broken goods are the dearest freight", "plain-box": "cardboard is not what customers buy",
    "build": "overtime has become dearer than walls", "join": "it costs less than the mistakes it prevents",
    "number": "every booking that is wrong costs us twice", "money": "I can show you where each cent of it goes",
    "yes": "it pays for itself", "no": "I would have to find that money somewhere",
    "launch": "the hours for it are paid already", "keep": "it is the cheapest one to keep",
    "faster": "it costs us nothing more", "slower": "speed is what we pay most for",
    "deal": "it empties what costs me rent", "no-deal": "rush work is dear work",
    "late": "I saved on the road, and this is the other side of that bill",
    "short": "I kept stock lean, and this is the other side of that bill",
    "clash": "what I saved, somebody else paid for",
})  # fmt: skip

_FIRE: Final[Motives] = MappingProxyType({
    "stock": "I would rather be quick than heavy", "less": "that fire is out",
    "fast": "this one is burning, so it gets the fast lane", "agreed": "at least this month I know what is coming",
    "new": "better to have a bucket of it standing by", "crew": "all hands on deck, and then we rest",
    "tight": "we have had worse", "home": "the rush is over, until the next one",
    "same": "nothing is burning there", "cheap": "it is quiet enough to save a little",
    "quick": "late parcels come first, the bill comes later", "box": "I am tired of picking up pieces",
    "plain-box": "there are bigger fires than cardboard", "build": "I cannot put out the same fire every month",
    "join": "I want to smell the smoke earlier", "number": "I would rather hear it now than see it at the gate",
    "money": "fires are not free", "yes": "we will manage", "no": "my hands are full as it is",
    "launch": "we have room for one more thing", "keep": "we can make it if we run", "faster": "we have been running anyway",
    "slower": "I need a day to breathe", "deal": "let it come", "no-deal": "not while this is burning",
    "late": "I was putting out one fire and the next one got away", "short": "I threw everything at it and it was not enough",
    "clash": "I heard of it when it was already burning",
})  # fmt: skip

_BRIDGE_D: Final[Motives] = MappingProxyType({
    "stock": "that covers what you sell and a little more", "less": "there is room for your next idea",
    "fast": "I would rather pay freight than send your customers away",
    "agreed": "it is good to plan on one number", "new": "when you are ready, the shelf should be too",
    "crew": "your plans and my people should fit together", "tight": "please leave me this month without another deal",
    "home": "thank you for a month that could be planned", "same": "it keeps what you have promised",
    "cheap": "your promise leaves me room to save", "quick": "you gave your word and I would like to keep it",
    "box": "you hear about every broken one", "plain-box": "the parcels hold and the money is better used elsewhere",
    "build": "then you can grow without asking me each time", "join": "I think we would both stop guessing",
    "number": "tell me if you know better", "money": "tell me if it hurts on your side",
    "yes": "thank you for asking first", "no": "I would rather tell you now than in the middle of the month",
    "launch": "I have the room, and you have the customers", "keep": "it is what the vans can do",
    "faster": "the vans have shown that they can do it", "slower": "I would rather you promise what I can bring",
    "deal": "there is stock and room for it", "no-deal": "the floor needs a month to catch up",
    "late": "next time I tell you what the vans can do before you promise",
    "short": "next time I ask what you plan before I order",
    "clash": "I would bring it up a month earlier next time",
})  # fmt: skip

MOTIVES: Final[Mapping[tuple[str, str], Motives]] = MappingProxyType({
    ("marketing", "growth-chaser"): _GROWTH,
    ("marketing", "brand-guardian"): _GUARDIAN,
    ("marketing", "deal-maker"): _DEALER,
    ("marketing", "bridge-builder"): _BRIDGE_M,
    ("distribution", "steady-hand"): _STEADY,
    ("distribution", "cost-hawk"): _HAWK,
    ("distribution", "firefighter"): _FIRE,
    ("distribution", "bridge-builder"): _BRIDGE_D,
})  # fmt: skip
