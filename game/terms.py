"""The glossary: every word a screen may use, read from scenarios/terms.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from game.content import scenarios_folder
from game.doors.toml import read_toml
from game.refusal import Refusal

FILE: Final = "terms.toml"


@dataclass(frozen=True)
class Term:
    """A word, what it means in one plain sentence, and the keys of related words."""

    key: str
    name: str
    means: str
    see: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """All words by key, in the order of the file."""

    terms: Mapping[str, Term]

    def find(self, asked: str) -> Term | None:
        """The term of this key or name, however it is spaced or capitalised."""
        wanted = _folded(asked)
        return next((one for one in self.terms.values() if wanted in (_folded(one.key), _folded(one.name))), None)

    def near(self, asked: str) -> tuple[Term, ...]:
        """Terms that may have been meant, the nearest first: at most three."""
        known = {_folded(one.name): one for one in self.terms.values()} | {
            _folded(one.key): one for one in self.terms.values()
        }
        wanted = _folded(asked)
        close = get_close_matches(wanted, known, n=4, cutoff=0.6)
        close += [name for name in known if len(wanted) > 2 and wanted in name]
        found: dict[str, Term] = {known[name].key: known[name] for name in close}
        return tuple(found.values())[:3]


def read_glossary() -> Glossary:
    """The glossary of this installation.

    Raises:
        Refusal: when the file cannot be read.
    """
    path = scenarios_folder() / FILE
    tree = read_toml(path, "the glossary")
    try:
        terms = {
            key: Term(key, str(term["name"]), str(term["means"]), tuple(term.get("see", ())))
            for key, term in tree["terms"].items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise Refusal(f"{path}: expected the glossary, could not read it: {error}.") from None
    return Glossary(MappingProxyType(terms))


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("&", " and ").split())
