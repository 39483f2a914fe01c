"""The words of visas: what is signed, where it stands, and what of it is shown."""

from collections.abc import Callable, Mapping, Sequence

from partial_activity.domain.money import Euros
from partial_activity.domain.office.visas import Signed, Visa, VisaState
from partial_activity.domain.payment.weighing import Sign
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer.words import BAD, GOOD, WAITS, Badge
from partial_activity.entrypoints.flask_app.pages.formatting import count, counted, euros, say

KINDS: Mapping[Signed, Words] = {
    Signed.RUN: Words("Ordre de paiement", "Payment run"),
    Signed.ABOVE_LIMIT: Words(
        "Ordre de paiement au-dessus du plafond", "Payment run above the limit"
    ),
    Signed.PAYMENT: Words("Paiement hors de l'ordinaire", "Payment out of the ordinary"),
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
SIGNS: Mapping[Sign, Words] = {
    Sign.FIRST_PAYMENT: Words(
        "premier paiement à cet établissement, et la somme n'est pas petite",
        "first payment to this establishment, and no small sum",
    ),
    Sign.NEW_ACCOUNT: Words(
        "premier paiement sur ce compte, qui en remplace un autre",
        "first payment on this account, which replaces another",
    ),
    Sign.SHARED_ACCOUNT: Words(
        "une autre entreprise est payée sur ce compte", "another firm is paid on this account"
    ),
    Sign.FOREIGN_ACCOUNT: Words("compte à l'étranger", "account abroad"),
    Sign.FIRM_LIMIT: Words(
        "l'entreprise dépasse le plafond de trente jours",
        "the firm is above the limit of thirty days",
    ),
}
ABOVE: Mapping[str, Words] = {
    "a_run": Words("au-dessus du plafond d'un ordre", "above the limit of a run"),
    "a_day": Words("au-dessus du plafond d'un jour", "above the limit of a day"),
}
_PLAIN: Mapping[str, Words] = {
    "payee": Words("Bénéficiaire", "Payee"),
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
    Signed.ABOVE_LIMIT: _run,
    Signed.PAY_AGAIN: _amount,
    Signed.PAYMENT: lambda visa: f"{visa.shown['payee']}, {_amount(visa)}",
}
"""What a visa is about, in a line."""


def facts_of(visa: Visa) -> Sequence[tuple[Words, str]]:
    """All that a visa shows, each with its name."""
    found: list[tuple[Words, str]] = []
    if "cents" in visa.shown:
        found.append((Words("Montant", "Amount"), _amount(visa)))
    if "lines" in visa.shown:
        found.append((Words("Virements", "Payments"), count(int(visa.shown["lines"]))))
    if "above" in visa.shown:
        above = (say(ABOVE[one]) for one in visa.shown["above"].split())
        found.append((Words("Pourquoi", "Why"), " ; ".join(above)))
        day = euros(Euros(int(visa.shown["day_cents"])))
        found.append((Words("Mis en liste ce jour-là", "Listed that day"), day))
    if "signs" in visa.shown:
        signs = (say(SIGNS[Sign(one)]) for one in visa.shown["signs"].split())
        found.append((Words("Pourquoi", "Why"), " ; ".join(signs)))
    found += [(words, visa.shown[name]) for name, words in _PLAIN.items() if name in visa.shown]
    return found
