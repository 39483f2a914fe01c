"""Every way a store is written to, and how to see that it was: for suites that try all of them."""

from collections.abc import Callable

import attrs
from attrs import frozen

from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.claim.uploads import UploadStep
from partial_activity.domain.errors import NotFound
from partial_activity.domain.letters.notices import Delivery
from partial_activity.domain.money import Euros
from partial_activity.domain.office.journal import Head, JournalEntry
from partial_activity.domain.office.visas import Signed
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.people.people import AccountState
from partial_activity.ports.office import FileHead
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.testing import samples

_HERE = samples.siret()
_LONG_AFTER = samples.later(60 * 24 * 365)
_NEW = 2
"""Number of what a change adds: the first of each kind is there already."""


@frozen
class Addition:
    """One kind of thing that is added, told apart by a number from 2."""

    name: str
    """Store and method."""
    add: Callable[[UnitOfWork, int], object]
    find: Callable[[UnitOfWork, int], object]
    """What says whether it is there."""


@frozen
class Change:
    """One way to write, in a store that was settled."""

    name: str
    """Store and method."""
    make: Callable[[UnitOfWork], object]
    look: Callable[[UnitOfWork], object]
    """What is another value once the change is made."""


def settle(uow: UnitOfWork) -> None:
    """Keep the first of each kind of thing, for the changes to be made to."""
    uow.people.add(samples.person())
    uow.establishments.add(samples.establishment())
    uow.establishments.add_member(samples.membership())
    uow.sessions.add(samples.session())
    uow.identities.add(samples.identity())
    uow.security_keys.add(samples.security_key())
    uow.tokens.add(samples.token())
    uow.proofs.add_request(samples.proof_request())
    uow.proofs.add(samples.evidence())
    uow.proofs.add_account(samples.proven_account())
    uow.freezes.add(samples.freeze())
    uow.visas.add(samples.visa())
    uow.answers.add(samples.answer())
    for version in (1, 2):
        uow.requests.add(samples.request(version=version))
        uow.claims.add(samples.claim(version=version))
    uow.requests.add_decision(samples.decision())
    uow.requests.keep_typed(_HERE, "request-1", "person-1", "typed")
    uow.policies.add(samples.policy())
    uow.uploads.add(samples.upload())
    uow.documents.add(samples.issued())
    uow.payments.add(samples.payment())
    uow.office.hold(samples.queued())
    uow.outbox.add(samples.message())
    uow.journal.add(samples.entry(2))
    uow.journal.seal(1)
    uow.journal.add(samples.entry())


def _payment_id(number: int) -> str:
    return samples.payment(number).end_to_end_id


def _basis(uow: UnitOfWork, digest: str) -> str | None:
    try:
        return uow.claims.basis(digest)
    except NotFound:
        return None


def _entries(uow: UnitOfWork, number: int) -> list[JournalEntry]:
    entries = uow.journal.entries("service")
    return [entry for entry in entries if entry.facts["claim"] == f"claim-{number}"]


ADDITIONS = (
    Addition(
        "people.add",
        lambda uow, n: uow.people.add(samples.person(n)),
        lambda uow, n: uow.people.by_email(samples.person(n).email),
    ),
    Addition(
        "establishments.add",
        lambda uow, n: uow.establishments.add(samples.establishment(n)),
        lambda uow, n: uow.establishments.find(samples.siret(n)),
    ),
    Addition(
        "establishments.add_member",
        lambda uow, n: uow.establishments.add_member(samples.membership(of=n)),
        lambda uow, n: uow.establishments.member(_HERE, f"person-{n}"),
    ),
    Addition(
        "sessions.add",
        lambda uow, n: uow.sessions.add(samples.session(n)),
        lambda uow, n: uow.sessions.by_digest(samples.session(n).digest),
    ),
    Addition(
        "security_keys.add",
        lambda uow, n: uow.security_keys.add(samples.security_key(n)),
        lambda uow, n: uow.security_keys.find(samples.security_key(n).id),
    ),
    Addition(
        "identities.add",
        lambda uow, n: uow.identities.add(samples.identity(n)),
        lambda uow, n: [one.subject for one in uow.identities.of("person-1")][n - 1 :],
    ),
    Addition(
        "tokens.add",
        lambda uow, n: uow.tokens.add(samples.token(n)),
        lambda uow, n: uow.tokens.by_digest(samples.token(n).digest),
    ),
    Addition(
        "proofs.add_request",
        lambda uow, n: uow.proofs.add_request(samples.proof_request(n, minutes=-n)),
        lambda uow, n: [one.id for one in uow.proofs.waiting(99) if one.id == f"proof-{n}"],
    ),
    Addition(
        "proofs.add",
        lambda uow, n: uow.proofs.add(samples.evidence(n)),
        lambda uow, n: [one.id for one in uow.proofs.of(_HERE) if one.id == f"evidence-{n}"],
    ),
    Addition(
        "proofs.add_account",
        lambda uow, n: uow.proofs.add_account(samples.proven_account(number=n)),
        lambda uow, n: [one.id for one in uow.proofs.accounts(_HERE) if one.id == f"account-{n}"],
    ),
    Addition(
        "freezes.add",
        lambda uow, n: uow.freezes.add(samples.freeze(n)),
        lambda uow, n: [one.id for one in uow.freezes.held() if one.id == f"freeze-{n}"],
    ),
    Addition(
        "visas.add",
        lambda uow, n: uow.visas.add(samples.visa(n)),
        lambda uow, n: uow.visas.about(Signed.RUN, f"AP{n}"),
    ),
    Addition(
        "answers.add",
        lambda uow, n: uow.answers.add(samples.answer(n)),
        lambda uow, n: uow.answers.find("person-1", "draftRequest", f"key-{n}"),
    ),
    Addition(
        "requests.add",
        lambda uow, n: uow.requests.add(samples.request(n)),
        lambda uow, n: list(uow.requests.versions(_HERE, f"request-{n}")),
    ),
    Addition(
        "requests.keep_typed",
        lambda uow, n: uow.requests.keep_typed(_HERE, "request-1", f"person-{n}", "typed"),
        lambda uow, n: uow.requests.typed(_HERE, "request-1", f"person-{n}"),
    ),
    Addition(
        "claims.add",
        lambda uow, n: uow.claims.add(samples.claim(n)),
        lambda uow, n: list(uow.claims.versions(_HERE, f"claim-{n}")),
    ),
    Addition(
        "claims.keep_basis",
        lambda uow, n: uow.claims.keep_basis(f"basis-{n}", "rules"),
        lambda uow, n: _basis(uow, f"basis-{n}"),
    ),
    Addition(
        "uploads.add",
        lambda uow, n: uow.uploads.add(samples.upload(n)),
        lambda uow, n: [
            one.id for one in uow.uploads.of(_HERE, "person-1", 99) if one.id == f"upload-{n}"
        ],
    ),
    Addition(
        "uploads.keep_claim",
        lambda uow, n: uow.uploads.keep_claim(_HERE, "upload-1", samples.uploaded_claim(n)),
        lambda uow, n: [
            done
            for done in uow.uploads.claims(_HERE, "upload-1", UploadStep.CHECK, n - 1, 1)
            if done.place == n
        ],
    ),
    Addition(
        "documents.add",
        lambda uow, n: uow.documents.add(samples.issued(n)),
        lambda uow, n: uow.documents.by_file(samples.issued(n).file_sha256),
    ),
    Addition(
        "payments.add",
        lambda uow, n: uow.payments.add(samples.payment(n)),
        lambda uow, n: uow.payments.find(_payment_id(n)),
    ),
    Addition(
        "office.hold",
        lambda uow, n: uow.office.hold(samples.queued(n)),
        lambda uow, n: dict(uow.office.held([samples.queued(n).key])),
    ),
    Addition(
        "office.add_file",
        lambda uow, n: uow.office.add_file(FileHead(f"file-{n}", samples.NOON, n, Euros(n))),
        lambda uow, n: uow.office.file(f"file-{n}"),
    ),
    Addition(
        "outbox.add",
        lambda uow, n: uow.outbox.add(samples.message(n)),
        lambda uow, n: uow.outbox.told(_HERE.digits, f"message-{n}"),
    ),
    Addition(
        "journal.add",
        lambda uow, n: uow.journal.add(samples.entry(n)),
        _entries,
    ),
)


def _added(one: Addition) -> Change:
    return Change(one.name, lambda uow: one.add(uow, _NEW), lambda uow: one.find(uow, _NEW))


CHANGES = (
    *map(_added, ADDITIONS),
    Change(
        "people.save",
        lambda uow: uow.people.save(attrs.evolve(samples.person(), name="Zoé")),
        lambda uow: uow.people.get("person-1"),
    ),
    Change(
        "establishments.save",
        lambda uow: uow.establishments.save(attrs.evolve(samples.establishment(), name="Zoé")),
        lambda uow: uow.establishments.get(_HERE),
    ),
    Change(
        "establishments.save_member",
        lambda uow: uow.establishments.save_member(
            attrs.evolve(samples.membership(), state=AccountState.SUSPENDED)
        ),
        lambda uow: list(uow.establishments.members(_HERE)),
    ),
    Change(
        "sessions.save",
        lambda uow: uow.sessions.save(samples.session().ended(samples.later(5))),
        lambda uow: list(uow.sessions.of("person-1")),
    ),
    Change(
        "sessions.forget",
        lambda uow: uow.sessions.forget(_LONG_AFTER),
        lambda uow: len(uow.sessions.of("person-1")),
    ),
    Change(
        "security_keys.save",
        lambda uow: uow.security_keys.save(samples.security_key().used(6, samples.later(5))),
        lambda uow: list(uow.security_keys.of("person-1")),
    ),
    Change(
        "security_keys.remove",
        lambda uow: uow.security_keys.remove(samples.security_key().id),
        lambda uow: list(uow.security_keys.of("person-1")),
    ),
    Change(
        "identities.save",
        lambda uow: uow.identities.save(samples.identity().confirm()),
        lambda uow: list(uow.identities.of("person-1")),
    ),
    Change(
        "identities.remove",
        lambda uow: uow.identities.remove(samples.identity().issuer, samples.identity().subject),
        lambda uow: list(uow.identities.of("person-1")),
    ),
    Change(
        "tokens.save",
        lambda uow: uow.tokens.save(samples.token().revoked(samples.later(5))),
        lambda uow: list(uow.tokens.of("person-1")),
    ),
    Change(
        "proofs.save_request",
        lambda uow: uow.proofs.save_request(samples.proof_request().closed(samples.later(5))),
        lambda uow: uow.proofs.last_request(_HERE, "person-1"),
    ),
    Change(
        "freezes.save",
        lambda uow: uow.freezes.save(samples.freeze().lifted(samples.later(5), "person-9")),
        lambda uow: uow.freezes.held(),
    ),
    Change(
        "visas.save",
        lambda uow: uow.visas.save(samples.visa_given()),
        lambda uow: uow.visas.get("visa-1"),
    ),
    Change(
        "answers.remove",
        lambda uow: uow.answers.remove(samples.answer()),
        lambda uow: uow.answers.find("person-1", "draftRequest", "key-1"),
    ),
    Change(
        "answers.forget",
        lambda uow: uow.answers.forget(_LONG_AFTER),
        lambda uow: [uow.answers.find("person-1", "draftRequest", f"key-{n}") for n in (1, _NEW)],
    ),
    Change(
        "requests.save",
        lambda uow: uow.requests.save(samples.request(version=2, state=RequestState.WITHDRAWN)),
        lambda uow: uow.requests.get(_HERE, "request-1"),
    ),
    Change(
        "requests.add_decision",
        lambda uow: uow.requests.add_decision(samples.decision(2, version=2)),
        lambda uow: list(uow.requests.decisions(_HERE)),
    ),
    Change(
        "requests.save_decision",
        lambda uow: uow.requests.save_decision(
            attrs.evolve(samples.decision(), withdrawn_at=samples.later(9))
        ),
        lambda uow: uow.requests.decision(_HERE, "DA-0001"),
    ),
    Change(
        "requests.forget_typed",
        lambda uow: uow.requests.forget_typed(_HERE, "request-1"),
        lambda uow: uow.requests.typed(_HERE, "request-1", "person-1"),
    ),
    Change(
        "claims.save",
        lambda uow: uow.claims.save(samples.claim(version=2, state=ClaimState.VALIDATED, lines=())),
        lambda uow: uow.claims.get(_HERE, "claim-1"),
    ),
    Change(
        "claims.keep_typed",
        lambda uow: uow.claims.keep_typed(_HERE, "claim-1", 1, "trente"),
        lambda uow: uow.claims.typed(_HERE, "claim-1", 1),
    ),
    Change(
        "claims.keep_screening",
        lambda uow: uow.claims.keep_screening(_HERE, "claim-1", 1, samples.screening()),
        lambda uow: uow.claims.screening_of(_HERE, "claim-1", 1),
    ),
    Change(
        "policies.add",
        lambda uow: uow.policies.add(samples.policy(2)),
        lambda uow: uow.policies.latest(),
    ),
    Change(
        "uploads.save",
        lambda uow: uow.uploads.save(samples.upload().begun(samples.later(9))),
        lambda uow: uow.uploads.get(_HERE, "upload-1"),
    ),
    Change(
        "payments.record",
        lambda uow: uow.payments.record(
            samples.payment_record(samples.payment(), PaymentEvent.LISTED)
        ),
        lambda uow: list(uow.payments.records(_HERE, _payment_id(1))),
    ),
    Change(
        "office.release",
        lambda uow: uow.office.release(samples.queued().key),
        lambda uow: dict(uow.office.held([samples.queued().key])),
    ),
    Change(
        "outbox.save",
        lambda uow: uow.outbox.save(attrs.evolve(samples.message(), delivery=Delivery.SENT)),
        lambda uow: list(uow.outbox.about(_HERE.digits)),
    ),
    Change(
        "journal.seal",
        lambda uow: uow.journal.seal(9),
        lambda uow: (
            [entry.seal for entry in uow.journal.entries("service")],
            [place for place, _ in uow.journal.told(["service"], [samples.entry().action], 0, 9)],
        ),
    ),
    Change(
        "journal.anchored",
        lambda uow: uow.journal.anchored({"service": Head(1, "seal")}),
        lambda uow: uow.journal.moved(),
    ),
)
"""Every change, in an order in which each can be made after those before it."""
