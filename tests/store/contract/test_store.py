"""One holder at a time, every block safe before it counts, the same bytes everywhere, torn told from altered."""

import threading
import tomllib
from typing import Any

import pytest

from game.refusal import Refusal
from game.store.blocks import scan
from game.store.log import Kind, Log, Store
from tests.narrowed import there
from tests.store.contract.conftest import Kept

KIND = Kind(b"# a log\n", "it is there.", "a place", "it is held.", "It does not count.")
HEAD = {"name": "one"}
PAPERS = {"papers": {"brief": "Sell."}}
WHOLE = b"""# a log

# block 0: 13 bytes
name = "one"
# check 682b0be23323eaa0

# block 1: 25 bytes
[papers]
brief = "Sell."
# check a3d2f4939a43e16d

# block 2: 21 bytes
[[moves]]
word = "a"
# check 4d3ecac1ad9b1bfb
"""


def logged(store: Store, *words: str, name: str = "one.toml") -> bytes:
    """A log of these words, and its bytes."""
    log = store.create(name, KIND, (HEAD, PAPERS))
    for word in words:
        log.append({"word": word})
    log.close()
    return store.read(name)


def resumed(store: Store, name: str = "one.toml") -> tuple[Log, Any]:
    return store.resume(name, KIND, lambda data: data)


def words(data: bytes) -> list[str]:
    return [move["word"] for move in tomllib.loads(data.decode()).get("moves", [])]


def test_the_bytes_are_the_same_in_every_store_and_can_be_read_by_anybody(store: Store) -> None:
    assert logged(store, "a") == WHOLE
    assert tomllib.loads(WHOLE.decode()) == {"name": "one", "papers": {"brief": "Sell."}, "moves": [{"word": "a"}]}


def test_a_log_goes_on_where_it_was_left(store: Store) -> None:
    logged(store, "a")
    log, data = resumed(store)
    assert data == WHOLE
    assert log.tail == ""
    log.append({"word": "b"})
    assert words(store.read("one.toml")) == ["a", "b"]
    log.close()
    found = scan(store.read("one.toml"), KIND.title)
    assert (len(found.blocks), found.lost, found.altered) == (4, 0, False)


def test_words_that_look_like_toml_are_words(store: Store) -> None:
    odd = ["[moves]", "\n# block 9: 3 bytes\n[[moves]]", "# check 0123456789abcdef\n", "a\0b"]
    assert words(logged(store, *odd)) == odd


def test_what_is_added_can_be_read_while_it_is_held(store: Store) -> None:
    log = store.create("one.toml", KIND, (HEAD,))
    log.append({"word": "a"})
    assert words(store.read("one.toml")) == ["a"]
    log.close()


def test_a_log_is_held_by_one(store: Store) -> None:
    log = store.create("one.toml", KIND, (HEAD,))
    with pytest.raises(Refusal, match=r"one\.toml: it is held\."):
        resumed(store)
    assert not log.closed
    log.close()
    ended: bool = log.closed
    assert ended
    second, _ = resumed(store)
    with pytest.raises(Refusal, match=r"one\.toml: it is held\."):
        resumed(store)
    second.close()
    log.close()
    resumed(store)[0].close()


def test_a_log_that_was_let_go_of_takes_nothing_more(store: Store) -> None:
    log = store.create("one.toml", KIND, (HEAD,))
    before = store.read("one.toml")
    log.close()
    with pytest.raises(Refusal, match="this record is closed"):
        log.append({"word": "late"})
    assert store.read("one.toml") == before


def test_a_log_is_never_written_over(store: Store) -> None:
    before = logged(store, "a")
    with pytest.raises(Refusal, match=r"one\.toml: it is there\."):
        store.create("one.toml", KIND, ({"name": "two"},))
    assert store.read("one.toml") == before


def test_of_many_that_begin_the_same_log_at_once_one_can(store: Store) -> None:
    gate, begun, refused = threading.Barrier(8), [], []

    def begin(number: int) -> None:
        gate.wait()
        try:
            begun.append((number, store.create("one.toml", KIND, ({"name": str(number)},))))
        except Refusal as refusal:
            refused.append(refusal.message)

    hands = [threading.Thread(target=begin, args=(number,)) for number in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert (len(begun), len(refused)) == (1, 7)
    number, log = begun[0]
    log.close()
    assert tomllib.loads(store.read("one.toml").decode())["name"] == str(number)


def test_a_log_that_is_refused_when_it_is_read_is_let_go_of_unchanged(store: Store) -> None:
    before = logged(store, "a")

    def refuse(data: bytes) -> None:
        raise Refusal("no")

    with pytest.raises(Refusal, match="no"):
        store.resume("one.toml", KIND, refuse)
    assert store.read("one.toml") == before
    there(resumed(store))[0].close()


def test_what_is_not_there_is_said(store: Store) -> None:
    for look in (store.read, lambda name: resumed(store, name)):
        with pytest.raises(Refusal, match=r"none\.toml: expected a record, found no"):
            look("none.toml")


def test_logs_are_listed_by_name_in_order(store: Store) -> None:
    assert store.names() == ()
    for name in ("b.toml", "a.toml"):
        logged(store, name=name)
    assert store.names() == ("a.toml", "b.toml")


@pytest.mark.parametrize("cut", [1, 9, 30, 45])
def test_a_torn_end_is_kept_and_play_goes_on_behind_the_last_whole_block(kept: Kept, cut: int) -> None:
    store = kept.store
    before = logged(store, "a")
    log, _ = resumed(store)
    log.append({"word": "b"})
    log.close()
    torn = store.read("one.toml")[:-cut]
    kept.put("one.toml", torn)
    log, data = resumed(store)
    assert data == store.read("one.toml") == torn
    assert kept.tail(log.tail) == torn[len(before) :]
    assert "one.toml" in log.tail
    log.append({"word": "c"})
    log.close()
    assert words(store.read("one.toml")) == ["a", "c"]
    assert store.names() == ("one.toml",)


def test_a_torn_end_is_kept_whatever_is_added_next_and_once(kept: Kept) -> None:
    store = kept.store
    kept_as = set()
    logged(store, "a")
    whole = store.read("one.toml")
    for _ in range(2):
        kept.put("one.toml", whole + b"\n# block 3: 4")
        log, _ = resumed(store)
        kept_as.add(log.tail)
        log.close()
    assert len(kept_as) == 1
    log, _ = resumed(store)
    log.append({"word": "b"})
    log.close()
    assert kept.tail(kept_as.pop()) == b"\n# block 3: 4"
