"""What an officer rules, as a form says it: accepted, or refused with reasons; with words."""

from attrs import frozen

from partial_activity.domain.queue import QueueKind
from partial_activity.domain.refusal_reasons import REASONS
from partial_activity.domain.statements import Refusal
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.forms import Form

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
class Ruling:
    """What is decided, in which words."""

    accepted: bool
    reasons: tuple[Refusal, ...]
    message: str


def read_ruling(form: Form, kind: QueueKind) -> Ruling | None:
    """The ruling; None where the form tells what is wrong."""
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
    return Ruling(accepted, reasons, message) if form.sound else None


def offered(kind: QueueKind) -> tuple[Refusal, ...]:
    """The reasons that can be ticked."""
    return REASONS[kind]
