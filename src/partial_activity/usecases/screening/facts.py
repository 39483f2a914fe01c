"""The facts of a set of claims, gathered from our own stores and from what others know."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from attrs import Factory, frozen

from partial_activity.domain.authorisation.registered import RegisteredEstablishment
from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimLine
from partial_activity.domain.claim.weeks import whole_weeks
from partial_activity.domain.days import legal_day
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.screening.facts import ClaimFacts, Tolerances
from partial_activity.ports.registers import (
    CompanyRegister,
    InsolvencyRegister,
    PayrollDeclarations,
)
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.recording import principal_of


@frozen
class GatheredFacts:
    """A :class:`~partial_activity.ports.screening_facts.ScreeningFacts` over the stores."""

    register: CompanyRegister
    insolvencies: InsolvencyRegister
    payroll: PayrollDeclarations | None = None
    """The declarations; None: payroll is not asked, and every screening says so."""
    tolerances: Tolerances = Factory(Tolerances)
    disposable_domains: Collection[str] = frozenset()
    """Domains that hand out addresses for a few minutes; where none is given, none is known."""

    def gather(self, uow: UnitOfWork, claims: Sequence[Claim], law: Law) -> Sequence[ClaimFacts]:
        """The registers are asked once for all, the stores by sets of employees."""
        decided = [uow.requests.decided(claim.siret, claim.decision_number) for claim in claims]
        sirets = tuple(dict.fromkeys(claim.siret for claim in claims))
        registered = self.register.find(sirets)
        insolvent = self._insolvent(claims)
        filers = _firms_with(uow, {request.iban for _, request in decided})
        return [
            self._facts(
                uow,
                claim,
                law,
                decision,
                request,
                registered=registered.get(claim.siret),
                insolvency=insolvent.get((claim.siret, _filed_on(claim))),
                sirens=filers[request.iban],
            )
            for claim, (decision, request) in zip(claims, decided, strict=True)
        ]

    def _insolvent(self, claims: Sequence[Claim]) -> Mapping[tuple[Siret, date], str]:
        days: dict[date, list[Siret]] = {}
        for claim in claims:
            days.setdefault(_filed_on(claim), []).append(claim.siret)
        return {
            (siret, day): kind
            for day, sirets in days.items()
            for siret, kind in self.insolvencies.open_on(sirets, day).items()
        }

    def _facts(
        self,
        uow: UnitOfWork,
        claim: Claim,
        law: Law,
        decision: Decision,
        request: AuthorisationRequest,
        *,
        registered: RegisteredEstablishment | None,
        insolvency: str | None,
        sirens: Sequence[str],
    ) -> ClaimFacts:
        siret, year = claim.siret, claim.month.year
        nirs = tuple(dict.fromkeys(line.nir for line in claim.lines))
        first, last = _days_of(claim)
        filed = uow.requests.all_versions(siret)
        assert request.filed_at is not None, "a request is decided once it is filed"
        return ClaimFacts(
            claim=claim,
            decision=decision,
            request=request,
            requested_on=legal_day(request.filed_at),
            filed_on=_filed_on(claim),
            law=law,
            account_created_on=legal_day(uow.establishments.get(siret).created_at),
            addresses=_addresses(uow, claim),
            disposable_domains=self.disposable_domains,
            registered=registered,
            insolvency=insolvency,
            other_lines=other_lines(uow, claim, claim.lines),
            elsewhere=tuple(
                each
                for each in uow.claims.elsewhere(nirs, first, last, claim.id)
                if each[1] != siret
            ),
            hours_in_year=uow.claims.hours_in_year(siret, nirs, year, claim.id),
            hours_in_year_motive_4=_of_motive_4(uow, claim, nirs, filed),
            hours_under_decision=uow.claims.hours_under(siret, decision.number, claim.id),
            last_pays=uow.claims.last_pays(siret, nirs, claim.month),
            ibans_since=_ibans_since(filed),
            other_sirens=tuple(siren for siren in sirens if siren != siret.siren),
            declared_hours=self.payroll.hours(siret, nirs, claim.month) if self.payroll else None,
            tolerances=self.tolerances,
        )


def other_lines(uow: UnitOfWork, claim: Claim, lines: Sequence[ClaimLine]) -> tuple[ClaimLine, ...]:
    """Lines of the same employees, in the same whole weeks, in other claims that stand."""
    if not lines:
        return ()
    weeks = whole_weeks(lines)
    assert weeks.last is not None, "weeks end"
    nirs = tuple(dict.fromkeys(line.nir for line in lines))
    return tuple(uow.claims.lines_between(claim.siret, nirs, weeks.first, weeks.last, claim.id))


def _filed_on(claim: Claim) -> date:
    """The legal day of submission; of the look, for a claim not submitted yet."""
    day = legal_day(claim.submitted_at) if claim.submitted_at else claim.known_on
    assert day is not None, "a claim that is looked at has a day"
    return day


def _days_of(claim: Claim) -> tuple[date, date]:
    if not claim.lines:
        return claim.month, claim.month
    return (
        min(line.span.first for line in claim.lines),
        max(line.last_day for line in claim.lines),
    )


def _addresses(uow: UnitOfWork, claim: Claim) -> tuple[EmailAddress, ...]:
    principal = principal_of(uow, claim.siret)
    if principal is not None and principal.id == claim.created_by:
        return (principal.email,)
    filer = uow.people.get(claim.created_by)
    return (filer.email, principal.email) if principal else (filer.email,)


def _of_motive_4(
    uow: UnitOfWork, claim: Claim, nirs: Sequence[Nir], filed: Sequence[AuthorisationRequest]
) -> Mapping[Nir, Hours]:
    of_motive_4 = {(one.id, one.version) for one in filed if one.motive is Motive.RESTRUCTURING}
    if not of_motive_4:
        return {}
    numbers = {
        decision.number
        for decision in uow.requests.decisions(claim.siret)
        if (decision.request_id, decision.request_version) in of_motive_4
    }
    if not numbers:
        return {}
    return uow.claims.hours_in_year(claim.siret, nirs, claim.month.year, claim.id, numbers)


def _ibans_since(filed: Sequence[AuthorisationRequest]) -> tuple[tuple[Iban, date], ...]:
    """Each account of the establishment's requests, with the day it was first filed."""
    since: dict[Iban, date] = {}
    for version in filed:
        if version.filed_at is not None:
            day = legal_day(version.filed_at)
            since[version.iban] = min(day, since.get(version.iban, day))
    return tuple(sorted(since.items(), key=lambda each: (each[1], each[0].text)))


def _firms_with(uow: UnitOfWork, ibans: set[Iban]) -> Mapping[Iban, Sequence[str]]:
    """The firms, by SIREN, that filed with an account or were paid on it."""
    filed, paid = uow.requests.filers_with(ibans), uow.payments.payees_with(ibans)
    return {
        iban: sorted({siret.siren for siret in (*filed.get(iban, ()), *paid.get(iban, ()))})
        for iban in ibans
    }
