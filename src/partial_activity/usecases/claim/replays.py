"""An assessment replayed for those who look into it, with all that could change it since."""

from collections.abc import Callable

import attrs
from attrs import frozen

from partial_activity.domain.claim.assessment import terms_of
from partial_activity.domain.claim.bases import cited_in
from partial_activity.domain.claim.claims import LINES_NOT_READ, AddedEuros, Claim, summed
from partial_activity.domain.claim.replay import (
    ChangedByText,
    Erratum,
    Replayed,
    changed_by_texts,
    errata,
    replay,
)
from partial_activity.domain.days import legal_day
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.law.statements import Citation
from partial_activity.domain.people.people import Action, Person
from partial_activity.usecases.access import require
from partial_activity.usecases.authorisation.filing_history import version_decided
from partial_activity.usecases.context import Context


@frozen(eq=False)
class ReplaySeen:
    """One version of a claim: as kept, as its own rules give it again, and what came since."""

    claim: Claim
    """The claim, without its lines."""
    establishment: str
    lines: tuple[Replayed, ...]
    """Every assessed line; without any name or number of a person."""
    not_assessed: int
    errata: tuple[Erratum, ...]
    by_texts: tuple[ChangedByText, ...]
    citations: tuple[Citation, ...]
    """Every value that some line rests on, each once."""

    @property
    def additions(self) -> tuple[AddedEuros, ...]:
        """What the regimes of the days added beside the hours, as kept; in the amounts already."""
        return summed(added for line in self.lines for added in line.kept.additions)

    @property
    def different(self) -> tuple[Replayed, ...]:
        """Lines that their own rules no longer give to the cent: a fault of ours."""
        return tuple(line for line in self.lines if not line.same)


class KeptWasChanged(Exception):
    """What was kept with the claim is not what was written: nothing can be replayed from it."""


def see_replay(
    siret: Siret, claim_id: str, version: int, *, actor: Person, context: Context
) -> ReplaySeen:
    """Replay a version of a claim.

    Raises:
        NotAllowed: the actor is not of the service.
        NotFound: no such claim or version.
        KeptWasChanged: the rules kept with it were changed.
    """
    require(actor, Action.SEE_FIGURES)
    with context.units.reading() as uow:
        claim = uow.claims.get(siret, claim_id, version)
        name = uow.establishments.get(siret).name
        terms = terms_of(version_decided(uow, uow.requests.decision(siret, claim.decision_number)))
        try:
            lines = replay(claim, uow.claims.basis, context.law)
            citations = _citations(claim, uow.claims.basis)
        except ValueError as error:
            raise KeptWasChanged(str(error)) from error
    return ReplaySeen(
        attrs.evolve(claim, lines=LINES_NOT_READ),
        name,
        lines,
        len(claim.lines) - len(lines),
        errata(claim, terms, context.law),
        changed_by_texts(claim, terms, context.law, legal_day(context.clock.now())),
        citations,
    )


def _citations(claim: Claim, basis: Callable[[str], str]) -> tuple[Citation, ...]:
    digests = dict.fromkeys(line.assessed.basis for line in claim.lines if line.assessed)
    cited = (citation for digest in digests for citation in cited_in(basis(digest)))
    return tuple(dict.fromkeys(cited))
