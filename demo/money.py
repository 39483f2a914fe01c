"""Scenes of the money: paid by SEPA file; one bank rejection, mended and paid again."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from demo.people import RESTAURANT, Cast
from demo.service import Service
from demo.telling import say, tell, title, told_hour
from partial_activity.domain.identifiers import Iban
from partial_activity.domain.office.visas import Signed, Visa
from partial_activity.domain.payment.payments import PaymentLine
from partial_activity.domain.people.people import Person
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.claim_summary import grouped
from partial_activity.usecases.office.visas import give_visa, visa_desk
from partial_activity.usecases.payment.again import replace_account
from partial_activity.usecases.payment.answers import Answered, follow_answers
from partial_activity.usecases.payment.hand_over import fingerprint, hand_over
from partial_activity.usecases.payment.payments import (
    Sent,
    order_payments,
    send_payments,
    write_signed,
)

_NEW_IBAN = Iban("FR1420041010050500013M02606")
_CLOSED_ACCOUNT = "AC04"
_PAIN_002 = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>
<GrpHdr><MsgId>{name}</MsgId><CreDtTm>{at:%Y-%m-%dT%H:%M:%S}</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>{file}</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId>
</OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>{file}</OrgnlPmtInfId>
{payments}
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
"""
_PAYMENT = "<TxInfAndSts><OrgnlEndToEndId>{id}</OrgnlEndToEndId>{status}</TxInfAndSts>"
_PAID = "<TxSts>ACSC</TxSts>"
_REJECTED = "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf>"


def pay(service: Service, cast: Cast) -> None:
    """Scene: ordered, written as a SEPA file, answered by the bank; one account is mended."""
    agent = service.paying_agent("paie@demo.example", "Camille Roy")
    other = service.paying_agent("visa@demo.example", "Dominique Faure")
    service.clock.tick(timedelta(days=1))
    title(f"The paying agency pays ({told_hour(service.clock.now())})")
    first = _run(service, agent, other)
    again = order_payments(actor=agent, context=service.context, proof=Proof.FRESH)
    assert not again.lines, "a fact is paid once"
    say("  A second run found nothing to pay.", "")
    service.clock.tick(timedelta(days=1))
    answered = _answer(service, agent, first.files, reject=RESTAURANT.iban)
    say(
        f"  The bank answers: {answered.settled} paid, {answered.rejected} rejected "
        f"({_CLOSED_ACCOUNT}, the account is closed)."
    )
    service.send_letters()
    _mend(service, cast)
    service.clock.tick(service.context.cooling_off + timedelta(days=1))
    second = _run(service, agent, other)
    service.clock.tick(timedelta(days=1))
    answered = _answer(service, agent, second.files, reject=None)
    say(f"  The bank answers: {answered.settled} paid, {answered.rejected} rejected.")
    service.send_letters()


def _run(service: Service, agent: Person, second: Person) -> Sent:
    """What ``pay`` does: order, list; then a second agent reads the lists and signs them."""
    context = service.context
    order_payments(actor=agent, context=context, proof=Proof.FRESH)
    looked_at = _sign(service, second, Signed.PAYMENT)
    if looked_at:
        tell(
            f"  {second.name} looked at what is out of the ordinary ({len(looked_at)}: the first "
            "payment to a firm, and no small sum), and signed."
        )
        order_payments(actor=agent, context=context, proof=Proof.FRESH)
    listed = send_payments(actor=agent, context=context, proof=Proof.FRESH)
    assert not listed.files, "nobody pays alone"
    _sign(service, second, Signed.RUN)
    say(f"  {agent.name} ordered and closed the list; {second.name} read it and signed.")
    sent = write_signed(actor=second, context=context, proof=Proof.FRESH)
    for reference in sent.files:
        sha256 = fingerprint(service.bank.content(reference))
        hand_over(reference, sha256, actor=agent, context=service.context, proof=Proof.FRESH)
        say(
            f"  {service.bank.path_of(reference).name}: {sent.lines} transfer"
            f"{'s' if sent.lines > 1 else ''}, "
            f"{grouped(sent.amount)} euros, valid against the XSD of pain.001."
        )
    return sent


def _sign(service: Service, second: Person, what: Signed) -> Sequence[Visa]:
    """What the second agent signs of what waits."""
    context = service.context
    desk = visa_desk(actor=second, context=context)
    return [
        give_visa(one.id, one.digest, actor=second, context=context, proof=Proof.FRESH)
        for one in (seen.visa for seen in desk.waiting)
        if one.what is what
    ]


def _answer(service: Service, agent: Person, files: Sequence[str], reject: Iban | None) -> Answered:
    """Play the bank: a pain.002 for each file; then read it as if it had come from there."""
    answered = Answered()
    for file in files:
        with service.context.units.reading() as uow:
            lines = uow.payments.lines_of_file(file)
        path = _write(service, file, lines, reject)
        answered += follow_answers(path.read_bytes(), actor=agent, context=service.context)
    assert not answered.unmatched, answered.unmatched
    return answered


def _write(service: Service, file: str, lines: Sequence[PaymentLine], reject: Iban | None) -> Path:
    rejected = _REJECTED.format(code=_CLOSED_ACCOUNT)
    payments = "\n".join(
        _PAYMENT.format(
            id=escape(line.end_to_end_id), status=rejected if line.iban == reject else _PAID
        )
        for line in lines
    )
    path = service.bank_folder / f"answer-{file}.xml"
    answer = _PAIN_002.format(
        name=f"A{file[:30]}", at=service.clock.now(), file=file, payments=payments
    )
    path.write_text(answer, encoding="utf-8")
    return path


def _mend(service: Service, cast: Cast) -> None:
    contact = cast.contacts[RESTAURANT.name]
    with service.context.units.reading() as uow:
        (rejected,) = uow.payments.lines(RESTAURANT.siret)
    replace_account(
        RESTAURANT.siret,
        rejected.claim_id,
        _NEW_IBAN,
        actor=contact,
        context=service.context,
        proof=Proof.FRESH,
    )
    service.send_letters()
    tell(
        f"  {contact.name} read the letter and gave another account, {_NEW_IBAN.masked}; "
        "everybody who belongs to the restaurant was told of it, and has three days to object."
    )
    say("")
