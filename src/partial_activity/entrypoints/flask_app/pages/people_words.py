"""Roles of people and scopes of tokens, as pages write them."""

from collections.abc import Mapping

from partial_activity.domain.people import Role
from partial_activity.domain.tokens import Scope
from partial_activity.domain.words import Words

ROLES: Mapping[Role, Words] = {
    Role.CONTACT: Words("contact de l'entreprise", "contact of the firm"),
    Role.DECLARANT: Words("déclarant", "declarant"),
    Role.OFFICER: Words("agent instructeur", "officer"),
    Role.PAYING_AGENT: Words("agent payeur", "paying agent"),
    Role.AUDITOR: Words("auditeur", "auditor"),
    Role.ADMINISTRATOR: Words("administrateur", "administrator"),
}
_VERBS: Mapping[str, Words] = {"read": Words("lire", "read"), "write": Words("écrire", "write")}
_THINGS: Mapping[str, Words] = {
    "establishments": Words("les établissements et leurs membres", "establishments and members"),
    "requests": Words("les demandes d'autorisation", "requests for authorisation"),
    "claims": Words("les demandes d'indemnisation", "claims"),
    "payments": Words("les paiements", "payments"),
    "decisions": Words("les décisions", "decisions"),
    "notices": Words("les courriels envoyés", "letters sent"),
    "statistics": Words("les statistiques", "statistics"),
    "tokens": Words("les jetons", "tokens"),
}
"""By the two parts of a scope's value."""


def scope_words(scope: Scope) -> Words:
    """What a program may do with it."""
    thing, _, verb = scope.value.partition(":")
    do, to = _VERBS.get(verb, Words(verb, verb)), _THINGS.get(thing, Words(thing, thing))
    return Words(f"{do.french} {to.french}", f"{do.english} {to.english}")
