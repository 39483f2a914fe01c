"""The payment file: valid against the schema, the same each time, in letters every bank takes."""

from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from lxml import etree  # type: ignore[import-untyped]

from partial_activity.adapters.bank.sepa import (
    Format,
    Payer,
    SepaFolder,
    credit_transfers,
    sepa_text,
)
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
        ("A" * 80, "A" * 70),
        ("Łódź; <b>", "Lodz b"),
    ],
)
def test_names_keep_to_letters_that_every_bank_takes(name: str, plain: str) -> None:
    assert sepa_text(name) == plain


def test_a_name_of_which_no_letter_is_left_is_the_establishments_number() -> None:
    file = payment_file(100)
    unnamed = attrs.evolve(file, lines=(attrs.evolve(file.lines[0], payee="☕"),))
    assert text(credit_transfers(unnamed, PAYER), "Cdtr/Nm") == [f"SIRET {samples.siret(1)}"]


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
