"""Accidents that happen to a file or a line on its way in: to bytes, signs, lines, values, and what holds them."""

from __future__ import annotations

import copy
import datetime
import random
import tomllib
from collections.abc import Sequence
from typing import Any

import tomli_w

from game.store.blocks import check_of, framed, scan

SIGNS = (
    *"[]{}=\"'.,#\n\t -+_:0123456789eEnaifxé\\\x00", "[[", "]]", '"""', "inf", "nan", "true", "1e999", "\r\n",
    "\x1b[31m",    "\x1b]52;c;aGk=\x07", "\x9b", "\u2028", "\u202e", "日本", "🧑‍🍳", "\ufeff", "\\u001b", "9" * 5000,
)  # fmt: skip
STRANGE: tuple[object, ...] = (
    0, 1, -1, 2, 13, 10**9, 10**30, -(10**30), 0.0, -0.0, 0.5, 1e-300, 1e300, -1e300, float("inf"), float("nan"),
    True, False, "", "x", "even", "house-blend", "standard", "é" * 50, "a\nb", "\x1b[31mred", "x" * 5000, "\u202eabc",
    "../..",    [], [[]], {}, {"x": 1}, [{}], [0.5, 0.5], [1.0] * 3, [1.0] * 8, {"default": 1}, [1, "x", {}],
    datetime.date(2024, 1, 1), datetime.time(1, 2), datetime.datetime(2024, 1, 1, 1, 1),
)  # fmt: skip
RUBBISH = (
    "", " ", "x", "?", "? otif", "help", "quit now", "-1", "0", "1", "1.600", "1,600", "9" * 5000, "1e999", "nan", "٣",
    "½",    "'open", '"open', "\x1b[31m", "\x00", "\u202eabc", "日本語", "🧑‍🍳" * 30, "a" * 3000, "; rm -rf /",
    "../../etc/passwd", "%s%n",    "{0}", "=1+1", "because", "\ud800", "\t", "к", "\uff30\uff11",
)  # fmt: skip
DEEP = (b"a." * 400 + b"a = 1\n", b"[" * 3000, b"x = " + b"[" * 3000 + b"\n", b"x = " + b"{a=" * 500 + b"\n")
"""What nests more deeply than any reader can follow."""

Tree = dict[str, object]


def spoiled_text(text: str, dice: random.Random) -> str:
    """A text with one to four small accidents."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text))
        end = min(len(text), at + dice.choice([0, 1, 1, 2, 5, 40]))
        lines = text.split("\n")
        text = (
            dice.choice(
                [
                    text[:at] + dice.choice(SIGNS) + text[end:],
                    text[:at] + text[end:],
                    text[:at] + text[at:end] * 2 + text[end:],
                    "\n".join(dice.sample(lines, len(lines))) if dice.random() < 0.1 else text[: max(1, at)],
                    "\n".join(line for line in lines if dice.random() > 0.01),
                ]
            )
            or "x"
        )
    return text


def spoiled_bytes(content: bytes, dice: random.Random) -> bytes:
    """Bytes as a bad disk, an older editor or somebody with other things in mind may leave them."""
    way = dice.randrange(7)
    if way == 0:
        return dice.choice([b"", b"\xff\xfe\x00", b"\x00" * 400, content.decode("utf-8", "replace").encode("utf-16")])
    if way == 1:
        at = dice.randrange(len(content) + 1)
        return content[:at] + b"\n" + dice.choice(DEEP) + content[at:]
    if way == 2:
        spoiled = bytearray(content or b"x")
        for _ in range(3):
            spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
        return bytes(spoiled)
    if way == 3:
        return content[: dice.randrange(len(content) + 1)]
    return spoiled_text(content.decode("utf-8", "replace") or "x", dice).encode(errors="surrogatepass")


def places(tree: object) -> list[tuple[Any, str | int]]:
    """Every table or list of a tree with each of its keys or places."""
    found: list[tuple[Any, str | int]] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        parts: Sequence[str | int] = list(node) if isinstance(node, dict) else range(len(node))  # type: ignore[arg-type]
        for part in parts:
            found.append((node, part))
            value = node[part]  # type: ignore[index]
            if isinstance(value, dict | list):
                waiting.append(value)
    return found


def spoiled_tree(tree: Tree, dice: random.Random) -> Tree:
    """A tree with one to three values changed, moved, renamed or taken out."""
    for _ in range(dice.randint(1, 3)):
        all_places = places(tree)
        if not all_places:
            return tree
        node, part = dice.choice(all_places)
        other, there = dice.choice(all_places)
        value, way = node[part], dice.randrange(6)
        if way == 0:
            node[part] = copy.deepcopy(dice.choice(STRANGE))
        elif way == 1:
            del node[part]
        elif way == 2:
            node[part] = copy.deepcopy(other[there])
        elif way == 3 and isinstance(node, dict) and isinstance(part, str):
            node[dice.choice(["x", "key", "default", part + "s", part[:-1]])] = copy.deepcopy(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            node[part] = value * dice.choice([-1, 0, 0.5, 0.9, 1.1, 2, 10, 1e6])
        elif isinstance(node, list):
            node.append(copy.deepcopy(value))
    return tree


def spoiled_toml(content: bytes, dice: random.Random) -> bytes:
    """A TOML file with accidents in its bytes, or with other values than it had."""
    if dice.random() < 0.4:
        return spoiled_bytes(content, dice)
    return tomli_w.dumps(spoiled_tree(tomllib.loads(content.decode()), dice)).encode(errors="surrogatepass")


def spoiled_log(content: bytes, title: bytes, dice: random.Random) -> bytes:
    """A log with accidents in its bytes, or one whose checks are right although somebody changed what they check."""
    if dice.random() < 0.4:
        return spoiled_bytes(content, dice)
    blocks = [block.content for block in scan(content, title).blocks]
    at = dice.randrange(len(blocks))
    way = dice.randrange(4)
    if way == 0:
        blocks[at] = spoiled_bytes(blocks[at], dice)
    elif way == 1:
        del blocks[at]
    elif way == 2:
        blocks.insert(at, blocks[dice.randrange(len(blocks))])
    else:
        blocks[at] = tomli_w.dumps(spoiled_tree(tomllib.loads(blocks[at].decode()), dice)).encode(
            errors="surrogatepass"
        )
    whole, before = title, title
    for number, block in enumerate(blocks):
        whole += framed(block, number, before)
        before = check_of(whole)
    return whole


def spoiled_line(line: str, dice: random.Random) -> str:
    """A line somebody types, as another hand or another clipboard would have it."""
    way = dice.randrange(5)
    if way == 0:
        return dice.choice(RUBBISH)
    if way == 1 and line:
        return spoiled_text(line, dice).replace("\n", " ")
    if way == 2:
        return f"{line} {dice.choice(RUBBISH)}"
    return line


def typed(vocabulary: Sequence[str], dice: random.Random, most: int = 25) -> bytes:
    """Some lines of a vocabulary, most of them right, as bytes on an input."""
    lines = [spoiled_line(dice.choice(vocabulary), dice) for _ in range(dice.randint(1, most))]
    text = "".join(f"{line}\n" for line in lines).encode(errors="surrogatepass")
    return text if dice.random() < 0.9 else spoiled_bytes(text, dice)
