from tests.house.checkout import modules, place

MOST_LINES = 300


def test_every_module_can_be_read_in_one_sitting() -> None:
    sizes = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    too_long = [f"{name}: {lines} lines" for name, lines in sizes.items() if lines > MOST_LINES]
    assert not too_long, f"modules over {MOST_LINES} lines, split them by what they own: {too_long}"


def test_every_module_says_in_its_first_line_what_it_owns() -> None:
    silent = [place(path) for path in modules() if not path.read_text(encoding="utf-8").startswith('"""')]
    assert not silent, f"no docstring on the first line: {silent}"
