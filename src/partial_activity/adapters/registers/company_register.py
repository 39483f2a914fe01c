"""The national register of firms (Sirene), in a table filled from its stock file.

The stock file, ``StockEtablissement_utf8`` as CSV, is read once, line by line, whatever its size. A
new import replaces what was there in one transaction: until its end everybody sees the old one.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from attrs import define, field
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Engine,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from partial_activity.adapters.registers.semicolon_file import text_of
from partial_activity.adapters.sql.engine import READING
from partial_activity.adapters.sql.transaction import translated
from partial_activity.domain.authorisation.registered import RegisteredEstablishment, RegisteredSeat
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.identifiers import Siret

Item = TypeVar("Item")

METADATA = MetaData()
ESTABLISHMENTS = Table(
    "registered_establishments",
    METADATA,
    Column("siret", String(14), primary_key=True),
    Column("name", String, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("state_since", Date),
    Column("workforce_at_least", Integer),
    Column("workforce_at_most", Integer),
    Column("activity", String, nullable=False),
    Column("postcode", String, nullable=False),
    Column("town", String, nullable=False),
)
"""A copy of public data, made again from a file at any time: created where it is missing."""
SEATS = Table(
    "registered_seats",
    METADATA,
    Column("siren", String(9), primary_key=True),
    Column("siret", String(14), nullable=False),
    Column("name", String, nullable=False),
    Column("street", String, nullable=False),
    Column("town", String, nullable=False),
)
"""The addresses of firms, from the same file; those without a published street are left out."""

BANDS: Mapping[str, tuple[int | None, int | None]] = {
    "": (None, None),
    "NN": (None, None),
    "00": (0, 0),
    "01": (1, 2),
    "02": (3, 5),
    "03": (6, 9),
    "11": (10, 19),
    "12": (20, 49),
    "21": (50, 99),
    "22": (100, 199),
    "31": (200, 249),
    "32": (250, 499),
    "41": (500, 999),
    "42": (1_000, 1_999),
    "51": (2_000, 4_999),
    "52": (5_000, 9_999),
    "53": (10_000, None),
}
"""``trancheEffectifsEtablissement``: the least and the most of each band."""

_COLUMNS = (
    "siret",
    "trancheEffectifsEtablissement",
    "codePostalEtablissement",
    "libelleCommuneEtablissement",
    "dateDebut",
    "etatAdministratifEtablissement",
    "enseigne1Etablissement",
    "denominationUsuelleEtablissement",
    "activitePrincipaleEtablissement",
)
_STREET = (
    "numeroVoieEtablissement",
    "indiceRepetitionEtablissement",
    "typeVoieEtablissement",
    "libelleVoieEtablissement",
)
"""Read where they are there: without them nobody is written to."""
_NOT_PUBLISHED = "[ND]"
_LINES_AT_ONCE = 2_000
_ASKED_AT_ONCE = 500
"""Databases bound the number of values in one question."""
_FAULTS_KEPT = 100

_REGISTERED = select(ESTABLISHMENTS).where(
    ESTABLISHMENTS.c.siret.in_(bindparam("sirets", expanding=True))
)


_SEAT = select(SEATS).where(SEATS.c.siren == bindparam("siren"))


class SqlCompanyRegister:
    """The register in a table of any database SQLAlchemy knows."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        METADATA.create_all(engine)

    def find(self, sirets: Sequence[Siret]) -> Mapping[Siret, RegisteredEstablishment]:
        """Give those of the establishments that are registered.

        Asked by a unit of work of the same database, it does not wait for that one to end.

        Raises:
            Unavailable: the database is not there.
        """
        registered: dict[Siret, RegisteredEstablishment] = {}
        with _unavailable_said(), self._engine.connect() as connection:
            connection.execution_options(**{READING: True})
            for asked in _parts(sirets, _ASKED_AT_ONCE):
                digits = {"sirets": [siret.digits for siret in asked]}
                for row in connection.execute(_REGISTERED, digits).mappings():
                    known = _from_row(row)
                    registered[known.siret] = known
            # Nothing was changed; and a driver that undoes forgets the queries it prepared.
            connection.commit()
        return registered

    def seat(self, siren: str) -> RegisteredSeat | None:
        """The seat of a firm, where the stock file published its street.

        Raises:
            Unavailable: the database is not there.
        """
        with _unavailable_said(), self._engine.connect() as connection:
            connection.execution_options(**{READING: True})
            row = connection.execute(_SEAT, {"siren": siren}).mappings().first()
            connection.commit()
        if row is None:
            return None
        lines = (row["street"], row["town"])
        return RegisteredSeat(siren, Siret(row["siret"]), row["name"], lines)

    def replace(
        self,
        lines: Iterable[RegisteredEstablishment],
        seats: Callable[[], Iterable[RegisteredSeat]] = tuple,
    ) -> None:
        """Put these in the place of all that was there, or change nothing if one fails.

        ``seats`` are asked for once all lines were taken: a file gives both as it is read.

        Raises:
            InvalidValue: an establishment comes twice.
        """
        with self._engine.begin() as connection:
            connection.execute(delete(ESTABLISHMENTS))
            for batch in _parts(lines, _LINES_AT_ONCE):
                try:
                    connection.execute(insert(ESTABLISHMENTS), [_to_row(line) for line in batch])
                except IntegrityError as error:
                    raise InvalidValue(
                        "duplicate_line",
                        "siret",
                        f"an establishment comes twice, from {batch[0].siret} to {batch[-1].siret}",
                        f"un établissement vient deux fois, de {batch[0].siret} à "
                        f"{batch[-1].siret}",
                    ) from error
            connection.execute(delete(SEATS))
            for some in _parts(seats(), _LINES_AT_ONCE):
                connection.execute(insert(SEATS), [_seat_row(seat) for seat in some])


@define
class StockFile:
    """A stock file of establishments; it counts what it read as it goes."""

    path: Path
    read: int = 0
    """Lines read, the header left out."""
    refused: int = 0
    """Lines left out because they cannot be read."""
    faults: list[str] = field(factory=list)
    """The first of those, by line number."""
    seats: dict[str, RegisteredSeat] = field(factory=dict)
    """The seats read so far that have an address, by SIREN."""

    def establishments(self) -> Iterator[RegisteredEstablishment]:
        """Every line that can be read.

        Raises:
            InvalidValue: a column is missing, or it is no text: no stock file of establishments.
        """
        with text_of(self.path) as file:
            lines = csv.DictReader(file)
            missing = [name for name in _COLUMNS if name not in (lines.fieldnames or ())]
            if missing:
                raise InvalidValue(
                    "missing",
                    missing[0],
                    f"no column {missing[0]}: is it StockEtablissement?",
                    f"pas de colonne {missing[0]} : est-ce StockEtablissement ?",
                )
            for line in lines:
                self.read += 1
                try:
                    established = _establishment(line)
                except (ValueError, KeyError, TypeError) as error:
                    self._refuse(lines.line_num, error)
                    continue
                seat = _seat(line, established)
                if seat is not None:
                    self.seats[seat.siren] = seat
                yield established

    def _refuse(self, number: int, error: Exception) -> None:
        self.refused += 1
        if len(self.faults) < _FAULTS_KEPT:
            self.faults.append(f"line {number}: {error}")


@contextmanager
def _unavailable_said() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise translated(error, "register", "") from error


def import_register(path: Path, register: SqlCompanyRegister) -> StockFile:
    """Replace the register with a stock file; what was read and what was not.

    Raises:
        InvalidValue: it is no stock file, or none of its lines can be read; nothing is changed.
    """
    stock = StockFile(path)
    register.replace(_at_least_one(stock), stock.seats.values)
    return stock


def _at_least_one(stock: StockFile) -> Iterator[RegisteredEstablishment]:
    kept = 0
    for establishment in stock.establishments():
        kept += 1
        yield establishment
    if not kept:
        raise InvalidValue(
            "missing",
            str(stock.path),
            "no line of the file can be read",
            "aucune ligne du fichier ne peut être lue",
        )


def _establishment(line: Mapping[str, str]) -> RegisteredEstablishment:
    at_least, at_most = BANDS[line["trancheEffectifsEtablissement"]]
    since = line["dateDebut"]
    return RegisteredEstablishment(
        siret=Siret(line["siret"]),
        name=_published(line["enseigne1Etablissement"])
        or _published(line["denominationUsuelleEtablissement"]),
        active={"A": True, "F": False}[line["etatAdministratifEtablissement"]],
        state_since=date.fromisoformat(since) if since else None,
        workforce_at_least=at_least,
        workforce_at_most=at_most,
        activity=line["activitePrincipaleEtablissement"],
        postcode=_published(line["codePostalEtablissement"]),
        town=_published(line["libelleCommuneEtablissement"]),
    )


def _seat(line: Mapping[str, str], known: RegisteredEstablishment) -> RegisteredSeat | None:
    """The line as a seat: active, said to be one, with a street, a postcode and a town."""
    street = " ".join(part for name in _STREET if (part := _published(line.get(name) or "")))
    is_seat = line.get("etablissementSiege") == "true" and known.active
    if not (is_seat and street and known.postcode and known.town):
        return None
    town = f"{known.postcode} {known.town}"
    return RegisteredSeat(known.siret.siren, known.siret, known.name, (street, town))


def _seat_row(seat: RegisteredSeat) -> dict[str, object]:
    street, town = seat.lines
    return {
        "siren": seat.siren,
        "siret": seat.siret.digits,
        "name": seat.name,
        "street": street,
        "town": town,
    }


def _published(text: str) -> str:
    return "" if text == _NOT_PUBLISHED else text.strip()


def _parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part


def _to_row(known: RegisteredEstablishment) -> dict[str, object]:
    return {
        "siret": known.siret.digits,
        "name": known.name,
        "active": known.active,
        "state_since": known.state_since,
        "workforce_at_least": known.workforce_at_least,
        "workforce_at_most": known.workforce_at_most,
        "activity": known.activity,
        "postcode": known.postcode,
        "town": known.town,
    }


def _from_row(row: RowMapping) -> RegisteredEstablishment:
    return RegisteredEstablishment(
        siret=Siret(row["siret"]),
        name=row["name"],
        active=row["active"],
        state_since=row["state_since"],
        workforce_at_least=row["workforce_at_least"],
        workforce_at_most=row["workforce_at_most"],
        activity=row["activity"],
        postcode=row["postcode"],
        town=row["town"],
    )
