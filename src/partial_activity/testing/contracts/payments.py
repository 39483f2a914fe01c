"""Contract of the store of payments."""

from datetime import timedelta, timezone

import attrs
import pytest

from partial_activity.domain.errors import Conflict, NotFound
from partial_activity.domain.money import Euros
from partial_activity.domain.payment.ledger import LedgerFact
from partial_activity.domain.payment.payments import PaymentEvent, PaymentLine, PaymentRecord
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.contracts.units_fixture import NeedsUnits


class PaymentContract(NeedsUnits):
    """See ``PaymentStore`` in :mod:`partial_activity.ports.stores`."""

    def test_what_a_firm_was_ordered_is_added_up_from_an_instant(self, units: UnitsOfWork) -> None:
        """All its establishments, and no other firm's."""
        first, second = samples.payment(), samples.payment(2, at=2)
        later = attrs.evolve(
            first, attempt=2, ordered_at=first.ordered_at + timedelta(days=1), amount=Euros(700)
        )
        with units() as uow:
            for line in (first, second, later):
                uow.payments.add(line)
            uow.commit()
        with units.reading() as uow:
            total = uow.payments.ordered_to_firm
            siren = first.siret.siren
            assert total(siren, first.ordered_at) == first.amount + later.amount
            assert total(siren, first.ordered_at + timedelta(seconds=1)) == later.amount
            assert total(siren, later.ordered_at + timedelta(seconds=1)) == Euros(0)
            assert total("999999990", first.ordered_at) == Euros(0)

    def test_a_fact_is_paid_once(self, units: UnitsOfWork) -> None:
        """A second order for the version and the attempt is refused, whatever its amount."""
        line = samples.payment()
        with units() as uow:
            uow.payments.add(line)
            uow.commit()
        with units() as uow:
            with pytest.raises(Conflict):
                uow.payments.add(line)
            with pytest.raises(Conflict):
                uow.payments.add(attrs.evolve(line, amount=Euros(1), iban=samples.iban(2)))
            uow.payments.add(samples.payment(attempt=2))
            assert uow.payments.get(samples.siret(), line.end_to_end_id) == line

    def test_a_line_is_found_by_what_the_bank_gives_back(self, units: UnitsOfWork) -> None:
        """The bank does not know whose the line is."""
        line = samples.payment(at=2)
        with units() as uow:
            uow.payments.add(line)
            assert uow.payments.find(line.end_to_end_id) == line
            assert uow.payments.find("unknown") is None
            with pytest.raises(NotFound):
                uow.payments.get(samples.siret(1), line.end_to_end_id)

    def test_the_first_ordered_is_sent_first(self, units: UnitsOfWork) -> None:
        """The lines are everybody's, up to a number."""
        with units() as uow:
            lines = [samples.payment(n, at=1 + n % 2, minutes=n) for n in range(1, 5)]
            for line in reversed(lines):
                uow.payments.add(line)
            assert list(uow.payments.to_send(3)) == lines[:3]
            assert list(uow.payments.lines(samples.siret(1))) == [lines[1], lines[3]]

    @pytest.mark.parametrize("event", PaymentEvent)
    def test_only_what_has_no_event_but_the_order_is_sent(
        self, units: UnitsOfWork, event: PaymentEvent
    ) -> None:
        """A line with any other event has left."""
        line = samples.payment()
        with units() as uow:
            uow.payments.add(line)
            uow.payments.record(samples.payment_record(line, event))
            waiting = [line] if event is PaymentEvent.ORDERED else []
            assert list(uow.payments.to_send(5)) == waiting

    def test_the_list_of_a_file_never_changes(self, units: UnitsOfWork) -> None:
        """The file is unsent until all of it was sent; what it lists is known for ever."""
        lines = [samples.payment(n, at=1 + n % 2, minutes=n) for n in range(1, 4)]
        with units() as uow:
            for line in reversed(lines):
                uow.payments.add(line)
            for line in lines[:2]:
                uow.payments.record(samples.payment_record(line, PaymentEvent.LISTED))
            uow.commit()
        with units() as uow:
            assert list(uow.payments.unsent_files()) == ["file-1"]
            assert list(uow.payments.to_send(5)) == lines[2:]
            for line in lines[:2]:
                uow.payments.record(samples.payment_record(line, PaymentEvent.SENT))
                assert list(uow.payments.lines_of_file("file-1")) == lines[:2]
            assert list(uow.payments.unsent_files()) == []
            assert list(uow.payments.lines_of_file("another")) == []

    def test_a_line_that_is_listed_stays_in_its_file(self, units: UnitsOfWork) -> None:
        """A second file never takes it over."""
        line = samples.payment()
        listed = samples.payment_record(line, PaymentEvent.LISTED)
        with units() as uow:
            uow.payments.add(line)
            uow.payments.record_all([listed, attrs.evolve(listed, reference="file-2")])
            uow.payments.record(attrs.evolve(listed, reference="file-3"))
            assert list(uow.payments.unsent_files()) == ["file-1"]
            assert list(uow.payments.lines_of_file("file-1")) == [line]
            assert list(uow.payments.lines_of_file("file-2")) == []

    def test_what_happened_is_read_in_order_and_added_up(self, units: UnitsOfWork) -> None:
        """Orders are facts too; an order after a rejection is read, and added to no sum."""
        lines = [samples.payment(n, at=1 + n % 2, minutes=n) for n in (1, 2)]
        lines[1] = attrs.evolve(lines[1], replaces=Euros(100_07))
        again = samples.payment(1, at=2, attempt=2, minutes=9)
        happened = [(lines[0], PaymentEvent.SENT, 5), (lines[0], PaymentEvent.REJECTED, 7)]
        with units() as uow:
            for line in (*lines, again):
                uow.payments.add(line)
            for line, event, minutes in happened:
                record = samples.payment_record(line, event)
                uow.payments.record(attrs.evolve(record, at=samples.later(minutes)))
            uow.commit()
        with units.reading() as uow:
            begin, end = samples.later(0), samples.later(60)
            facts = uow.payments.facts(begin, end, 99)
            told = [(line.end_to_end_id, record.event.value) for line, record in facts]
            first, second = (line.end_to_end_id for line in lines)
            assert told == [
                (first, "ordered"),
                (second, "ordered"),
                (first, "sent"),
                (first, "rejected"),
                (again.end_to_end_id, "ordered"),
            ]
            assert all(line.end_to_end_id == record.end_to_end_id for line, record in facts)
            paged: list[tuple[PaymentLine, PaymentRecord]] = []
            after = None
            while page := uow.payments.facts(begin, end, 2, after):
                paged += page
                after = page[-1][1]
            assert paged == list(facts)
            middle = uow.payments.facts(samples.later(2), samples.later(7), 99)
            assert [record.event.value for _, record in middle] == ["ordered", "sent"]
            amount = lines[0].amount
            assert dict(uow.payments.sums(end)) == {
                LedgerFact.ORDERED: Euros(2 * amount.cents),
                LedgerFact.REPLACED: Euros(100_07),
                LedgerFact.SENT: amount,
                LedgerFact.REJECTED: amount,
            }
            assert dict(uow.payments.sums(samples.later(1))) == {}

    def test_an_instant_is_kept_whatever_its_zone(self, units: UnitsOfWork) -> None:
        """A bank writes its own hour."""
        line = samples.payment()
        summer = samples.NOON.replace(microsecond=1).astimezone(timezone(timedelta(hours=2)))
        settled = attrs.evolve(samples.payment_record(line, PaymentEvent.SETTLED), at=summer)
        with units() as uow:
            uow.payments.add(line)
            uow.payments.record_all([settled])
            uow.commit()
        with units() as uow:
            (kept,) = uow.payments.records(samples.siret(), line.end_to_end_id)
            assert kept == settled

    def test_the_same_event_twice_changes_nothing(self, units: UnitsOfWork) -> None:
        """A bank's answer read again; events stay in the order they were recorded."""
        line = samples.payment()
        sent = samples.payment_record(line, PaymentEvent.SENT)
        rejected = attrs.evolve(
            samples.payment_record(line, PaymentEvent.REJECTED), reason="AC04", reference=""
        )
        with units() as uow:
            uow.payments.add(line)
            for record in (sent, rejected, attrs.evolve(sent, reference="again"), rejected):
                uow.payments.record(record)
            uow.commit()
        with units() as uow:
            records = uow.payments.records(samples.siret(), line.end_to_end_id)
            assert list(records) == [sent, rejected]
            assert list(uow.payments.records(samples.siret(2), line.end_to_end_id)) == []

    def test_an_event_belongs_to_a_line(self, units: UnitsOfWork) -> None:
        """What was never ordered cannot be settled."""
        with units() as uow, pytest.raises(NotFound):
            uow.payments.record(samples.payment_record(samples.payment(), PaymentEvent.SETTLED))

    def test_who_is_paid_on_an_account_is_known(self, units: UnitsOfWork) -> None:
        """Each establishment once."""
        shared = samples.iban(9)
        with units() as uow:
            for number, at in ((1, 2), (2, 2), (3, 1)):
                uow.payments.add(attrs.evolve(samples.payment(number, at=at), iban=shared))
            uow.payments.add(samples.payment(4, at=3))
            payees = uow.payments.payees_with([shared, samples.iban(3), samples.iban(8)])
            assert {iban: sorted(sirets) for iban, sirets in payees.items()} == {
                shared: sorted([samples.siret(1), samples.siret(2)]),
                samples.iban(3): [samples.siret(3)],
            }
            assert uow.payments.payees_with([]) == {}
