"""Who reads the database can neither follow a link nor use a token or a code that is in it."""

from collections.abc import Iterator

import attrs
import pytest
from sqlalchemy import Engine, MetaData, select, text

from partial_activity.adapters.mail.memory_mailer import MemoryMailer
from partial_activity.adapters.sql import NirKeys, NirVault, SqlUnitsOfWork
from partial_activity.adapters.sql.schema.documents import mapping_document
from partial_activity.adapters.sql.schema.nir import SealBroken
from partial_activity.domain.letters.notices import Delivery, NoticeKind
from partial_activity.domain.people.evidence import plain_code
from partial_activity.domain.people.people import Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.domain.people.tokens import Scope
from partial_activity.testing import samples
from partial_activity.testing.stories import BAKERY, VISA, World
from partial_activity.usecases.letters.send_mail import send_due
from partial_activity.usecases.people import proofs, sign_in, tokens
from partial_activity.usecases.people.sign_up import Newcomer, sign_up

_MESSAGE = samples.message()


def _cells(engine: Engine) -> Iterator[tuple[str, bytes]]:
    """Every cell of every table, as somebody at the database's own prompt reads it."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        for table in tables.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                for column, cell in row.items():
                    blob = isinstance(cell, bytes | memoryview)
                    yield f"{table.name}.{column}", bytes(cell) if blob else str(cell).encode()


def _where(engine: Engine, secret: str) -> set[str]:
    return {place for place, cell in _cells(engine) if secret.encode() in cell}


def _links(units: SqlUnitsOfWork) -> list[tuple[NoticeKind, str]]:
    with units.reading() as uow:
        told = (*uow.outbox.about(""), *uow.outbox.about(BAKERY.digits))
    return [(one.kind, one.values["token"]) for one in told if "token" in one.values]


def test_no_link_token_or_code_rests_in_clear(engine: Engine, units: SqlUnitsOfWork) -> None:
    """Neither while letters wait nor after they went, in whatever table."""
    world = World(units=units)
    administrator, ana = world.officer(Role.ADMINISTRATOR), world.newcomer()
    sign_up(BAKERY, Newcomer(samples.person().email, "Zoé", "fr"), context=world.context)
    sign_in.ask_link(administrator.email, context=world.context)
    links = _links(units)
    assert {kind for kind, _ in links} == {NoticeKind.CONFIRMATION, NoticeKind.SIGN_IN}
    token = tokens.issue_token(
        "payroll", [Scope.READ_CLAIMS], 30, actor=ana, context=world.context, proof=Proof.FRESH
    )
    asked = proofs.ask_proof(BAKERY, actor=ana, context=world.context)
    letter = proofs.print_letter(
        BAKERY, asked.id, actor=VISA, context=world.context, proof=Proof.FRESH
    )
    opened = sign_in.open_session(
        sign_in.link_for(administrator, context=world.context), context=world.context
    )
    secrets = [*links, ("token", token.secret), ("session", opened.secret)]
    secrets += [("code", letter.code), ("plain code", plain_code(letter.code))]
    assert _where(engine, token.token.digest) == {"api_token.digest"}, "we looked well"
    assert [(what, _where(engine, secret)) for what, secret in secrets] == [
        (what, set()) for what, _ in secrets
    ]

    mailer = MemoryMailer()
    assert send_due(context=attrs.evolve(world.context, mailer=mailer)).failed == 0
    sent = "".join(one.text for one in mailer.letters)
    assert all(link in sent for _, link in links)
    assert not any(_where(engine, link) for _, link in links)


def _write(engine: Engine, message_id: str, kept: str) -> None:
    with engine.begin() as connection:
        changed = connection.execute(
            text('UPDATE message SET "values" = :kept WHERE id = :id'),
            {"kept": kept, "id": message_id},
        )
        assert changed.rowcount == 1


def test_a_letter_that_waited_in_clear_is_read_and_sealed_when_it_is_taken(
    engine: Engine, units: SqlUnitsOfWork
) -> None:
    """As versions before the seal wrote it: none is lost, and none stays as it was."""
    with units() as uow:
        uow.outbox.add(_MESSAGE)
        uow.commit()
    _write(engine, _MESSAGE.id, mapping_document(_MESSAGE.values))
    assert _where(engine, '2020-04"') == {"message.values"}
    with units() as uow:
        assert list(uow.outbox.about(_MESSAGE.about)) == [_MESSAGE]
        (due,) = uow.outbox.due(samples.later(1), limit=9)
        uow.outbox.save(attrs.evolve(due, delivery=Delivery.SENT))
        uow.commit()
    assert _where(engine, '2020-04"') == set()
    with units.reading() as uow:
        assert [one.values for one in uow.outbox.about(_MESSAGE.about)] == [_MESSAGE.values]


def test_what_a_letter_says_opens_in_its_own_message_alone(
    engine: Engine, units: SqlUnitsOfWork
) -> None:
    """Put into another, or without its key, it is put off and says why; the others go."""
    with units() as uow:
        uow.outbox.add(_MESSAGE)
        uow.commit()
    (stolen,) = [cell for place, cell in _cells(engine) if place == "message.values"]
    with units() as uow:
        uow.outbox.add(samples.message(2))
        uow.commit()
    _write(engine, "message-2", stolen.decode())
    with units.reading() as uow, pytest.raises(SealBroken):
        uow.outbox.about(_MESSAGE.about)
    with units() as uow:
        assert list(uow.outbox.due(samples.later(1), limit=9)) == [_MESSAGE]
        uow.commit()
    assert _where(engine, "it cannot be read: SealBroken") == {"message.last_error"}
    lost = SqlUnitsOfWork(engine, NirVault(NirKeys.of_secret(b"k" * 32)))
    with lost.reading() as uow:
        assert list(uow.outbox.due(samples.later(1), limit=9)) == []
