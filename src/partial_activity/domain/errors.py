"""Why a case cannot be answered: few exceptions, each with a stable code and the path at fault.

Not to be confused with a refusal, which is an answer: nothing is due, and why.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any


class Told(Exception):
    """What this package refuses with: it pickles, copies, compares and hashes as a value does.

    Python rebuilds an exception from its message alone, which none of ours is made from; so that a
    case refused in another process comes back as its error, it is rebuilt from what it holds.
    """

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.args, self.__dict__)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _held(self) == _held(other)

    def __hash__(self) -> int:
        return hash((type(self), self.args))


def _rebuilt(kind: type[Told], args: tuple[object, ...], held: Mapping[str, object]) -> Told:
    error = kind.__new__(kind, *args)
    error.__dict__.update(held)
    return error


def _held(error: BaseException) -> dict[str, object]:
    """What it says; where it passed (notes added on the way) is no part of it."""
    said = {key: value for key, value in vars(error).items() if key != "__notes__"}
    return {**said, "args": error.args}


class CannotAnswer(Told):
    """A case that cannot be answered.

    Attributes:
        code: stable code, listed in docs/codes.md.
        path: where in the case, as ``employee.hourly_pay``; empty for the case as a whole.
        message: one sentence in English, with what to do about it.
        french: the same in French; of an error made elsewhere without one, what its code says,
            and where.
    """

    def __init__(self, code: str, path: str, message: str, french: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.path = path
        self.message = message
        self.french = french or _in_french(code, path)

    @property
    def english(self) -> str:
        """The message: as what a rule says, an error is told in ``french`` and ``english``."""
        return self.message


def _in_french(code: str, path: str) -> str:
    said = _FRENCH_OF_CODE.get(code, _REFUSED_IN_FRENCH)
    return f"{path} : {said}" if path else said[0].upper() + said[1:]


_REFUSED_IN_FRENCH = "cette valeur est refusée"
_FRENCH_OF_CODE: Mapping[str, str] = MappingProxyType(
    {
        "conflicting_keys": "deux valeurs se contredisent, n'en gardez qu'une",
        "missing": "cette valeur est nécessaire",
        "not_a_number": "un nombre décimal est attendu, avec un point et sans espace",
        "not_an_object": "un objet est attendu",
        "not_modelled": "aucune source lue ne donne la règle de ce cas",
        "out_of_range": "cette valeur est hors des limites",
        "too_precise": "trop de décimales ; rien n'est arrondi à votre place",
        "unknown_key": "ce nom n'est pas connu ici",
        "unknown_value": "cette valeur n'est pas connue ici",
        "wrong_type": "ce n'est pas le type de valeur attendu",
    }
)
"""What a code says, where whoever made the error gave it no French sentence: none of ours."""


class InvalidValue(CannotAnswer, ValueError):
    """A fact of the case that is missing, conflicting, out of range or not of its type.

    It is a ValueError, which is what Python's own constructors raise and what callers of ``parse``
    expect.
    """


class NoRuleInForce(CannotAnswer):
    """No published text says anything for that day, as known on the day asked for."""

    def __init__(self, parameter: str, category: str, day: date, known_on: date | None) -> None:
        known = f", as known on {known_on}" if known_on else ""
        known_french = f", en l'état des textes au {known_on:%d/%m/%Y}" if known_on else ""
        super().__init__(
            "no_rule_in_force",
            "month",
            f"no rule for {parameter} ({category}) on {day}{known}: "
            "check the month and known_on; `partial-activity law gaps` lists what is not modelled",
            f"aucune règle pour {parameter} ({category}) le {day:%d/%m/%Y}{known_french} : "
            "vérifiez le mois et la date de connaissance ; `partial-activity law gaps` liste ce "
            "qui n'est pas modélisé",
        )
        self.parameter = parameter
        self.category = category
        self.day = day
        self.known_on = known_on


class LawChangesInsidePeriod(CannotAnswer):
    """An amount, hourly or of the payslip, is not the same on all the days of the case."""

    def __init__(self, day: date) -> None:
        super().__init__(
            "law_changes_inside_period",
            "days",
            f"the amounts change on {day}: make two cases with 'days', one up to the day "
            f"before and one from {day} (in a claim file: premier_jour and dernier_jour)",
            f"les montants changent le {day:%d/%m/%Y} : faites deux cas, l'un jusqu'à la veille, "
            "l'autre à partir de ce jour (dans un fichier : premier_jour et dernier_jour)",
        )
        self.day = day


class NotModelled(CannotAnswer):
    """The law may have an answer, but no source we could read gives it."""

    def __init__(self, path: str, message: str, french: str = "") -> None:
        super().__init__("not_modelled", path, message, french)


class UnsoundRegime(Told):
    """A regime from outside that breaks what every regime promises; to be mended by its author.

    Attributes:
        regime: its name.
        faults: everything that was found, a sentence each.
    """

    def __init__(self, regime: str, faults: tuple[str, ...]) -> None:
        super().__init__(f"the regime {regime} is not sound: {'; '.join(faults)}")
        self.regime = regime
        self.faults = faults


class NotAllowed(Told):
    """A step that the state of a thing does not allow, or an act that a role does not."""

    def __init__(self, what: str, now: str, asked: str) -> None:
        super().__init__(f"a {what} that is {now} cannot become, or do, {asked}")
        self.what = what
        self.now = now
        self.asked = asked


class NotFound(Told):
    """The key leads to nothing that is stored, or to nothing that the person may see."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"no {kind} {key}")
        self.kind = kind
        self.key = key


class Conflict(Told):
    """Somebody else changed, or already made, the same thing: read it again."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"{kind} {key} was changed or made by somebody else: read it again")
        self.kind = kind
        self.key = key


class Altered(Told):
    """What is kept is not what was written: somebody changed it behind the service.

    It is not used; a person has to look, with the journal and a copy.
    """

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(
            f"{kind} {key} is not as it was written: it was changed behind the service; "
            "run `partial-activity journal verify`"
        )
        self.kind = kind
        self.key = key
