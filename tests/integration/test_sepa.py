"""The payment file: valid against the schema, the same each time, in letters every bank takes."""

from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from lxml import etree  # type: ignore[import-untyped]
from sepaxml import SepaTransfer  # type: ignore[import-untyped]

from partial_activity.adapters.bank.credit_transfers import (
    LONGEST_REMITTANCE,
    Format,
    Payer,
    credit_transfers,
    payee_name,
    remittance,
    sepa_text,
)
from partial_activity.adapters.bank.sepa import SepaFolder
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.money import Euros
from partial_activity.domain.payment.payments import file_reference
from partial_activity.ports.bank import PaymentFile
from partial_activity.ports.unit_of_work import Unavailable
from partial_activity.testing import samples

PAYER = Payer("Agence de paiement « été »", samples.iban(999))


def payment_file(*cents: int) -> PaymentFile:
    lines = tuple(
        attrs.evolve(samples.payment(number), amount=Euros(each))
        for number, each in enumerate(cents, start=1)
    )
    listed_at = datetime(2020, 5, 4, 22, 30, tzinfo=UTC)
    return PaymentFile(file_reference(lines), listed_at, date(2020, 5, 5), lines)


def text(document: bytes, path: str) -> list[str]:
    steps = "/".join(f"{{*}}{step}" for step in path.split("/"))
    return [node.text for node in etree.fromstring(document).iterfind(f".//{steps}")]


@pytest.mark.parametrize("pain", Format)
def test_every_format_is_valid_against_its_schema(pain: Format) -> None:
    document = credit_transfers(payment_file(28_105, 1), PAYER, pain)
    schema = etree.XMLSchema(file=str(files("sepaxml") / "schemas" / f"{pain.value}.xsd"))
    schema.assertValid(etree.fromstring(document))
    assert f"xsd:{pain.value}".encode() in document


def test_the_same_list_is_the_same_file_byte_by_byte() -> None:
    assert credit_transfers(payment_file(5, 7), PAYER) == credit_transfers(
        payment_file(5, 7), PAYER
    )


def test_the_file_says_what_was_ordered() -> None:
    file = payment_file(28_105, 1)
    document = credit_transfers(file, PAYER)
    assert text(document, "GrpHdr/MsgId") == text(document, "PmtInfId") == [file.reference]
    assert text(document, "EndToEndId") == [line.end_to_end_id for line in file.lines]
    assert text(document, "InstdAmt") == ["281.05", "0.01"]
    assert text(document, "GrpHdr/CtrlSum") == ["281.06"]
    assert text(document, "CdtrAcct/Id/IBAN") == [line.iban.text for line in file.lines]
    assert text(document, "ReqdExctnDt/Dt") == ["2020-05-05"]
    assert text(document, "Cdtr/Nm") == ["Le Cafe", "Le Cafe"]


def test_an_allowance_of_hundreds_of_millions_keeps_its_cents() -> None:
    """Twenty million hours at the cap are 700 million euros; the scheme takes 999 999 999.99."""
    document = credit_transfers(payment_file(99_999_999_999, 99_999_999_999), PAYER)
    assert text(document, "InstdAmt") == ["999999999.99"] * 2
    assert text(document, "GrpHdr/CtrlSum") == ["1999999999.98"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Hôtel Œdipe & Fils", "Hotel OEdipe Fils"),
        ("//Société «Ça va»", "Societe Ca va"),
        ("Łódź; <b>", "Lodz b"),
    ],
)
def test_names_keep_to_letters_that_every_bank_takes(name: str, plain: str) -> None:
    assert sepa_text(name) == plain


def test_a_name_of_which_no_letter_is_left_is_the_establishments_number() -> None:
    file = payment_file(100)
    unnamed = attrs.evolve(file, lines=(attrs.evolve(file.lines[0], payee="☕"),))
    assert text(credit_transfers(unnamed, PAYER), "Cdtr/Nm") == [f"SIRET {samples.siret(1)}"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("A" * 80, "A" * 70),
        (f"{'Boulangerie ' * 5}& Fils et Compagnie", "Boulangerie " * 5 + "Fils et"),
        ("B" * 70, "B" * 70),
        (f"{'C' * 69} D", "C" * 69),
    ],
)
def test_a_long_name_ends_after_a_whole_word(name: str, written: str) -> None:
    line = attrs.evolve(samples.payment(), payee=name)
    assert payee_name(line) == written.strip()
    file = attrs.evolve(payment_file(100), lines=(line,))
    assert text(credit_transfers(file, PAYER), "Cdtr/Nm") == [written.strip()]


def test_the_payee_reads_which_month_is_paid() -> None:
    line = attrs.evolve(samples.payment(), claim_id="3f" * 16, claim_version=2)
    (told,) = text(credit_transfers(attrs.evolve(payment_file(1), lines=(line,)), PAYER), "Ustrd")
    assert told == f"Activite partielle 04/2020 demande 7WZK-YFSZ v2 SIRET {line.siret}"
    assert told == remittance(line)
    longest = attrs.evolve(line, claim_id="f" * 32, claim_version=10**9)
    assert len(remittance(longest)) <= LONGEST_REMITTANCE
    older = attrs.evolve(line, month=None)
    assert remittance(older).startswith("Activite partielle demande 7WZK-YFSZ")


@pytest.mark.parametrize("pain", Format)
def test_no_address_is_written_and_a_government_pays(pain: Format) -> None:
    """Unstructured addresses are refused since 15 November 2026; SUBS would be a subscription."""
    document = credit_transfers(payment_file(28_105, 1), PAYER, pain)
    assert text(document, "PstlAdr") == []
    assert text(document, "Purp/Cd") == ["GOVT", "GOVT"]


def test_the_file_has_no_line_break_and_the_declaration_that_banks_take() -> None:
    """What is signed leaves out line breaks, and a bank refused single quotes."""
    document = credit_transfers(payment_file(28_105, 1), PAYER)
    assert b"\n" not in document
    assert b"\r" not in document
    assert document.startswith(b'<?xml version="1.0" encoding="UTF-8"?><Document')


@pytest.mark.parametrize("claim", ["/claim", "claim//1", "demande-é", ""])
def test_an_identifier_that_banks_refuse_is_told_before_anything_is_written(
    claim: str, tmp_path: Path
) -> None:
    """By line; banks refuse the whole file, or cut in silence and answer under another name."""
    good = payment_file(100, 200)
    bad = attrs.evolve(good.lines[1], claim_id=claim or "-", claim_version=1 if claim else 10**40)
    file = attrs.evolve(good, lines=(good.lines[0], bad))
    with pytest.raises(InvalidValue) as refused:
        SepaFolder(tmp_path, PAYER).send(file)
    assert refused.value.code == "refused_by_banks"
    assert refused.value.path.startswith("lines[1]")
    assert not list(tmp_path.iterdir())


def test_an_amount_above_the_scheme_is_told_before_anything_is_written() -> None:
    with pytest.raises(InvalidValue) as refused:
        credit_transfers(payment_file(1, 100_000_000_000), PAYER)
    assert refused.value.path == "lines[1].amount"


@pytest.mark.parametrize("name", ["☕", "N" * 71, ""])
def test_a_payer_without_a_name_that_fits_is_told(name: str) -> None:
    """Whose account it is must not be cut by anybody."""
    with pytest.raises(InvalidValue) as refused:
        credit_transfers(payment_file(1), attrs.evolve(PAYER, name=name))
    assert refused.value.path == "payer.name"


@pytest.mark.parametrize("pain", Format)
def test_another_writer_writes_the_same_payments(pain: Format) -> None:
    """All that ``sepaxml`` says of who is paid, how much and where, in the same places."""
    file = payment_file(28_105, 1, 99_999_999_999)
    payer = {"name": "Agence", "IBAN": PAYER.iban.text, "currency": "EUR", "batch": True}
    other = SepaTransfer(payer, schema=pain.value, clean=False)
    for line in file.lines:
        other.add_payment(
            {
                "name": "Le Cafe",
                "IBAN": line.iban.text,
                "amount": line.amount.cents,
                "execution_date": file.execute_on,
                "description": remittance(line),
                "endtoend_id": line.end_to_end_id,
            }
        )
    theirs = other.export(validate=True)
    ours = credit_transfers(file, attrs.evolve(PAYER, name="Agence"), pain)
    for path in (
        "GrpHdr/NbOfTxs",
        "GrpHdr/CtrlSum",
        "InitgPty/Nm",
        "PmtMtd",
        "BtchBookg",
        "PmtInf/NbOfTxs",
        "PmtInf/CtrlSum",
        "SvcLvl/Cd",
        "Dbtr/Nm",
        "DbtrAcct/Id/IBAN",
        "ChrgBr",
        "EndToEndId",
        "InstdAmt",
        "Cdtr/Nm",
        "CdtrAcct/Id/IBAN",
        "Ustrd",
    ):
        assert text(ours, path) == text(theirs, path) != [], path


def test_the_payers_bank_is_named_where_it_wants_to_be() -> None:
    named = credit_transfers(payment_file(1), attrs.evolve(PAYER, bic="BNKAFRPPXXX"))
    assert text(named, "DbtrAgt/FinInstnId/BICFI") == ["BNKAFRPPXXX"]
    assert text(credit_transfers(payment_file(1), PAYER), "DbtrAgt/FinInstnId/Othr/Id") == [
        "NOTPROVIDED"
    ]


def test_a_file_that_was_handed_over_stays_as_it_was(tmp_path: Path) -> None:
    """Even where the payer has another name since: the bank may have read it."""
    file = payment_file(28_105)
    SepaFolder(tmp_path / "out", PAYER).send(file)
    folder = SepaFolder(tmp_path / "out", attrs.evolve(PAYER, name="Autre nom"))
    folder.send(file)
    (written,) = (tmp_path / "out").iterdir()
    assert written == folder.path_of(file.reference)
    assert written.read_bytes() == credit_transfers(file, PAYER)


def test_a_folder_that_cannot_be_written_to_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file stands where the folder should be")
    with pytest.raises(Unavailable, match="could not be written"):
        SepaFolder(tmp_path / "out", PAYER).send(payment_file(1))
