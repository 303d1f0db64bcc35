"""The currencies that a scenario may name: any code of ISO 4217 that people pay with, and the signs of a few."""

from __future__ import annotations

from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from game.doors.text import CURRENCIES

_CODES: Final = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
CODES: Final = frozenset(_CODES.split())


def sign_of(currency: str) -> str:
    """What stands before money: `€` of EUR and of €, `CHF` of CHF."""
    return CURRENCIES.get(currency, currency)


def _known(currency: str) -> str:
    if currency in CODES or currency in CURRENCIES.values():
        return currency
    raise PydanticCustomError(
        "currency", "a code of ISO 4217 in capitals, such as 'EUR' or 'CHF', or one of the signs {signs}",
        {"signs": ", ".join(CURRENCIES.values())},
    )  # fmt: skip


Currency: TypeAlias = Annotated[str, AfterValidator(_known)]
