"""The cells of a claim line: one function a kind of cell, each strict, each with its own fault.

Nothing is guessed: a cell that could be read in two ways is refused, and says how to write it.
The cells of a file repeat (pay, hours, weeks, SIRET), so what was read is kept for a while.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from stdnum.exceptions import ValidationError
from stdnum.fr import siret

from partial_activity.domain.as_written import (
    NotAsWritten,
    ShareBeyond,
    ShareInDoubt,
    TooLarge,
    TooPrecise,
    WrittenHours,
    hours_as_written,
    share_as_written,
)
from partial_activity.domain.assessment.cases import (
    Days,
    EmployeeCategory,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.assessment.facts import AskedFact
from partial_activity.domain.claim.claims import CONTRACT_NUMBER_LENGTH
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.days import day_given
from partial_activity.domain.errors import InvalidValue
from partial_activity.domain.free_text import check_words
from partial_activity.domain.hours import WHOLE_WEEK, ZERO_HOURS
from partial_activity.domain.identifiers import Nir, Siret
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.money import HourlyPay, Share

_NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)
_SHORTENED = re.compile(r"\d+([.,]\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{2})|(\d{2})/(\d{4})", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?[WS](\d{2})", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_LONGEST_NUMBER = 24
_SIRET_DIGITS = 14
_LONGEST_TEXT = 200
_WEEK_DAYS = Days(700)
_PAY_DECIMALS = 10
_LARGEST = 10**9


RISKY_STARTS = "=+-@\t\r"
"""A cell that begins so is a formula to a spreadsheet; our own files put an apostrophe before it,
and reading takes it off again."""


def bare(cell: str) -> str:
    """A cell without the spaces around it, nor the apostrophe our own files put before ``=``."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in RISKY_STARTS else text


class CellFault(Exception):
    """A cell that cannot be read.

    Attributes:
        problem: what is wrong, without the value.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.problem = LineProblem.of(key, **values)
        super().__init__(key)


@lru_cache(maxsize=4096)
def hours_of(cell: str) -> WrittenHours:
    """Hours of a week: with two decimals at most, or with minutes."""
    if _SHORTENED.fullmatch(cell):
        raise CellFault("number_as_shown")
    try:
        written = hours_as_written(cell)
    except TooPrecise as error:
        raise CellFault("too_precise") from error
    except TooLarge as error:
        raise CellFault("out_of_range.size") from error
    except NotAsWritten as error:
        raise CellFault("not_a_number.hours") from error
    if written.hours < ZERO_HOURS:
        raise CellFault("out_of_range.negative")
    if written.hours > WHOLE_WEEK:
        raise CellFault("out_of_range.hours")
    return written


@lru_cache(maxsize=512)
def days_of(cell: str) -> Days:
    """Days of a week, with two decimals at most."""
    number = _number(cell)
    try:
        days = Days.parse(number)
    except ValueError as error:
        raise CellFault("too_precise") from error
    if days > _WEEK_DAYS:
        raise CellFault("out_of_range.days")
    return days


@lru_cache(maxsize=4096)
def hourly_pay_of(cell: str) -> HourlyPay:
    """A gross hourly pay, above zero, with ten decimals at most."""
    return HourlyPay(Share.parse(_above_zero(cell)).exact)


@lru_cache(maxsize=512)
def share_of(cell: str) -> Share:
    """A share of the minimum wage: ``43 %``, ``43`` or ``0,43``; a bare 1 is refused."""
    if _SHORTENED.fullmatch(cell):
        raise CellFault("number_as_shown")
    try:
        share = share_as_written(cell)
    except ShareInDoubt as error:
        raise CellFault("unknown_value.share") from error
    except ShareBeyond as error:
        raise CellFault("out_of_range.share") from error
    except TooLarge as error:
        raise CellFault("out_of_range.size") from error
    except NotAsWritten as error:
        raise CellFault("not_a_number") from error
    if len(str(share).partition(".")[2]) > _PAY_DECIMALS or share != Share.parse(str(share)):
        raise CellFault("too_precise.pay")
    return share


@lru_cache(maxsize=512)
def workforce_of(cell: str) -> int:
    """A number of employees, at least one."""
    number = _number(cell)
    if "." in number:
        raise CellFault("not_a_number.whole")
    if int(number) == 0:
        raise CellFault("out_of_range.zero")
    return int(number)


def _above_zero(cell: str) -> str:
    number = _number(cell)
    if len(number.partition(".")[2]) > _PAY_DECIMALS:
        raise CellFault("too_precise.pay")
    if not number.strip("0."):
        raise CellFault("out_of_range.zero")
    return number


def _number(cell: str) -> str:
    """A decimal number that is not negative, with a point."""
    if _SHORTENED.fullmatch(cell):
        raise CellFault("number_as_shown")
    if not _NUMBER.fullmatch(cell):
        raise CellFault("not_a_number")
    number = cell.replace(",", ".")
    if len(number) > _LONGEST_NUMBER or int(number.partition(".")[0]) > _LARGEST:
        raise CellFault("out_of_range.size")
    if number.startswith("-") and number.strip("-0."):
        raise CellFault("out_of_range.negative")
    return number.lstrip("-")


@lru_cache(maxsize=1024)
def siret_of(cell: str) -> Siret:
    """Fourteen digits, key checked."""
    if _SHORTENED.fullmatch(cell):
        raise CellFault("number_as_shown")
    try:
        return Siret(siret.validate(cell))
    except ValidationError as error:
        lost = cell.isdecimal() and siret.is_valid(cell.zfill(_SIRET_DIGITS))
        raise CellFault("invalid_siret.zeros" if lost else "invalid_siret") from error


@lru_cache(maxsize=4096)
def nir_of(cell: str) -> Nir:
    """A social security number (NIR): fifteen characters, key checked; or thirteen, without it."""
    if _SHORTENED.fullmatch(cell):
        raise CellFault("number_as_shown")
    try:
        return Nir.as_written(cell)
    except ValueError as error:
        raise CellFault("invalid_nir") from error


def text_of(cell: str) -> str:
    """A text of reasonable length."""
    if len(cell) > _LONGEST_TEXT:
        raise CellFault("out_of_range.length", length=str(_LONGEST_TEXT))
    return cell


@lru_cache(maxsize=4096)
def name_of(cell: str) -> str:
    """A name of an employee: plain, and no other column's number."""
    return _plain(text_of(cell))


def fact_of(asked: AskedFact, cell: str) -> str:
    """A fact that only some regime asks for, in the way a case states it."""
    text = asked.written(text_of(cell))
    if not text.isprintable():
        raise CellFault("unreadable_text")
    return text


def contract_number_of(cell: str) -> str:
    """The number of a contract, as payroll declarations have it."""
    if len(cell) > CONTRACT_NUMBER_LENGTH:
        raise CellFault("out_of_range.length", length=str(CONTRACT_NUMBER_LENGTH))
    return _plain(cell)


def _plain(text: str) -> str:
    """Words that are kept and shown as they are: nothing unseen, no social security number."""
    try:
        check_words(text, "")
    except InvalidValue as error:
        raise CellFault(error.code) from error
    return text


@lru_cache(maxsize=512)
def month_of(cell: str) -> date:
    """The first day of a month written 2020-04 or 04/2020."""
    parts = _MONTH.fullmatch(cell)
    if parts is None:
        raise CellFault("not_a_month")
    try:
        return day_given(int(parts[1] or parts[4]), int(parts[2] or parts[3]), 1)
    except ValueError as error:
        raise CellFault("not_a_month") from error


@lru_cache(maxsize=512)
def week_of(cell: str) -> date:
    """The Monday of a week written 2020-W15 (or 2020-S15)."""
    parts = _WEEK.fullmatch(cell)
    if parts is None:
        raise CellFault("not_a_week")
    try:
        monday = date.fromisocalendar(int(parts[1]), int(parts[2]), 1)
        return day_given(monday.year, monday.month, monday.day)
    except ValueError as error:
        raise CellFault("not_a_week") from error


@lru_cache(maxsize=512)
def day_of(cell: str) -> date:
    """A day written 2020-04-06 or 06/04/2020."""
    parts = _DAY.fullmatch(cell)
    if parts is None:
        raise CellFault("not_a_day")
    try:
        year, month, day = parts[1] or parts[6], parts[2] or parts[5], parts[3] or parts[4]
        return day_given(int(year), int(month), int(day))
    except ValueError as error:
        raise CellFault("not_a_day") from error


CONTRACTS: Mapping[str, EmployeeCategory] = {
    "STANDARD": EmployeeCategory.STANDARD,
    "TEMPS_PARTIEL": EmployeeCategory.PART_TIME,
    "INTERIM": EmployeeCategory.TEMPORARY_AGENCY,
    "APPRENTI": EmployeeCategory.APPRENTICE,
    "PROFESSIONNALISATION": EmployeeCategory.VOCATIONAL_TRAINING,
}
NOT_IN_THE_FILE = ("PIGISTE", "VRP", "ASSISTANT_MATERNEL", "EMPLOYE_A_DOMICILE")
"""Contracts whose hours come from a loss of pay that the file does not carry, and those of private
employers, whom the Urssaf pays back."""
ARRANGEMENTS = ("HEBDO", "FORFAIT_HEURES", "FORFAIT_JOURS", "MODULATION")
PROFESSIONS = ("CADRE", "ETAM", "OUVRIER", "EMPLOYE", "AUTRE")
TERRITORIES: Mapping[str, Territory] = {
    "NATIONAL": Territory.NATIONAL,
    "MAYOTTE": Territory.MAYOTTE,
}
SCHEMES: Mapping[str, Scheme] = {
    "DROIT_COMMUN": Scheme.ORDINARY,
    "APLD": Scheme.LONG_TERM,
    "APLD_R": Scheme.LONG_TERM_REBOUND,
    "GARDE_ENFANT": Scheme.CHILDCARE,
    "VULNERABLE": Scheme.VULNERABLE,
}
SITUATIONS: Mapping[str, Situation] = {
    "DROIT_COMMUN": Situation.GENERAL,
    "PROTEGE": Situation.PROTECTED,
    "PROTEGE_FORTE_BAISSE": Situation.PROTECTED_HEAVY_LOSS,
    "FERME": Situation.CLOSED,
    "TERRITOIRE_RESTREINT": Situation.RESTRICTED_TERRITORY,
    "STATION_SKI": Situation.SKI_AREA,
    "CYCLONE": Situation.CYCLONE,
}
_SCHEMES = {**SCHEMES, **{one.value.upper(): one for one in Scheme}}
_SITUATIONS = {**SITUATIONS, **{one.value.upper(): one for one in Situation}}


@lru_cache(maxsize=256)
def contract_of(cell: str) -> EmployeeCategory:
    """The kind of contract; some are known and cannot be assessed from a claim file."""
    word = _word(cell, (*CONTRACTS, *NOT_IN_THE_FILE), (*CONTRACTS, *NOT_IN_THE_FILE))
    if word in NOT_IN_THE_FILE:
        msg = f"not_modelled.{word}"
        raise CellFault(msg)
    return CONTRACTS[word]


@lru_cache(maxsize=256)
def arrangement_of(cell: str) -> str:
    """Read how working time is arranged."""
    return _word(cell, ARRANGEMENTS, ARRANGEMENTS)


@lru_cache(maxsize=256)
def profession_of(cell: str) -> str:
    """The socio-professional category, for statistics only."""
    return _word(cell, PROFESSIONS, PROFESSIONS)


@lru_cache(maxsize=256)
def territory_of(cell: str) -> Territory:
    """Read where the establishment is."""
    return TERRITORIES[_word(cell, TERRITORIES, TERRITORIES)]


@lru_cache(maxsize=256)
def scheme_of(cell: str) -> Scheme:
    """The scheme, by its French name or by the one of a case (``long_term``)."""
    return _SCHEMES[_word(cell, _SCHEMES, SCHEMES)]


@lru_cache(maxsize=256)
def situation_of(cell: str, sectors: tuple[Sector, ...] = ()) -> Situation | Sector:
    """The employer's situation, by its French name or by the one of a case (``protected``).

    Args:
        cell: as read.
        sectors: situations that only the law in use knows, by their names.
    """
    more = {sector.upper(): sector for sector in sectors}
    known: Mapping[str, Situation | Sector] = {**_SITUATIONS, **more}
    return known[_word(cell, known, (*SITUATIONS, *more))]


def _word(cell: str, known: "Mapping[str, object] | tuple[str, ...]", shown: object) -> str:
    """``Intérim`` as ``INTERIM``, ``APLD-R`` as ``APLD_R``."""
    bare = unicodedata.normalize("NFKD", cell.strip().upper())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    word = "_".join(letters.replace("-", " ").replace("_", " ").split())
    if word not in known:
        assert isinstance(shown, Mapping | tuple)
        raise CellFault("unknown_value", possible=", ".join(shown))
    return word
