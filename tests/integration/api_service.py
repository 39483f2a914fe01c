"""The service as it runs for clients: a real process on a real port, commands typed beside it."""

import email
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from email import policy
from pathlib import Path

import httpx
from click.testing import CliRunner, Result

from partial_activity.domain.identifiers import EmailAddress, Iban, Siret
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.main import program
from partial_activity.entrypoints.composition import open_service
from partial_activity.entrypoints.settings import read_settings
from partial_activity.testing import samples
from partial_activity.testing.stories import VISA, sign_all
from partial_activity.usecases.people.accounts import confirm_account
from partial_activity.usecases.people.proofs import ask_proof, give_visa

SIRET = samples.siret(1).digits
STOCK = (
    "siret,enseigne1Etablissement,denominationUsuelleEtablissement,etatAdministratifEtablissement,"
    "dateDebut,trancheEffectifsEtablissement,activitePrincipaleEtablissement,"
    "codePostalEtablissement,libelleCommuneEtablissement\n"
    f"{SIRET},LE CAFE,,A,2010-01-01,11,56.30Z,75011,PARIS 11\n"
)
ANSWER = Path(__file__).parents[1] / "data" / "pain.002" / "file-settled.10.xml"
PATIENCE = 60.0
"""Seconds for a process to start, on a machine that has other things to do."""
_LINK = re.compile(r"/confirm/([A-Za-z0-9_-]+)")


class Service:
    """A folder with a database, and a web process over it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.at_the_end = ExitStack()
        self.environment = {
            "PARTIAL_ACTIVITY_NIR_KEY": "ab" * 32,
            "PARTIAL_ACTIVITY_LINK_KEY": "cd" * 32,
            "PARTIAL_ACTIVITY_DATA_FOLDER": str(self.data),
            "PARTIAL_ACTIVITY_PAYER_NAME": "Agence de paiement",
            "PARTIAL_ACTIVITY_PAYER_IBAN": samples.iban(9).text,
        }
        self.types("db", "upgrade")
        stock = folder / "stock.csv"
        stock.write_text(STOCK, encoding="utf-8")
        self.types("import", "register", str(stock))
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def types(self, *words: str, status: int = 0) -> Result:
        """A command, beside the web process."""
        done = CliRunner(env=self.environment).invoke(program, words)
        assert done.exit_code == status, done.output
        return done

    def start(self) -> "subprocess.Popen[bytes]":
        """The web process, once it answers."""
        command = ("-m", "partial_activity.entrypoints.cli.main", "serve", "--workers", "1")
        running = subprocess.Popen(
            [sys.executable, *command, "--port", str(self.port)],
            env=os.environ | self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert running.poll() is None, "it ended by itself"
            try:
                httpx.get(f"{self.address}/healthz")
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return running
        running.terminate()
        message = "it does not answer"
        raise AssertionError(message)

    def works(self) -> None:
        """The worker decides, writes letters and seals until there is nothing left."""
        self.types("work", "--once")

    def letters(self, to: str) -> list[str]:
        """The letters sent to an address, the first first."""
        found = []
        for path in sorted((self.data / "mail").glob("*.eml"), key=lambda one: one.stat().st_mtime):
            letter = email.message_from_bytes(path.read_bytes(), policy=policy.default)
            if letter["To"] and to in letter["To"]:
                body = letter.get_body(("plain",))
                assert body is not None
                found.append(body.get_content())
        return found

    def link(self, to: str) -> str:
        """What the last confirmation link sent to an address carries."""
        found = [one[1] for letter in self.letters(to) if (one := _LINK.search(letter))]
        return found[-1]

    def secret(self, of: str, *scopes: str) -> str:
        """Of a token for somebody."""
        options = [word for scope in scopes for word in ("--scope", scope)]
        done = self.types("token", "issue", "--as", of, "--name", "test", *options)
        return done.stdout.strip()

    def proves(self, address: str, iban: str) -> None:
        """Somebody is given the visa of an officer, and confirms an account, as on their pages."""
        opened = open_service(read_settings(os.environ | self.environment))
        context = opened.context
        try:
            with context.units.reading() as uow:
                person = uow.people.by_email(EmailAddress(address))
            assert person is not None
            asked = ask_proof(Siret(SIRET), actor=person, context=context)
            give_visa(asked.siret, asked.id, "Kbis", actor=VISA, context=context, proof=Proof.FRESH)
            confirm_account(
                asked.siret, Iban(iban), actor=person, context=context, proof=Proof.FRESH
            )
        finally:
            opened.engine.dispose()

    def bank_pays(self) -> None:
        """Payments are ordered, sent, and settled by the bank."""
        self.types("pay")
        opened = open_service(read_settings(os.environ | self.environment))
        try:
            assert sign_all(opened.context) == 1
        finally:
            opened.engine.dispose()
        (written,) = self.types("pay").stdout.splitlines()
        answer = self.data / "answer.xml"
        text = ANSWER.read_text(encoding="utf-8")
        answer.write_text(text.replace("FILE-REFERENCE", Path(written).stem), encoding="utf-8")
        self.types("pay", "--handed-over", written, "--answers", str(answer))
