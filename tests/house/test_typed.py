"""No test is let off being typed."""

from tests.house.checkout import ROOT, project


def test_no_test_is_let_off_being_typed() -> None:
    lists = [one["module"] for one in project()["tool"]["mypy"]["overrides"]]
    names = [name for names in lists for name in ([names] if isinstance(names, str) else names)]
    assert "xlsxwriter" in names
    assert not [name for name in names if name.startswith(("tests", "game"))]
    assert "check .venv/bin/mypy --strict game tests" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
