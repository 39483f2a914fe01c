"""The letter that brings a code to the registered seat of a firm."""

from datetime import date

from partial_activity.domain.days import legal_day
from partial_activity.domain.letters.documents import (
    Document,
    DocumentKind,
    Facts,
    Notice,
    Paragraph,
    Phrase,
    Quote,
    Section,
    facts,
)
from partial_activity.domain.people.evidence import ProofRequest
from partial_activity.domain.people.people import Establishment, Person, Role

_ROLES = {Role.CONTACT: "contact de l'employeur", Role.DECLARANT: "déclarant, pour l'employeur"}


def proof_letter(
    asked: ProofRequest, establishment: Establishment, person: Person, role: Role, code: str
) -> Document:
    """The letter to print and to post, on the day it is printed."""
    assert asked.printed_at is not None, "a letter is printed before it is posted"
    assert asked.expires_at is not None, "its code has a last day"
    return Document(
        kind=DocumentKind.PROOF_LETTER,
        siret=asked.siret,
        subject=asked.id,
        version=1,
        line=None,
        title="Votre code d'activation",
        day=legal_day(asked.printed_at),
        blocks=(
            Quote("\n".join((establishment.name, *asked.address))),
            _who(asked, establishment, person, role, legal_day(asked.expires_at)),
            Notice(Phrase("Votre code : {code}", {"code": code})),
            Paragraph(
                Phrase(
                    "Si vous connaissez cette personne et lui confiez vos démarches d'activité "
                    "partielle, remettez-lui ce code : elle le recopie sur la page de "
                    "l'établissement, rubrique « Prouver que vous représentez l'entreprise »."
                )
            ),
        ),
        sections=(
            Section(
                "Vous ne connaissez pas cette personne ?",
                (
                    Paragraph(
                        Phrase(
                            "Ne donnez ce code à personne et détruisez cette lettre : sans lui, "
                            "cette personne ne peut ni déposer de demande d'indemnisation, ni "
                            "recevoir d'argent, ni voir ce que d'autres ont déposé. Écrivez au "
                            "service : il peut bloquer le compte tout de suite."
                        )
                    ),
                ),
            ),
        ),
    )


def _who(
    asked: ProofRequest, establishment: Establishment, person: Person, role: Role, until: date
) -> Facts:
    return facts(
        ("Établissement", establishment.called),
        ("SIRET", asked.siret),
        ("Personne qui demande à vous représenter", person.name),
        ("Son adresse électronique", str(person.email)),
        ("Rôle demandé", _ROLES[role]),
        ("Demandé le", asked.asked_at),
        ("Le code sert une fois, jusqu'au", until),
    )
