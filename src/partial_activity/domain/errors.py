"""Why a case cannot be answered: few exceptions, each with a stable code and the path at fault.

Not to be confused with a refusal, which is an answer: nothing is due, and why.
"""

from datetime import date


class CannotAnswer(Exception):
    """A case that cannot be answered.

    Attributes:
        code: stable code, listed in docs/codes.md.
        path: where in the case, as ``employee.hourly_pay``; empty for the case as a whole.
        message: one sentence, with what to do about it.
    """

    def __init__(self, code: str, path: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.path = path
        self.message = message


class InvalidValue(CannotAnswer):
    """A fact of the case that is missing, conflicting or out of range."""


class NoRuleInForce(CannotAnswer):
    """No published text says anything for that day, as known on the day asked for."""

    def __init__(self, parameter: str, category: str, day: date, known_on: date | None) -> None:
        known = f", as known on {known_on}" if known_on else ""
        super().__init__(
            "no_rule_in_force",
            "month",
            f"no rule for {parameter} ({category}) on {day}{known}: "
            "check the month and known_on; `partial-activity law gaps` lists what is not modelled",
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
        )
        self.day = day


class NotModelled(CannotAnswer):
    """The law may have an answer, but no source we could read gives it."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__("not_modelled", path, message)


class UnsoundRegime(Exception):
    """A regime from outside that breaks what every regime promises; to be mended by its author.

    Attributes:
        regime: its name.
        faults: everything that was found, a sentence each.
    """

    def __init__(self, regime: str, faults: tuple[str, ...]) -> None:
        super().__init__(f"the regime {regime} is not sound: {'; '.join(faults)}")
        self.regime = regime
        self.faults = faults


class NotAllowed(Exception):
    """A step that the state of a thing does not allow, or an act that a role does not."""

    def __init__(self, what: str, now: str, asked: str) -> None:
        super().__init__(f"a {what} that is {now} cannot become, or do, {asked}")
        self.what = what
        self.now = now
        self.asked = asked


class NotFound(Exception):
    """Nothing is stored under that key, or nothing that the person may see."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"no {kind} {key}")
        self.kind = kind
        self.key = key


class Conflict(Exception):
    """Somebody else changed, or already made, the same thing: read it again."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"{kind} {key} was changed or made by somebody else: read it again")
        self.kind = kind
        self.key = key


class Altered(Exception):
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
