import re
from collections.abc import Callable, Iterator

from tests.house.checkout import files_of_the_repository, place

# Put together from pieces, so that this file does not hold what it looks for.
REGISTRY_HOSTS = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "pypi" + ".python.org",
    "conda" + ".anaconda.org",
    "npm" + "js.org",
)
HOMES = "|".join(("wo" + "rk", "ro" + "ot", "ho" + r"me/\w+", "Us" + r"ers/\w+", "tmp/" + "lm"))
MACHINE_FOLDERS = re.compile(
    rf"(?<![\w.~-])/(?:{HOMES})\b"
    r"|(?<!\w)[A-Z]:\\+Us"
    r"ers\\"
    r"|/opt/(?:py"
    r"pi|whe"
    r"els)"
)


def texts() -> Iterator[tuple[str, str]]:
    for path in files_of_the_repository():
        try:
            yield place(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def findings(is_wrong: Callable[[str], object]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if is_wrong(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    found = findings(lambda line: any(host in line.lower() for host in REGISTRY_HOSTS))
    assert not found, "where packages come from is each machine's own setting:\n" + "\n".join(found)


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = findings(MACHINE_FOLDERS.search)
    assert not found, "a path that exists on one machine only:\n" + "\n".join(found)


def test_folders_of_one_machine_are_recognised() -> None:
    for line in ("cd /wo" + "rk/main", "'/ho" + "me/ada/x'", "C:\\Us" + "ers\\ada", "(/tmp/" + "lm)"):
        assert MACHINE_FOLDERS.search(line), line
    for line in ("a home/work mix", "team/wo" + "rk/life", "https://example.net/wo" + "rk/", "/tmp/x"):
        assert not MACHINE_FOLDERS.search(line), line
