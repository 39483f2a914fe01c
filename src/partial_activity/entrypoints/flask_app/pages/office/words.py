"""What the office's pages call things: checks, deadlines, what came of a payment."""

from collections.abc import Mapping

from attrs import frozen

from partial_activity.domain.authorisation.remedies import WithdrawalReason
from partial_activity.domain.authorisation.requests import DecisionKind, EarlierUse, RequestState
from partial_activity.domain.office.queue import DRAWN, QueueKind
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer.words import BAD, GOOD, WAITS, Badge
from partial_activity.usecases.office.decide_many import Left
from partial_activity.usecases.payment.answers import UnmatchedReason
from partial_activity.usecases.payment.held import HeldBack


@frozen
class CheckWords:
    """A check, and what it compares with what."""

    title: Words
    compares: Words


def _check(french: str, english: str, compares: str, in_english: str) -> CheckWords:
    return CheckWords(Words(french, english), Words(compares, in_english))


_BOTH: Mapping[str, CheckWords] = {
    "register": _check(
        "Répertoire Sirene",
        "National register",
        "l'établissement, son état et ses dates au répertoire, avec la période",
        "the establishment, its state and days in the register, with the period",
    ),
    "insolvency": _check(
        "Procédures collectives",
        "Insolvency",
        "l'établissement, avec les procédures ouvertes ce jour-là",
        "the establishment, with the proceedings open that day",
    ),
}
_OF_REQUESTS: Mapping[str, CheckWords] = {
    **_BOTH,
    "law": _check(
        "Règles de la demande",
        "Rules of the request",
        "contenu, motif, délai de dépôt et durée, avec le droit du jour du dépôt",
        "content, motive, time of filing and length, with the law of the day it was filed",
    ),
    "workforce": _check(
        "Effectif de l'entreprise",
        "Workforce of the firm",
        "l'effectif déclaré, avec la tranche du répertoire",
        "the workforce declared, with the band of the register",
    ),
    "headcount": _check(
        "Salariés concernés",
        "Employees concerned",
        "les salariés concernés, avec l'effectif déclaré",
        "the employees concerned, with the workforce declared",
    ),
    "hours": _check(
        "Heures prévues",
        "Hours forecast",
        "les heures prévues, avec le temps plein des salariés sur la période",
        "the hours forecast, with the full time of the employees over the period",
    ),
    "bank_account": _check(
        "Compte bancaire",
        "Bank account",
        "le compte donné, avec ceux des autres entreprises",
        "the account given, with those of other firms",
    ),
    "council": _check(
        "Comité social et économique",
        "Works council",
        "l'avis dû, avec le comité déclaré",
        "the opinion that is due, with the council declared",
    ),
}
_OF_CLAIMS: Mapping[str, CheckWords] = {
    "decision": _check(
        "Autorisation",
        "Authorisation",
        "la décision citée, avec son état",
        "the decision quoted, with its state",
    ),
    "period": _check(
        "Période autorisée",
        "Authorised period",
        "les jours demandés, avec les jours autorisés",
        "the days claimed, with the days authorised",
    ),
    "headcount": _check(
        "Salariés prévus",
        "Employees foreseen",
        "les salariés demandés, avec ceux de l'autorisation",
        "the employees claimed, with those of the authorisation",
    ),
    "decision_hours": _check(
        "Heures prévues",
        "Hours foreseen",
        "les heures de tous les mois, avec celles de l'autorisation",
        "the hours of all months, with those of the authorisation",
    ),
    "quota": _check(
        "Contingent annuel",
        "Yearly quota",
        "les heures de l'année de chaque salarié, avec le contingent",
        "the hours of each employee's year, with the quota",
    ),
    "time_bar": _check(
        "Délai de la demande",
        "Time to claim",
        "le jour du dépôt, avec la fin du délai",
        "the day of filing, with the end of the time to claim",
    ),
    "same_employee_elsewhere": _check(
        "Salariés demandés ailleurs",
        "Employees claimed elsewhere",
        "les salariés et leurs jours, avec les demandes des autres établissements",
        "the employees and their days, with the claims of other establishments",
    ),
    **_BOTH,
    "contract_hours": _check(
        "Durée du contrat",
        "Hours of the contract",
        "heures travaillées et chômées de chaque semaine, avec le contrat",
        "worked and unworked hours of each week, with the contract",
    ),
    "leave": _check(
        "Congés et maladie",
        "Leave and sickness",
        "les semaines avec congés ou arrêts, avec le contrat",
        "the weeks with leave or sickness, with the contract",
    ),
    "pay_jump": _check(
        "Écart du taux horaire",
        "Change of the hourly pay",
        "le taux de chaque salarié, avec celui du dernier mois demandé",
        "the hourly pay of each employee, with that of the last month claimed",
    ),
    "pay_of_a_month": _check(
        "Salaire mensuel pris pour horaire",
        "Monthly pay taken for hourly",
        "le taux de chaque ligne, avec dix fois le SMIC",
        "the hourly pay of each line, with ten minimum wages",
    ),
    "rest_days": _check(
        "Dimanches et jours fériés",
        "Sundays and public holidays",
        "les heures chômées de chaque ligne, avec ses jours ouvrés",
        "the unworked hours of each line, with its working days",
    ),
    "two_names": _check(
        "Un numéro, deux noms",
        "One number, two names",
        "les noms donnés à chaque numéro de sécurité sociale",
        "the names given to each social security number",
    ),
    "pay_under_minimum": _check(
        "Taux sous le SMIC",
        "Pay under the minimum wage",
        "le taux de chaque ligne, avec le SMIC",
        "the hourly pay of each line, with the minimum wage",
    ),
    "pay_over_cap": _check(
        "Taux au-dessus du plafond",
        "Pay over the cap",
        "la part des lignes plafonnées, avec la part habituelle",
        "the share of lines over the cap, with the usual share",
    ),
    "iban_changed": _check(
        "Compte changé",
        "Account changed",
        "le compte payé, avec ceux des demandes d'avant",
        "the account to be paid, with those of earlier requests",
    ),
    "iban_shared": _check(
        "Compte partagé",
        "Account shared",
        "le compte payé, avec ceux des autres entreprises",
        "the account to be paid, with those of other firms",
    ),
    "fresh_account": _check(
        "Compte récent",
        "Fresh account",
        "l'âge du compte de l'établissement, avec la somme demandée",
        "the age of the establishment's account, with the sum claimed",
    ),
    "disposable_address": _check(
        "Adresse électronique",
        "E-mail address",
        "les adresses des contacts, avec les adresses jetables connues",
        "the contacts' addresses, with the disposable ones that are known",
    ),
    "payroll": _check(
        "Paie déclarée (DSN)",
        "Declared payroll",
        "les heures demandées, avec celles que la paie déclare",
        "the hours claimed, with those that payroll declares",
    ),
}
CHECKS: Mapping[QueueKind, Mapping[str, CheckWords]] = {
    QueueKind.REQUEST: _OF_REQUESTS,
    QueueKind.CLAIM: _OF_CLAIMS,
}
"""The checks by kind and name, in the order they are shown."""
_DRAWN = _check(
    "Tirage au sort",
    "Drawn for control",
    "une part fixe de dossiers sans reproche, vue pour contrôle",
    "a fixed share of files without fault, seen for control",
)


def check_words(kind: QueueKind | None, name: str) -> CheckWords:
    """A check; one that has no words of its own is called by its name."""
    if name == DRAWN:
        return _DRAWN
    for of_kind in (CHECKS[kind],) if kind else CHECKS.values():
        if name in of_kind:
            return of_kind[name]
    return CheckWords(Words(name, name), Words("", ""))


KINDS: Mapping[QueueKind, Words] = {
    QueueKind.REQUEST: Words("Demande d'autorisation", "Authorisation request"),
    QueueKind.CLAIM: Words("Demande d'indemnisation", "Claim"),
}
MANY: Mapping[QueueKind, tuple[tuple[str, str], tuple[str, str]]] = {
    QueueKind.REQUEST: (
        ("demande d'autorisation", "demandes d'autorisation"),
        ("authorisation request", "authorisation requests"),
    ),
    QueueKind.CLAIM: (
        ("demande d'indemnisation", "demandes d'indemnisation"),
        ("claim", "claims"),
    ),
}
"""One and several, in French and in English."""
REQUESTS: Mapping[RequestState, Badge] = {
    RequestState.SUBMITTED: Badge(Words("À contrôler", "To be checked"), WAITS),
    RequestState.HELD: Badge(Words("Attend une décision", "Waits for a decision"), WAITS),
    RequestState.DECIDED: Badge(Words("Décidée", "Decided")),
    RequestState.WITHDRAWN: Badge(Words("Retirée par l'employeur", "Withdrawn by the employer")),
}
EARLIER_USES: Mapping[EarlierUse, Words] = {
    EarlierUse.NONE: Words("aucun", "none"),
    EarlierUse.YES: Words("oui", "yes"),
    EarlierUse.UNKNOWN: Words("ne sait pas", "does not know"),
}
DECIDERS: Mapping[DecisionKind, Words] = {
    DecisionKind.AUTOMATIC: Words("automatiquement", "automatically"),
    DecisionKind.OFFICER: Words("par", "by"),
    DecisionKind.TACIT: Words("tacite", "tacit"),
}
LEFT: Mapping[Left, Words] = {
    Left.CHANGED: Words(
        "Une autre personne l'a décidé, ou l'employeur l'a retiré ou modifié, depuis que vous "
        "l'avez lu : il est resté tel quel.",
        "Somebody else decided it, or the employer withdrew or changed it, since you read it: it "
        "stays as it is.",
    ),
    Left.SILENCE: Words(
        "Son délai est passé : elle est accordée tacitement.",
        "Its deadline has passed: it is tacitly approved.",
    ),
}
WITHDRAWALS: Mapping[WithdrawalReason, Words] = {
    WithdrawalReason.ILLEGAL: Words(
        "Elle est illégale (dans les quatre mois ; CRPA, L. 242-1)",
        "It is illegal (within four months; CRPA, L. 242-1)",
    ),
    WithdrawalReason.CONDITIONS_NOT_MET: Words(
        "Ses conditions ne sont pas remplies (à tout moment ; CRPA, L. 242-2)",
        "Its conditions are not met (at any time; CRPA, L. 242-2)",
    ),
    WithdrawalReason.FRAUD: Words(
        "Elle a été obtenue par fraude (à tout moment ; CRPA, L. 241-2)",
        "It was obtained by fraud (at any time; CRPA, L. 241-2)",
    ),
}
EVENTS: Mapping[PaymentEvent, Badge] = {
    PaymentEvent.ORDERED: Badge(Words("Ordonné", "Ordered"), WAITS),
    PaymentEvent.LISTED: Badge(Words("Dans un fichier à écrire", "In a file to be written"), WAITS),
    PaymentEvent.SENT: Badge(Words("Dans un fichier", "In a file")),
    PaymentEvent.TRANSMITTED: Badge(Words("Transmis à la banque", "Handed to the bank")),
    PaymentEvent.SETTLED: Badge(Words("Payé", "Paid"), GOOD),
    PaymentEvent.REJECTED: Badge(Words("Rejeté par la banque", "Rejected by the bank"), BAD),
    PaymentEvent.RETURNED: Badge(Words("Revenu de la banque", "Sent back by the bank"), BAD),
}
HELD_BACK: Mapping[HeldBack, Words] = {
    HeldBack.ESTABLISHMENT_SUSPENDED: Words(
        "le compte de l'établissement est suspendu", "the establishment's account is suspended"
    ),
    HeldBack.NO_DECISION: Words(
        "la décision citée n'existe pas", "the decision it quotes is not there"
    ),
    HeldBack.DECISION_WITHDRAWN: Words(
        "l'autorisation a été retirée", "the authorisation was withdrawn"
    ),
    HeldBack.ACCOUNT_FROZEN: Words("ce compte est bloqué", "that account is frozen"),
    HeldBack.ACCOUNT_NOT_PROVEN: Words(
        "personne qui représente l'entreprise n'a confirmé ce compte",
        "nobody who speaks for the firm has confirmed that account",
    ),
    HeldBack.PAYER_IS_A_PARTY: Words(
        "vous l'avez déposée, ou appartenez à cet établissement : une autre personne la paie",
        "you filed it, or belong to that establishment: somebody else pays it",
    ),
    HeldBack.EARLIER_PAYMENT_UNANSWERED: Words(
        "la banque n'a pas répondu sur le paiement d'une version précédente",
        "the bank has not answered on the payment of an earlier version",
    ),
    HeldBack.CORRECTED: Words(
        "une correction a déjà payé tout ou partie de ce qui était dû",
        "a correction has paid all or a part of what was due",
    ),
    HeldBack.ACCOUNT_OUTSIDE_SEPA: Words(
        "le compte est hors de la zone SEPA : l'employeur en donne un autre",
        "the account is outside the SEPA area: the employer gives another",
    ),
    HeldBack.ACCOUNT_NOT_IN_EFFECT: Words(
        "ce compte en remplace un autre, et ne prend effet que dans quelques jours",
        "that account takes the place of another, and takes effect in some days",
    ),
    HeldBack.AWAITING_VISA: Words(
        "un paiement hors de l'ordinaire : une personne le regarde d'abord (page Visas)",
        "a payment out of the ordinary: somebody looks at it first (page Visas)",
    ),
    HeldBack.AMOUNT_ABOVE_LIMIT: Words(
        "la somme dépasse ce qu'un virement peut porter (999 999 999,99 €)",
        "the sum is more than one transfer takes (€999,999,999.99)",
    ),
    HeldBack.ALTERED: Words(
        "ce qui est conservé n'est pas ce qui a été écrit : vérifier le journal",
        "what is kept is not what was written: verify the journal",
    ),
    HeldBack.CHANGED_MEANWHILE: Words(
        "quelqu'un y travaillait au même moment", "somebody was at work on it"
    ),
}
UNMATCHED_REASONS: Mapping[UnmatchedReason, Words] = {
    UnmatchedReason.UNKNOWN_FILE: Words(
        "le fichier n'est pas des nôtres", "the file is none of ours"
    ),
    UnmatchedReason.UNKNOWN_PAYMENT: Words(
        "le paiement n'est pas des nôtres", "the payment is none of ours"
    ),
    UnmatchedReason.NOT_HANDED_OVER: Words(
        "personne n'a noté que son fichier est transmis à la banque : notez-le, puis relisez",
        "nobody has said that its file has gone to the bank: say so, then read it again",
    ),
    UnmatchedReason.OTHER_FILE: Words(
        "le paiement est dans un autre fichier", "the payment is in another file"
    ),
    UnmatchedReason.OTHER_AMOUNT: Words(
        "le montant n'est pas celui qui a été ordonné", "the amount is not the one ordered"
    ),
    UnmatchedReason.CONTRADICTION: Words(
        "la banque avait dit le contraire : un retour vient par un autre message",
        "the bank had said the contrary: a return comes by another message",
    ),
    UnmatchedReason.CLAIM_MOVED: Words(
        "la demande n'attend pas de paiement", "the claim does not wait for a payment"
    ),
    UnmatchedReason.REPEAT: Words(
        "la banque l'a refusé comme un double : le premier tient, et a pu être payé",
        "the bank refused it as a repeat: the first one stands, and may have been paid",
    ),
    UnmatchedReason.CHANGED_MEANWHILE: Words(
        "quelqu'un y travaillait : déposez la réponse à nouveau",
        "somebody was at work on it: send the answer again",
    ),
}
