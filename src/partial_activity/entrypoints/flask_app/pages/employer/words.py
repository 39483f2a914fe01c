"""What the employer's pages call things: states, motives, opinions, roles, what there is to do."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from partial_activity.domain.assessment.cases import Scheme, Situation, Territory
from partial_activity.domain.authorisation.deadlines import Foundation
from partial_activity.domain.authorisation.requests import (
    Decision,
    DecisionKind,
    EarlierUse,
    Opinion,
    Perimeter,
    RequestState,
)
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.letters.notices import Delivery
from partial_activity.domain.people.people import AccountState, Membership, Role
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.public.simulator_choices import (
    SCHEMES,
    SITUATIONS,
    TERRITORIES,
)
from partial_activity.usecases.oversight.history import Happened
from partial_activity.usecases.oversight.overview import Followed, Task

GOOD, WAITS, BAD, PLAIN = "good", "waits", "bad", ""


@frozen
class Badge:
    """A state in a word, and how it looks."""

    words: Words
    look: str = PLAIN
    """Class of the style sheet; the word says it all without."""


_REQUESTS: Mapping[RequestState, Badge] = {
    RequestState.DRAFT: Badge(Words("Brouillon", "Draft")),
    RequestState.SUBMITTED: Badge(Words("Déposée", "Filed"), WAITS),
    RequestState.HELD: Badge(Words("En cours d'examen", "Being examined"), WAITS),
    RequestState.DECIDED: Badge(Words("Décidée", "Decided")),
    RequestState.WITHDRAWN: Badge(Words("Retirée", "Withdrawn")),
}
AMENDMENT = Badge(Words("Avenant en brouillon", "Amendment in draft"))


def decided(decision: Decision) -> Badge:
    """What became of a decision, in a word."""
    if decision.withdrawn_at is not None:
        return Badge(Words("Autorisation retirée", "Authorisation withdrawn"), BAD)
    if not decision.accepted:
        return Badge(Words("Refusée", "Refused"), BAD)
    if decision.kind is DecisionKind.TACIT:
        return Badge(Words("Accordée tacitement", "Tacitly approved"), GOOD)
    return Badge(Words("Autorisée", "Authorised"), GOOD)


def of_request(followed: Followed) -> Badge:
    """The state of a request, in a word."""
    latest = followed.request
    if latest.state is RequestState.DRAFT and latest.version > 1:
        return AMENDMENT
    decision = followed.decision
    if latest.state is RequestState.DECIDED and decision is not None:
        return decided(decision)
    return _REQUESTS[latest.state]


CLAIMS: Mapping[ClaimState, Badge] = {
    ClaimState.DRAFT: Badge(Words("Brouillon", "Draft")),
    ClaimState.AWAITING_VALIDATION: Badge(Words("Déposée", "Submitted"), WAITS),
    ClaimState.UNDER_INSTRUCTION: Badge(Words("En cours d'examen", "Being examined"), WAITS),
    ClaimState.AWAITING_VISA: Badge(Words("En attente de visa", "Waits for a visa"), WAITS),
    ClaimState.VALIDATED: Badge(Words("Validée", "Validated"), GOOD),
    ClaimState.REJECTED: Badge(Words("Refusée", "Refused"), BAD),
    ClaimState.WITHDRAWN: Badge(Words("Retirée", "Withdrawn")),
    ClaimState.PAYMENT_REQUESTED: Badge(Words("Paiement demandé", "Payment ordered"), WAITS),
    ClaimState.PAID: Badge(Words("Payée", "Paid"), GOOD),
    ClaimState.PAYMENT_INVALIDATED: Badge(
        Words("Virement rejeté par la banque", "Rejected by the bank"), BAD
    ),
    ClaimState.RECOVERY_DUE: Badge(Words("Reversement à émettre", "Repayment due"), BAD),
    ClaimState.RECOVERY_ISSUED: Badge(Words("Reversement demandé", "Repayment asked for"), BAD),
    ClaimState.RECOVERY_INVALIDATED: Badge(Words("Reversement annulé", "Repayment cancelled")),
}
ACCOUNTS: Mapping[AccountState, Badge] = {
    AccountState.PENDING: Badge(Words("Compte en attente", "Account waiting"), WAITS),
    AccountState.ACTIVE: Badge(Words("Compte actif", "Account active"), GOOD),
    AccountState.SUSPENDED: Badge(Words("Compte suspendu", "Account suspended"), BAD),
}
DELIVERIES: Mapping[Delivery, Badge] = {
    Delivery.WAITING: Badge(Words("En attente d'envoi", "Waits to be sent"), WAITS),
    Delivery.SENT: Badge(Words("Envoyé", "Sent"), GOOD),
    Delivery.FAILED: Badge(Words("Refusé par la messagerie", "Refused by the mail server"), BAD),
}


def of_member(membership: Membership) -> Badge:
    """A member's state, in a word."""
    return {
        AccountState.PENDING: Badge(Words("Demande en attente", "Asks to join"), WAITS),
        AccountState.ACTIVE: Badge(Words("Accès ouvert", "Has access"), GOOD),
        AccountState.SUSPENDED: Badge(Words("Sans accès", "No access"), BAD),
    }[membership.state]


ROLES: Mapping[Role, Words] = {
    Role.CONTACT: Words("Contact de l'employeur", "Contact of the employer"),
    Role.DECLARANT: Words(
        "Déclarant (cabinet comptable, service de paie)",
        "Declarant (accountant, payroll office)",
    ),
}
MOTIVES: Mapping[Motive, Words] = {
    Motive.ECONOMIC: Words("1. Conjoncture économique", "1. Economic situation"),
    Motive.SUPPLY: Words(
        "2. Difficultés d'approvisionnement en matières premières ou en énergie",
        "2. Shortage of raw materials or energy",
    ),
    Motive.DISASTER: Words(
        "3. Sinistre ou intempéries de caractère exceptionnel",
        "3. Disaster or exceptional weather",
    ),
    Motive.RESTRUCTURING: Words(
        "4. Transformation, restructuration ou modernisation de l'entreprise",
        "4. Transformation, restructuring or modernisation of the firm",
    ),
    Motive.EXCEPTIONAL: Words(
        "5. Toute autre circonstance de caractère exceptionnel",
        "5. Any other exceptional circumstance",
    ),
}
OPINIONS: Mapping[Opinion, Words] = {
    Opinion.NOT_GIVEN: Words("Pas encore rendu", "Not given yet"),
    Opinion.FAVOURABLE: Words("Favorable", "Favourable"),
    Opinion.UNFAVOURABLE: Words("Défavorable", "Unfavourable"),
    Opinion.NOT_APPLICABLE: Words("Pas de comité dans l'entreprise", "The firm has no council"),
}
PERIMETERS: Mapping[Perimeter, Words] = {
    Perimeter.WHOLE_REDUCED: Words(
        "Tout l'établissement, horaires réduits", "The whole establishment, hours reduced"
    ),
    Perimeter.PART_REDUCED: Words(
        "Une partie de l'établissement, horaires réduits", "Part of it, hours reduced"
    ),
    Perimeter.WHOLE_CLOSED: Words("Tout l'établissement, fermé", "The whole of it, closed"),
    Perimeter.PART_CLOSED: Words("Une partie de l'établissement, fermée", "Part of it, closed"),
}
EARLIER_USES: Mapping[EarlierUse, Words] = {
    EarlierUse.NONE: Words("Non", "No"),
    EarlierUse.YES: Words("Oui", "Yes"),
    EarlierUse.UNKNOWN: Words("Je ne sais pas", "I do not know"),
}
FOUNDATIONS: Mapping[Foundation, Words] = {
    Foundation.AGREEMENT: Words("Un accord collectif", "A collective agreement"),
    Foundation.DOCUMENT: Words(
        "Un document unilatéral pris sur un accord de branche",
        "The employer's document under a branch agreement",
    ),
}
CHOICES: Mapping[type, Mapping[Any, Words]] = {
    Scheme: SCHEMES,
    Situation: SITUATIONS,
    Territory: TERRITORIES,
    Motive: MOTIVES,
    Opinion: OPINIONS,
    Perimeter: PERIMETERS,
    EarlierUse: EARLIER_USES,
    Foundation: FOUNDATIONS,
}
"""What a request may state of each kind, and how that is called."""
TASKS: Mapping[Task, Words] = {
    Task.REPLACE_ACCOUNT: Words(
        "La banque a rejeté un virement : indiquez un autre compte",
        "The bank rejected a transfer: give another account",
    ),
    Task.TELL_OF_ACCOUNT: Words(
        "La banque a rejeté un virement : un contact doit indiquer un autre compte",
        "The bank rejected a transfer: a contact has to give another account",
    ),
    Task.SEND_OPINION: Words(
        "Envoyer l'avis du comité social et économique", "Send the works council's opinion"
    ),
    Task.CLAIM_MONTH: Words("Demander l'indemnisation du mois", "Claim the month"),
    Task.MEND_CLAIM: Words(
        "Corriger la demande d'indemnisation refusée", "Correct the claim that was refused"
    ),
    Task.ANSWER_REFUSAL: Words(
        "Lire le refus, puis corriger la demande ou le contester",
        "Read the refusal, then correct the request or contest it",
    ),
    Task.ANSWER_WITHDRAWAL: Words(
        "Lire le retrait de l'autorisation : le contester, ou déposer une nouvelle demande",
        "Read the withdrawal of the authorisation: contest it, or file a new request",
    ),
    Task.FINISH_CLAIM: Words(
        "Terminer la demande d'indemnisation commencée", "Finish the claim that was begun"
    ),
    Task.FINISH_REQUEST: Words(
        "Terminer la demande d'autorisation commencée", "Finish the request that was begun"
    ),
    Task.ANSWER_JOIN: Words(
        "Répondre à une personne qui demande l'accès", "Answer somebody who asks for access"
    ),
    Task.FIRST_REQUEST: Words(
        "Préparer une première demande d'autorisation", "Prepare a first request"
    ),
}
FACTS: Mapping[Happened, Words] = {
    Happened.OPENED: Words("Compte ouvert", "Account opened"),
    Happened.FILED: Words("Demande d'autorisation déposée", "Authorisation request filed"),
    Happened.OPINION: Words("Avis du comité envoyé", "Works council's opinion sent"),
    Happened.ACCEPTED: Words("Demande autorisée", "Request authorised"),
    Happened.APPROVED_BY_SILENCE: Words("Demande accordée tacitement", "Request tacitly approved"),
    Happened.REFUSED: Words("Demande refusée", "Request refused"),
    Happened.DECISION_WITHDRAWN: Words("Autorisation retirée", "Authorisation withdrawn"),
    Happened.CLAIMED: Words("Demande d'indemnisation déposée", "Claim submitted"),
    Happened.PAID: Words("Allocation versée", "Allowance paid"),
    Happened.PAYMENT_REJECTED: Words(
        "Virement rejeté par la banque", "Transfer rejected by the bank"
    ),
}
