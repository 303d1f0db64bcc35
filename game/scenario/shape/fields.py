"""How a number in a file is described: its bounds, what it means, its default and where the default comes from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

MOST_MONEY = 1e9
MOST_UNITS = 1e7
MOST_DAYS = 365.0
OUR_CHOICE = "design choice [D]"

T = TypeVar("T")
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Factor: TypeAlias = Annotated[float, Field(ge=0, le=100)]
Money: TypeAlias = Annotated[float, Field(ge=0, le=MOST_MONEY)]
Units: TypeAlias = Annotated[float, Field(ge=0, le=MOST_UNITS)]
Days: TypeAlias = Annotated[float, Field(ge=0, le=MOST_DAYS)]
Shift: TypeAlias = Annotated[float, Field(ge=-MOST_DAYS, le=MOST_DAYS)]  # days that may also be saved
Log: TypeAlias = Annotated[float, Field(ge=-3, le=3)]
Key: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Line: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^\S[^\r\n]*$")]
Text: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"\S")]

Preset: TypeAlias = Literal["silo", "talk", "sync"]  # of a structure


def one_or_table(value: object) -> str:
    """Which of the two a file gave, where one value for all and a table by key are both welcome."""
    return "(table)" if isinstance(value, dict) else "(one)"


Either: TypeAlias = Annotated[
    Annotated[T, Tag("(one)")] | Annotated[dict[Key, T], Tag("(table)")], Discriminator(one_or_table)
]
Two: TypeAlias = Annotated[tuple[T, T], Field(strict=False)]
Three: TypeAlias = Annotated[tuple[T, T, T], Field(strict=False)]
Four: TypeAlias = Annotated[tuple[T, T, T, T], Field(strict=False)]


class FileTable(BaseModel):
    """A table of the file: no unknown keys, no words for numbers, nothing infinite."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=False
    )


def given(about: str, low: float | None = None, high: float | None = None) -> Any:
    """A field that every file must fill in, between `low` and `high`."""
    return Field(ge=low, le=high, description=about)


def fact(
    default: object, about: str, low: float | None = None, high: float | None = None, source: str = OUR_CHOICE
) -> Any:
    """A field with a default; `source` is the row of the facts that the default rests on, and how firm it is."""
    row, tag = source.removesuffix("]").split(" [")
    extra: dict[str, Any] = {"source": row, "tag": tag}
    return Field(default=default, ge=low, le=high, description=about, json_schema_extra=extra)
