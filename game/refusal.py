"""What the program says when it cannot do what a person asked."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

LONGEST_WORD: Final = 300
"""Signs without a space that anybody reads; of more a message says the beginning and the end."""
_ENDS: Final = 100
EXCERPT: Final = "    "
"""What a line begins with that shows what stands in a file, and the one below it with a caret."""
_WORD: Final = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


class Refusal(Exception):
    """A request that cannot be met, with one message for the person who made it.

    The message says what was expected, what was given, where, and what to do. It may have several lines
    (all problems of a file at once) and is shown as it stands, without a traceback.

    Args:
        message: the whole text to show; not empty.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = legible(message)

    @property
    def prose(self) -> str:
        """The message for a paragraph: without the lines of a file that it shows, and the carets under them."""
        return "\n".join(line for line in self.message.splitlines() if not line.startswith(EXCERPT))


def legible(message: str) -> str:
    """The message without the middle of what was given in thousands of signs, so that what is said of it is found."""
    return _WORD.sub(lambda found: f"{found[0][:_ENDS]}...{found[0][-_ENDS:]}", message)


def did_you_mean(given: object, known: Iterable[str], cutoff: float = 0.6) -> str:
    """What a wrong name is answered with, begun with a space: " Did you mean 'x'?"; "" when nothing known is near.

    Args:
        given: what was asked for.
        known: what there is.
        cutoff: how near is near, 0 to 1 (difflib).
    """
    from difflib import get_close_matches

    near = get_close_matches(str(given), list(known), n=1, cutoff=cutoff)
    return f" Did you mean '{near[0]}'?" if near else ""


def nearest_or_all(given: object, known: Sequence[str]) -> str:
    """The same, and what there is when nothing known is near: " There are: a, b."."""
    return did_you_mean(given, known) or f" There are: {', '.join(known)}."
