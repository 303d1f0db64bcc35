"""The first two steps of a month: its news with the seat's own figures, and reading the partner."""

from __future__ import annotations

from game.telling import plots, rows
from game.telling.readings import CONFIDENCE
from game.telling.settings import expectations
from game.web.charts import chart
from game.web.forms import button, form, radios
from game.web.markup import Markup, el, joined, section
from game.web.prose import prose
from game.web.seat import figures
from game.web.seat.layout import seat_document
from game.web.seat.sight import Sight


def news_page(sight: Sight) -> str:
    """What a seat reads before it thinks."""
    seen = sight.seen
    go = form(sight.slip, button("On, to the next step", "news", "main"))
    brief = section("Your brief", prose(sight.brief, top=3)) if seen.round == 1 else None
    last = el("p", rows.beat(seen.shared[-1], seen.scenario.currency)) if seen.shared else None
    drawn = chart(plots.orders(seen)) if len(seen.shared) > 1 else None
    return seat_document(
        sight,
        f"{sight.month}: news",
        "",
        news_cards(sight),
        section(f"Last month, {seen.scenario.months[seen.round - 2]}", last, drawn) if last else None,
        brief,
        own_figures(sight),
        go,
    )


def news_cards(sight: Sight) -> Markup:
    """The month's news in this seat's words."""
    cards = [
        el("article", el("h2", "▲ good news: " if one.good else "▼ trouble: ", one.title), el("p", one.text),
           class_="card good" if one.good else "card trouble")
        for one in sight.seen.news
    ]  # fmt: skip
    back = el("p", sight.seen.handed_back, class_="card trouble") if sight.seen.handed_back else None
    return joined(back, cards or el("p", "No news from outside this month."))


def own_figures(sight: Sight) -> Markup:
    """What the seat knows before it plans."""
    seen = sight.seen
    return section("Your figures", figures.table("What you know now", rows.of_now(seen, seen.now), len(seen.months)))


def reading_page(sight: Sight) -> str:
    """Three questions about the partner, seen by nobody else before the reveal."""
    seen, partner = sight.seen, sight.partner
    lever = next((one for one in seen.partner_sheet if one.key == seen.lever_to_read), None)
    limits = [(one.key, one.name, one.sentence) for one in seen.constraints]
    questions = [radios(f"Which of {partner}'s limits binds hardest this month?", "constraint", limits, wide=True)]
    if lever is not None:
        may = [(value, words, "") for value, words in expectations(seen, lever)]
        questions.append(radios(f"What will {partner} do with “{lever.name}”?", "expects", may))
    sure = [(str(number), words, "") for number, words in enumerate(CONFIDENCE, start=1)]
    questions.append(radios("How sure are you?", "confidence", sure))
    return seat_document(
        sight,
        "Read your partner",
        "",
        el("p", "Nobody sees this before the reveal. What you leave open stays unanswered; passing is fine."),
        form(
            sight.slip, questions,
            el("p", button("Keep this and go on", "predict", "main"), " ", button("Pass", "pass"), class_="buttons"),
        ),
        news_cards(sight) if seen.news else None,
        own_figures(sight),
    )  # fmt: skip
