"""What a person likes: animation, spacing, and one of four looks with the colours that it gives the two seats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from textual.theme import Theme

Look: TypeAlias = Literal["light", "dark", "contrast", "mono"]
Spacing: TypeAlias = Literal["normal", "larger"]
Language: TypeAlias = Literal["en"]


@dataclass(frozen=True)
class Settings:
    """Everything that can be set; the defaults suit a terminal that nobody has told us about."""

    look: Look = "dark"
    animation: bool = True
    spacing: Spacing = "normal"
    language: Language = "en"  # of the interface; English is the only one there is yet


CHOICES: Final[Mapping[str, tuple[str | bool, ...]]] = MappingProxyType(
    {
        "look": get_args(Look),
        "animation": (True, False),
        "spacing": get_args(Spacing),
        "language": get_args(Language),
    }
)
"""What each setting can be."""


LOOKS: Final[Mapping[Look, str]] = MappingProxyType(
    {
        "light": "Light: dark letters on paper, for a bright room or a projector",
        "dark": "Dark: light letters on slate",
        "contrast": "High contrast: white and yellow on black",
        "mono": "Monochrome: shades of grey only",
    }
)
"""Every look, as the settings page offers it."""

SEAT_COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {"marketing": "#E69F00", "distribution": "#56B4E9", "together": "#2FB58A", "quiet": "#8A94A3", "fog": "#38434F"}
)
"""What a theme that is none of ours falls back on: Okabe and Ito's colours, which most eyes can tell apart."""


def theme_name(look: Look) -> str:
    """The name under which a look is registered with the app."""
    return f"lastmile-{look}"


def themes() -> tuple[Theme, ...]:
    """A theme for each look. The two seats have a colour each that nothing else has: not the cursor, and no warning."""
    return (
        Theme(
            name=theme_name("light"), dark=False,
            primary="#3A4656", secondary="#5B4B8A", accent="#5B4B8A", success="#00664A", warning="#A12C1C",
            error="#A12C1C", foreground="#1E242C", background="#FAF7F1", surface="#F1EDE4", panel="#E5DFD2",
            variables=_variables("#8A5200", "#0B5A8A", "#00664A", "#5D6673",
                                 "#FFFFFF", "#3A4656", "#D3CBBB", "#1E242C"),
        ),
        Theme(
            name=theme_name("dark"), dark=True,
            primary="#C3CEDC", secondary="#A99BE0", accent="#A99BE0", success="#4CC79A", warning="#F0806C",
            error="#F0806C", foreground="#E4E8EE", background="#12161C", surface="#191F27", panel="#232B36",
            variables=_variables("#EDB04A", "#66B8F0", "#4CC79A", "#8D98A8",
                                 "#10151B", "#C3CEDC", "#38434F", "#E4E8EE"),
        ),
        Theme(
            name=theme_name("contrast"), dark=True,
            primary="#FFFF00", secondary="#00FFFF", accent="#FFFF00", success="#00FF7F", warning="#FF8080",
            error="#FF8080", foreground="#FFFFFF", background="#000000", surface="#000000", panel="#1A1A1A",
            luminosity_spread=0.1, text_alpha=1.0,
            variables=_variables("#FFC400", "#5CD6FF", "#00FF7F", "#FFFFFF",
                                 "#000000", "#FFFF00", "#4A4A4A", "#FFFFFF"),
        ),
        Theme(
            name=theme_name("mono"), dark=True,
            primary="#E0E0E0", secondary="#C8C8C8", accent="#FFFFFF", success="#E8E8E8", warning="#FFFFFF",
            error="#FFFFFF", foreground="#E6E6E6", background="#111111", surface="#181818", panel="#262626",
            variables=_variables("#F4F4F4", "#C4C4C4", "#FFFFFF", "#9A9A9A",
                                 "#111111", "#E0E0E0", "#3C3C3C", "#E6E6E6"),
        ),
    )  # fmt: skip


def _variables(
    marketing: str, distribution: str, together: str, quiet: str, on_cursor: str, cursor: str, fog: str, key: str
) -> dict[str, str]:
    return {
        "marketing": marketing,
        "distribution": distribution,
        "together": together,
        "quiet": quiet,
        "fog": fog,
        "block-cursor-background": cursor,
        "block-cursor-foreground": on_cursor,
        "block-cursor-text-style": "bold",
        "footer-key-foreground": key,
    }
