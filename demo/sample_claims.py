"""A claim file that looks like a real one, made of invented firms and people; seeded.

SIRET begin with 000 and social security numbers name a place of birth that does not exist (99000),
so that neither can be anybody's; their keys are right. The same seed writes the same file.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from types import MappingProxyType

from attrs import frozen
from stdnum import luhn
from stdnum.fr import nir

from partial_activity.domain.hours import LEGAL_WEEK, Hours

COLUMNS = (
    "siret", "numero_decision", "mois", "nir", "nom", "prenom", "categorie", "contrat",
    "amenagement", "semaine", "premier_jour", "dernier_jour", "heures_contrat",
    "heures_travaillees", "heures_assimilees", "heures_chomees", "jours_chomes", "taux_horaire",
    "part_smic", "effectif", "territoire", "regime", "situation",
)  # fmt: skip
SPRING_2020 = (date(2020, 3, 16), date(2020, 6, 22))
"""Mondays of the first and last week: the first lock-down began on 17 March."""
SPRING_2025 = (date(2025, 3, 3), date(2025, 4, 28))
_FIRST_WEEKS = {"APLD_R": date(2025, 4, 21)}
"""The rebound scheme opened on Wednesday 16 April 2025."""
_DIRTY_SHARE = 100
"""One line in so many is dirty."""

Row = dict[str, str]


def sample_file(seed: int, lines: int) -> Iterator[bytes]:
    """The lines of the file: UTF-8 with a BOM, semicolons, decimal commas, as a spreadsheet writes.

    Args:
        seed: of all chance.
        lines: how many, without the header; about one in a hundred is dirty.
    """
    random = Random(seed)  # noqa: S311  a sample, not a secret
    yield from _file(islice(_rows(random), lines))


def month_file(seed: int, month: date, payrolls: "Sequence[Payroll]") -> Iterator[bytes]:
    """The file of one month, written the same way, as an accountant sends it for some firms.

    Args:
        seed: of all chance.
        month: any of its days, of a year that has a sample.
        payrolls: whose employees are claimed, all of them for every week of the month.
    """
    random = Random(seed)  # noqa: S311  a sample, not a secret
    yield from _file(_rows_of_month(random, month, payrolls))


def _file(rows: Iterable[Row]) -> Iterator[bytes]:
    yield ("\N{ZERO WIDTH NO-BREAK SPACE}" + ";".join(COLUMNS) + "\r\n").encode()
    dirty = cycle(DIRTY.values())
    previous: Row = {}
    for number, row in enumerate(rows, start=1):
        if number % _DIRTY_SHARE == 0:
            spoilt = next(dirty)(dict(row), previous)
            yield spoilt if isinstance(spoilt, bytes) else _line(spoilt)
        else:
            yield _line(row)
            previous = row


def _line(row: Row) -> bytes:
    return (";".join(row[column] for column in COLUMNS) + "\r\n").encode()


@frozen
class Firm:
    """An invented establishment."""

    siret: str
    workforce: int
    situation: str
    scheme_2025: str
    territory: str
    contracts: Sequence[str]


@frozen
class Payroll:
    """The employees of a firm, claimed under one decision."""

    firm: Firm
    decision_number: str
    employees: int


def _siret(serial: int) -> str:
    siren = f"000{serial:05d}"
    siren += luhn.calc_check_digit(siren)
    return siren + "0001" + luhn.calc_check_digit(siren + "0001")


_MIXED = ("STANDARD",) * 7 + ("TEMPS_PARTIEL", "TEMPS_PARTIEL", "APPRENTI", "FORFAIT_JOURS")
FIRMS = (
    Firm(_siret(10311), 38, "PROTEGE", "DROIT_COMMUN", "NATIONAL",
         ("STANDARD", "TEMPS_PARTIEL", "APPRENTI")),
    Firm(_siret(20417), 420, "DROIT_COMMUN", "DROIT_COMMUN", "NATIONAL", _MIXED),
    Firm(_siret(30523), 12, "FERME", "DROIT_COMMUN", "NATIONAL",
         ("STANDARD", "TEMPS_PARTIEL", "PROFESSIONNALISATION")),
    Firm(_siret(40629), 95, "DROIT_COMMUN", "APLD_R", "NATIONAL", _MIXED),
    Firm(_siret(50735), 260, "DROIT_COMMUN", "APLD", "NATIONAL",
         ("STANDARD", "FORFAIT_JOURS", "FORFAIT_HEURES")),
    Firm(_siret(60841), 70, "DROIT_COMMUN", "DROIT_COMMUN", "NATIONAL", ("INTERIM",)),
    Firm(_siret(70947), 24, "DROIT_COMMUN", "DROIT_COMMUN", "MAYOTTE",
         ("STANDARD", "STANDARD", "TEMPS_PARTIEL")),
)  # fmt: skip
"""A restaurant, a factory, a cinema, a supplier, an engineering firm, an agency, a shop."""

_NAMES = (
    "Aubert", "Benali", "Caron", "Da Silva", "Étienne", "Faure", "Garnier", "Haddad", "Ibrahim",
    "Jacquet", "Kowalski", "Leclère", "Müller", "N'Diaye", "Ollivier", "Perrin", "Quéré", "Rossi",
    "Saïd", "Tessier", "Urbain", "Vidal", "Weiss", "Yılmaz", "Zimmermann", "L'Hôte",
)  # fmt: skip
_FIRST_NAMES = (
    "Alice", "Bruno", "Chloé", "David", "Éva", "François", "Gaëlle", "Hugo", "Inès", "Jérôme",
    "Karim", "Léa", "Mehdi", "Noémie", "Olivier", "Paul", "Raphaël", "Sofia", "Théo", "Zoé",
)  # fmt: skip


@frozen
class _Person:
    firm: Firm
    nir: str
    name: str
    first_name: str
    contract: str
    pay: str
    """Above the minimum wage, in hundredths of it; empty for a share of the minimum wage."""
    share: str
    hours: int
    """Of the contract, in hundredths."""


def _rows(random: Random) -> Iterator[Row]:
    """People one after the other, each with the weeks of one spring."""
    serial = 0
    while True:
        firm = FIRMS[serial % len(FIRMS)]
        year = 2025 if serial % 3 == 2 else 2020  # noqa: PLR2004  every third person
        serial += 1
        person = _person(random, firm, serial)
        for monday in _mondays(*(SPRING_2025 if year == SPRING_2025[0].year else SPRING_2020)):
            yield from _week(random, person, monday)


def _rows_of_month(random: Random, month: date, payrolls: Sequence[Payroll]) -> Iterator[Row]:
    """People one after the other, each with the weeks of the month."""
    first = month.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    weeks = tuple(_mondays(monday, first + timedelta(days=30)))
    serial = 0
    for payroll in payrolls:
        for _ in range(payroll.employees):
            serial += 1
            person = _person(random, payroll.firm, serial)
            for row in (row for week in weeks for row in _week(random, person, week)):
                if row["mois"] == f"{first:%Y-%m}":
                    yield row | {"numero_decision": payroll.decision_number}


def _mondays(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=7)


def _person(random: Random, firm: Firm, serial: int) -> _Person:
    born = f"{random.randint(55, 99):02d}{random.randint(1, 12):02d}"
    number = f"{random.choice('12')}{born}99000{serial % 1000:03d}"
    contract = random.choice(firm.contracts)
    hours = 3500
    if contract == "TEMPS_PARTIEL":
        hours = random.choice((1750, 2400, 2800))
    elif contract in ("STANDARD", "FORFAIT_HEURES"):
        hours = random.choice((3500, 3500, 3500, 3900))
    below = contract in ("APPRENTI", "PROFESSIONNALISATION")
    shared = below and random.random() < 0.7  # noqa: PLR2004  most of them
    return _Person(
        firm,
        number + nir.calc_check_digits(number + "00"),
        random.choice(_NAMES).upper(),
        random.choice(_FIRST_NAMES),
        contract,
        "" if shared else str(_pay(random, contract)),
        random.choice(("0,27", "0,43", "0,53", "0,67", "0,78")) if shared else "",
        hours,
    )


def _pay(random: Random, contract: str) -> int:
    """Hundredths of the minimum wage: many near it, a few above the cap of 4.5."""
    if contract == "APPRENTI":
        return random.randint(43, 99)
    if contract in ("FORFAIT_JOURS", "FORFAIT_HEURES"):
        return random.randint(200, 560)
    return random.choice((100, 101, 103, 105, *(random.randint(106, 240) for _ in range(5)), 480))


_MINIMUM_WAGE = MappingProxyType(
    {("NATIONAL", 2020): 1015, ("NATIONAL", 2025): 1188,
     ("MAYOTTE", 2020): 766, ("MAYOTTE", 2025): 898}
)  # fmt: skip
"""Cents an hour, only to draw likely pays from."""


def _week(random: Random, person: _Person, monday: date) -> Iterator[Row]:
    """A line for each month in which the week has working days."""
    worked_days = random.choice((0, 0, 1, 2, 2.5, 3))
    months = _working_days_by_month(monday)
    for first, last, days in months:
        worked = min(worked_days, days)
        worked_days -= worked
        yield _slice_row(person, monday, (first, last), days - worked, days)


def _working_days_by_month(monday: date) -> list[tuple[date, date, int]]:
    """First and last day of each month's part, with its working days (Monday to Friday)."""
    days = [monday + timedelta(days=n) for n in range(7)]
    parts = []
    for month in dict.fromkeys(day.month for day in days):
        inside = [day for day in days if day.month == month]
        working = sum(day.weekday() < 5 for day in inside)  # noqa: PLR2004  Monday to Friday
        if working:
            parts.append((inside[0], inside[-1], working))
    return parts


def _slice_row(
    person: _Person, monday: date, bounds: tuple[date, date], unworked: float, days: int
) -> Row:
    firm, year = person.firm, monday.year
    first, _ = bounds
    by_day = person.contract == "FORFAIT_JOURS"
    arrangement = person.contract if person.contract.startswith("FORFAIT") else "HEBDO"
    unworked_hours = Hours(int(person.hours * unworked) // 5)
    worked_hours = Hours(person.hours * days // 5 - unworked_hours.hundredths)
    pay = int(person.pay or 0) * _MINIMUM_WAGE[firm.territory, year] // 100
    return {
        "siret": firm.siret,
        "numero_decision": f"{firm.siret[3:8]}{year % 100}001",
        "mois": f"{first:%Y-%m}",
        "nir": person.nir,
        "nom": person.name,
        "prenom": person.first_name,
        "categorie": "cadre" if by_day else "employe",
        "contrat": "STANDARD" if person.contract.startswith("FORFAIT") else person.contract,
        "amenagement": arrangement,
        "semaine": f"{monday.isocalendar().year}-W{monday.isocalendar().week:02d}",
        "premier_jour": "",
        "dernier_jour": "",
        "heures_contrat": _comma(person.hours) if not by_day else _comma(LEGAL_WEEK.hundredths),
        "heures_travaillees": "0" if by_day else _comma(worked_hours.hundredths),
        "heures_assimilees": "0",
        "heures_chomees": "" if by_day else _comma(unworked_hours.hundredths),
        "jours_chomes": _comma(int(unworked * 100)) if by_day else "",
        "taux_horaire": _comma(pay) if pay else "",
        "part_smic": person.share,
        "effectif": str(firm.workforce),
        "territoire": firm.territory,
        "regime": _regime(firm, monday),
        "situation": firm.situation,
    }


def _regime(firm: Firm, monday: date) -> str:
    """The firm's scheme of 2025, from its own first whole week on."""
    opened = _FIRST_WEEKS.get(firm.scheme_2025, SPRING_2025[0])
    return firm.scheme_2025 if monday >= opened else "DROIT_COMMUN"


def _comma(hundredths: int) -> str:
    return str(Hours(hundredths)).replace(".", ",")


Spoil = Callable[[Row, Row], Row | bytes]
"""A good row, and the good row before it, into a dirty line."""


def _with(**cells: str) -> Spoil:
    return lambda row, _: {**row, **cells}


_HOURLY = {
    "contrat": "STANDARD",
    "amenagement": "HEBDO",
    "jours_chomes": "",
    "part_smic": "",
    "taux_horaire": "15,00",
    "heures_contrat": "35,00",
    "heures_travaillees": "0",
}

DIRTY: dict[str, Spoil] = {
    "a digit of the SIRET is wrong": lambda row, _: {**row, "siret": _off_by_one(row["siret"])},
    "a digit of the NIR is wrong": lambda row, _: {**row, "nir": _off_by_one(row["nir"])},
    "the same line again": lambda _, before: before,
    "more hours than the contract": _with(**_HOURLY, heures_chomees="39,00"),
    "hours in letters": _with(**_HOURLY, heures_chomees="trente-cinq"),
    "negative hours": _with(**_HOURLY, heures_chomees="-7"),
    "hours too fine": _with(**_HOURLY, heures_chomees="7,125"),
    "no pay": _with(**{**_HOURLY, "taux_horaire": ""}, heures_chomees="7"),
    "a pay of zero": _with(**{**_HOURLY, "taux_horaire": "0"}, heures_chomees="7"),
    "an apprentice without pay or share": _with(
        **{**_HOURLY, "contrat": "APPRENTI", "taux_horaire": ""}, heures_chomees="7"
    ),
    "a share for an ordinary employee": _with(
        **{**_HOURLY, "part_smic": "0,43"}, heures_chomees="7"
    ),
    "a contract nobody knows": _with(**{**_HOURLY, "contrat": "CDD"}, heures_chomees="7"),
    "a freelance journalist": _with(**{**_HOURLY, "contrat": "PIGISTE"}, heures_chomees="7"),
    "a sales representative": _with(**{**_HOURLY, "contrat": "VRP"}, heures_chomees="7"),
    "a month in letters": _with(mois="avr-20"),
    "a week outside the month": _with(mois="2020-04", semaine="2020-W25"),
    "a week that does not exist": _with(semaine="2020-W60"),
    "a day outside the week": _with(
        mois="2020-04", semaine="2020-W16", premier_jour="2020-04-20", dernier_jour="2020-04-21"
    ),
    "a day that does not exist": _with(premier_jour="31/04/2020"),
    "a workforce with a decimal": _with(effectif="38.0"),
    "a cyclone outside Mayotte": _with(territoire="NATIONAL", situation="CYCLONE"),
    "days and hours that disagree": _with(
        **{**_HOURLY, "amenagement": "FORFAIT_JOURS", "jours_chomes": "2"}, heures_chomees="20"
    ),
    "days without a day rate": _with(**{**_HOURLY, "jours_chomes": "2"}, heures_chomees=""),
    "no name": _with(nom=""),
    "a SIRET the spreadsheet shortened": _with(siret="1,23457E+13"),
    "the law changes inside the week": _with(
        **{**_HOURLY, "contrat": "TEMPS_PARTIEL", "taux_horaire": "10,20"},
        heures_chomees="7", mois="2020-03", semaine="2020-W11",
        territoire="NATIONAL", regime="", situation="",
    ),
    "a formula for a name, and no first name": _with(nom='=HYPERLINK("x")', prenom=""),
    "a semicolon in a name": _with(nom="DUPONT; MARTIN"),
    "a quote left open": _with(nom='"DUPONT'),
    "Windows-1252 in a UTF-8 file": lambda row, _: _line(row).replace(
        row["nom"].encode(), "LEFÈVRE".encode("cp1252")
    ),
    "bytes of no text": lambda row, _: _line(row).replace(row["nom"].encode(), b"\0\0\0"),
}  # fmt: skip
"""Every kind of dirty line, by what went wrong."""


def _off_by_one(number: str) -> str:
    return number[:-1] + str((int(number[-1]) + 1) % 10)
