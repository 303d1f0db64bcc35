"""The README's pictures: written from the game, complete in themselves, and small."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from tests.app.pictures import FOLDER, SECONDS
from tests.house.checkout import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_BYTES = 1_500_000


@pytest.mark.parametrize("name", ["round.svg", "plan.svg", "talk.svg", "month.svg"])
def test_a_picture_is_sound_small_and_fetches_nothing(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    ElementTree.fromstring(text)
    assert len(text.encode()) < MOST_BYTES
    assert set(re.findall(r"https?://[^\"' )]+", text)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("name", ["round.svg", "plan.svg", "talk.svg", "month.svg"])
def test_a_picture_stands_in_the_readme_with_its_words(name: str) -> None:
    found = re.search(rf"!\[([^\]]+)\]\(docs/pictures/{name}\)", README)
    assert found
    assert len(found[1].split()) > 20


def test_the_frames_last_forty_seconds_and_end_where_they_began() -> None:
    text = (FOLDER / "month.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"animation:k\d+ (\S+)s step-end infinite", text)) == {f"{SECONDS:g}"}
    shown = [tuple(map(float, one)) for one in re.findall(r"([\d.]+)%\{visibility:visible\}([\d.]+)%", text)]
    assert shown[0][0] == 0.0
    assert shown[-1][1] == 100.0
    assert all(end == begin for (_, end), (begin, _) in pairwise(shown))
