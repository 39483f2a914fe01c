"""Sound values to keep, told apart by a number: for contract suites and for tests of your own."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from stdnum import iban as _iban
from stdnum import luhn

from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
    Opinion,
    RequestState,
)
from partial_activity.domain.claim.claims import AssessedLine, Claim, ClaimLine, ClaimState
from partial_activity.domain.claim.uploads import Upload, UploadedClaim, UploadState, UploadStep
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import EmailAddress, Iban, Nir, Siret
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.letters.documents import DocumentKind, IssuedDocument, document_number
from partial_activity.domain.letters.notices import NoticeKind, OutboxMessage
from partial_activity.domain.money import Euros, HourlyPay, Share
from partial_activity.domain.office.freezes import Freeze, Frozen
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.office.queue import Queued, QueueKind
from partial_activity.domain.office.visas import Answer, Signed, Visa
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord
from partial_activity.domain.people.evidence import (
    Evidence,
    ProofRequest,
    ProvenAccount,
    Source,
)
from partial_activity.domain.people.idempotency import KEPT_FOR, KeptAnswer, KeyedRequest
from partial_activity.domain.people.identities import Identity
from partial_activity.domain.people.people import (
    AccountState,
    Establishment,
    Membership,
    Person,
    Role,
)
from partial_activity.domain.people.security_keys import SecurityKey
from partial_activity.domain.people.sessions import LIFE, Means, Session
from partial_activity.domain.people.tokens import ApiToken, Scope, digest_of
from partial_activity.domain.screening.outcome import CheckResult, Finding, Outcome, Screening
from partial_activity.domain.screening.policy import PolicyVersion

NOON = datetime(2020, 4, 30, 12, tzinfo=UTC)
"""The instant at which things happen, unless a test says otherwise."""
APRIL = date(2020, 4, 1)


def siret(number: int = 1) -> Siret:
    """The first establishment of a firm that does not exist; up to a million of them."""
    firm = f"{99_000_000 + number:08d}"
    firm += luhn.calc_check_digit(firm)
    return Siret(firm + "0001" + luhn.calc_check_digit(firm + "0001"))


def nir(number: int = 1) -> Nir:
    """The number of a man born in May 1980; up to a million of them."""
    digits = f"1800575{number:06d}"
    return Nir(f"{digits}{97 - int(digits) % 97:02d}")


def iban(number: int = 1) -> Iban:
    """An account at a bank that exists."""
    account = f"2004101005{number:011d}06"
    return Iban("FR" + _iban.calc_check_digits("FR00" + account) + account)


def later(minutes: int) -> datetime:
    """The instant so many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def token(number: int = 1, of: int = 1) -> ApiToken:
    """A token of a person, issued so many minutes after noon, of use for a year."""
    return ApiToken(
        id=f"token-{number}",
        person_id=f"person-{of}",
        name=f"Payroll {number}",
        digest=digest_of(f"secret {number}"),
        scopes=(Scope.READ_ESTABLISHMENTS, Scope.READ_CLAIMS),
        created_at=later(number),
        expires_at=later(number) + timedelta(days=365),
    )


def session(number: int = 1, of: int = 1) -> Session:
    """A session of a person, opened so many minutes after noon."""
    return Session(
        id=f"session-{number}",
        person_id=f"person-{of}",
        digest=digest_of(f"session secret {number}"),
        opened_by=digest_of(f"link {number}"),
        opened_at=later(number),
        expires_at=later(number) + LIFE,
        means=Means.LINK,
    )


def security_key(number: int = 1, of: int = 1, minutes: int = 0) -> SecurityKey:
    """Give a security key of a person, which has signed five times."""
    return SecurityKey(
        id=f"key-{number}",
        person_id=f"person-{of}",
        name=f"Clé {number}",
        public_key=bytes([number, 0, 255]),
        sign_count=5,
        synced=False,
        added_at=later(minutes),
    )


def identity(number: int = 1, of: int = 1, minutes: int = 0) -> Identity:
    """Give an identity at the hub that opened the account of a person."""
    return Identity(
        issuer="https://hub.example/api/v2",
        subject=f"subject-{number}",
        person_id=f"person-{of}",
        email=EmailAddress(f"person-{number}@example.fr"),
        linked_at=later(minutes),
        confirmed=False,
    )


def answer(number: int = 1, of: int = 1) -> KeptAnswer:
    """An answer kept for a person, asked for so many minutes after noon."""
    return KeptAnswer(
        KeyedRequest(f"person-{of}", "draftRequest", f"key-{number}", digest_of(f"body {number}")),
        201,
        {"Location": f"/requests/{number}"},
        f'{{"number":{number}}}'.encode(),
        later(number),
        later(number) + KEPT_FOR,
    )


def issued(number: int = 1, *, at: int = 1, claim: int = 1) -> IssuedDocument:
    """An employee's statement, issued so many minutes after noon."""
    code = digest_of(f"content {number}")
    return IssuedDocument(
        siret=siret(at),
        file_sha256=digest_of(f"file {number}"),
        code=code,
        number=document_number(DocumentKind.EMPLOYEE_STATEMENT, code),
        kind=DocumentKind.EMPLOYEE_STATEMENT,
        subject=f"claim-{claim}",
        version=1,
        line=1,
        edition="with_nir",
        day=APRIL,
        issued_at=later(number),
    )


def person(number: int = 1) -> Person:
    """Somebody whose address has answered."""
    return Person(
        id=f"person-{number}",
        email=EmailAddress(f"person{number}@example.fr"),
        name=f"Zoé Noël {number}",
        language="fr",
        state=AccountState.ACTIVE,
        created_at=NOON,
    )


def establishment(number: int = 1) -> Establishment:
    """An establishment that may file."""
    return Establishment(siret(number), f"Le Café {number}", AccountState.ACTIVE, NOON, 40)


def membership(
    at: int = 1, of: int = 1, *, principal: bool = False, minutes: int = 0
) -> Membership:
    """Somebody's place as a contact."""
    return Membership(
        siret=siret(at),
        person_id=f"person-{of}",
        role=Role.CONTACT,
        principal=principal,
        state=AccountState.ACTIVE,
        since=later(minutes),
        proven=True,
    )


def proven_account(at: int = 1, number: int = 1, *, minutes: int = 0) -> ProvenAccount:
    """The account of a firm's requests, given by its first contact."""
    return ProvenAccount(
        siret=siret(at),
        id=f"account-{number}",
        iban=request(at=at).iban,
        person_id="person-1",
        at=later(minutes),
    )


def proof_request(number: int = 1, *, at: int = 1, of: int = 1, minutes: int = 0) -> ProofRequest:
    """Somebody's wish to be proven by a letter."""
    return ProofRequest(
        siret=siret(at),
        id=f"proof-{number}",
        person_id=f"person-{of}",
        asked_at=later(minutes),
        address=("12 rue des Lilas", "75011 Paris"),
        address_source="register",
    )


def evidence(number: int = 1, *, at: int = 1, minutes: int = 0) -> Evidence:
    """The visa of an officer."""
    return Evidence(
        id=f"evidence-{number}",
        siret=siret(at),
        person_id="person-1",
        source=Source.VISA,
        method="officer_visa",
        siren=siret(at).siren,
        at=later(minutes),
        given_by="person-9",
        reason="Extrait Kbis",
    )


def freeze(number: int = 1, *, minutes: int = 0) -> Freeze:
    """A payment run that was stopped."""
    return Freeze(
        id=f"freeze-{number}",
        what=Frozen.RUN,
        key=f"AP{number}",
        reason="Soupçon de fraude",
        at=later(minutes),
        by="person-9",
    )


def visa(number: int = 1, *, minutes: int = 0) -> Visa:
    """A list of payments that waits for its second person; each of another file."""
    return Visa(
        id=f"visa-{number}",
        what=Signed.RUN,
        key=f"AP{number}",
        shown={"lines": "2", "amount": "9.10"},
        asked_at=later(minutes),
        asked_by="person-8",
        expires_at=later(minutes + 60),
    )


def visa_given(number: int = 1, *, asked_minutes: int = 0, minutes: int = 5) -> Visa:
    """The same, given."""
    asked = visa(number, minutes=asked_minutes)
    return asked.answered(Answer.GIVEN, "person-9", asked.digest, later(minutes))


def request(
    number: int = 1,
    *,
    at: int = 1,
    version: int = 1,
    state: RequestState = RequestState.SUBMITTED,
    filed_at: datetime | None = NOON,
) -> AuthorisationRequest:
    """A request for April 2020."""
    return AuthorisationRequest(
        siret=siret(at),
        id=f"request-{number}",
        version=version,
        scheme=Scheme.ORDINARY,
        situation=Situation.PROTECTED,
        territory=Territory.NATIONAL,
        motive=Motive.EXCEPTIONAL,
        circumstances="Fermeture administrative",
        span=Span(APRIL, date(2020, 4, 30)),
        headcount=12,
        forecast_hours=Hours(151_667),
        workforce=40,
        iban=iban(at),
        opinion=Opinion.FAVOURABLE,
        filed_by="person-1",
        state=state,
        filed_at=filed_at,
    )


def decision(number: int = 1, *, at: int = 1, of: int = 1, version: int = 1) -> Decision:
    """An acceptance."""
    return Decision(
        siret=siret(at),
        request_id=f"request-{of}",
        request_version=version,
        number=f"DA-{number:04d}",
        kind=DecisionKind.AUTOMATIC,
        accepted=True,
        decided_at=later(number),
        decided_by=None,
    )


def claim_line(number: int = 1, *, employee: int = 1, week: int = 1) -> ClaimLine:
    """A week of April 2020 without work, assessed; 35 hours at 1 500 € a month."""
    first = APRIL + timedelta(days=7 * (week - 1))
    return ClaimLine(
        number=number,
        nir=nir(employee),
        last_name="Lefèvre",
        first_name="Anaïs",
        week=f"2020-W{13 + week:02d}",
        span=Span(first, first + timedelta(days=6)),
        contract_hours=Hours(3_500),
        worked_hours=Hours(0),
        assimilated_hours=Hours(0),
        unworked_hours=Hours(3_500),
        hourly_pay=HourlyPay(Fraction(150_000, 15_167)),
        contract_number="00001",
        assessed=AssessedLine(
            compensable_hours=Hours(3_500),
            hourly_indemnity=Euros(803),
            indemnity=Euros(28_105),
            hourly_allowance=Euros(803),
            allowance=Euros(28_105),
            basis="basis-1",
            warnings=("allowance_floor_applied",),
        ),
    )


def claim(
    number: int = 1,
    *,
    at: int = 1,
    version: int = 1,
    month: date = APRIL,
    state: ClaimState = ClaimState.AWAITING_VALIDATION,
    lines: tuple[ClaimLine, ...] | None = None,
    submitted_at: datetime | None = NOON,
) -> Claim:
    """A claim for April 2020: one line, unless others are given."""
    return Claim(
        siret=siret(at),
        id=f"claim-{number}",
        version=version,
        decision_number="DA-0001",
        month=month,
        state=state,
        created_by="person-1",
        lines=(claim_line(),) if lines is None else lines,
        submitted_at=submitted_at,
        known_on=date(2020, 4, 30),
        law_revision="revision-1",
    )


def screening() -> Screening:
    """One check passed, one found something; figures as text, as they are kept."""
    finding = Finding(Outcome.ACCEPT, "late_claim", "R. 5122-5", {"days": "3"}, 20)
    results = (CheckResult("register", ()), CheckResult("late", (finding,)))
    return Screening(results, Outcome.HOLD, 20, drawn=True)


def screening_held() -> Screening:
    """One check held it."""
    finding = Finding(Outcome.HOLD, "quota_exceeded", "R. 5122-6", {"hours": "12.00"})
    results = (CheckResult("register", ()), CheckResult("quota", (finding,)))
    return Screening(results, Outcome.HOLD, 0, drawn=False)


def screening_drawn() -> Screening:
    """A screening in which nothing was found, and that was drawn for control."""
    return Screening((CheckResult("register", ()),), Outcome.HOLD, 0, drawn=True)


def queued(
    number: int = 1, *, at: int = 1, kind: QueueKind = QueueKind.REQUEST, days: int = 0
) -> Queued:
    """A file that waits, to be decided so many days after 15 May 2020."""
    return Queued(
        kind=kind,
        siret=siret(at),
        id=f"{kind.value}-{number}",
        version=1,
        name=f"Le Café {at}",
        since=NOON,
        decide_by=date(2020, 5, 15) + timedelta(days=days),
        first=APRIL,
        last=date(2020, 4, 30),
        employees=12,
        hours=Hours(151_667),
        allowance=None,
        screening=screening_held(),
        threshold=100,
    )


def policy(number: int = 1) -> PolicyVersion:
    """Thresholds that an administrator fixed, so many minutes after noon."""
    return PolicyVersion(
        number=number,
        since=later(number),
        changed_by="person-1",
        reason="Trop de dossiers retenus à tort",
        threshold=100 + number,
        control_share=Share.parse("0.02"),
        answer_within_days=15,
    )


def payment(number: int = 1, *, at: int = 1, attempt: int = 1, minutes: int = 0) -> PaymentLine:
    """An order to pay."""
    return PaymentLine(
        siret=siret(at),
        claim_id=f"claim-{number}",
        claim_version=1,
        attempt=attempt,
        amount=Euros(28_105),
        iban=iban(at),
        payee="Le Café",
        ordered_at=later(minutes),
        month=APRIL,
    )


def payment_record(line: PaymentLine, event: PaymentEvent) -> PaymentRecord:
    """Something that happened to a payment line."""
    return PaymentRecord(line.siret, line.end_to_end_id, event, NOON, "file-1")


def message(number: int = 1, *, at: int = 1, minutes: int = 0) -> OutboxMessage:
    """A message that waits."""
    return OutboxMessage(
        id=f"message-{number}",
        about=siret(at).digits,
        kind=NoticeKind.CLAIM_RECEIPT,
        to=EmailAddress("person1@example.fr"),
        language="fr",
        values={"month": "2020-04", "name": "Zoé"},
        created_at=later(minutes),
    )


def entry(number: int = 1, *, chain: str = "service") -> JournalEntry:
    """A fact for the journal."""
    facts = {"amount": "281.05", "claim": f"claim-{number}"}
    return JournalEntry(chain, 0, later(number), "person-1", "claim_submitted", "claim-1", facts)


def upload(number: int = 1, *, at: int = 1, by: int = 1) -> Upload:
    """A claim file that waits to be checked, sent so many minutes after noon."""
    return Upload(
        siret=siret(at),
        id=f"upload-{number}",
        sent_by=f"person-{by}",
        sent_at=later(number),
        file_name="avril.csv",
        file=f"file-{number}",
        size=1_024,
        step=UploadStep.CHECK,
        state=UploadState.WAITING,
        whole=False,
    )


def uploaded_claim(place: int = 2) -> UploadedClaim:
    """What a check found of the lines for April."""
    return UploadedClaim(
        UploadStep.CHECK,
        place,
        siret(),
        "DA-1",
        APRIL,
        "claim-1",
        added=3,
        changed=2,
        unchanged=1,
        refused=4,
    )
