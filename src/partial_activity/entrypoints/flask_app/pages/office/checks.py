"""What the checks of a file found, as a page shows it: each with its figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from partial_activity.domain.law.statements import Refusal, Statement
from partial_activity.domain.money import parse_decimal
from partial_activity.domain.office.queue import DRAWN, REASONS, QueueKind
from partial_activity.domain.screening.outcome import Finding, Outcome, Screening
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer.words import (
    BAD,
    GOOD,
    PLAIN,
    WAITS,
    Badge,
)
from partial_activity.entrypoints.flask_app.pages.formatting import in_both
from partial_activity.entrypoints.flask_app.pages.forms import Form
from partial_activity.entrypoints.flask_app.pages.office.words import (
    CHECKS,
    CheckWords,
    check_words,
)

_PASSED = Badge(Words("Rien trouvé", "Nothing found"), GOOD)
_BADGES: Mapping[Outcome, Badge] = {
    Outcome.REFUSE: Badge(Words("Contraire au droit", "Against the law"), BAD),
    Outcome.HOLD: Badge(Words("À examiner", "To be looked at"), WAITS),
    Outcome.ACCEPT: Badge(Words("À savoir", "To be known"), PLAIN),
}
_SIGN = Badge(Words("Signe", "Sign"), WAITS)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_FIGURE = re.compile(r"(?:^| )(\w+)=")


@frozen
class Told:
    """One thing that was found."""

    words: Words | Statement
    article: str
    score: int


@frozen
class CheckRow:
    """One check, and what it found."""

    words: CheckWords
    badge: Badge
    told: tuple[Told, ...]


def rows_of(kind: QueueKind, screening: Screening) -> tuple[CheckRow, ...]:
    """Every check, those that found something first."""
    return _in_order(
        kind, {one.check: one.findings for one in screening.results}, drawn=screening.drawn
    )


def rows_of_notes(notes: Mapping[str, str]) -> tuple[CheckRow, ...]:
    """The checks of a request, from what the journal has of them."""
    return _in_order(
        QueueKind.REQUEST, {name: tuple(_noted(text)) for name, text in notes.items()}, drawn=False
    )


def told_of(kind: QueueKind, screening: Screening) -> tuple[tuple[CheckWords, Told], ...]:
    """What holds a file, in a few lines: each check that holds it with its figures."""
    told = [
        (check_words(kind, result.check), _told(finding))
        for result in screening.results
        for finding in result.findings
        if finding.outcome is not Outcome.ACCEPT or finding.score
    ]
    if screening.drawn:
        words = check_words(kind, DRAWN)
        told.append((words, Told(words.compares, "", 0)))
    return tuple(told)


def _in_order(
    kind: QueueKind, findings: Mapping[str, Sequence[Finding]], *, drawn: bool
) -> tuple[CheckRow, ...]:
    known = [name for name in CHECKS[kind] if name in findings]
    others = [name for name in findings if name not in CHECKS[kind]]
    rows = [_row(check_words(kind, name), findings[name]) for name in (*known, *others)]
    rows.sort(key=lambda row: not row.told)
    if drawn:
        words = check_words(kind, DRAWN)
        rows.insert(0, CheckRow(words, _SIGN, (Told(words.compares, "", 0),)))
    return tuple(rows)


def _row(words: CheckWords, findings: Sequence[Finding]) -> CheckRow:
    return CheckRow(words, _badge(findings), tuple(_told(finding) for finding in findings))


def _badge(findings: Sequence[Finding]) -> Badge:
    if not findings:
        return _PASSED
    for outcome in (Outcome.REFUSE, Outcome.HOLD):
        if any(finding.outcome is outcome for finding in findings):
            return _BADGES[outcome]
    return _SIGN if any(finding.score for finding in findings) else _BADGES[Outcome.ACCEPT]


def _told(finding: Finding) -> Told:
    figures = {name: _figure(name, held) for name, held in finding.figures.items()}
    return Told(_sentence(finding.code, figures), finding.article, finding.score)


def _sentence(code: str, figures: Mapping[str, object]) -> Words | Statement:
    """The sentence; the bare code where its figures were kept otherwise, long ago."""
    statement = Statement(code, figures)
    try:
        return in_both(statement)
    except KeyError:
        bare = ", ".join([code, *(f"{name} {held}" for name, held in figures.items())])
        return Words(bare, bare)


_SOURCES: Mapping[str, Words] = {
    "payroll": Words("déclarations de paie (DSN)", "payroll declarations"),
}


def _figure(name: str, held: object) -> object:
    """A figure that was kept as text, as people of each language write it."""
    if not isinstance(held, str):
        return held
    if name == "fact":
        return _SOURCES.get(held, held)
    if _DAY.fullmatch(held):
        return date.fromisoformat(held)
    if _DECIMAL.fullmatch(held):
        exact = parse_decimal(held)
        return exact.numerator if exact.denominator == 1 else exact
    return held


def _noted(text: str) -> Iterator[Finding]:
    """``hold headcount_above_workforce headcount=16 workforce=15; …``, as the journal has it."""
    if text == "passed":
        return
    for part in text.split("; "):
        outcome, _, rest = part.partition(" ")
        code, _, figures = rest.partition(" ")
        try:
            judged = Outcome(outcome)
        except ValueError:
            # A figure with a semicolon in it: told as it stands.
            yield Finding(Outcome.ACCEPT, part)
            continue
        yield Finding(judged, code, figures=dict(_figures(figures)))


def _figures(text: str) -> Iterator[tuple[str, str]]:
    marks = list(_FIGURE.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        yield mark[1], text[mark.end() : end]


LONGEST_MESSAGE = 4_000
_ACCEPT, _REFUSE = "accept", "refuse"
_CHOOSE = Words("Choisissez : accepter ou refuser.", "Choose: accept or refuse.")
_NO_REASON = Words(
    "Un refus est motivé (R. 5122-4) : cochez un motif, ou écrivez-le avec les chiffres du "
    "dossier.",
    "A refusal states its reasons (R. 5122-4): tick one, or write it with the figures of the file.",
)
_REASON_OF_NOTHING = Words(
    "Un motif de refus est coché : décochez-le, ou choisissez « refuser ».",
    "A reason to refuse is ticked: untick it, or choose “refuse”.",
)
_NO_LETTER = Words(
    "Aucun courrier n'accompagne une validation : le paiement suit. Effacez ce message, ou "
    "choisissez « refuser ».",
    "No letter goes with a validation: the payment follows. Clear this message, or choose "
    "“refuse”.",
)


@frozen
class OfficerDecision:
    """What is decided, in which words."""

    accepted: bool
    reasons: tuple[Refusal, ...]
    message: str


def read_decision(form: Form, kind: QueueKind) -> OfficerDecision | None:
    """The decision; None where the form tells what is wrong."""
    outcome = form.given.get("outcome", "")
    if outcome not in (_ACCEPT, _REFUSE):
        form.wrong("outcome", _CHOOSE)
    ticked = set(form.several("reason"))
    reasons = tuple(one for one in REASONS[kind] if one.code in ticked)
    message = form.text("message", needed=False, longest=LONGEST_MESSAGE) or ""
    accepted = outcome == _ACCEPT
    if outcome == _REFUSE and not (reasons or message):
        form.wrong("message", _NO_REASON)
    if accepted and reasons:
        form.wrong(f"reason-{reasons[0].code}", _REASON_OF_NOTHING)
    if accepted and message and kind is QueueKind.CLAIM:
        form.wrong("message", _NO_LETTER)
    return OfficerDecision(accepted, reasons, message) if form.sound else None


def offered(kind: QueueKind) -> tuple[Refusal, ...]:
    """The reasons that can be ticked."""
    return REASONS[kind]
