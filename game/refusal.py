"""What the program says when it cannot do what a person asked."""


class Refusal(Exception):
    """A request that cannot be met, with one message for the person who made it.

    The message says what was expected, what was given, where, and what to do. It may have several lines
    (all problems of a file at once) and is shown as it stands, without a traceback.

    Args:
        message: the whole text to show; not empty.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
