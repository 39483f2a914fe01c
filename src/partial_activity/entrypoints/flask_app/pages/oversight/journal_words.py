"""What the journal's entries say, in words: each action, who acted, and the facts beside it."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from partial_activity.adapters.formatting import ENGLISH, FRENCH, formatter
from partial_activity.domain.money import Euros
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Role
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import ROLES

KINDS: Mapping[str, Words] = {
    "claim": Words("Demandes d'indemnisation", "Claims"),
    "claim_window": Words("Délais de dépôt", "Times to claim"),
    "clock": Words("Horloge", "Clock"),
    "confirmation": Words("Confirmations d'adresse", "Confirmations of addresses"),
    "data": Words("Lectures de données personnelles", "Readings of personal data"),
    "decision": Words("Décisions", "Decisions"),
    "establishment": Words("Établissements", "Establishments"),
    "file": Words("Fichiers déposés", "Files sent"),
    "iban": Words("Comptes bancaires", "Bank accounts"),
    "identity": Words("Identités ProConnect", "ProConnect identities"),
    "letter": Words("Courriels", "Letters"),
    "membership": Words("Accès aux établissements", "Access to establishments"),
    "opinion": Words("Avis du CSE", "Opinions of the council"),
    "payment": Words("Paiements", "Payments"),
    "person": Words("Personnes", "People"),
    "policy": Words("Seuils du contrôle", "Screening thresholds"),
    "principal": Words("Contacts principaux", "Principal contacts"),
    "request": Words("Demandes d'autorisation", "Requests for authorisation"),
    "security_key": Words("Clés de sécurité", "Security keys"),
    "session": Words("Connexions", "Sessions"),
    "token": Words("Jetons", "Tokens"),
    "visa": Words("Visas de paiement", "Visas of payments"),
}
"""First part of an action."""

ACTIONS: Mapping[str, Words] = {
    "claim.corrected": Words("Correction commencée", "Correction begun"),
    "claim.lines_imported": Words("Lignes importées d'un fichier", "Lines imported from a file"),
    "claim.lines_removed": Words("Lignes retirées", "Lines removed"),
    "claim.lines_saved": Words("Lignes enregistrées", "Lines saved"),
    "claim.nothing_due": Words("Rien de plus à payer", "Nothing more to pay"),
    "claim.opened": Words("Demande d'indemnisation ouverte", "Claim opened"),
    "claim.recovery_due": Words("Trop-perçu à reverser", "Overpayment to be repaid"),
    "claim.refused": Words("Demande d'indemnisation refusée", "Claim refused"),
    "claim.screened": Words("Demande d'indemnisation contrôlée", "Claim screened"),
    "claim.submitted": Words("Demande d'indemnisation déposée", "Claim submitted"),
    "claim.validated": Words("Demande d'indemnisation validée", "Claim validated"),
    "claim.withdrawn": Words("Demande d'indemnisation retirée", "Claim withdrawn"),
    "claim_window.closing": Words("Rappel : le délai s'achève", "Reminder: the time ends"),
    "confirmation.sent": Words("Lien de confirmation envoyé", "Link to confirm sent"),
    "data.read": Words("Données personnelles lues", "Personal data read"),
    "decision.withdrawn": Words("Décision retirée", "Decision withdrawn"),
    "establishment.active": Words("Établissement rétabli", "Establishment restored"),
    "establishment.confirmed": Words("Compte ouvert", "Account opened"),
    "establishment.signed_up": Words("Inscription", "Signed up"),
    "establishment.suspended": Words("Établissement suspendu", "Establishment suspended"),
    "file.discarded": Words("Fichier abandonné", "File discarded"),
    "file.import_asked": Words("Import d'un fichier demandé", "Import of a file asked for"),
    "file.received": Words("Fichier reçu", "File received"),
    "iban.changed": Words("Compte bancaire changé", "Bank account changed"),
    "identity.let_go": Words(
        "Identité ProConnect écartée : la messagerie a répondu ailleurs",
        "ProConnect identity let go: the mailbox answered elsewhere",
    ),
    "identity.linked": Words("Identité ProConnect associée", "ProConnect identity linked"),
    "identity.unlinked": Words("Identité ProConnect dissociée", "ProConnect identity unlinked"),
    "clock.confirmed": Words("Horloge confirmée", "Clock confirmed"),
    "letter.sent_again": Words("Courriel renvoyé", "Letter sent again"),
    "establishment.account_proven": Words("Compte bancaire confirmé", "Bank account confirmed"),
    "establishment.firm_frozen": Words("Entreprise bloquée", "Firm frozen"),
    "establishment.firm_unfrozen": Words("Entreprise débloquée", "Firm unfrozen"),
    "payment.account_frozen": Words("Compte bancaire bloqué", "Bank account frozen"),
    "payment.account_unfrozen": Words("Compte bancaire débloqué", "Bank account unfrozen"),
    "payment.run_frozen": Words("Ordre de paiement bloqué", "Payment run frozen"),
    "payment.run_unfrozen": Words("Ordre de paiement débloqué", "Payment run unfrozen"),
    "person.frozen": Words("Personne bloquée", "Person frozen"),
    "person.unfrozen": Words("Personne débloquée", "Person unfrozen"),
    "membership.set_back": Words("Accès remis en attente", "Access set back to waiting"),
    "membership.unproven": Words("Accès sans preuve", "Access without a proof"),
    "membership.proof_asked": Words("Preuve de représentation demandée", "Proof asked for"),
    "membership.proven": Words("Représentation prouvée", "Proven to speak for the firm"),
    "membership.letter_printed": Words("Lettre de code imprimée", "Letter with a code printed"),
    "membership.wrong_code": Words("Code faux", "Wrong code"),
    "membership.approved": Words("Accès accordé", "Access granted"),
    "membership.asked": Words("Accès demandé", "Access asked for"),
    "membership.declined": Words("Accès refusé", "Access declined"),
    "membership.restored": Words("Accès rétabli", "Access restored"),
    "membership.suspended": Words("Accès suspendu", "Access suspended"),
    "opinion.asked": Words("Rappel : avis du CSE attendu", "Reminder: opinion due"),
    "opinion.sent": Words("Avis du CSE transmis", "Opinion of the council sent"),
    "payment.answered": Words("Réponse de la banque", "Answer of the bank"),
    "payment.file_written": Words("Fichier de paiement écrit", "Payment file written"),
    "payment.listed": Words("Paiement mis en fichier", "Payment put in a file"),
    "payment.mended": Words("Paiement corrigé et relancé", "Payment mended and ordered again"),
    "payment.ordered": Words("Paiement ordonné", "Payment ordered"),
    "payment.rejected": Words("Paiement rejeté par la banque", "Payment rejected by the bank"),
    "payment.file_transmitted": Words(
        "Fichier de paiement transmis à la banque", "Payment file handed over to the bank"
    ),
    "payment.sent": Words("Paiement écrit dans un fichier", "Payment written to a file"),
    "payment.returned": Words("Paiement revenu de la banque", "Payment sent back by the bank"),
    "payment.statement_read": Words("Relevé de compte suivi", "Account statement followed"),
    "payment.transmitted": Words("Paiement transmis à la banque", "Payment handed to the bank"),
    "payment.settled": Words("Paiement exécuté", "Payment carried out"),
    "person.added": Words("Accès au service ouvert", "Let into the service"),
    "person.changed": Words("Profil modifié", "Profile changed"),
    "person.confirmed": Words("Adresse confirmée", "Address confirmed"),
    "person.opened": Words("Compte ouvert par ProConnect", "Account opened through ProConnect"),
    "person.restored": Words("Accès au service rétabli", "Access to the service restored"),
    "person.role_changed": Words("Rôle changé", "Role changed"),
    "person.suspended": Words("Accès au service suspendu", "Access to the service suspended"),
    "policy.changed": Words("Seuils du contrôle changés", "Screening thresholds changed"),
    "claim.awaits_visa": Words("Paiement en attente de visa", "Payment waits for a visa"),
    "claim.visa_given": Words("Paiement visé", "Payment signed"),
    "establishment.account_objected": Words(
        "Opposition à un compte bancaire", "Objection to a bank account"
    ),
    "visa.asked": Words("Visa demandé", "Visa asked for"),
    "visa.given": Words("Visa donné", "Visa given"),
    "visa.refused": Words("Visa refusé", "Visa refused"),
    "principal.changed": Words("Contact principal changé", "Principal contact changed"),
    "request.amended": Words("Modification commencée", "Amendment begun"),
    "request.decided": Words("Décision prise", "Decision taken"),
    "request.drafted": Words("Brouillon créé", "Draft made"),
    "request.held": Words("Retenue pour un agent", "Held for an officer"),
    "request.screened": Words("Demande d'autorisation contrôlée", "Request screened"),
    "request.submitted": Words("Demande d'autorisation déposée", "Request filed"),
    "request.withdrawn": Words("Demande d'autorisation retirée", "Request withdrawn"),
    "security_key.added": Words("Clé de sécurité ajoutée", "Security key added"),
    "security_key.removed": Words("Clé de sécurité retirée", "Security key taken away"),
    "session.ended": Words("Déconnexion", "Signed out"),
    "session.opened": Words("Connexion", "Signed in"),
    "token.issued": Words("Jeton créé", "Token issued"),
    "token.revoked": Words("Jeton retiré", "Token taken back"),
}
"""Every action the use cases write; a test holds that none is missing."""

_FACTS: Mapping[str, Words] = {
    "due_on": Words("jusqu'au", "until"),
    "siret": Words("établissement", "establishment"),
    "what": Words("données", "data"),
    "accepted": Words("acceptée", "accepted"),
    "added": Words("lignes ajoutées", "lines added"),
    "answer_within_days": Words("jours pour répondre", "days to answer"),
    "attempt": Words("tentative", "attempt"),
    "before": Words("avant", "before"),
    "cents": Words("montant", "amount"),
    "changed": Words("lignes changées", "lines changed"),
    "claim": Words("demande", "claim"),
    "content": Words("scellé du contenu", "seal of the content"),
    "control_share": Words("part au hasard", "share drawn"),
    "days": Words("jours", "days"),
    "decision": Words("décision", "decision"),
    "drawn": Words("tirée au hasard", "drawn at random"),
    "file": Words("fichier", "file"),
    "found": Words("constats", "found"),
    "kind": Words("par", "by"),
    "known_on": Words("droit connu le", "law as known on"),
    "law_revision": Words("révision des tables", "revision of the tables"),
    "lines": Words("lignes", "lines"),
    "number": Words("numéro", "number"),
    "opinion": Words("avis", "opinion"),
    "outcome": Words("issue", "outcome"),
    "reason": Words("motif", "reason"),
    "reasons": Words("motifs", "reasons"),
    "removed": Words("lignes retirées", "lines removed"),
    "role": Words("rôle", "role"),
    "scopes": Words("droits", "scopes"),
    "score": Words("points", "score"),
    "sha256": Words("empreinte", "digest"),
    "size": Words("octets", "bytes"),
    "threshold": Words("seuil", "threshold"),
    "version": Words("version", "version"),
}
_VALUES: Mapping[str, Words] = MappingProxyType(
    {
        "true": Words("oui", "yes"),
        "false": Words("non", "no"),
        "nothing": Words("rien", "nothing"),
        "passed": Words("rien trouvé", "nothing found"),
        "accept": Words("acceptée", "accepted"),
        "hold": Words("retenue", "held"),
        "refuse": Words("refusée", "refused"),
        "automatic": Words("contrôle automatique", "screening"),
        "tacit": Words("tacite", "tacit"),
        **{role.value: ROLES[role] for role in Role},
    }
)
_NOBODY: Mapping[str, Words] = {
    "system": Words("le service", "the service"),
    "operator": Words("l'exploitant, sur la machine", "the operator, on the machine"),
}


@frozen
class Told:
    """One fact of an entry."""

    label: Words
    value: Words


def told(entry: JournalEntry) -> tuple[Told, ...]:
    """The facts of an entry with their labels; a code without words stays as it is."""
    return tuple(
        Told(
            _FACTS.get(key, Words(key, key)),
            _value(key, text),
        )
        for key, text in entry.facts.items()
    )


def _value(key: str, text: str) -> Words:
    if not text:
        return Words("—", "—")
    if key == "cents" and text.isdigit():
        amount = Euros(int(text))
        return Words(formatter(FRENCH).euros(amount), formatter(ENGLISH).euros(amount))
    return _VALUES.get(text, Words(text, text))


def action_words(action: str) -> Words:
    """What happened; an action of another version is shown as it is."""
    return ACTIONS.get(action, Words(action, action))


def actor_words(actor: str, names: Mapping[str, str]) -> Words:
    """Who acted."""
    name = names.get(actor)
    if name is not None:
        return Words(name, name)
    return _NOBODY.get(actor, Words(actor, actor))
