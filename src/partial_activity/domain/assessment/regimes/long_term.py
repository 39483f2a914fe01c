"""The long-term schemes: a share of pay, each with the exceptions of its own decree.

APLD (décret n° 2020-926, art. 7): the share of the scheme, or the employer's share of the ordinary
scheme where that one is higher. APLD rebond (décret n° 2025-338, art. 18): the share of the scheme.
Both share the cap of the ordinary scheme.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from partial_activity.domain.assessment.cases import Territory
from partial_activity.domain.assessment.facts import Fact
from partial_activity.domain.assessment.law_reader import Reader
from partial_activity.domain.assessment.question import share_chain, situation_category
from partial_activity.domain.assessment.regimes.indemnity import resolve_indemnity
from partial_activity.domain.assessment.regimes.regime import Rules
from partial_activity.domain.assessment.regimes.share_of_pay import (
    ShareOfPay,
    ShareOfPayRules,
    bounded_share,
    floor_chain,
    share_and_floors,
)
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.law.book import Found
from partial_activity.domain.law.fallback import chain
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.sectors import AnyCategory
from partial_activity.domain.money import Share
from partial_activity.domain.values import frozen
from partial_activity.domain.wording.disputed_points import (
    LONG_TERM_OWN_FLOOR,
    REBOUND_IN_MAYOTTE,
)
from partial_activity.domain.words import Words


@frozen
class LongTerm:
    """APLD: the share of the scheme, at least the employer's own in the ordinary one."""

    name: ClassVar[str] = ShareOfPay.name
    rules: ClassVar[type[Rules]] = ShareOfPayRules
    facts: ClassVar[tuple[Fact[Any], ...]] = ()
    words: ClassVar[Mapping[str, Words]] = {}
    needs: ClassVar[tuple[Parameter, ...]] = ShareOfPay.needs

    def resolve(self, reader: Reader) -> ShareOfPayRules:
        """The indemnity, then the higher of the two shares, and its floor."""
        indemnity = resolve_indemnity(reader)
        categories = _share_chain(reader)
        found = reader.need_found(reader.law.allowance_share, categories)
        own = _own_share(reader)
        if own is not None and own.value > found.value:
            situation = chain(situation_category(reader.asked.situation))
            floors = floor_chain(reader, situation, own.table.category)
            share = reader.rest_on(own).value
        else:
            share = reader.rest_on(found).value
            if own is not None:
                _doubt_own_floor(reader, categories)
            floors = floor_chain(reader, categories, found.table.category)
        return bounded_share(reader, indemnity, share.exact, floors)


@frozen
class LongTermRebound:
    """APLD rebond: the share of the scheme; in Mayotte the raised floor, which is disputed."""

    name: ClassVar[str] = ShareOfPay.name
    rules: ClassVar[type[Rules]] = ShareOfPayRules
    facts: ClassVar[tuple[Fact[Any], ...]] = ()
    words: ClassVar[Mapping[str, Words]] = {}
    needs: ClassVar[tuple[Parameter, ...]] = ShareOfPay.needs

    def resolve(self, reader: Reader) -> ShareOfPayRules:
        """Resolve the scheme as any share of pay."""
        indemnity = resolve_indemnity(reader)
        share, floors = share_and_floors(reader)
        if reader.asked.territory is Territory.MAYOTTE:
            reader.dispute("allowance.floor", REBOUND_IN_MAYOTTE)
        return bounded_share(reader, indemnity, share, floors)


def _share_chain(reader: Reader) -> tuple[AnyCategory, ...]:
    """Agreements sent from 1 October 2020 had a share of their own, as known for a time.

    56 % was planned by decree 2020-926 and repealed by decree 2020-1188 before it applied.
    """
    asked = reader.asked
    sent_later = chain(Category.LONG_TERM_SENT_FROM_2020_10_01)
    planned = reader.held(reader.law.allowance_share, sent_later)
    if planned is None or planned.table.category is Category.LONG_TERM:
        return share_chain(asked)
    if asked.agreement_sent_on is None:
        raise InvalidValue(
            "missing",
            "employer.agreement_sent_on",
            f"as known on {asked.known_on}, the share depends on the day the agreement was sent "
            f"(from {planned.entry.span.first} or before): give employer.agreement_sent_on",
            f"en l'état des textes au {asked.known_on:%d/%m/%Y}, le taux dépend du jour d'envoi "
            f"de l'accord (à partir du {planned.entry.span.first:%d/%m/%Y} ou avant) : donnez "
            "employer.agreement_sent_on",
        )
    sent_since = asked.agreement_sent_on >= planned.entry.span.first
    return sent_later if sent_since else share_chain(asked)


def _own_share(reader: Reader) -> Found[Share] | None:
    """The employer's share in the ordinary scheme, while a text lets the long-term one pay it."""
    law = reader.law
    rule = reader.held(law.allowance_own_share, (Category.LONG_TERM,))
    if rule is None:
        return None
    own = reader.held(law.allowance_share, chain(situation_category(reader.asked.situation)))
    scheme = reader.held(law.allowance_share, (Category.LONG_TERM,))
    if own is not None and scheme is not None and own.value > scheme.value:
        reader.rest_on(rule)
    return own


def _doubt_own_floor(reader: Reader, categories: tuple[AnyCategory, ...]) -> None:
    """The scheme's share is kept, and the ordinary floor is higher than its own.

    Not so in Mayotte, whose long-term floor is never below the ordinary one where it is known.
    """
    asked, floors = reader.asked, reader.law.allowance_floor
    if asked.territory is Territory.MAYOTTE:
        return
    of_scheme = reader.held(floors, categories)
    own = reader.held(floors, chain(situation_category(asked.situation)))
    if of_scheme is not None and own is not None and own.value > of_scheme.value:
        reader.dispute("allowance.floor", LONG_TERM_OWN_FLOOR)
