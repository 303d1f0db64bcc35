"""On the full screen a share is written one way, in columns and in sentences: without the space before its sign."""

from types import SimpleNamespace

from game.app.debrief_lines import page
from game.app.season import turning_lines
from game.figures import share

SAID = f"With {share(0.1)} more of it, {share(0.87)} had come in time."


def test_sentences_of_the_end_and_of_the_debrief_write_a_share_as_the_columns_do():
    one, step = SimpleNamespace(sentence=SAID), SimpleNamespace(sentence=SAID, together=True)
    ended = turning_lines(SimpleNamespace(steps=(step,), turning_points=(one,), well_chosen=(one,), message=one))
    evidence = SimpleNamespace(figure=share(0.87), sentence=SAID, words="")
    prompt = SimpleNamespace(say="Why?", why="", listen="", follow_up="", tag="D", source="")
    asked = page(SimpleNamespace(prompt=prompt, evidence=(evidence,), because=SAID), True, 80)
    text = "\n".join(line.plain for line in [*ended, *asked])
    assert text.count("With 10% more of it, 87% had come in time.") == 6
    assert "\N{NO-BREAK SPACE}%" not in text
