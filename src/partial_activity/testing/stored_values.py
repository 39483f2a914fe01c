"""Hypothesis strategies of what stores keep, drawn from the types themselves.

A field that is added to a value is drawn from the day it is there: a store that forgets it is seen.
"""

import types
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from partial_activity.domain.assessment.cases import Days
from partial_activity.domain.assessment.facts import Facts
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
)
from partial_activity.domain.claim.claims import LINES_NOT_READ, Claim
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.sectors import FOLLOWED, Sector
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.people.idempotency import KeptAnswer, KeyedRequest
from partial_activity.domain.people.people import Membership, Role
from partial_activity.domain.screening.policy import PolicyVersion
from partial_activity.domain.words import Words
from partial_activity.testing import samples

Kept = TypeVar("Kept")

_BIGGEST = 2**63 - 1
_ZONES = (UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-11, minutes=-30)))
_NUMBERS = st.integers(0, 999_999)


def texts() -> SearchStrategy[str]:
    """Draw any text a person can type: PostgreSQL keeps no NUL, and nothing half a character."""
    return st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def instants() -> SearchStrategy[datetime]:
    """Draw instants to the microsecond, in any zone."""
    return st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).flatmap(  # noqa: DTZ001
        lambda naive: st.sampled_from(_ZONES).map(lambda zone: naive.replace(tzinfo=zone))
    )


def ratios() -> SearchStrategy[Fraction]:
    """Draw ratios that are not negative, of any size."""
    return st.fractions(min_value=0) | st.builds(Fraction, st.integers(0), st.integers(1, 10**40))


def spans() -> SearchStrategy[Span]:
    """Draw spans that have a last day."""
    days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
    return st.lists(days, min_size=2, max_size=2).map(sorted).map(lambda ends: Span(*ends))


def facts() -> SearchStrategy[Facts]:
    """Names and texts, as a regime may ask for them."""
    names = st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True)
    said = texts().map(lambda text: "".join(filter(str.isprintable, text)))
    return st.dictionaries(names, said.filter(str.strip), max_size=3).map(Facts.of)


def sectors() -> SearchStrategy[Sector]:
    """Draw situations that a text may introduce: none is named as one that there is."""
    names = st.from_regex(r"x[a-z0-9_]{0,10}", fullmatch=True)
    said = texts().filter(str.strip)
    words = st.builds(Words, said, said)
    return st.builds(Sector, names, words, said, st.sampled_from(FOLLOWED))


def figures() -> SearchStrategy[object]:
    """What the sentence of a refusal can speak of."""
    kinds = (date, datetime, Fraction, Euros, Hours, HourlyPay, Share, Words)
    return st.one_of(st.none(), st.booleans(), st.integers(), texts(), *(kept(k) for k in kinds))


def kept(kind: type[Kept]) -> SearchStrategy[Kept]:
    """A value of a type, whatever its fields hold."""
    strategy: SearchStrategy[Kept] = _of(kind)
    return strategy


def _of(hint: Any) -> SearchStrategy[Any]:  # noqa: ANN401  a type, as annotations have it
    if special := _SPECIAL.get(hint):
        return special()
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of(*(_of(argument) for argument in arguments))
    if origin is tuple:
        return st.lists(_of(arguments[0]), max_size=3).map(tuple)
    if origin is Mapping:
        return st.dictionaries(texts(), _of(arguments[1]), max_size=3)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _fields(hint)


def _fields(kind: type[Any]) -> SearchStrategy[Any]:
    """Each field from its type, then made to fit together."""
    hints = get_type_hints(kind)
    given = _type_arguments(kind)
    fields = {
        field.name: _of(given.get(hints[field.name], hints[field.name]))
        for field in attrs.fields(kind)
    }
    fit = _FITTED.get(kind)
    return st.fixed_dictionaries(fields).map(lambda drawn: kind(**(fit(drawn) if fit else drawn)))


def _type_arguments(kind: type[Any]) -> Mapping[Any, Any]:
    """What a class gives for the variables of the generic classes it extends."""
    return {
        variable: argument
        for base in getattr(kind, "__orig_bases__", ())
        for variable, argument in zip(
            getattr(get_origin(base), "__parameters__", ()), get_args(base), strict=False
        )
    }


_SPECIAL: Mapping[Any, Callable[[], SearchStrategy[Any]]] = MappingProxyType(
    {
        str: texts,
        int: lambda: st.integers(0, 2**31 - 1),
        bool: st.booleans,
        bytes: lambda: st.binary(max_size=30),
        type(None): st.none,
        object: figures,
        date: st.dates,
        datetime: instants,
        Fraction: ratios,
        Siret: lambda: _NUMBERS.map(samples.siret),
        Nir: lambda: _NUMBERS.map(samples.nir),
        Iban: lambda: _NUMBERS.map(samples.iban),
        EmailAddress: lambda: _NUMBERS.map(lambda n: EmailAddress(f"someone{n}@example.fr")),
        Span: spans,
        Facts: facts,
        Sector: sectors,
        Euros: lambda: st.integers(-_BIGGEST, _BIGGEST).map(Euros),
        Hours: lambda: st.integers(0, _BIGGEST).map(Hours),
        Days: lambda: st.integers(0, _BIGGEST).map(Days),
    }
)


def _with_reasons(drawn: dict[str, Any]) -> dict[str, Any]:
    """Silence approves, and a refusal has its reasons."""
    if drawn["kind"] is DecisionKind.TACIT or not (drawn["reasons"] or drawn["message"]):
        return drawn | {"accepted": True}
    return drawn


def _with_day_of_opinion(drawn: dict[str, Any]) -> dict[str, Any]:
    """A late opinion has its day."""
    if drawn["late_opinion"] is None or drawn["late_opinion_on"] is None:
        return drawn | {"late_opinion": None, "late_opinion_on": None}
    return drawn


_FITTED: Mapping[type, Callable[[dict[str, Any]], dict[str, Any]]] = MappingProxyType(
    {
        AuthorisationRequest: _with_day_of_opinion,
        Claim: lambda drawn: drawn | {"lines": LINES_NOT_READ},
        Decision: _with_reasons,
        KeptAnswer: lambda drawn: drawn | {"status": drawn["status"] % 600},
        KeyedRequest: lambda drawn: drawn | {"key": ascii(drawn["key"]).replace(" ", "_")},
        PolicyVersion: lambda drawn: (
            drawn
            | {
                "number": drawn["number"] or 1,
                "threshold": drawn["threshold"] % 10_000 + 1,
                "control_share": Share(1 / (1 + drawn["control_share"].exact)),
                "answer_within_days": drawn["answer_within_days"] % 366,
            }
        ),
        Membership: lambda drawn: drawn | {"role": Role.CONTACT},
        PaymentLine: lambda drawn: drawn | {"amount": Euros(abs(drawn["amount"].cents) or 1)},
    }
)
