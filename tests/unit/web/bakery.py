"""The bakery with one of everything, and everybody who might look at it.

Ana is its contact, Dora its declarant. What they have, nobody of another firm may see or touch.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from attrs import frozen
from tests.unit.claims.conftest import line, nir

from partial_activity.domain.authorisation.requests import AuthorisationRequest, Decision
from partial_activity.domain.claim.claims import Claim, ClaimState
from partial_activity.domain.claim.uploads import Upload
from partial_activity.domain.claim.weeks import slices_of
from partial_activity.domain.identifiers import EmailAddress, Siret
from partial_activity.domain.letters.notices import NoticeKind
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Means, Proof
from partial_activity.domain.people.tokens import Scope
from partial_activity.ports.bank import BankAnswer
from partial_activity.testing.stories import BAKERY, World, handed_over, registered, written
from partial_activity.usecases.authorisation import request_files
from partial_activity.usecases.claim import claims, lines, submit_claim, uploads
from partial_activity.usecases.payment import payments
from partial_activity.usecases.payment.answers import record_answers
from partial_activity.usecases.people import membership, proofs, sign_in, sign_up, tokens
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening import screen_claims

ELSEWHERE = Siret("44306184100047")
MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)
IN_APRIL, IN_MAY = datetime(2024, 4, 2, 9, tzinfo=UTC), datetime(2024, 5, 2, 9, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
CLAIM_FILE = (
    b"siret;numero_decision;mois;nir;nom;prenom;semaine;heures_contrat;heures_travaillees;"
    b"heures_assimilees;heures_chomees;taux_horaire\n"
    b"73282932000074;none;2024-04;nobody;Martin;Anne;2024-W16;35;0;0;35;15\n"
)


class Bakery:
    """The bakery, what it has, and who knows it or does not."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._keys: dict[str, Keys] = {}
        world.register.put(registered(ELSEWHERE, "Garage du Port"))
        self.ana = world.contact("ana")
        self.dora = self._joins("dora", Role.DECLARANT)
        self.gone = self._joins("gone", Role.CONTACT)
        membership.suspend_member(BAKERY, self.gone.id, actor=self.ana, context=self.world.context)
        self.waiting = self._asks("waiting", Role.CONTACT)
        self.proof = proofs.ask_proof(BAKERY, actor=self.waiting, context=self.world.context)
        self.contact_elsewhere = world.contact("carl", ELSEWHERE)
        self.declarant_elsewhere = self._joins("dan", Role.DECLARANT, ELSEWHERE)
        self.banned = self._banned()
        self.officer = world.officer(Role.OFFICER)
        self.agent = world.officer(Role.PAYING_AGENT)
        self.auditor = world.officer(Role.AUDITOR)
        self.administrator = world.officer(Role.ADMINISTRATOR)

        self.decision = self._decided(self._request_with_a_file())
        self.request = self._request_with_a_file()
        (self.attachment,) = self.request.attachments
        self.paid_claim = self._paid_claim()
        self.claim = self._open(APRIL)
        self.upload = self._upload()
        self.checked = self._checked(self._upload())
        self.keys(self.ana)
        with world.units.reading() as uow:
            (self.payment,) = uow.payments.lines(BAKERY)
            self.letter = next(
                one
                for one in uow.outbox.about(str(BAKERY))
                if one.kind is NoticeKind.REQUEST_RECEIPT
            )
            (self.visa,) = uow.visas.answered(9)
        (self.payment_file,) = world.bank.files

    def everybody(self) -> Mapping[str, Person | None]:
        """Who may come, by what they are to the bakery; None: who has not signed in."""
        return {
            "nobody": None,
            "ana": self.ana,
            "dora": self.dora,
            "banned": self.banned,
            "gone": self.gone,
            "waiting": self.waiting,
            "contact elsewhere": self.contact_elsewhere,
            "declarant elsewhere": self.declarant_elsewhere,
            "officer": self.officer,
            "agent": self.agent,
            "auditor": self.auditor,
            "administrator": self.administrator,
        }

    def _asks(self, name: str, role: Role, siret: Siret = BAKERY) -> Person:
        newcomer = sign_up.Newcomer(EmailAddress(f"{name}@cabinet.example"), name, "fr", role)
        sign_up.sign_up(siret, newcomer, context=self.world.context)
        return self.world.follow(newcomer.email, siret).person

    def _joins(self, name: str, role: Role, siret: Siret = BAKERY) -> Person:
        person = self._asks(name, role, siret)
        principal = self.ana if siret == BAKERY else self.contact_elsewhere
        membership.approve_join(siret, person.id, actor=principal, context=self.world.context)
        return person

    def _banned(self) -> Person:
        """A member of the bakery whose account is suspended; a browser and a program still try."""
        person = self._joins("banned", Role.CONTACT)
        self._keys[person.id] = self._proofs(person)
        with self.world.units() as uow:
            uow.people.save(uow.people.get(person.id).moved_to(AccountState.SUSPENDED))
            banned = uow.people.get(person.id)
            uow.commit()
        return banned

    def _request_with_a_file(self) -> AuthorisationRequest:
        draft = self.world.draft(self.ana)
        return request_files.attach(
            BAKERY, draft.id, "accord.pdf", PDF, actor=self.ana, context=self.world.context
        )

    def _decided(self, draft: AuthorisationRequest) -> Decision:
        self.world.submit(self.ana, draft, insist=True)
        (screened,) = self.world.screen()
        assert screened.decision is not None
        assert screened.decision.accepted, screened.decision.reasons
        return screened.decision

    def _open(self, month: date) -> Claim:
        draft = claims.open_claim(
            BAKERY, self.decision.number, month, actor=self.ana, context=self.world.context
        )
        weeks = [each.week for each in slices_of(month)]
        return lines.write_lines(
            BAKERY,
            draft.id,
            [line(nir(1), weeks[-2], month)],
            seen=Seen.of(draft),
            actor=self.ana,
            context=self.world.context,
        )

    def _paid_claim(self) -> Claim:
        self.world.clock.set(IN_APRIL)
        draft = self._open(MARCH)
        done = submit_claim.submit_claim(
            BAKERY,
            draft.id,
            seen=Seen.of(draft),
            actor=self.ana,
            context=self.world.context,
        )
        assert not done.problems, done.problems
        (decided,) = screen_claims.decide_claims(10, context=self.world.context)
        assert decided.claim.state is ClaimState.VALIDATED, decided
        self._pay()
        self.world.clock.set(IN_MAY)
        with self.world.units.reading() as uow:
            return uow.claims.get(BAKERY, draft.id)

    def _pay(self) -> None:
        payments.order_payments(actor=self.agent, context=self.world.context, proof=Proof.FRESH)
        written(self.world.context, self.agent)
        with self.world.units.reading() as uow:
            (paid,) = uow.payments.lines(BAKERY)
        (reference,) = self.world.bank.files
        answer = BankAnswer(
            reference, paid.end_to_end_id, "RJCT", PaymentEvent.REJECTED, reason="AC04"
        )
        handed_over(self.world.context, self.agent)
        told = record_answers([answer], actor=self.agent, context=self.world.context)
        assert told.rejected == 1

    def _upload(self) -> Upload:
        return uploads.receive_upload(
            BAKERY,
            "avril.csv",
            [CLAIM_FILE],
            most=1_000_000,
            actor=self.ana,
            context=self.world.context,
        )

    def _checked(self, upload: Upload) -> Upload:
        checked = uploads.run_upload(upload, context=self.world.context)
        assert checked is not None
        return checked

    def keys(self, person: Person) -> "Keys":
        """A session and a token of somebody, the same each time."""
        if person.id not in self._keys:
            self._keys[person.id] = self._proofs(person)
        return self._keys[person.id]

    def _proofs(self, person: Person) -> "Keys":
        context = self.world.context
        opened = sign_in.begin_session(
            person.id, f"the link of {person.name}", means=Means.LINK, context=context
        )
        return Keys(
            opened,
            tokens.issue_token(
                "payroll", list(Scope), 30, actor=person, context=context, proof=Proof.FRESH
            ),
        )


@frozen
class Keys:
    """What a browser and a program of somebody hold."""

    opened: sign_in.Opened
    issued: tokens.Issued
