"""Statements of a bank, read as banks write them; what is cut or in another currency is refused."""

from datetime import date
from pathlib import Path

import pytest

from partial_activity.adapters.bank.statements import read_statements
from partial_activity.domain.money import Euros
from partial_activity.ports.bank import UnreadableAnswers
from partial_activity.ports.statements import Movement, Statement
from partial_activity.testing import samples

SAMPLES = Path(__file__).parents[1] / "data" / "camt"
OURS, THEIRS = samples.iban(999), samples.iban(1)
DAY = date(2024, 4, 8)


def sample(name: str) -> bytes:
    text = (SAMPLES / f"{name}.xml").read_text(encoding="utf-8")
    return text.replace("PAYER-IBAN", OURS.text).replace("PAYEE-IBAN", THEIRS.text).encode()


def read(name: str) -> Statement:
    (statement,) = read_statements(sample(name))
    return statement


def test_one_debit_for_a_whole_file_names_the_file() -> None:
    """Beside fees and what somebody else paid in, which name nothing of ours."""
    statement = read("batch-debit.053.02")
    assert (statement.number, statement.account) == ("2024-98", OURS)
    assert (statement.opening, statement.closing) == (Euros(1_000_000), Euros(956_040))
    batch, fees, paid_in = statement.movements
    expected = Movement(Euros(56_210), DAY, "B-77", credit=False, file="FILE-REFERENCE", lines=2)
    assert batch == expected
    assert fees == Movement(Euros(1_250), DAY, "2", credit=False)
    assert paid_in == Movement(Euros(13_500), DAY, "3", credit=True, end_to_end_id="INVOICE-9")


def test_each_transfer_that_is_booked_is_named() -> None:
    """What is pending is not told; a balance may be below zero."""
    statement = read("each-debited.053.08")
    assert statement.closing == Euros(-46_210)
    assert list(statement.movements) == [
        Movement(
            Euros(28_105),
            DAY,
            f"T-{number}",
            credit=False,
            end_to_end_id=f"END-TO-END-{number}",
            file="FILE-REFERENCE",
            other_account=THEIRS,
        )
        for number in (1, 2)
    ]


def test_a_return_is_known_by_its_reason_and_its_reference() -> None:
    (back,) = read("returned.054.08").movements
    assert (back.credit, back.returned, back.end_to_end_id) == (True, "AC04", "END-TO-END-2")
    assert (back.amount, back.booked_on) == (Euros(28_105), date(2024, 4, 11))


def test_a_return_without_its_reference_is_known_by_amount_and_account() -> None:
    (back,) = read("returned-nameless.053.02").movements
    assert (back.returned, back.end_to_end_id, back.other_account) == ("", None, THEIRS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>", b"</Fmly></Domn></BkTxCd>"),
        (b"<CdtDbtInd>CRDT</CdtDbtInd><Sts>", b"<CdtDbtInd>DBIT</CdtDbtInd><Sts>"),
        (b"<Cd>AC04</Cd>", b"<Prtry>AC04</Prtry>"),
        (b' xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"', b""),
    ],
)
def test_a_reason_makes_a_return_however_else_the_bank_calls_it(old: bytes, new: bytes) -> None:
    document = sample("returned.054.08")
    assert old in document
    ((back,),) = (one.movements for one in read_statements(document.replace(old, new)))
    assert (back.returned, back.end_to_end_id) == ("AC04", "END-TO-END-2")


def test_a_reversal_is_a_return() -> None:
    document = sample("each-debited.053.08").replace(
        b"<AcctSvcrRef>T-2", b"<RvslInd>true</RvslInd><AcctSvcrRef>T-2"
    )
    (statement,) = read_statements(document)
    assert [one.returned for one in statement.movements] == [None, ""]


def test_a_statement_that_was_cut_is_refused_whole() -> None:
    with pytest.raises(UnreadableAnswers, match=r"do not make the closing balance -462\.10"):
        read("cut.053.08")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'<Amt Ccy="EUR">12.5<', b'<Amt Ccy="CHF">12.5<', "12.5 CHF"),
        (b'<Amt Ccy="EUR">12.5<', b'<Amt Ccy="EUR">12.505<', "12.505"),
        (b'<Amt Ccy="EUR">12.5<', b'<Amt Ccy="EUR">12,50<', "12,50"),
        (b'<Amt Ccy="EUR">12.5</Amt>', b"", "''"),
    ],
)
def test_an_amount_that_is_not_in_whole_cents_of_euros_is_refused(
    old: bytes, new: bytes, said: str
) -> None:
    document = sample("batch-debit.053.02")
    assert old in document
    with pytest.raises(UnreadableAnswers, match=said):
        read_statements(document.replace(old, new))


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"not xml",
        b"<Document/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><Document><Stmt><Id>&b;</Id></Stmt></Document>",
        (SAMPLES.parent / "pain.002" / "file-settled.10.xml").read_bytes(),
    ],
)
def test_what_is_no_statement_is_told_in_both_languages(document: bytes) -> None:
    with pytest.raises(UnreadableAnswers) as refused:
        read_statements(document)
    assert refused.value.said.french != refused.value.said.english


def test_every_statement_of_an_envelope_is_read() -> None:
    one = sample("each-debited.053.08").decode()
    start, end = one.index("<Stmt>"), one.index("</Stmt>") + len("</Stmt>")
    twice = one[:end] + one[start:end].replace("2024-98", "2024-99") + one[end:]
    assert [each.number for each in read_statements(twice.encode())] == ["2024-98", "2024-99"]
