"""The commands of the running service, on SQLite in a folder: from nothing to a paid claim."""

import csv
import json
import sqlite3
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from partial_activity.domain.authorisation.requests import RequestState
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import AccountState
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.main import program
from partial_activity.entrypoints.composition import Service, open_service
from partial_activity.entrypoints.settings import read_settings
from partial_activity.testing import samples
from partial_activity.testing.journalled import keep
from partial_activity.testing.stories import SIGNER, sign_all
from partial_activity.usecases.oversight.statistics import (
    CONSUMPTION_COLUMNS,
    NOT_KNOWN,
    REQUEST_COLUMNS,
)
from partial_activity.usecases.payment.payments import order_payments, send_payments

STOCK = (
    "siret,enseigne1Etablissement,denominationUsuelleEtablissement,etatAdministratifEtablissement,"
    "dateDebut,trancheEffectifsEtablissement,activitePrincipaleEtablissement,"
    "codePostalEtablissement,libelleCommuneEtablissement\n"
    f"{samples.siret(1)},LE CAFE,,A,2010-01-01,11,56.30Z,75011,PARIS 11\n"
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Two keys, a folder, and who pays."""
    return {
        "PARTIAL_ACTIVITY_NIR_KEY": "ab" * 32,
        "PARTIAL_ACTIVITY_LINK_KEY": "cd" * 32,
        "PARTIAL_ACTIVITY_DATA_FOLDER": str(tmp_path / "data"),
        "PARTIAL_ACTIVITY_PAYER_NAME": "Agence de paiement",
        "PARTIAL_ACTIVITY_PAYER_IBAN": samples.iban(9).text,
    }


class Machine:
    """Where the commands are typed."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.data = Path(environment["PARTIAL_ACTIVITY_DATA_FOLDER"])

    def types(self, *words: str, status: int = 0) -> Result:
        done = CliRunner(env=self.environment).invoke(program, words)
        assert done.exit_code == status, done.output
        return done

    def service(self) -> Service:
        return open_service(read_settings(self.environment))

    def signs(self) -> None:
        """A second agent signs what waits, on their pages."""
        service = self.service()
        assert sign_all(service.context) == 1
        service.engine.dispose()

    def fill(self) -> None:
        """A firm with an accepted request and a validated claim; another request waits."""
        service = self.service()
        with service.context.units() as uow:
            uow.people.add(samples.person(1))
            uow.establishments.add(samples.establishment(1))
            uow.proofs.add_account(samples.proven_account(1))
            uow.establishments.add_member(samples.membership(1, 1, principal=True))
            keep(uow, samples.request(state=RequestState.DECIDED), samples.decision())
            keep(uow, samples.request(2), samples.claim(state=ClaimState.VALIDATED))
            uow.journal.add(
                JournalEntry(str(samples.siret(1)), 0, samples.NOON, "person-1", "told", "claim-1")
            )
            uow.commit()
        service.engine.dispose()


@pytest.fixture
def machine(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Machine:
    """With tables, and nothing in them."""
    monkeypatch.chdir(Path(environment["PARTIAL_ACTIVITY_DATA_FOLDER"]).parent)
    made = Machine(environment)
    made.types("db", "upgrade")
    return made


def test_before_the_tables_are_made_a_command_says_what_to_do(
    environment: dict[str, str],
) -> None:
    bare = Machine(environment)
    assert "db upgrade" in bare.types("status", status=1).stderr
    assert "nothing yet" in bare.types("db", "check", status=1).stderr
    assert bare.data.stat().st_mode & 0o777 == 0o700


def test_the_tables_are_made_once(machine: Machine) -> None:
    assert "already there" in machine.types("db", "upgrade").stderr
    machine.types("db", "check")


def test_a_validated_claim_is_paid_and_told(machine: Machine) -> None:
    machine.fill()
    first = machine.types("pay")
    assert (first.stdout, "to be signed by somebody else" in first.stderr) == ("", True)
    assert machine.types("pay").stdout == ""
    machine.signs()
    (written,) = machine.types("pay").stdout.splitlines()
    assert "claim-1-1-1" in Path(written).read_text(encoding="utf-8")
    assert machine.types("pay").stdout == ""
    sample = Path(__file__).parents[1] / "data" / "pain.002" / "file-settled.10.xml"
    answer = machine.data / "answer.xml"
    answered = sample.read_text(encoding="utf-8").replace("FILE-REFERENCE", Path(written).stem)
    answer.write_text(answered, encoding="utf-8")
    early = machine.types("pay", "--answers", str(answer), status=1).stderr
    assert "not_handed_over" in early
    other = machine.data / Path(written).name
    other.write_bytes(Path(written).read_bytes().replace(b"claim-1", b"claim-2"))
    refused = machine.types("pay", "--handed-over", str(other), status=1).stderr
    assert "this is not the file" in refused
    waits = json.loads(machine.types("status", "--json").stdout)["payments"]
    assert waits == {"unsent_files": [], "files_to_transmit": [Path(written).stem]}
    assert "1 written and not handed over to the bank" in machine.types("status").stdout
    over = machine.types("pay", "--handed-over", written).stderr
    assert "0 written and not handed over" in machine.types("status").stdout
    assert "handed over, SHA-256" in over
    assert "handed over before" in machine.types("pay", "--handed-over", written).stderr
    assert "1 paid" in machine.types("pay", "--answers", str(answer)).stderr
    assert "1 told before" in machine.types("pay", "--answers", str(answer)).stderr
    machine.types("work", "--once")
    letters = [path.read_text(encoding="utf-8") for path in (machine.data / "mail").glob("*.eml")]
    assert any("person1@example.fr" in letter for letter in letters)
    found = json.loads(machine.types("status", "--json").stdout)
    assert found["claims"] == {"PAID": 1}
    assert found["letters"]["waiting"] == 0
    assert found["journal"]["oldest_unsealed"] is None


def test_an_answer_that_cannot_be_followed_ends_with_status_1(machine: Machine) -> None:
    sample = Path(__file__).parents[1] / "data" / "pain.002" / "partly-rejected.03.xml"
    done = machine.types("pay", "--answers", str(sample), status=1)
    assert "not followed: claim-2-1-1 RJCT AC04" in done.stderr
    assert "unknown_payment" in done.stderr
    stranger = machine.data / "stranger.xml"
    stranger.write_text("<letter/>")
    assert (
        "not a bank's answer" in machine.types("pay", "--answers", str(stranger), status=1).stderr
    )


def test_nobody_pays_without_being_named(machine: Machine) -> None:
    del machine.environment["PARTIAL_ACTIVITY_PAYER_IBAN"]
    assert "payer_iban" in machine.types("pay", status=1).stderr


def test_status_tells_people_what_waits(machine: Machine) -> None:
    machine.fill()
    told = machine.types("status").stdout
    assert "1 waits, 0 of them for an officer" in told
    assert "silence has approved them" in told
    assert "1 validated" in told
    assert "entries wait for their seal" in told


def test_what_waits_is_decided(machine: Machine) -> None:
    """Its tacit day is long past: silence has approved it."""
    machine.fill()
    assert "1 request " in machine.types("decide").stderr
    assert json.loads(machine.types("status", "--json").stdout)["requests"]["by_deadline"] == {}


def test_who_types_signs_what_somebody_else_asked_for(machine: Machine) -> None:
    """By the digest of what they were shown; what they asked for themselves they do not sign."""
    machine.fill()
    service = machine.service()
    actor = attrs.evolve(SIGNER, id="somebody-else")
    order_payments(actor=actor, context=service.context, proof=Proof.FRESH)
    send_payments(actor=actor, context=service.context, proof=Proof.FRESH)
    service.engine.dispose()
    visa, what, reference, _ = machine.types("visa", "list").stdout.split()
    shown = machine.types("visa", "show", visa).stdout
    assert (what, f"run {reference}: waits" in shown, "cents: 28105" in shown) == (
        "run",
        True,
        True,
    )
    digest = shown.split("digest: ")[1].strip()
    assert "read again" in machine.types("visa", "give", visa, "0" * 64, status=1).stderr
    assert "why" in machine.types("visa", "refuse", visa, digest, "--reason", " ", status=1).stderr
    assert "is signed" in machine.types("visa", "give", visa, digest).stderr
    assert reference in machine.types("pay").stdout
    machine.types("visa", "show", "none", status=1)


def test_what_the_operator_asked_for_the_operator_does_not_sign(machine: Machine) -> None:
    machine.fill()
    machine.types("pay")
    visa = machine.types("visa", "list").stdout.split()[0]
    digest = machine.types("visa", "show", visa).stdout.split("digest: ")[1].strip()
    for words in (("give", visa, digest), ("refuse", visa, digest, "--reason", "non")):
        assert "who asked for it" in machine.types("visa", *words, status=1).stderr
    assert machine.types("pay").stdout == ""


def test_a_changed_byte_in_the_journal_is_found(machine: Machine) -> None:
    machine.fill()
    machine.types("pay")
    machine.types("work", "--once")
    assert "Every seal holds" in machine.types("journal", "verify").stderr
    with sqlite3.connect(machine.data / "service.db") as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in list(triggers):
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute(
            "UPDATE journal_entry SET actor = 'somebody' WHERE action = 'payment.ordered'"
        )
    database.close()
    done = machine.types("journal", "verify", status=1)
    assert f"{samples.siret(1)} 7 changed" in done.stdout


def test_the_register_is_replaced_by_its_stock_file(machine: Machine) -> None:
    stock = machine.data / "stock.csv"
    stock.write_text(STOCK, encoding="utf-8")
    assert "1 establishment read" in machine.types("import", "register", str(stock)).stderr
    service = machine.service()
    assert service.context.register.find([samples.siret(1)])[samples.siret(1)].town == "PARIS 11"
    service.engine.dispose()
    stock.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "StockEtablissement" in machine.types("import", "register", str(stock), status=1).stderr


def test_claims_are_imported_for_somebody_who_exists(machine: Machine) -> None:
    machine.fill()
    file = machine.data / "claims.csv"
    file.write_text("siret;mois\n", encoding="utf-8")
    done = machine.types("import", "claims", str(file), "--as", "nobody@example.fr", status=1)
    assert "no person nobody@example.fr" in done.stderr
    machine.types("import", "claims", str(file), "--as", "not an address", status=2)
    done = machine.types("import", "claims", str(file), "--as", "person1@example.fr", status=1)
    assert "numero_decision" in done.stderr


def test_the_export_has_the_columns_of_the_ministry(machine: Machine) -> None:
    machine.fill()
    machine.types("pay")
    machine.signs()
    (written,) = machine.types("pay").stdout.splitlines()
    answer = machine.data / "answer.xml"
    sample = Path(__file__).parents[1] / "data" / "pain.002" / "file-settled.10.xml"
    answered = sample.read_text(encoding="utf-8").replace("FILE-REFERENCE", Path(written).stem)
    answer.write_text(answered, encoding="utf-8")
    machine.types("pay", "--handed-over", written, "--answers", str(answer))
    done = machine.types("export", str(machine.data / "out"))
    assert "1 authorisation, 1 month paid" in done.stderr
    (request,) = rows(machine.data / "out" / "DEMANDES.csv")
    assert tuple(request) == REQUEST_COLUMNS
    assert (request["ID_DA"], request["ETAB_SIRET"]) == ("DA-0001", str(samples.siret(1)))
    assert (request["MOTIF_RECOURS_SE"], request["AVIS_CE"], request["HTA"]) == (
        "5",
        "1",
        "1516.67",
    )
    assert (request["S_HEURE_CONSOM_TOT"], request["S_MONTANT_CONSOM_TOT"]) == ("35.00", "281.05")
    assert {request[column] for column in NOT_KNOWN} == {""}
    (month,) = rows(machine.data / "out" / "CONSOMMATIONS.csv")
    assert tuple(month) == CONSUMPTION_COLUMNS
    assert (month["MOIS"], month["HEURES"], month["MONTANTS"]) == ("04/2020", "35.00", "281.05")
    assert month["EFFECTIFS"] == "1"
    assert len(month["DATE_PAYEMENT"]) == len("2020-05-05")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_database_of_another_kind_is_refused(environment: dict[str, str]) -> None:
    other = {**environment, "PARTIAL_ACTIVITY_DATABASE_URL": "mysql://user:pass@host/db"}
    done = Machine(other).types("db", "upgrade", status=1)
    assert "SQLite or PostgreSQL" in done.stderr
    assert "pass" not in done.stderr


def test_a_suspended_firm_is_told_and_the_others_are_paid(machine: Machine) -> None:
    machine.fill()
    service = machine.service()
    with service.context.units() as uow:
        firm = uow.establishments.get(samples.siret(1))
        uow.establishments.save(attrs.evolve(firm, state=AccountState.SUSPENDED))
        uow.commit()
    service.engine.dispose()
    assert "establishment_suspended" in machine.types("pay").stderr
