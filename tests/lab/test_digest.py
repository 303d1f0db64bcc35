from typing import Any

import numpy as np
import pytest

from game.lab.simulation.simulation import Digest


@pytest.fixture
def values() -> Any:
    return np.random.default_rng(3).gamma(3.0, 1000.0, 30_000)


def counted(values: Any, size: Any) -> Any:
    digest = Digest()
    for first in range(0, len(values), size):
        digest.add(values[first : first + size])
    return digest


@pytest.mark.parametrize("size", [30_000, 4096, 1000])
def test_means_spreads_and_ends_are_exact_however_the_values_come(values: Any, size: Any) -> None:
    digest = counted(values, size)
    assert digest.count == len(values)
    assert digest.mean == pytest.approx(values.mean(), rel=1e-12)
    assert digest.spread == pytest.approx(values.std(ddof=1), rel=1e-9)
    assert (digest.low, digest.high) == (values.min(), values.max())


@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.75, 0.95])
def test_quantiles_are_known_to_a_hundredth_of_the_spread(values: Any, share: Any) -> None:
    found = counted(values, 4096).quantile(share)
    assert found == pytest.approx(np.quantile(values, share), abs=0.01 * values.std())


def test_a_figure_that_never_moves_has_its_value_everywhere() -> None:
    digest = counted(np.full(50, 7.0), 20)
    assert digest.summary() == pytest.approx(
        {
            "mean": 7.0,
            "error": 0.0,
            "sd": 0.0,
            "min": 7.0,
            "max": 7.0,
            **dict.fromkeys(("p05", "p25", "p50", "p75", "p95"), 7.0),
        }
    )
