"""The words of visas: what is signed, where it stands, and what of it is shown."""

from collections.abc import Callable, Mapping, Sequence

from partial_activity.domain.money import Euros
from partial_activity.domain.office.visas import Signed, Visa, VisaState
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer.words import BAD, GOOD, WAITS, Badge
from partial_activity.entrypoints.flask_app.pages.formatting import count, counted, euros

KINDS: Mapping[Signed, Words] = {
    Signed.RUN: Words("Ordre de paiement", "Payment run"),
    Signed.PAY_AGAIN: Words(
        "Paiement repris après un rejet", "Payment made again after a rejection"
    ),
}
STATES: Mapping[VisaState, Badge] = {
    VisaState.WAITS: Badge(Words("En attente de visa", "Waits for a visa"), WAITS),
    VisaState.GIVEN: Badge(Words("Visé", "Signed"), GOOD),
    VisaState.REFUSED: Badge(Words("Refusé", "Refused"), BAD),
    VisaState.EXPIRED: Badge(Words("Sans réponse à temps", "Not answered in time"), BAD),
}
_PLAIN: Mapping[str, Words] = {
    "claim": Words("Demande d'indemnisation", "Claim"),
    "iban": Words("Compte", "Account"),
}
"""What is shown as it stands, by its name in a visa."""


def _amount(visa: Visa) -> str:
    return euros(Euros(int(visa.shown["cents"])))


def _run(visa: Visa) -> str:
    lines = int(visa.shown["lines"])
    said = counted(lines, ("virement", "virements"), ("payment", "payments"))
    return f"{said}, {_amount(visa)}"


SUMMARIES: Mapping[Signed, Callable[[Visa], str]] = {
    Signed.RUN: _run,
    Signed.PAY_AGAIN: _amount,
}
"""What a visa is about, in a line."""


def facts_of(visa: Visa) -> Sequence[tuple[Words, str]]:
    """All that a visa shows, each with its name."""
    found: list[tuple[Words, str]] = []
    if "cents" in visa.shown:
        found.append((Words("Montant", "Amount"), _amount(visa)))
    if "lines" in visa.shown:
        found.append((Words("Virements", "Payments"), count(int(visa.shown["lines"]))))
    found += [(words, visa.shown[name]) for name, words in _PLAIN.items() if name in visa.shown]
    return found
