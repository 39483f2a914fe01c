"""The receipt of a request (R. 5122-26), and the decision on it, as documents."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import cast

from partial_activity.domain.assessment.cases import Scheme
from partial_activity.domain.authorisation.deadlines import Deadline, Foundation
from partial_activity.domain.authorisation.receipts import Receipt
from partial_activity.domain.authorisation.requests import (
    AuthorisationRequest,
    Decision,
    DecisionKind,
    EarlierUse,
    Opinion,
    Perimeter,
)
from partial_activity.domain.claim.time_bar import last_day_to_claim
from partial_activity.domain.days import legal_day
from partial_activity.domain.identifiers import spoken
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.law.statements import Refusal, Statement, with_article
from partial_activity.domain.law.words import NAMED
from partial_activity.domain.letters.documents import (
    Block,
    Column,
    Document,
    DocumentKind,
    Items,
    Notice,
    Paragraph,
    Phrase,
    Quote,
    Section,
    Table,
    Value,
    begun,
    facts,
    texts_section,
)
from partial_activity.domain.letters.said_of_decisions import (
    Contesting,
    contesting,
    taken_by,
)
from partial_activity.domain.people.people import Establishment

SCHEMES: Mapping[Scheme, str] = {
    Scheme.ORDINARY: "Activité partielle de droit commun",
    Scheme.LONG_TERM: "Activité partielle de longue durée (APLD)",
    Scheme.LONG_TERM_REBOUND: "Activité partielle de longue durée rebond (APLD-R)",
    Scheme.CHILDCARE: "Garde d'enfant",
    Scheme.VULNERABLE: "Personne vulnérable",
}
_MOTIVES: Mapping[Motive, str] = {
    Motive.ECONOMIC: "Conjoncture économique",
    Motive.SUPPLY: "Difficultés d'approvisionnement en matières premières ou en énergie",
    Motive.DISASTER: "Sinistre ou intempéries de caractère exceptionnel",
    Motive.RESTRUCTURING: "Transformation, restructuration ou modernisation de l'entreprise",
    Motive.EXCEPTIONAL: "Autre circonstance de caractère exceptionnel",
}
_OPINIONS: Mapping[Opinion, str] = {
    Opinion.NOT_GIVEN: "Non joint",
    Opinion.FAVOURABLE: "Favorable",
    Opinion.UNFAVOURABLE: "Défavorable",
    Opinion.NOT_APPLICABLE: "Sans objet (pas de comité)",
}
_PERIMETERS: Mapping[Perimeter, str] = {
    Perimeter.WHOLE_REDUCED: "Tout l'établissement, horaire réduit",
    Perimeter.PART_REDUCED: "Une partie de l'établissement, horaire réduit",
    Perimeter.WHOLE_CLOSED: "Tout l'établissement, fermé",
    Perimeter.PART_CLOSED: "Une partie de l'établissement, fermée",
}
_EARLIER_USES: Mapping[EarlierUse, str] = {
    EarlierUse.NONE: "Non",
    EarlierUse.YES: "Oui",
    EarlierUse.UNKNOWN: "Non précisé",
}
_FOUNDATIONS: Mapping[Foundation, str] = {
    Foundation.AGREEMENT: "Accord collectif, à valider",
    Foundation.DOCUMENT: "Document de l'employeur, à homologuer",
}
_EVE = timedelta(days=1)


def receipt_document(
    receipt: Receipt,
    request: AuthorisationRequest,
    establishment: Establishment,
    deadline: Deadline,
) -> Document:
    """Who filed what, when, and from which day silence is approval."""
    return Document(
        kind=DocumentKind.RECEIPT,
        siret=request.siret,
        subject=request.id,
        version=request.version,
        line=None,
        title="Récépissé d'une demande d'activité partielle",
        day=legal_day(receipt.filed_at),
        blocks=(
            facts(
                ("Établissement", establishment.called),
                ("SIRET", request.siret),
                ("Demande", Phrase("{id}, version {version}", _named(request))),
                ("Déposée par", receipt.filed_by),
                ("Reçue le", receipt.filed_at),
            ),
            Notice(
                Phrase(
                    "Sans décision notifiée au plus tard le {eve}, la demande est acceptée par "
                    "accord tacite à compter du {tacit}.",
                    {"eve": receipt.tacit_from - _EVE, "tacit": receipt.tacit_from},
                )
            ),
            Paragraph(
                Phrase(
                    "Ce récépissé atteste du dépôt d'une demande d'autorisation et de son heure "
                    "({article} du code du travail). Il ne préjuge pas de la décision.",
                    {"article": "art. R. 5122-26"},
                )
            ),
        ),
        sections=(
            Section("Contenu de la demande", tuple(_content(request))),
            *_attachments(request),
            Section(
                "Empreinte de ce qui a été déposé",
                (
                    Paragraph(
                        Phrase(
                            "Tout le contenu ci-dessus, pièces comprises, est résumé par cette "
                            "empreinte SHA-256, gardée par le service : elle prouve que rien n'a "
                            "été changé depuis le dépôt."
                        )
                    ),
                    Quote(receipt.sha256),
                ),
            ),
            texts_section(deadline.basis.citations),
        ),
    )


def decision_document(
    decision: Decision,
    request: AuthorisationRequest,
    establishment: Establishment,
    deadline: Deadline,
    *,
    officer: str | None,
    law: Law,
) -> Document:
    """What was decided, on what, why, and how to contest it.

    Raises:
        NoRuleInForce: it can be contested, and the tables do not say until when.
    """
    standing = decision.accepted and decision.withdrawn_at is None
    known_on = legal_day(decision.decided_at)
    contested = None
    if not standing:
        contested = contesting(legal_day(decision.withdrawn_at or decision.decided_at), law=law)
    sections = [
        *_reasons(decision),
        Section("Objet de la demande", tuple(_content(request, decided=True))),
        *_commitments(decision, request),
        _remedies(contested) if contested else _next_step(request, law, known_on),
        *_automatic(decision),
        texts_section(
            (*deadline.basis.citations, *(contested.basis.citations if contested else ()))
        ),
    ]
    return Document(
        kind=DocumentKind.DECISION,
        siret=request.siret,
        subject=request.id,
        version=request.version,
        line=None,
        title=_title(decision),
        day=legal_day(decision.decided_at),
        blocks=(
            facts(
                ("Décision", decision.number),
                ("Établissement", establishment.called),
                ("SIRET", request.siret),
                ("Demande", Phrase("{id}, version {version}", _named(request))),
                ("Demande reçue le", request.filed_at),
                ("Prise le", decision.decided_at),
                ("Prise par", taken_by(decision.kind, officer)),
            ),
            Notice(_outcome(decision, request)),
        ),
        sections=tuple(sections),
    )


def _title(decision: Decision) -> str:
    if decision.withdrawn_at is not None:
        return "Autorisation d'activité partielle retirée"
    if decision.kind is DecisionKind.TACIT:
        return "Accord tacite sur une demande d'activité partielle"
    if decision.accepted:
        return "Décision d'autorisation d'activité partielle"
    return "Décision de refus d'activité partielle"


def _outcome(decision: Decision, request: AuthorisationRequest) -> Phrase:
    values: dict[str, Value] = {
        "period": request.span,
        "headcount": request.headcount,
        "hours": request.forecast_hours,
        "day": legal_day(decision.decided_at),
    }
    asked = "{period}, pour {headcount:salarié|salariés} et {hours}"
    if decision.withdrawn_at is not None:
        values["withdrawn"] = legal_day(decision.withdrawn_at)
        return Phrase(
            f"L'autorisation accordée le {{day}} ({asked}) a été retirée le {{withdrawn}}. Aucune "
            "demande d'indemnisation ne peut plus être déposée à ce titre.",
            values,
        )
    if decision.kind is DecisionKind.TACIT:
        return Phrase(
            "Aucune décision n'ayant été notifiée dans le délai, l'activité partielle est "
            f"autorisée par accord tacite depuis le {{day}} : {asked}.",
            values,
        )
    if decision.accepted:
        return Phrase(f"L'activité partielle est autorisée {asked}.", values)
    return Phrase(f"L'activité partielle demandée {asked}, n'est pas autorisée.", values)


def _reasons(decision: Decision) -> list[Section]:
    """Why it was refused; and what the officer wrote."""
    blocks: list[Block] = []
    if decision.reasons:
        blocks.append(Items(tuple(map(_reason, decision.reasons))))
    if decision.message:
        blocks += [
            Paragraph(Phrase("Message de l'administration :")),
            Quote(decision.message),
        ]
    heading = "Message" if decision.accepted else "Motifs"
    return [Section(heading, tuple(blocks))] if blocks else []


def _reason(reason: Refusal) -> Phrase:
    said = with_article(Statement(reason.code).templates.french, reason.article)
    return Phrase(said, cast("Mapping[str, Value]", reason.values))


def _commitments(decision: Decision, request: AuthorisationRequest) -> list[Section]:
    if not (decision.accepted and request.commitments):
        return []
    said = Phrase(
        "L'autorisation est accordée au vu de ces engagements ({article}) :",
        {"article": "art. R. 5122-9 du code du travail"},
    )
    return [Section("Engagements de l'employeur", (Paragraph(said), Items(request.commitments)))]


def _next_step(request: AuthorisationRequest, law: Law, known_on: date) -> Section:
    said = Phrase(
        "Après chaque mois d'activité partielle, l'employeur dépose une demande d'indemnisation. "
        "Elle s'ouvre à partir de cette décision. L'allocation est versée sur le compte {iban}.",
        {"iban": request.iban.masked},
    )
    assert request.filed_at is not None, "it was decided"
    filed_on = legal_day(request.filed_at)
    last_day = last_day_to_claim(request.last_day, filed_on, law=law, known_on=known_on)
    if last_day is None:
        return Section("Et maintenant", (Paragraph(said),))
    until = Phrase(
        "Toutes les heures de la période autorisée se demandent au plus tard le {last} (art. "
        "L. 5122-1, IV du code du travail).",
        {"last": last_day},
    )
    return Section("Et maintenant", (Paragraph(said), Paragraph(until)))


def _remedies(contested: Contesting) -> Section:
    within, then = Paragraph(_said(contested.within)), Paragraph(_said(contested.then))
    return Section("Voies et délais de recours", (within, Items(contested.ways), then))


def _said(said: Statement) -> Phrase:
    return Phrase("{said}", {"said": said})


def _automatic(decision: Decision) -> list[Section]:
    if decision.kind is not DecisionKind.AUTOMATIC:
        return []
    said = Phrase(
        "Cette décision individuelle a été prise sur le fondement d'un traitement algorithmique, "
        "qui vérifie la demande au regard du code du travail. Les règles qui définissent ce "
        "traitement et les principales caractéristiques de sa mise en œuvre sont communiquées à "
        "l'intéressé à sa demande (art. L. 311-3-1 du code des relations entre le public et "
        "l'administration)."
    )
    return [Section("Traitement algorithmique", (Paragraph(said),))]


def _content(request: AuthorisationRequest, *, decided: bool = False) -> list[Block]:
    """What was filed, but for the attachments; without what a decision tells before."""
    situation = request.situation
    said = situation.words if isinstance(situation, Sector) else NAMED[situation.value]
    figures: tuple[tuple[str, Value | None], ...] = (
        ("Période demandée", request.span),
        ("Salariés concernés", request.headcount),
        ("Heures chômées prévues", request.forecast_hours),
    )
    blocks: list[Block] = [
        facts(
            ("Dispositif", SCHEMES[request.scheme]),
            ("Motif", _MOTIVES[request.motive] if request.motive else None),
            ("Situation", begun(said.french)),
            ("Territoire", begun(NAMED[request.territory.value].french)),
            ("Fondement", _FOUNDATIONS[request.foundation] if request.foundation else None),
            ("Accord ou document envoyé le", request.agreement_sent_on),
            *(() if decided else figures),
            ("Effectif de l'entreprise", request.workforce),
            ("Étendue", _PERIMETERS[request.perimeter]),
            ("Recours depuis 36 mois", _EARLIER_USES[request.earlier_use]),
            ("Avis du comité (CSE)", _OPINIONS[request.opinion]),
            ("Avis attendu jusqu'au", request.opinion_due_on),
            ("Compte bancaire", request.iban.masked),
        )
    ]
    if request.circumstances.strip():
        blocks += [
            Paragraph(Phrase("Circonstances, telles que l'employeur les décrit :")),
            Quote(request.circumstances),
        ]
    if not decided and request.commitments:
        blocks += [Paragraph(Phrase("Engagements proposés :")), Items(request.commitments)]
    if request.covers:
        blocks += [
            Paragraph(Phrase("Demande commune, déposée aussi pour ces établissements :")),
            Items(request.covers),
        ]
    return blocks


def _attachments(request: AuthorisationRequest) -> list[Section]:
    if not request.attachments:
        return []
    table = Table(
        "Pièces jointes",
        (Column("Fichier", wide=True), Column("Octets", number=True), Column("SHA-256 (début)")),
        tuple((file.name, file.size, file.sha256[:16]) for file in request.attachments),
    )
    return [Section("Pièces jointes", (table,))]


def _named(request: AuthorisationRequest) -> Mapping[str, Value]:
    return {"id": spoken(request.id), "version": request.version}
