"""The tests that are not typed yet are named in pyproject.toml, and nothing that is gone is."""

from tests.house.checkout import ROOT, project


def test_what_is_let_off_being_typed_is_still_there() -> None:
    lists = [one["module"] for one in project()["tool"]["mypy"]["overrides"]]
    names = [name for names in lists if isinstance(names, list) for name in names if name.startswith("tests.")]
    assert "tests.lab.*" in names
    assert not [name for name in names if name.startswith(("tests.rules", "tests.scenario", "tests.doors"))]
    gone = [
        name
        for name in names
        if not (ROOT / (path := name.removesuffix(".*").replace(".", "/"))).is_dir()
        and not (ROOT / f"{path}.py").is_file()
    ]
    assert not gone, f"take these out of pyproject.toml: {gone}"
    assert "check .venv/bin/mypy --strict game tests" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
