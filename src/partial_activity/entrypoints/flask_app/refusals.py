"""What people are told when a step is refused: the thing, why, and what to do."""

from collections.abc import Mapping

from partial_activity.domain.errors import Conflict, NotAllowed, NotFound
from partial_activity.domain.words import Words

_NOT_YOURS = Words(
    "Votre rôle ne permet pas cette action. Demandez-la au contact principal de l'établissement, "
    "ou à l'administrateur du service.",
    "Your role does not let you do this. Ask the principal contact of the establishment, or the "
    "administrator of the service.",
)
_SUSPENDED = Words(
    "Cet accès est suspendu : écrivez au service pour le rétablir.",
    "This access is suspended: write to the service to have it restored.",
)
_BY_STATE: Mapping[tuple[str, str], Words] = {
    ("link", "expired"): Words(
        "Ce lien n'est plus valable : demandez-en un autre.",
        "This link is no longer good: ask for another.",
    ),
    ("link", "used"): Words(
        "Ce lien a déjà servi : il n'ouvre qu'une session. Demandez-en un autre.",
        "This link has been used: it opens one session only. Ask for another.",
    ),
    ("person", "pending"): Words(
        "Confirmez d'abord votre adresse, par le lien reçu à l'inscription.",
        "Confirm your address first, with the link you were sent when you signed up.",
    ),
    ("person", "suspended"): _SUSPENDED,
    ("membership", "suspended"): _SUSPENDED,
    ("establishment", "suspended"): Words(
        "Le compte de cet établissement est suspendu : rien ne peut y être déposé. Écrivez au "
        "service.",
        "The account of this establishment is suspended: nothing can be filed. Write to the "
        "service.",
    ),
    ("establishment", "pending"): Words(
        "Le compte de cet établissement attend la confirmation d'une adresse.",
        "The account of this establishment waits for an address to be confirmed.",
    ),
    ("request", "approved by silence"): Words(
        "Le délai est passé : cette demande est acceptée par le silence.",
        "The time is over: this request is approved by silence.",
    ),
    ("person", "not the principal"): Words(
        "Seul le contact principal peut désigner son successeur.",
        "Only the principal contact can name another.",
    ),
}
_THINGS: Mapping[str, Words] = {
    "claim": Words("Cette demande d'indemnisation", "This claim"),
    "decision": Words("Cette décision", "This decision"),
    "establishment": Words("Cet établissement", "This establishment"),
    "link": Words("Ce lien", "This link"),
    "membership": Words("Cet accès", "This access"),
    "person": Words("Ce compte", "This account"),
    "request": Words("Cette demande d'autorisation", "This request"),
    "session": Words("Cette session", "This session"),
    "token": Words("Ce jeton", "This token"),
}
_THING = Words("Cet objet", "This")


def words_of(error: NotAllowed | NotFound | Conflict) -> Words:
    """One or two sentences, without identifiers and without the inside."""
    if isinstance(error, NotFound):
        return Words(
            "Cette adresse ne mène à rien que vous puissiez voir.",
            "This address leads to nothing that you may see.",
        )
    if isinstance(error, Conflict):
        thing = _THINGS.get(error.kind, _THING)
        return Words(
            f"{thing.french} vient de changer pendant que vous travailliez dessus. Revenez à la "
            "page précédente et rechargez-la : rien de ce que l'autre personne a fait n'est perdu.",
            f"{thing.english} has just changed while you worked on it. Go back and load the page "
            "again: nothing that the other person did is lost.",
        )
    if known := _BY_STATE.get((error.what, error.now)):
        return known
    if error.what == "person":
        return _NOT_YOURS
    thing = _THINGS.get(error.what, _THING)
    return Words(
        f"{thing.french} n'est plus dans un état qui permet cette action. Rechargez la page pour "
        "voir où elle en est.",
        f"{thing.english} is no longer in a state that allows this. Load the page again to see "
        "where it stands.",
    )
