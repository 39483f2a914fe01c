"""What the pages of claims say: what happens next in each state, and the words of lists."""

from collections.abc import Mapping

from partial_activity.domain.assessment.cases import EmployeeCategory
from partial_activity.domain.claim.claims import ClaimState
from partial_activity.domain.claim.problems import LineProblem
from partial_activity.domain.claim.uploads import UploadState, UploadStep
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.payment.payments import PaymentEvent
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.employer.words import BAD, GOOD, WAITS, Badge
from partial_activity.entrypoints.flask_app.pages.formatting import in_both
from partial_activity.entrypoints.flask_app.pages.public.simulator_choices import CATEGORIES as ALL

NEXT: Mapping[ClaimState, Words] = {
    ClaimState.DRAFT: Words(
        "Rien n'est encore déposé. Remplissez les heures, vérifiez, puis déposez : tant que ce "
        "n'est pas fait, personne d'autre ne voit cette demande.",
        "Nothing is filed yet. Fill in the hours, check, then file: until then nobody else sees "
        "this claim.",
    ),
    ClaimState.AWAITING_VALIDATION: Words(
        "La demande est déposée. Elle est contrôlée automatiquement, en général dans les minutes "
        "qui suivent ; vous recevez un courriel si elle est refusée, et quand l'allocation "
        "est versée. Vous pouvez encore la retirer.",
        "The claim is filed. It is checked automatically, as a rule within minutes; you are sent "
        "an e-mail if it is refused, and when the allowance is paid. You can still withdraw it.",
    ),
    ClaimState.UNDER_INSTRUCTION: Words(
        "Un agent de l'administration examine la demande. Vous n'avez rien à faire ; vous recevez "
        "un courriel si elle est refusée, et quand l'allocation est versée.",
        "An officer examines the claim. There is nothing for you to do; you are sent an e-mail if "
        "it is refused, and when the allowance is paid.",
    ),
    ClaimState.AWAITING_VISA: Words(
        "La demande attend un visa de l'administration. Vous n'avez rien à faire.",
        "The claim waits for a visa of the authority. There is nothing for you to do.",
    ),
    ClaimState.VALIDATED: Words(
        "La demande est validée. L'allocation est mise en paiement au prochain envoi à la banque. "
        "Elle pourra être corrigée une fois payée.",
        "The claim is validated. The allowance goes to the bank with the next file. The claim can "
        "be corrected once it is paid.",
    ),
    ClaimState.REJECTED: Words(
        "La demande est refusée. Corrigez-la et déposez-la de nouveau : une nouvelle version "
        "reprend toutes les lignes.",
        "The claim is refused. Correct it and file it again: a new version begins with all the "
        "lines.",
    ),
    ClaimState.WITHDRAWN: Words(
        "Vous avez retiré cette demande. Le mois peut être demandé de nouveau.",
        "You withdrew this claim. The month can be claimed again.",
    ),
    ClaimState.PAYMENT_REQUESTED: Words(
        "L'allocation est à la banque. Le virement arrive en général en un à deux jours ouvrés.",
        "The allowance is with the bank. The transfer arrives as a rule in one or two working "
        "days.",
    ),
    ClaimState.PAID: Words(
        "L'allocation est payée. Une erreur ? Corrigez : une nouvelle version reprend toutes les "
        "lignes, et seule la différence est payée ou reversée.",
        "The allowance is paid. A mistake? Correct it: a new version begins with all the lines, "
        "and only the difference is paid, or paid back.",
    ),
    ClaimState.PAYMENT_INVALIDATED: Words(
        "La banque a rejeté le virement. Donnez un autre compte : le paiement repart aussitôt.",
        "The bank rejected the transfer. Give another account: the payment is ordered again at "
        "once.",
    ),
    ClaimState.RECOVERY_DUE: Words(
        "Il a été payé plus que cette version ne donne : la différence est à reverser. Un courrier "
        "vous dira comment et pour quand.",
        "More was paid than this version gives: the difference is to be paid back. A letter will "
        "say how and by when.",
    ),
    ClaimState.RECOVERY_ISSUED: Words(
        "La différence a été demandée par courrier.", "The difference was asked for by letter."
    ),
    ClaimState.RECOVERY_INVALIDATED: Words(
        "Le reversement est annulé : vous n'avez rien à payer.",
        "The repayment is cancelled: there is nothing to pay.",
    ),
}
"""The words for what comes next, by the state of the latest version."""
_ACCOUNT_OF_A_CONTACT = Words(
    "La banque a rejeté le virement. Un contact de l'établissement, et lui seul, peut donner un "
    "autre compte : prévenez-le. Le paiement repart aussitôt.",
    "The bank rejected the transfer. Only a contact of the establishment can give another account: "
    "tell them. The payment is ordered again at once.",
)


def next_of(state: ClaimState, *, may_change_account: bool) -> Words:
    """What comes next, for who may give another account of the bank and for who may not."""
    if state is ClaimState.PAYMENT_INVALIDATED and not may_change_account:
        return _ACCOUNT_OF_A_CONTACT
    return NEXT[state]


PAYMENTS: Mapping[PaymentEvent, Badge] = {
    PaymentEvent.ORDERED: Badge(Words("À envoyer à la banque", "To be sent to the bank"), WAITS),
    PaymentEvent.LISTED: Badge(Words("À envoyer à la banque", "To be sent to the bank"), WAITS),
    PaymentEvent.SENT: Badge(Words("En préparation", "Being prepared"), WAITS),
    PaymentEvent.TRANSMITTED: Badge(Words("Envoyé à la banque", "Sent to the bank"), WAITS),
    PaymentEvent.SETTLED: Badge(Words("Payé", "Paid"), GOOD),
    PaymentEvent.REJECTED: Badge(Words("Rejeté par la banque", "Rejected by the bank"), BAD),
    PaymentEvent.RETURNED: Badge(Words("Revenu de la banque", "Sent back by the bank"), BAD),
}
EVENTS: Mapping[PaymentEvent, Words] = {
    PaymentEvent.ORDERED: Words("Paiement décidé", "Payment ordered"),
    PaymentEvent.LISTED: Words("Inscrit dans un fichier de virements", "Put into a payment file"),
    PaymentEvent.SENT: Words("Fichier écrit pour la banque", "File written for the bank"),
    PaymentEvent.TRANSMITTED: Words("Fichier transmis à la banque", "File handed to the bank"),
    PaymentEvent.SETTLED: Words("Virement exécuté", "Transfer made"),
    PaymentEvent.REJECTED: Words("Virement rejeté", "Transfer rejected"),
    PaymentEvent.RETURNED: Words("Virement revenu", "Transfer sent back"),
}
CATEGORIES: Mapping[EmployeeCategory, Words] = {
    category: ALL[category]
    for category in (
        EmployeeCategory.STANDARD,
        EmployeeCategory.PART_TIME,
        EmployeeCategory.TEMPORARY_AGENCY,
        EmployeeCategory.APPRENTICE,
        EmployeeCategory.VOCATIONAL_TRAINING,
    )
}
"""The categories whose hours can be claimed week by week."""
UPLOADS: Mapping[tuple[UploadStep, UploadState], Badge] = {
    (UploadStep.CHECK, UploadState.WAITING): Badge(Words("En attente", "Waits"), WAITS),
    (UploadStep.CHECK, UploadState.RUNNING): Badge(
        Words("Vérification en cours", "Being checked"), WAITS
    ),
    (UploadStep.CHECK, UploadState.DONE): Badge(
        Words("Vérifié : à importer ou à refuser", "Checked: import or give up"), WAITS
    ),
    (UploadStep.IMPORT, UploadState.WAITING): Badge(Words("Import en attente", "Waits"), WAITS),
    (UploadStep.IMPORT, UploadState.RUNNING): Badge(
        Words("Import en cours", "Being imported"), WAITS
    ),
    (UploadStep.IMPORT, UploadState.DONE): Badge(Words("Importé", "Imported"), GOOD),
    **{(step, UploadState.FAILED): Badge(Words("Non lu", "Not read"), BAD) for step in UploadStep},
    **{
        (step, UploadState.DISCARDED): Badge(Words("Refusé par vous", "Given up"))
        for step in UploadStep
    },
}


_UNANSWERED: Mapping[str, Words] = {
    "law_changes_inside_period": Words(
        "Les montants changent au milieu de cette semaine : coupez-la en deux, ici ou dans un "
        "fichier (premier_jour, dernier_jour).",
        "The amounts change in the middle of this week: cut it in two, here or in a file "
        "(premier_jour, dernier_jour).",
    ),
    "no_rule_in_force": Words(
        "Aucun texte connu ne répond pour ces jours : vérifiez le mois, ou attendez la publication "
        "du texte.",
        "No text that is known answers for these days: check the month, or wait for the text to be "
        "published.",
    ),
    "missing": Words(
        "Il manque un fait que le droit demande pour ces jours : le taux horaire, ou l'effectif "
        "de l'autorisation pour les heures d'avant 2020.",
        "A fact is missing that the law asks for on these days: the hourly pay, or the workforce "
        "of the authorisation for hours before 2020.",
    ),
    "not_modelled": Words(
        "Aucune source lue ne donne la formule de ce cas : interrogez l'administration par écrit.",
        "No source that was read gives the formula of this case: ask the authority in writing.",
    ),
}


def problem(found: LineProblem) -> Words:
    """Why a line cannot be claimed, in words for who typed it."""
    own = found.path.startswith("facts.")
    return (None if own else _UNANSWERED.get(found.code)) or in_both(found)


def masked(nir: Nir) -> str:
    """A social security number with all but its last figures hidden."""
    return f"•••• {nir.digits[10:13]} {nir.digits[13:]}"
