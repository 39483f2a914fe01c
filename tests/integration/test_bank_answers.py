"""Answers of banks are read whatever their version and level, and never obey a stranger."""

from pathlib import Path

import pytest

from partial_activity.adapters.bank.answers import OUTCOMES, REPEATS, read_answers
from partial_activity.domain.money import Euros
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.ports.bank import BankAnswer, Control, UnreadableAnswers

SAMPLES = Path(__file__).parents[1] / "data" / "pain.002"
FILE = "FILE-REFERENCE"
AMOUNT = Euros(28_105)


def read(name: str) -> tuple[BankAnswer, ...]:
    return read_answers((SAMPLES / name).read_bytes())


def test_a_file_rejected_as_a_whole_names_no_payment() -> None:
    assert read("file-rejected.03.xml") == (
        BankAnswer(
            FILE, None, "RJCT", PaymentEvent.REJECTED, "FF01", "Format du fichier non conforme"
        ),
    )


def test_each_payment_of_a_file_that_is_partly_rejected_has_its_own_answer() -> None:
    settled, rejected, last = read("partly-rejected.03.xml")
    assert settled == BankAnswer(
        FILE,
        "claim-1-1-1",
        "ACSC",
        PaymentEvent.SETTLED,
        amount=AMOUNT,
        batch=FILE,
        control=(Control(3, Euros(84_315)),),
    )
    assert (rejected.outcome, rejected.reason) == (PaymentEvent.REJECTED, "AC04")
    assert rejected.told == "Compte clos M. Durand, titulaire"
    assert (last.end_to_end_id, last.amount) == ("claim-3-1-1", None)


def test_a_block_is_told_beside_its_file() -> None:
    """Under a message of somebody else, our block is not followed."""
    document = (SAMPLES / "partly-rejected.03.xml").read_bytes()
    foreign = document.replace(b"<OrgnlMsgId>FILE-REFERENCE<", b"<OrgnlMsgId>ANOTHER<")
    assert {(one.file, one.batch) for one in read_answers(foreign)} == {("ANOTHER", FILE)}


def test_a_file_settled_as_a_whole_is_settled() -> None:
    (answer,) = read("file-settled.10.xml")
    assert (answer.end_to_end_id, answer.outcome) == (None, PaymentEvent.SETTLED)


def test_a_repeat_that_the_bank_refuses_rejects_nothing() -> None:
    """The first file stands: to pay its lines again would pay them twice."""
    (answer,) = read("repeat-refused.10.xml")
    assert (answer.code, answer.outcome, answer.repeat) == ("RJCT", None, True)


def test_every_report_of_an_envelope_is_read_and_whole_files_come_last() -> None:
    """A bank puts the answers to several files in one document; the second was once lost."""
    settled = (SAMPLES / "file-settled.10.xml").read_bytes().partition(b"?>")[2]
    partly = (SAMPLES / "partly-rejected.03.xml").read_bytes().partition(b"?>")[2]
    found = read_answers(b"<Envelope>" + settled + partly + b"</Envelope>")
    alone = {*read("file-settled.10.xml"), *read("partly-rejected.03.xml")}
    assert set(found) == alone
    assert [one.end_to_end_id is None for one in found] == [False] * (len(found) - 1) + [True]


@pytest.mark.parametrize(
    "inside", [b"AC<!-- a comment -->SC", b"AC<?bank note?>SC", b"<![CDATA[ACSC]]>"]
)
def test_a_status_is_read_whole_whatever_stands_inside_it(inside: bytes) -> None:
    document = (SAMPLES / "file-settled.10.xml").read_bytes()
    (answer,) = read_answers(document.replace(b">ACSC<", b">" + inside + b"<"))
    assert (answer.code, answer.outcome) == ("ACSC", PaymentEvent.SETTLED)


def test_why_a_document_is_refused_is_said_in_french_too() -> None:
    with pytest.raises(UnreadableAnswers) as refused:
        read_answers(b"<Document>")
    assert "ce n'est pas du XML" in refused.value.said.french


def test_codes_of_no_list_are_kept_as_they_are() -> None:
    named, unknown, others = read("on-the-way.10.xml")
    assert (named.code, named.reason, named.outcome) == ("RVNM", "AG11", None)
    assert (unknown.code, unknown.reason, unknown.outcome) == ("ZZ42", "BANK-SPECIFIC", None)
    assert (others.end_to_end_id, others.code) == (None, "ACSP")


def test_the_second_version_has_its_payments_beside_the_group() -> None:
    (answer,) = read("beside-the-group.02.xml")
    assert (answer.end_to_end_id, answer.outcome) == ("claim-1-1-1", PaymentEvent.REJECTED)
    assert (answer.reason, answer.told) == ("AC01", "Numéro de compte incorrect")


def test_a_payment_without_a_status_has_that_of_its_file() -> None:
    document = (SAMPLES / "partly-rejected.03.xml").read_bytes()
    silent = document.replace(b"<TxSts>ACSC</TxSts>", b"").replace(b"PART<", b"ACSC<")
    assert [answer.code for answer in read_answers(silent)] == ["ACSC", "RJCT", "ACSC", "ACSC"]


def test_a_payment_without_an_identifier_is_not_taken_for_the_file() -> None:
    document = (SAMPLES / "partly-rejected.03.xml").read_bytes()
    nameless = document.replace(b"<OrgnlEndToEndId>claim-2-1-1</OrgnlEndToEndId>", b"")
    assert [answer.end_to_end_id for answer in read_answers(nameless)][1] == ""


def test_no_namespace_and_a_byte_order_mark_do_no_harm() -> None:
    document = (SAMPLES / "file-settled.10.xml").read_text(encoding="utf-8")
    bare = document.replace(' xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"', "")
    assert bare != document
    assert read_answers(bare.encode("utf-8-sig")) == read("file-settled.10.xml")


@pytest.mark.parametrize("amount", ["281,05", "", "281.055"])
def test_an_amount_that_cannot_be_read_is_as_if_it_were_not_there(amount: str) -> None:
    document = (SAMPLES / "partly-rejected.03.xml").read_text(encoding="utf-8")
    changed = document.replace(">281.05<", f">{amount}<").encode()
    assert {answer.amount for answer in read_answers(changed)} == {None}


def test_an_amount_in_another_currency_is_of_no_payment_of_ours() -> None:
    document = (SAMPLES / "partly-rejected.03.xml").read_bytes()
    with pytest.raises(UnreadableAnswers, match="'claim-1-1-1' is in USD"):
        read_answers(document.replace(b'Ccy="EUR"', b'Ccy="USD"'))


def test_what_is_said_of_the_block_of_payments_is_held_against_the_file_too() -> None:
    document = (SAMPLES / "partly-rejected.03.xml").read_bytes()
    more = document.replace(
        b"<PmtInfSts>", b"<OrgnlNbOfTxs>4</OrgnlNbOfTxs><OrgnlCtrlSum>?</OrgnlCtrlSum><PmtInfSts>"
    )
    controls = {answer.control for answer in read_answers(more)}
    assert controls == {(Control(3, Euros(84_315)), Control(4, None))}


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (b"", "not XML"),
        (b"Bonjour,", "not XML"),
        (b"<Document><CstmrCdtTrfInitn/></Document>", "no OrgnlGrpInfAndSts"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>', "document type"),
        (
            b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
            "document type",
        ),
    ],
)
def test_what_is_not_a_banks_answer_is_refused(document: bytes, why: str) -> None:
    with pytest.raises(UnreadableAnswers, match=why):
        read_answers(document)


def test_only_final_statuses_move_money() -> None:
    assert set(OUTCOMES.values()) == {PaymentEvent.SETTLED, PaymentEvent.REJECTED}
    assert not {"ACCP", "ACSP", "ACTC", "ACWC", "PDNG", "RCVD", "PART"} & OUTCOMES.keys()


def test_each_status_and_each_reason_of_a_repeat_is_what_the_lists_say() -> None:
    """ISO 20022: a code left out of one of these lists pays twice, or takes back what stands."""
    assert OUTCOMES == {
        "ACSC": PaymentEvent.SETTLED,
        "ACCC": PaymentEvent.SETTLED,
        "RJCT": PaymentEvent.REJECTED,
        "CANC": PaymentEvent.REJECTED,
    }
    assert {"AM05", "DUPL", "DU01", "DU02", "DU03", "DU04", "DU05"} == REPEATS


@pytest.mark.parametrize("code", ["AM05", "DUPL", "DU01", "DU02", "DU03", "DU04", "DU05"])
def test_a_payment_refused_as_a_repeat_is_no_rejection(code: str) -> None:
    (answer,) = read_answers(_payment("RJCT", code))
    assert answer.repeat


@pytest.mark.parametrize("code", ["AC04", "AC01", "AM04", "MS03", "DUPX", ""])
def test_a_payment_refused_for_another_reason_is_rejected(code: str) -> None:
    (answer,) = read_answers(_payment("RJCT", code))
    assert (answer.repeat, answer.outcome) == (False, PaymentEvent.REJECTED)


@pytest.mark.parametrize("status", ["ACCP", "ACSP", "ACTC", "ACWC", "PDNG", "RCVD", "PART"])
def test_a_status_on_the_way_is_no_repeat_whatever_its_reason(status: str) -> None:
    (answer,) = read_answers(_payment(status, "AM05"))
    assert answer.outcome is None


def _payment(status: str, reason: str) -> bytes:
    said = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
    return (
        "<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>FILE</OrgnlMsgId>"
        "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>FILE</OrgnlPmtInfId><TxInfAndSts>"
        f"<OrgnlEndToEndId>E2E</OrgnlEndToEndId><TxSts>{status}</TxSts>{said}"
        "</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    ).encode()
