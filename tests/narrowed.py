"""Says of a value what a test knows: that it is there, or whose it is; another is a fault of the test."""

from typing import TypeVar

from game.table.seen.dashboards import (
    DistributionFacts,
    DistributionMonth,
    DistributionNow,
    MarketingFacts,
    MarketingMonth,
    MarketingNow,
)

T = TypeVar("T")


def there(value: T | None) -> T:
    assert value is not None
    return value


def marketings(seen: MarketingMonth | DistributionMonth) -> MarketingMonth:
    assert isinstance(seen, MarketingMonth)
    return seen


def distributions(seen: MarketingMonth | DistributionMonth) -> DistributionMonth:
    assert isinstance(seen, DistributionMonth)
    return seen


def marketing_now(seen: MarketingNow | DistributionNow) -> MarketingNow:
    assert isinstance(seen, MarketingNow)
    return seen


def distribution_now(seen: MarketingNow | DistributionNow) -> DistributionNow:
    assert isinstance(seen, DistributionNow)
    return seen


def marketing_facts(seen: MarketingFacts | DistributionFacts) -> MarketingFacts:
    assert isinstance(seen, MarketingFacts)
    return seen


def distribution_facts(seen: MarketingFacts | DistributionFacts) -> DistributionFacts:
    assert isinstance(seen, DistributionFacts)
    return seen
