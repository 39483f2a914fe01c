"""Contract of what the office asks for: queue, search, payment files."""

from datetime import timedelta

import attrs
import pytest

from partial_activity.domain.claim.claims import LINES_NOT_READ, ClaimState
from partial_activity.domain.errors import Conflict
from partial_activity.domain.money import Euros
from partial_activity.domain.office.queue import (
    DRAWN,
    QueueCount,
    Queued,
    QueueFilter,
    QueueKey,
    QueueKind,
    QueuePlace,
)
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine
from partial_activity.ports.office import FileHead, ToSend, Worth
from partial_activity.ports.unit_of_work import UnitOfWork, UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits

_DAY = timedelta(days=1)
_ANY = QueueFilter()


class OfficeContract(NeedsUnits):
    """See ``OfficeStore`` in :mod:`partial_activity.ports.office`."""

    def test_what_is_held_comes_back_with_its_checks(self, units: UnitsOfWork) -> None:
        """Every figure, and the score it was weighed against."""
        queued = attrs.evolve(samples.queued(kind=QueueKind.CLAIM), allowance=Euros(10**12))
        with units() as uow:
            uow.office.hold(queued)
            uow.commit()
        with units.reading() as uow:
            unknown = attrs.evolve(queued.key, version=2)
            assert uow.office.held([queued.key, unknown]) == {queued.key: queued}
            assert list(uow.office.queue(_ANY, 10)) == [queued]
            assert uow.office.held([]) == {}

    def test_a_version_waits_once_until_it_is_released(self, units: UnitsOfWork) -> None:
        """A released version may be held again; releasing what does not wait changes nothing."""
        queued = samples.queued()
        with units() as uow:
            uow.office.hold(queued)
            with pytest.raises(Conflict):
                uow.office.hold(queued)
            uow.office.release(attrs.evolve(queued.key, kind=QueueKind.CLAIM))
            assert list(uow.office.queue(_ANY, 10)) == [queued]
            uow.office.release(queued.key)
            uow.office.release(queued.key)
            assert list(uow.office.queue(_ANY, 10)) == []
            assert uow.office.counts_by_check(None) == {}
            uow.office.hold(queued)
            uow.commit()
        with units.reading() as uow:
            assert list(uow.office.queue(_ANY, 10)) == [queued]

    def test_the_first_to_be_decided_comes_first_page_after_page(self, units: UnitsOfWork) -> None:
        """The order is the same for every kind; within a day: by kind, establishment, id."""
        order = [
            samples.queued(1, at=3, days=-2),
            samples.queued(1, at=2, kind=QueueKind.CLAIM),
            samples.queued(1, at=1),
            samples.queued(2, at=1),
            samples.queued(1, at=2, days=1),
        ]
        with units() as uow:
            for queued in reversed(order):
                uow.office.hold(queued)
            seen: list[Queued] = []
            after = None
            while page := uow.office.queue(_ANY, 2, after):
                seen += page
                after = QueuePlace(page[-1].decide_by, page[-1].key)
            assert seen == order

    def test_the_queue_is_asked_by_kind_day_and_check(self, units: UnitsOfWork) -> None:
        """Together too."""
        drawn = attrs.evolve(samples.queued(3), screening=samples.screening_drawn())
        claim = samples.queued(2, kind=QueueKind.CLAIM, days=5)
        request = samples.queued(1, days=9)
        with units() as uow:
            for queued in (drawn, claim, request):
                uow.office.hold(queued)

            def asked(**changes: object) -> list[Queued]:
                # As the fields of a filter say.
                asked = QueueFilter(**changes)  # type: ignore[arg-type]
                return list(uow.office.queue(asked, 10))

            assert asked(kind=QueueKind.CLAIM) == [claim]
            assert asked(kind=QueueKind.REQUEST) == [drawn, request]
            assert asked(until=drawn.decide_by) == [drawn]
            assert asked(until=drawn.decide_by - _DAY) == []
            assert asked(check=DRAWN) == [drawn]
            assert asked(check="quota") == [claim, request]
            assert asked(check="quota", kind=QueueKind.CLAIM) == [claim]
            assert asked(check="unknown") == []
            assert uow.office.counts_by_check(None) == {"quota": 2, DRAWN: 1}
            assert uow.office.counts_by_check(QueueKind.CLAIM) == {"quota": 1}

    def test_the_queue_is_counted_without_being_read(self, units: UnitsOfWork) -> None:
        """The counts are by kind: all, those whose last day is over, those near to it."""
        with units() as uow:
            assert uow.office.counts(_ANY, samples.APRIL, samples.APRIL) == {}
            for number, days in enumerate((-1, 0, 3, 4), start=1):
                uow.office.hold(samples.queued(number, days=days))
            uow.office.hold(samples.queued(1, kind=QueueKind.CLAIM, days=4))
            today = samples.queued().decide_by
            counts = uow.office.counts(QueueFilter(until=today), today, today + 3 * _DAY)
            assert counts == {
                QueueKind.REQUEST: QueueCount(4, late=1, soon=3),
                QueueKind.CLAIM: QueueCount(1),
            }
            of_claims = uow.office.counts(QueueFilter(QueueKind.CLAIM), today, today)
            assert of_claims == {QueueKind.CLAIM: QueueCount(1)}
            assert uow.office.counts(QueueFilter(check="unknown"), today, today) == {}

    def test_many_versions_are_read_at_once(self, units: UnitsOfWork) -> None:
        """The versions that are there come as their own store gives them; claims without lines."""
        requests = [samples.request(1), samples.request(1, version=2), samples.request(2, at=2)]
        with units() as uow:
            for request in requests:
                uow.requests.add(request)
            uow.claims.add(samples.claim(lines=(samples.claim_line(),)))
            key = QueueKey(QueueKind.CLAIM, samples.siret(), "claim-1", 1)
            keys = [QueueKey(QueueKind.REQUEST, r.siret, r.id, r.version) for r in requests]
            unknown = [attrs.evolve(key, version=9), attrs.evolve(keys[0], id="unknown")]
            stored = uow.office.requests_at([*keys, key, *unknown])
            assert stored == dict(zip(keys, requests, strict=True))
            claims = uow.office.claims_at([*keys, key, *unknown])
            assert claims == {key: uow.claims.head(samples.siret(), "claim-1")}
            assert claims[key].lines is LINES_NOT_READ
            assert uow.office.claims_at([]) == {}
            assert uow.office.requests_at([]) == {}

    def test_a_name_is_found_by_how_its_words_begin(self, units: UnitsOfWork) -> None:
        """Accents and capitals do not matter; a new name takes the place of the old one."""
        names = {1: "Élan & Co", 2: "Atelier de l'Élan vert", 3: "Vélan", 4: "ELAN"}
        with units() as uow:
            for number, name in names.items():
                uow.establishments.add(attrs.evolve(samples.establishment(number), name=name))
            uow.establishments.save(attrs.evolve(samples.establishment(4), name="Café"))
            uow.commit()
        with units.reading() as uow:

            def found(text: str, limit: int = 9) -> list[str]:
                return [one.name for one in uow.office.establishments_named(text, limit)]

            assert found("ÉLA") == ["Élan & Co", "Atelier de l'Élan vert"]
            assert found("élan", 1) == ["Élan & Co"]
            assert found("vert elan") == ["Atelier de l'Élan vert"]
            assert found("cafe") == ["Café"]
            assert found("lan") == found("  & %_") == found("") == []

    def test_numbers_are_looked_for_everywhere(self, units: UnitsOfWork) -> None:
        """The latest version of a request or claim comes, at each establishment that has it."""
        with units() as uow:
            for at in (2, 1):
                for version in (2, 1):
                    uow.requests.add(samples.request(1, at=at, version=version))
                uow.requests.add_decision(samples.decision(1, at=at))
            uow.claims.add(samples.claim(2, version=2))
            uow.claims.add(samples.claim(2, version=1))
            latest = [samples.request(1, at=at, version=2) for at in (1, 2)]
            assert list(uow.office.requests_with_id("request-1", 9)) == latest
            assert list(uow.office.requests_with_id("request-1", 1)) == latest[:1]
            assert list(uow.office.requests_with_id("uest-1", 9)) == latest
            assert list(uow.office.requests_with_id("request-2", 9)) == []
            assert list(uow.office.requests_with_id("%-1", 9)) == []
            decisions = uow.office.decisions_numbered("DA-0001")
            assert list(decisions) == [samples.decision(1, at=at) for at in (1, 2)]
            assert list(uow.office.decisions_numbered("DA-0002")) == []
            head = uow.claims.head(samples.siret(), "claim-2", 2)
            assert list(uow.office.claims_with_id("claim-2", 9)) == [head]
            assert list(uow.office.claims_with_id("im-2", 9)) == [head]
            assert list(uow.office.claims_with_id("claim-2", 0)) == []
            assert list(uow.office.claims_with_id("claim-1", 9)) == []

    def test_what_is_to_be_paid_is_added_up(self, units: UnitsOfWork) -> None:
        """Versions of a state, corrections apart; lines that are in no file that left."""
        with units() as uow:
            assert uow.office.worth(ClaimState.VALIDATED) == Worth(0, 0, Euros(0))
            assert uow.office.to_send() == ToSend(0, Euros(0))
            lines = (samples.claim_line(1), samples.claim_line(2, week=2))
            claim = samples.claim(1, state=ClaimState.VALIDATED, lines=lines)
            uow.claims.add(claim)
            uow.claims.add(samples.claim(2, version=2, state=ClaimState.VALIDATED, lines=()))
            uow.claims.add(samples.claim(3, state=ClaimState.PAID, lines=lines))
            assert uow.office.worth(ClaimState.VALIDATED) == Worth(2, 1, claim.allowance)
            waits, listed, gone = (samples.payment(number) for number in (1, 2, 3))
            for line in (waits, listed, gone):
                uow.payments.add(line)
            uow.payments.record(samples.payment_record(listed, PaymentEvent.LISTED))
            uow.payments.record(samples.payment_record(gone, PaymentEvent.LISTED))
            uow.payments.record(samples.payment_record(gone, PaymentEvent.SENT))
            assert uow.office.to_send() == ToSend(2, waits.amount + listed.amount)

    def test_the_last_file_comes_first_page_after_page(self, units: UnitsOfWork) -> None:
        """Each once; at the same instant by name."""
        heads = [
            FileHead(f"file-{number}", samples.later(minutes), number, Euros(number * 10**12))
            for number, minutes in ((1, 0), (3, 5), (4, 5), (2, 9))
        ]
        with units() as uow:
            for head in reversed(heads):
                uow.office.add_file(head)
            with pytest.raises(Conflict):
                uow.office.add_file(attrs.evolve(heads[0], lines=9))
            uow.commit()
        with units.reading() as uow:
            first = uow.office.files(2)
            assert [*first, *uow.office.files(9, before=first[-1])] == heads[::-1]
            assert uow.office.file("file-3") == heads[1]
            assert uow.office.file("file-9") is None

    def test_files_wait_until_they_have_gone_to_the_bank(self, units: UnitsOfWork) -> None:
        """The files wait from when they are written, in the order they were listed in."""
        heads = [FileHead(f"file-{n}", samples.later(n), 1, Euros(n)) for n in (2, 1, 4, 3)]
        lived = {
            "file-1": (PaymentEvent.LISTED,),
            "file-2": (PaymentEvent.LISTED, PaymentEvent.SENT),
            "file-3": (PaymentEvent.LISTED, PaymentEvent.SENT, PaymentEvent.REJECTED),
            "file-4": (PaymentEvent.LISTED, PaymentEvent.SENT, PaymentEvent.TRANSMITTED),
        }
        with units() as uow:
            for number, head in enumerate(heads):
                uow.office.add_file(head)
                line = samples.payment(number)
                uow.payments.add(line)
                for event in lived[head.reference]:
                    record = samples.payment_record(line, event)
                    uow.payments.record(attrs.evolve(record, reference=head.reference))
            uow.commit()
        with units.reading() as uow:
            assert list(uow.office.files_to_transmit()) == [heads[0], heads[3]]

    def test_the_lines_of_a_file_are_read_page_by_page(self, units: UnitsOfWork) -> None:
        """The lines come in their order, each with its events, and counted by what happened."""
        lines = [samples.payment(n, at=1 + n % 2, minutes=n) for n in range(1, 4)]
        with units() as uow:
            for line in reversed(lines):
                _happens(uow, line, PaymentEvent.LISTED, PaymentEvent.SENT)
            uow.payments.record(samples.payment_record(lines[1], PaymentEvent.REJECTED))
            other = samples.payment(4)
            _happens(uow, other, PaymentEvent.ORDERED)
            pages = [uow.office.lines_in_file("file-1", 2, after) for after in (0, 2)]
            seen = [line for page in pages for line, _ in page]
            assert seen == lines
            events = [record.event for record in pages[0][1][1]]
            assert events == [PaymentEvent.LISTED, PaymentEvent.SENT, PaymentEvent.REJECTED]
            assert list(uow.office.lines_in_file("another", 9)) == []
            counts = uow.office.file_events(["file-1", "another"])["file-1"]
            assert counts[PaymentEvent.LISTED] == counts[PaymentEvent.SENT] == len(lines)
            assert counts[PaymentEvent.REJECTED] == 1
            assert uow.office.file_events([]) == {}

    def test_the_payments_of_some_claims_are_read_at_once(self, units: UnitsOfWork) -> None:
        """The last attempt first; with what happened to each."""
        first, again = samples.payment(1), samples.payment(1, attempt=2, minutes=3)
        with units() as uow:
            _happens(uow, first, PaymentEvent.LISTED, PaymentEvent.REJECTED)
            for line in (again, samples.payment(1, at=2), samples.payment(2)):
                uow.payments.add(line)
            key = (first.siret, first.claim_id, first.claim_version)
            payments = uow.office.lines_of_claims([key, (samples.siret(9), "claim-1", 1)])
            assert [line for line, _ in payments] == [again, first]
            records = [[record.event for record in records] for _, records in payments]
            assert records == [[], [PaymentEvent.LISTED, PaymentEvent.REJECTED]]
            assert list(uow.office.lines_of_claims([])) == []


def _happens(uow: UnitOfWork, line: PaymentLine, *events: PaymentEvent) -> None:
    uow.payments.add(line)
    for event in events:
        uow.payments.record(samples.payment_record(line, event))
