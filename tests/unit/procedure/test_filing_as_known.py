"""A request is held to the law as it was known on the day it was filed, by every rule of it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache

import attrs
import pytest

from partial_activity import FRENCH_LAW, Draft, Law, Plan, Scheme
from partial_activity.domain.authorisation.deadlines import Foundation
from partial_activity.domain.authorisation.filing import Filing, FilingHistory, check_filing
from partial_activity.domain.authorisation.length import Authorised
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Opinion
from partial_activity.domain.days import Period
from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.law.dated import Span, Text
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.testing import samples

RECEIVED = date(2022, 3, 1)
ASKED = Span(date(2022, 3, 14), date(2022, 5, 31))
ORDINARY = attrs.evolve(
    samples.request(), span=ASKED, filed_at=datetime(2022, 3, 1, 9, tzinfo=UTC), workforce=60
)
ASKS = {
    "exceptional": ORDINARY,
    "economic": attrs.evolve(ORDINARY, motive=Motive.ECONOMIC, circumstances="Baisse"),
    "group": attrs.evolve(
        ORDINARY, motive=Motive.ECONOMIC, covers=tuple(samples.siret(at) for at in range(2, 60))
    ),
    "long_term": attrs.evolve(
        ORDINARY,
        scheme=Scheme.LONG_TERM,
        motive=None,
        opinion=Opinion.NOT_APPLICABLE,
        foundation=Foundation.AGREEMENT,
        agreement_sent_on=date(2022, 2, 15),
    ),
}
OF_PROCEDURE = {"request", "authorisation", "opinion", "long_term"}
ASKED_FOR: Mapping[str, set[str]] = {
    "exceptional": {
        "authorisation.commitments_months (general)",
        "authorisation.counted_from (general)",
        "authorisation.maximum_months (general)",
        "authorisation.tacit_days (general)",
        "opinion.duty (general)",
        "opinion.from_workforce (general)",
        "opinion.later_months (general)",
        "opinion.later_motives (general)",
        "request.content (general)",
        "request.motives (general)",
        "request.window_days (general)",
        "request.window_motives (general)",
    },
    "group": {"request.single_from_establishments (general)"},
    "long_term": {
        "long_term.access (long_term)",
        "long_term.authorisation_months (long_term)",
        "long_term.authorisation_start (long_term)",
        "long_term.tacit_days_agreement (long_term)",
        "request.content (general)",
    },
}
HISTORY = FilingHistory(
    earlier=(Authorised(Period(date(2021, 9, 1), date(2022, 1, 31)), Motive.EXCEPTIONAL),),
    placed=(Period(date(2021, 9, 1), date(2021, 9, 30)),),
    departments=2,
)


def outcome(request: AuthorisationRequest, law: Law) -> Filing | str:
    """What the law says of it, or that it says nothing."""
    try:
        return check_filing(request, RECEIVED, HISTORY, law)
    except NoRuleInForce as error:
        return str(error)


@cache
def repealed(published: date) -> Mapping[str, Law]:
    """Each rule of the procedure taken away, for the days before the receipt and after it."""
    days = Span(RECEIVED - timedelta(days=1_000))
    return {
        f"{table.parameter} ({table.category})": FRENCH_LAW.with_texts(
            Draft(
                Text("projet de décret", published),
                (Plan(table.parameter, table.category, "none", days),),
            )
        )
        for table in FRENCH_LAW.tables()
        if table.parameter.value.partition(".")[0] in OF_PROCEDURE
    }


def changed(name: str, published: date) -> set[str]:
    """The rules without which the request is answered otherwise."""
    as_it_is = outcome(ASKS[name], FRENCH_LAW)
    return {
        rule for rule, law in repealed(published).items() if outcome(ASKS[name], law) != as_it_is
    }


@pytest.mark.parametrize("name", ASKS)
def test_a_text_published_since_changes_nothing_for_a_request(name: str) -> None:
    """Whatever days it plans for: nobody could have known it on the day of receipt."""
    assert changed(name, RECEIVED + timedelta(days=1)) == set()


@pytest.mark.parametrize(("name", "rules"), ASKED_FOR.items())
def test_a_text_published_on_the_day_is_heeded(name: str, rules: set[str]) -> None:
    """So each of these rules is really asked."""
    assert rules <= changed(name, RECEIVED)
