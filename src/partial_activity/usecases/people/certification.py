"""Showing that one speaks for a firm by the State's certification of the person in charge.

It comes through ProConnect, which hands on what any provider asserts: it is believed of the State's
own provider alone (``docs/proof.md``).
"""

import attrs

from partial_activity.domain.errors import Conflict, NotAllowed
from partial_activity.domain.identifiers import Siret
from partial_activity.domain.people.evidence import CERTIFICATION_LIFE, Source
from partial_activity.domain.people.identities import Arrival, check_certification
from partial_activity.domain.people.people import Membership, Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import digest_of
from partial_activity.usecases.access import require_proof
from partial_activity.usecases.context import Context
from partial_activity.usecases.people.proconnect import link_to
from partial_activity.usecases.people.proving import (
    check_unproven,
    evidence_of,
    keep_accounts,
    place_of,
    take,
)
from partial_activity.usecases.recording import Record


def prove_by_certification(
    siret: Siret,
    arrival: Arrival,
    *,
    believed: str,
    actor: Person,
    context: Context,
    proof: Proof,
) -> Membership:
    """Prove somebody whom the State certifies as in charge of the firm.

    The identity that was certified has to be the person's; one that is nobody's becomes theirs.

    Args:
        siret: the establishment.
        arrival: what came from the hub, where the certification was asked for alone.
        believed: the State's own provider at the hub, whose certification alone is one.
        actor: who was certified.
        context: the ports.
        proof: how they had shown that they are there when they left for the hub.

    Raises:
        NotFound: the person has no place there, or it was taken away.
        NotAllowed: the certification is not the State's, of now and of this firm; the identity is
            linked to another account; it has proven somebody before; or they are proven already.
        ProofNeeded: the person had not shown a moment ago that they are there.
    """
    require_proof(proof)
    check_certification(arrival, siret.siren, believed)
    now = context.clock.now()
    with context.units() as uow:
        _, membership = place_of(uow, actor, siret)
        check_unproven(uow, membership, actor, now)
        link_to(uow, arrival, actor, now)
        record = Record(uow, siret, now, actor.id)
        evidence = attrs.evolve(
            # Once: the same answer of the hub would be the same evidence.
            evidence_of(record, digest_of(arrival.proof), actor, Source.PROCONNECT),
            acr=arrival.acr,
            idp_id=arrival.idp_id,
            expires_at=now + CERTIFICATION_LIFE,
        )
        try:
            uow.proofs.add(evidence)
        except Conflict as error:
            raise NotAllowed("certification", "used", "believed") from error
        last = uow.proofs.last_request(siret, actor.id)
        if last is not None and last.closed_at is None:
            uow.proofs.save_request(last.closed(now))
        membership = take(record, membership, actor, evidence)
        keep_accounts(record, context, membership, actor)
        uow.commit()
    return membership
