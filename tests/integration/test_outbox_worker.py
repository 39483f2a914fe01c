"""From the outbox to a mail server: on every store, through refusals, outages and crashes."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import attrs
import pytest

from partial_activity.adapters.mail.letters import Letterhead, TemplateLetters
from partial_activity.adapters.mail.memory_mailer import MemoryMailer
from partial_activity.adapters.mail.message import Sender
from partial_activity.adapters.mail.smtp import Encryption, Relay, SmtpMailer
from partial_activity.adapters.memory import HandClock, MemoryUnitsOfWork
from partial_activity.domain.errors import NotAllowed, NotFound
from partial_activity.domain.identifiers import EmailAddress
from partial_activity.domain.letters.notices import Delivery, NoticeKind, OutboxMessage
from partial_activity.domain.people.people import Role
from partial_activity.entrypoints.worker import Job, run
from partial_activity.ports.outbox import Deferred, Letter, Mailer, NotNow, Undeliverable
from partial_activity.ports.unit_of_work import UnitsOfWork
from partial_activity.testing import samples
from partial_activity.testing.mail_server import HOST, Answers, free_port, served
from partial_activity.testing.sample_notices import sample_message
from partial_activity.usecases.context import Context
from partial_activity.usecases.letters.send_mail import (
    MOST_ATTEMPTS,
    RESERVED_FOR,
    Sending,
    failed_letters,
    send_again,
    send_due,
    wait_after,
)

SENDER = Sender(EmailAddress("notifications@activite-partielle.example"), "Activité partielle")
LETTERS = TemplateLetters(
    Letterhead(
        "https://activite-partielle.example", EmailAddress("contact@activite-partielle.example")
    )
)


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def units(request: pytest.FixtureRequest) -> UnitsOfWork:
    """Empty, on each store."""
    if request.param == "memory":
        return MemoryUnitsOfWork()
    units: UnitsOfWork = request.getfixturevalue(f"{request.param}_units")
    return units


@pytest.fixture
def clock() -> HandClock:
    """Moved by hand."""
    return HandClock(samples.NOON)


def message(number: int) -> OutboxMessage:
    """The receipt of a request, to an address of its own, a second after the one before."""
    told = sample_message(NoticeKind.REQUEST_RECEIPT, "fr", request_id=f"{number:032x}")
    return attrs.evolve(
        told,
        about=samples.siret().digits,
        to=address(number),
        created_at=samples.NOON + timedelta(seconds=number),
    )


def address(number: int) -> EmailAddress:
    """Of who gets that message."""
    return EmailAddress(f"person-{number}@example.fr")


def leave(units: UnitsOfWork, *numbers: int) -> None:
    """As use cases would, each with its fact."""
    for number in numbers:
        with units() as uow:
            uow.outbox.add(message(number))
            uow.commit()


def kept(units: UnitsOfWork) -> dict[str, OutboxMessage]:
    """What is known of each message, by who gets it."""
    with units.reading() as uow:
        return {str(one.to): one for one in uow.outbox.about(samples.siret().digits)}


def send(units: UnitsOfWork, clock: HandClock, mailer: Mailer, limit: int = 50) -> Sending:
    """A step of the worker."""
    return send_due(
        context=Context(units=units, clock=clock, letters=LETTERS, mailer=mailer), limit=limit
    )


def test_letters_go_the_oldest_first_and_each_once(units: UnitsOfWork, clock: HandClock) -> None:
    """Some at a time; then there is nothing left to do."""
    mailer = MemoryMailer()
    leave(units, 3, 1, 2)
    assert send(units, clock, mailer, limit=2) == Sending(sent=2)
    assert send(units, clock, mailer) == Sending(sent=1)
    assert send(units, clock, mailer) == Sending()
    assert [letter.to for letter in mailer.letters] == [address(n) for n in (1, 2, 3)]
    for one in kept(units).values():
        assert (one.delivery, one.attempts, one.last_error) == (Delivery.SENT, 1, "")


def test_a_refused_address_fails_for_good_and_is_shown(
    units: UnitsOfWork, clock: HandClock
) -> None:
    """The others go; nobody tries it again, until an administrator says so."""
    mailer = MemoryMailer()
    leave(units, 1, 2)
    mailer.answers[address(1)] = Undeliverable("550 5.1.1 no such mailbox")
    assert send(units, clock, mailer) == Sending(sent=1, failed=1)
    clock.tick(timedelta(days=30))
    assert send(units, clock, mailer) == Sending()
    with units() as uow:
        uow.establishments.add(samples.establishment())
        uow.people.add(samples.person())
        uow.establishments.add_member(samples.membership())
        uow.commit()
    (failed,) = failed_letters(
        samples.siret(), actor=samples.person(), context=Context(units=units)
    )
    assert failed.last_error == "550 5.1.1 no such mailbox"
    with pytest.raises(NotAllowed):
        send_again(failed.id, actor=samples.person(), context=Context(units=units, clock=clock))
    administrator = attrs.evolve(samples.person(2), service_role=Role.ADMINISTRATOR)
    mailer.answers.clear()
    send_again(failed.id, actor=administrator, context=Context(units=units, clock=clock))
    assert send(units, clock, mailer) == Sending(sent=1)
    with pytest.raises(NotFound):
        send_again(failed.id, actor=administrator, context=Context(units=units, clock=clock))


def test_a_deferred_letter_waits_longer_each_time_and_is_given_up_in_the_end(
    units: UnitsOfWork, clock: HandClock
) -> None:
    """A minute, four, sixteen … at most four hours; five days in all."""
    mailer = MemoryMailer()
    leave(units, 1)
    mailer.answers[address(1)] = Deferred("451 4.7.1 greylisted")
    began = clock.now()
    for attempt in range(1, MOST_ATTEMPTS):
        assert send(units, clock, mailer) == Sending(deferred=1)
        clock.tick(wait_after(attempt) - timedelta(seconds=1))
        assert send(units, clock, mailer) == Sending()
        clock.tick(timedelta(seconds=1))
    assert timedelta(days=4.5) < clock.now() - began < timedelta(days=5.5)
    assert send(units, clock, mailer) == Sending(failed=1)
    (one,) = kept(units).values()
    assert one.last_error == f"given up after {MOST_ATTEMPTS} attempts: 451 4.7.1 greylisted"


def test_without_a_server_letters_wait_as_they_are(units: UnitsOfWork, clock: HandClock) -> None:
    """For a fortnight, without an attempt counted; a person sees why; then all go."""
    mailer = MemoryMailer()
    leave(units, 1, 2, 3)
    mailer.answers[address(2)] = NotNow("no mail server at relay:587")
    stopped = Sending(sent=1, stopped_by="no mail server at relay:587")
    assert send(units, clock, mailer) == stopped
    for _ in range(14):
        clock.tick(timedelta(days=1))
        assert send(units, clock, mailer).handled == 0
    waiting = kept(units)[str(address(2))]
    assert (waiting.attempts, waiting.last_error) == (0, "no mail server at relay:587")
    with units.reading() as uow:
        assert uow.outbox.waiting() == 2
        assert uow.outbox.oldest_waiting() == message(2).created_at
    mailer.answers.clear()
    assert send(units, clock, mailer) == Sending(sent=2)


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(
    units: UnitsOfWork, clock: HandClock
) -> None:
    """Our own fault; it is shown like a refusal."""
    mailer = MemoryMailer()
    with units() as uow:
        uow.outbox.add(attrs.evolve(message(1), values={"name": "Ana"}))
        uow.commit()
    leave(units, 2)
    assert send(units, clock, mailer) == Sending(sent=1, failed=1)
    assert "lacks" in kept(units)[str(address(1))].last_error


OLD = EmailAddress.kept("ana..paie@example.fr")


class PickyMailer(MemoryMailer):
    """Raises what nobody foresaw at the letters for some."""

    def __init__(self, error: Exception, *numbers: int) -> None:
        super().__init__()
        self.error, self.at = error, {address(number) for number in numbers}

    def send(self, letter: Letter) -> None:
        """Take over, or raise."""
        if letter.to in self.at:
            raise self.error
        super().send(letter)


@pytest.mark.parametrize(
    "error",
    [IndexError("list index out of range"), ValueError("é"), AssertionError(), MemoryError()],
)
def test_whatever_a_letter_raises_ends_that_letter_alone(
    units: UnitsOfWork, clock: HandClock, error: Exception
) -> None:
    """First, last or in the middle: counted, given up, shown; the others go in the same round."""
    mailer = PickyMailer(error, 1, 3, 5)
    leave(units, *range(1, 6))
    assert send(units, clock, mailer) == Sending(sent=2, failed=3)
    assert send(units, clock, mailer) == Sending()
    for number in (1, 3, 5):
        one = kept(units)[str(address(number))]
        assert (one.delivery, one.attempts) == (Delivery.FAILED, 1)
        assert type(error).__name__ in one.last_error
    with units.reading() as uow:
        assert len(uow.outbox.failed()) == 3


def test_a_letter_left_for_an_address_of_an_older_rule_ends_alone(
    units: UnitsOfWork, clock: HandClock, smtp: SmtpMailer, answers: Answers
) -> None:
    """It was taken once, and lies in the outbox: it must not keep the others in it for ever."""
    with units() as uow:
        uow.outbox.add(attrs.evolve(message(1), to=OLD))
        uow.commit()
    leave(units, 2, 3)
    assert send(units, clock, smtp) == Sending(sent=2, failed=1)
    assert {taken["To"] for taken in answers.taken} == {str(address(2)), str(address(3))}
    assert "nobody can receive" in kept(units)[str(OLD)].last_error


def test_a_row_that_this_version_cannot_read_keeps_no_other_letter(
    sqlite_units: UnitsOfWork, sqlite_path: Path, clock: HandClock
) -> None:
    """A newer version beside it left a kind it does not know: it is put off, and says why."""
    leave(sqlite_units, 1, 2)
    with closing(sqlite3.connect(sqlite_path)) as connection, connection:
        changed = connection.execute(
            """UPDATE message SET kind = 'of_tomorrow' WHERE "to" = ?""", (str(address(1)),)
        )
        assert changed.rowcount == 1
    mailer = MemoryMailer()
    assert send(sqlite_units, clock, mailer, limit=1) == Sending()
    assert send(sqlite_units, clock, mailer, limit=1) == Sending(sent=1)
    with closing(sqlite3.connect(sqlite_path)) as connection:
        (row,) = connection.execute(
            "SELECT attempts, last_error FROM message WHERE kind = 'of_tomorrow'"
        )
    assert row == (1, "it cannot be read: KeyError")


def test_told_to_stop_it_gives_back_what_it_did_not_send(
    units: UnitsOfWork, clock: HandClock
) -> None:
    """The next worker has them at once."""
    mailer = MemoryMailer()
    leave(units, 1, 2, 3)
    stopped = send_due(
        context=Context(units=units, clock=clock, letters=LETTERS, mailer=mailer),
        stopping=lambda: len(mailer.letters) == 1,
    )
    assert stopped == Sending(sent=1)
    assert send(units, clock, mailer) == Sending(sent=2)
    assert len(mailer.letters) == 3


class Crash(BaseException):
    """The process ends here, as by kill -9: nothing after it runs."""


class CrashingMailer(MemoryMailer):
    """Ends the process once it took a letter over, before anybody can note it."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left = after

    def send(self, letter: Letter) -> None:
        """Take over, and crash in the end."""
        super().send(letter)
        self.left -= 1
        if not self.left:
            raise Crash


def test_a_crash_repeats_one_letter_at_most_with_the_same_id(
    units: UnitsOfWork, clock: HandClock
) -> None:
    """At every letter of a round; what was reserved goes once the reservation has run out."""
    leave(units, *range(1, 6))
    mailer = CrashingMailer(after=3)
    with pytest.raises(Crash):
        send(units, clock, mailer)
    assert send(units, clock, mailer) == Sending()
    clock.tick(RESERVED_FOR)
    mailer.left = -1
    assert send(units, clock, mailer) == Sending(sent=3)
    told = Counter(letter.message_id for letter in mailer.letters)
    assert len(told) == 5
    assert sorted(told.values()) == [1, 1, 1, 1, 2]


def test_a_slow_server_is_not_sent_what_another_worker_may_take(
    units: UnitsOfWork, clock: HandClock
) -> None:
    """Past half of the reservation no further letter is begun."""

    class SlowMailer(MemoryMailer):
        def send(self, letter: Letter) -> None:
            super().send(letter)
            clock.tick(timedelta(minutes=1))

    mailer = SlowMailer()
    leave(units, *range(1, 8))
    assert send(units, clock, mailer) == Sending(sent=3)
    assert send(units, clock, mailer) == Sending(sent=3)


def test_two_workers_never_send_the_same_letter(units: UnitsOfWork, clock: HandClock) -> None:
    """Side by side, on one outbox."""
    leave(units, *range(1, 31))
    mailers = [MemoryMailer(), MemoryMailer()]

    def work(mailer: MemoryMailer) -> None:
        while send(units, clock, mailer, limit=3).handled:
            pass

    threads = [Thread(target=work, args=(mailer,)) for mailer in mailers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = Counter(letter.to for mailer in mailers for letter in mailer.letters)
    assert told == Counter({address(number): 1 for number in range(1, 31)})


@pytest.fixture
def answers() -> Answers:
    """A real mail server that takes everything over."""
    return Answers()


@pytest.fixture
def smtp(answers: Answers, clock: HandClock) -> Iterator[SmtpMailer]:
    """Talks to it."""
    with served(answers) as port:
        mailer = SmtpMailer(Relay(HOST, port, Encryption.NONE), SENDER, clock)
        yield mailer
        mailer.close()


def test_a_real_server_refuses_defers_and_hangs_up_and_every_letter_ends_where_it_should(
    units: UnitsOfWork, clock: HandClock, answers: Answers, smtp: SmtpMailer
) -> None:
    """One refused, one deferred, one cut off after it was taken over, the others sent."""
    leave(units, *range(1, 7))
    answers.to_recipient[str(address(2))] = "550 5.1.1 no such mailbox"
    answers.to_recipient[str(address(3))] = "451 4.7.1 greylisted"
    answers.to_data += ["250 taken over", "abort after taking over"]
    assert send(units, clock, smtp) == Sending(sent=3, deferred=2, failed=1)
    answers.to_recipient.pop(str(address(3)))
    clock.tick(wait_after(1))
    assert send(units, clock, smtp) == Sending(sent=2)
    told = Counter(taken["To"] for taken in answers.taken)
    assert told == {str(address(n)): 2 if n == 4 else 1 for n in (1, 3, 4, 5, 6)}
    repeated = [taken for taken in answers.taken if taken["To"] == str(address(4))]
    assert len({taken["Message-ID"] for taken in repeated}) == 1


def test_the_worker_waits_out_an_outage_of_the_server(units: UnitsOfWork, clock: HandClock) -> None:
    """It comes back on the same port; the worker is told to stop once all is sent."""
    leave(units, 1, 2, 3)
    port, answers, stop, down = free_port(), Answers(), Event(), Event()
    mailer = SmtpMailer(Relay(HOST, port, Encryption.NONE), SENDER, clock)

    def step() -> int:
        done = send(units, clock, mailer)
        if done.stopped_by:
            down.set()
        if len(answers.taken) == 3:
            stop.set()
        return done.handled

    job = Job("mail", step, timedelta(milliseconds=10))
    worker = Thread(target=run, args=([job], stop))
    worker.start()
    assert down.wait(10)
    with served(answers, port=port):
        assert stop.wait(10)
        worker.join()
        mailer.close()
    assert {one.delivery for one in kept(units).values()} == {Delivery.SENT}
