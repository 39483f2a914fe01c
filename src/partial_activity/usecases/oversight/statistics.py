"""The ministry's monthly columns: what was authorised, and what was consumed.

Columns and codes are those of the DGEFP's statistical export (DEMANDES and CONSOMMATIONS), as far
as the service knows them; what it does not know is empty, never guessed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from attrs import frozen

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.days import legal_day
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.money import Euros
from partial_activity.domain.payment.payments import PaymentEvent, standing
from partial_activity.domain.people.people import Action, Person, may
from partial_activity.ports.registers import CompanyRegister
from partial_activity.ports.stores import ClaimTotals
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import establishment_for, require
from partial_activity.usecases.context import Context

Row = Mapping[str, str]

REQUEST_COLUMNS = (
    *("ID_DA", "ETAB_SIRET", "EFF_ENT", "EFF_ETAB", "DATE_STATUT", "TX_PC", "TX_PC_ETAT_DARES"),
    *("TX_PC_UNEDIC_DARES", "DATE_DEB", "DATE_FIN", "HTA", "MTA", "EFF_AUTO", "MOTIF_RECOURS_SE"),
    *("PERIMETRE_AP", "RECOURS_ANTERIEUR", "AVIS_CE", "S_HEURE_CONSOM_TOT"),
    *("S_MONTANT_CONSOM_TOT", "S_EFF_CONSOM_TOT", "CODE_NAF2", "ETAB_RSS", "ETAB_VILLE"),
    *("ETAB_CODE_INSEE", "SOURCE"),
)
"""The columns of DEMANDES, which has one row for each authorisation in force."""
CONSUMPTION_COLUMNS = (
    *("ID_DA", "ETAB_SIRET", "MOIS", "HEURES", "MONTANTS", "EFFECTIFS", "DATE_PAYEMENT"),
)
"""The columns of CONSOMMATIONS, which has one row for each authorisation and month that was
paid."""
NOT_KNOWN: Mapping[str, str] = MappingProxyType(
    {
        "EFF_ENT": "headcount of the firm: the service knows establishments",
        "TX_PC": "hourly amounts differ from line to line since 2020; so do the two shares of it",
        "MTA": "no amount is authorised since 2020, hours are",
        "S_EFF_CONSOM_TOT": "the source does not say whether months add up",
        "ETAB_RSS": "company name of the firm: no port gives it",
        "ETAB_CODE_INSEE": "no port gives it",
        "SOURCE": "names a system of the ministry",
    }
)
"""Columns that stay empty, and why."""
_CONSUMED = frozenset(
    {
        ClaimState.PAID,
        ClaimState.RECOVERY_DUE,
        ClaimState.RECOVERY_ISSUED,
        ClaimState.RECOVERY_INVALIDATED,
    }
)


@frozen
class Statistics:
    """The rows of one establishment."""

    requests: tuple[Row, ...]
    consumption: tuple[Row, ...]


def statistics(*, context: Context) -> Iterator[Statistics]:
    """Every establishment in order, one at a time, read in one consistent state."""
    with context.units.reading() as uow:
        for chain in uow.journal.chains():
            # Whoever has an account has a chain; one is of the service itself.
            if chain.isdigit():
                yield _of(uow, Siret(chain), context.register)


def statistics_of(siret: Siret, *, actor: Person, context: Context) -> Statistics:
    """The rows of one establishment, for who may see it.

    Raises:
        NotFound: no such establishment for this person.
        NotAllowed: the person is not proven.
    """
    with context.units.reading() as uow:
        establishment_for(uow, actor, Action.SEE_FILED, siret)
        return _of(uow, siret, context.register)


@frozen
class StatisticsPage:
    """The rows of some establishments."""

    establishments: tuple[tuple[Siret, Statistics], ...]
    """The establishments, in the order of their numbers."""
    following: Siret | None
    """The number after which the next page begins; None: these are the last."""


def statistics_page(
    *, actor: Person, context: Context, after: Siret | None = None, limit: int = 50
) -> StatisticsPage:
    """The rows of the establishments that come after one, for auditors and administrators.

    Raises:
        NotAllowed: the person is neither.
    """
    if not may(actor, Action.ADMINISTER):
        require(actor, Action.READ_JOURNAL)
    with context.units.reading() as uow:
        theirs = (Siret(chain) for chain in uow.journal.chains() if chain.isdigit())
        sirets = list(islice((one for one in theirs if after is None or one > after), limit + 1))
        shown = tuple((siret, _of(uow, siret, context.register)) for siret in sirets[:limit])
    return StatisticsPage(shown, sirets[limit - 1] if len(sirets) > limit else None)


@frozen
class _Consumed:
    claim: Claim
    totals: ClaimTotals


def _of(uow: UnitOfWork, siret: Siret, register: CompanyRegister) -> Statistics:
    consumed = [each for each in map(_consumed_by(uow), uow.claims.of(siret)) if each]
    registered = register.find([siret]).get(siret)
    place = {"CODE_NAF2": registered.activity, "ETAB_VILLE": registered.town} if registered else {}
    requests = []
    for decision in uow.requests.decisions(siret):
        if decision.accepted and decision.withdrawn_at is None:
            versions = uow.requests.versions(siret, decision.request_id)
            request = next(v for v in versions if v.version == decision.request_version)
            requests.append({**_empty(), **_request(decision, request, consumed), **place})
    paid_on = _paid_on(uow, siret)
    return Statistics(
        tuple(requests),
        tuple(_consumption(each, paid_on.get(each.claim.id, "")) for each in consumed),
    )


def _empty() -> dict[str, str]:
    return dict.fromkeys(REQUEST_COLUMNS, "")


def _consumed_by(uow: UnitOfWork) -> Callable[[Claim], _Consumed | None]:
    def consumed(latest: Claim) -> _Consumed | None:
        """The latest version that was paid, with what it adds up to."""
        for claim in reversed(uow.claims.versions(latest.siret, latest.id)):
            if claim.state in _CONSUMED:
                totals = uow.claims.totals(claim.siret, claim.id, claim.version)
                return _Consumed(claim, totals)
        return None

    return consumed


def _request(
    decision: Decision, request: AuthorisationRequest, consumed: Sequence[_Consumed]
) -> dict[str, str]:
    under = [each.totals for each in consumed if each.claim.decision_number == decision.number]
    hours = Hours(sum(totals.hours.hundredths for totals in under))
    amount = Euros(sum(totals.allowance.cents for totals in under))
    return {
        "ID_DA": decision.number,
        "ETAB_SIRET": str(decision.siret),
        "EFF_ETAB": str(request.workforce),
        "DATE_STATUT": legal_day(decision.decided_at).isoformat(),
        "DATE_DEB": request.span.first.isoformat(),
        "DATE_FIN": request.last_day.isoformat(),
        "HTA": str(request.forecast_hours),
        "EFF_AUTO": str(request.headcount),
        "MOTIF_RECOURS_SE": str(request.motive.value) if request.motive else "",
        "PERIMETRE_AP": str(request.perimeter.value),
        "RECOURS_ANTERIEUR": str(request.earlier_use.value),
        "AVIS_CE": str((request.late_opinion or request.opinion).value),
        "S_HEURE_CONSOM_TOT": str(hours),
        "S_MONTANT_CONSOM_TOT": str(amount),
    }


def _consumption(consumed: _Consumed, paid_on: str) -> Row:
    claim, totals = consumed.claim, consumed.totals
    return {
        "ID_DA": claim.decision_number,
        "ETAB_SIRET": str(claim.siret),
        "MOIS": f"{claim.month:%m/%Y}",
        "HEURES": str(totals.hours),
        "MONTANTS": str(totals.allowance),
        "EFFECTIFS": str(totals.employees),
        "DATE_PAYEMENT": paid_on,
    }


def _paid_on(uow: UnitOfWork, siret: Siret) -> dict[str, str]:
    """The legal day on which each claim's last payment was settled."""
    days: dict[str, str] = {}
    for line in uow.payments.lines(siret):
        records = uow.payments.records(siret, line.end_to_end_id)
        if standing(records) is not PaymentEvent.SETTLED:
            continue
        for record in records:
            if record.event is PaymentEvent.SETTLED:
                day = legal_day(record.at).isoformat()
                days[line.claim_id] = max(day, days.get(line.claim_id, ""))
    return days
