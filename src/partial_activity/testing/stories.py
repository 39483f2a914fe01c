"""A small world in memory, to tell a story in: people, a register, a clock moved by hand.

``World()`` has every port that the use cases ask for; its methods do the steps that most stories
begin with. What a story is about is done with the use cases themselves.
"""

from datetime import UTC, date, datetime, timedelta

import attrs

from partial_activity.adapters.bank.answers import read_answers
from partial_activity.adapters.bank.statements import read_statements
from partial_activity.adapters.claim_file.uploads import MemoryShelf, ShelvedClaimFiles
from partial_activity.adapters.documents import TypstDocuments
from partial_activity.adapters.identity.sealed_links import SealedLinks
from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.memory import (
    HandClock,
    MemoryFileStore,
    MemoryUnitsOfWork,
    NumberedIds,
)
from partial_activity.adapters.memory.anchors import MemoryAnchors
from partial_activity.adapters.memory.bank import MemoryBank
from partial_activity.adapters.memory.registers import MemoryCompanyRegister
from partial_activity.adapters.registers.insolvency_file import InsolvencyFile
from partial_activity.domain.assessment.french_law import FRENCH_LAW
from partial_activity.domain.authorisation.registered import RegisteredEstablishment, RegisteredSeat
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    Opinion,
    RequestFacts,
)
from partial_activity.domain.days import CivilMonth, legal_day
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Iban, Siret
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage
from partial_activity.domain.money import Share
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.screening.policy import ScreeningPolicy
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.usecases.authorisation import automatic_decisions, filing, requests
from partial_activity.usecases.context import Context
from partial_activity.usecases.office import visas
from partial_activity.usecases.payment.hand_over import fingerprint, hand_over
from partial_activity.usecases.payment.payments import LINES_A_FILE, Sent, send_payments
from partial_activity.usecases.people import accounts, proofs, sign_up
from partial_activity.usecases.screening.facts import GatheredFacts

BAKERY = Siret("73282932000074")
"""A firm the register knows, with 10 to 19 employees."""
IBAN = Iban("FR7630006000011234567890189")
SEAT = RegisteredSeat(
    BAKERY.siren, BAKERY, "Boulangerie Martin", ("12 rue des Lilas", "75011 Paris")
)
"""The address to which a letter to the bakery goes."""
OTHER_IBAN = Iban("FR7610107001011234567890129")
VISA = Person(
    "visa",
    EmailAddress("visa@ddets.example"),
    "visa",
    "fr",
    AccountState.ACTIVE,
    datetime(2024, 1, 2, 9, 0, tzinfo=UTC),
    Role.OFFICER,
)
"""The officer who gives visas in stories; in no store."""
SIGNER = attrs.evolve(
    VISA,
    id="signer",
    email=EmailAddress("signer@asp.example"),
    name="signer",
    service_role=Role.PAYING_AGENT,
)
"""The second agent, who signs payment runs in stories; in no store."""
MONDAY = datetime(2024, 3, 4, 9, 0, tzinfo=UTC)
"""The instant at which stories begin: ten in the morning in Paris."""


class World:
    """Every port in memory, the law of the library, and a clock moved by hand.

    ``units`` may be any other: the same story, on the stores that are to be tried.
    """

    def __init__(
        self,
        now: datetime = MONDAY,
        units: UnitsOfWork | None = None,
        law: Law = FRENCH_LAW,
    ) -> None:
        self.units: UnitsOfWork = units or MemoryUnitsOfWork()
        self.clock = HandClock(now)
        self.ids = NumberedIds()
        self.links = SealedLinks(bytes(32))
        self.files = MemoryFileStore()
        self.anchors = MemoryAnchors()
        self.claim_files = ShelvedClaimFiles(MemoryShelf(), law)
        self.register = MemoryCompanyRegister([registered(BAKERY, "Boulangerie Martin")])
        self.register.put_seat(SEAT)
        self.insolvencies = InsolvencyFile()
        self.documents = TypstDocuments("https://service.example")
        self.letters = TemplateLetters(
            Letterhead("https://service.example", EmailAddress("contact@service.example"))
        )
        self.bank = MemoryBank()
        self.law = law
        self.policy = ScreeningPolicy(100, Share.parse("0"), "seed", answer_within_days=15)

    @property
    def context(self) -> Context:
        """The ports as they are now, for a use case."""
        return Context(
            units=self.units,
            clock=self.clock,
            ids=self.ids,
            law=self.law,
            links=self.links,
            register=self.register,
            seats=self.register,
            insolvencies=self.insolvencies,
            files=self.files,
            anchors=self.anchors,
            claim_files=self.claim_files,
            facts=GatheredFacts(self.register, self.insolvencies),
            policy=self.policy,
            letters=self.letters,
            documents=self.documents,
            bank=self.bank,
            read_answers=read_answers,
            read_statements=read_statements,
        )

    def officer(self, role: Role = Role.OFFICER) -> Person:
        """Somebody with a role in the service."""
        name = role.value
        person = Person(
            self.ids.new(),
            EmailAddress(f"{name}@ddets.example"),
            name,
            "fr",
            AccountState.ACTIVE,
            self.clock.now(),
            role,
        )
        with self.units() as uow:
            uow.people.add(person)
            uow.commit()
        return person

    def contact(
        self,
        name: str = "ana",
        siret: Siret = BAKERY,
        language: str = "fr",
        *,
        iban: Iban = IBAN,
    ) -> Person:
        """Somebody who signed up; the first of an establishment has shown that they speak for it.

        The account is confirmed with it; who comes later waits to be let in.
        """
        person = self.newcomer(name, siret, language)
        with self.units.reading() as uow:
            place = uow.establishments.member(siret, person.id)
        if place is not None and place.state is AccountState.ACTIVE:
            self.prove(person, siret)
            accounts.confirm_account(
                siret, iban, actor=person, context=self.context, proof=Proof.FRESH
            )
        return person

    def newcomer(
        self,
        name: str = "ana",
        siret: Siret = BAKERY,
        language: str = "fr",
        role: Role = Role.CONTACT,
    ) -> Person:
        """Somebody who signed up for an establishment, and whose address has answered."""
        email = EmailAddress(f"{name}@boulangerie.example")
        newcomer = sign_up.Newcomer(email, name, language, role)
        sign_up.sign_up(siret, newcomer, context=self.context)
        return self.follow(newcomer.email, siret).person

    def prove(self, person: Person, siret: Siret = BAKERY) -> None:
        """Give somebody the visa of an officer: they speak for the establishment."""
        asked = proofs.ask_proof(siret, actor=person, context=self.context)
        proofs.give_visa(siret, asked.id, "vu", actor=VISA, context=self.context, proof=Proof.FRESH)

    def follow(self, email: EmailAddress, siret: Siret = BAKERY) -> sign_up.Confirmed:
        """Follow the last confirmation link sent to an address."""
        link = next(m for m in self.told(NoticeKind.CONFIRMATION, siret) if m.to == email)
        return sign_up.confirm(link.values["token"], context=self.context)

    def told(self, kind: NoticeKind, siret: Siret = BAKERY) -> list[OutboxMessage]:
        """The messages of a kind about an establishment, the last first."""
        with self.units.reading() as uow:
            return [m for m in uow.outbox.about(str(siret)) if m.kind is kind]

    def journal(self, siret: Siret = BAKERY) -> list[JournalEntry]:
        """What happened at an establishment, in order."""
        with self.units.reading() as uow:
            return list(uow.journal.entries(str(siret)))

    def form(self, **changes: object) -> RequestFacts:
        """A request that nothing stands against: from eleven days on, ten employees."""
        first = legal_day(self.clock.now()) + timedelta(days=11)
        form = RequestFacts(
            span=Span(first, CivilMonth.of(first).plus(1).last),
            iban=IBAN,
            motive=Motive.ECONOMIC,
            circumstances="Baisse des commandes",
            headcount=10,
            forecast_hours=Hours.parse("1200.00"),
            workforce=15,
            opinion=Opinion.NOT_APPLICABLE,
        )
        return attrs.evolve(form, **changes)  # type: ignore[arg-type]  # as its fields say

    def draft(
        self, actor: Person, siret: Siret = BAKERY, **changes: object
    ) -> AuthorisationRequest:
        """A draft of that request."""
        return requests.draft_request(
            siret, self.form(**changes), actor=actor, context=self.context
        )

    def submit(
        self, actor: Person, request: AuthorisationRequest, *, insist: bool = False
    ) -> filing.Submission:
        """File a draft."""
        return filing.submit_request(
            request.siret,
            request.id,
            actor=actor,
            context=self.context,
            proof=Proof.FRESH,
            insist=insist,
        )

    def file(self, actor: Person, siret: Siret = BAKERY, **changes: object) -> AuthorisationRequest:
        """Draft and file that request."""
        submission = self.submit(actor, self.draft(actor, siret, **changes), insist=True)
        assert submission.receipt is not None, submission.filing.needs
        return submission.request

    def screen(self) -> tuple[automatic_decisions.Screened, ...]:
        """Let the worker screen what was filed."""
        return automatic_decisions.screen_requests(context=self.context)

    def authorisation(self, actor: Person, siret: Siret = BAKERY, **changes: object) -> Decision:
        """The decision on that request, filed and accepted by screening."""
        filed = self.file(actor, siret, **changes)
        decisions = [one.decision for one in self.screen() if one.request.id == filed.id]
        assert len(decisions) == 1
        assert decisions[0] is not None
        assert decisions[0].accepted, decisions[0].reasons
        return decisions[0]


def registered(
    siret: Siret,
    name: str = "",
    *,
    active: bool = True,
    since: date | None = None,
    at_least: int | None = 10,
    at_most: int | None = 19,
    postcode: str = "75011",
) -> RegisteredEstablishment:
    """An establishment of the register."""
    return RegisteredEstablishment(
        siret, name, active, since, at_least, at_most, "10.71C", postcode, "Paris"
    )


def handed_over(context: Context, agent: Person) -> None:
    """Say of every file that was written that it has gone to the bank, as who transmits it does."""
    with context.units.reading() as uow:
        files = uow.office.files_to_transmit()
    for file in files:
        sha256 = fingerprint(context.bank.content(file.reference))
        hand_over(file.reference, sha256, actor=agent, context=context, proof=Proof.FRESH)


def sign_all(context: Context, by: Person = SIGNER) -> int:
    """Sign every visa that waits for somebody else than who asked; how many they were."""
    many = 0
    while True:
        desk = visas.visa_desk(actor=by, context=context)
        visa = next((seen.visa for seen in desk.waiting if seen.signs), None)
        if visa is None:
            return many
        visas.give_visa(visa.id, visa.digest, actor=by, context=context, proof=Proof.FRESH)
        many += 1


def written(
    context: Context, by: Person, second: Person = SIGNER, lines_a_file: int = LINES_A_FILE
) -> Sent:
    """What a run hands over once a second person has signed what the first put on lists."""
    first = listed_and_signed(context, by, second, lines_a_file)
    return first + send_payments(actor=by, context=context, proof=Proof.FRESH)


def listed_and_signed(
    context: Context, by: Person, second: Person = SIGNER, lines_a_file: int = LINES_A_FILE
) -> Sent:
    """Put on lists what is ordered, and have it signed; what was handed over is signed before."""
    sent = send_payments(actor=by, context=context, proof=Proof.FRESH, lines_a_file=lines_a_file)
    sign_all(context, second)
    return attrs.evolve(sent, stopped=(), unsigned=())
