"""The receipt of a request (R. 5122-26), and the decision on it, as documents."""

from collections.abc import Mapping
from datetime import date, timedelta

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
from partial_activity.domain.claim.time_bar import claim_window
from partial_activity.domain.days import legal_day
from partial_activity.domain.errors import NoRuleInForce
from partial_activity.domain.identifiers import spoken
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.law.procedure_units import Motive
from partial_activity.domain.law.words import NAMED
from partial_activity.domain.letters.documents import (
    Block,
    Column,
    Document,
    DocumentKind,
    Fact,
    Figures,
    Items,
    Notice,
    Paragraph,
    Phrase,
    Quote,
    Section,
    Table,
    Value,
    facts,
    texts_section,
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
                ("Établissement", establishment.name),
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
    read = Consultation(law, legal_day(decision.decided_at))
    sections = [
        *_reasons(decision),
        Section("Objet de la demande", tuple(_content(request, with_commitments=False))),
        *_commitments(decision, request),
        *(_next_step(request, law, decision) if standing else _remedies(decision, read)),
        *_automatic(decision),
        texts_section((*deadline.basis.citations, *read.basis().citations)),
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
                ("Établissement", establishment.name),
                ("SIRET", request.siret),
                ("Demande", Phrase("{id}, version {version}", _named(request))),
                ("Demande reçue le", request.filed_at),
                ("Prise le", decision.decided_at),
                ("Prise par", _taken_by(decision, officer)),
            ),
            Notice(_outcome(decision, request)),
            _figures(request, "autorisés" if standing else "demandés"),
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


def _taken_by(decision: Decision, officer: str | None) -> str:
    match decision.kind:
        case DecisionKind.TACIT:
            return "Silence gardé pendant le délai"
        case DecisionKind.AUTOMATIC:
            return "Traitement automatisé"
    return officer or "Un agent de l'administration"


def _outcome(decision: Decision, request: AuthorisationRequest) -> Phrase:
    values: dict[str, Value] = {"period": request.span, "day": legal_day(decision.decided_at)}
    if decision.withdrawn_at is not None:
        values["withdrawn"] = legal_day(decision.withdrawn_at)
        return Phrase(
            "L'autorisation accordée le {day} a été retirée le {withdrawn}. Aucune demande "
            "d'indemnisation ne peut plus être déposée à ce titre.",
            values,
        )
    if decision.kind is DecisionKind.TACIT:
        return Phrase(
            "Aucune décision n'ayant été notifiée dans le délai, l'activité partielle est "
            "autorisée {period} par accord tacite depuis le {day}.",
            values,
        )
    if decision.accepted:
        return Phrase("L'activité partielle est autorisée {period}.", values)
    return Phrase("L'activité partielle demandée {period} n'est pas autorisée.", values)


def _figures(request: AuthorisationRequest, done: str) -> Figures:
    return Figures(
        (
            Fact(f"Salariés {done}", request.headcount),
            Fact("Heures " + done.replace("és", "ées"), request.forecast_hours),
        )
    )


def _reasons(decision: Decision) -> list[Section]:
    """Why it was refused; and what the officer wrote."""
    blocks: list[Block] = []
    if decision.reasons:
        blocks.append(
            Items(
                tuple(
                    Phrase(
                        "{reason} ({article})",
                        {"reason": reason, "article": reason.article},
                    )
                    if reason.article
                    else reason
                    for reason in decision.reasons
                )
            )
        )
    if decision.message:
        blocks += [
            Paragraph(Phrase("Message de l'administration :")),
            Quote(decision.message),
        ]
    heading = "Message" if decision.accepted else "Motifs"
    return [Section(heading, tuple(blocks))] if blocks else []


def _commitments(decision: Decision, request: AuthorisationRequest) -> list[Section]:
    if not (decision.accepted and request.commitments):
        return []
    said = Phrase(
        "L'autorisation est accordée au vu de ces engagements ({article}) :",
        {"article": "art. R. 5122-9 du code du travail"},
    )
    return [Section("Engagements de l'employeur", (Paragraph(said), Items(request.commitments)))]


def _next_step(request: AuthorisationRequest, law: Law, decision: Decision) -> list[Section]:
    said = Phrase(
        "Après chaque mois d'activité partielle, l'employeur dépose une demande d'indemnisation. "
        "Elle s'ouvre à partir de cette décision. L'allocation est versée sur le compte {iban}.",
        {"iban": request.iban.masked},
    )
    last_day = _last_day_to_claim(request, law, legal_day(decision.decided_at))
    if last_day is None:
        return [Section("Et maintenant", (Paragraph(said),))]
    until = Phrase(
        "Toutes les heures de la période autorisée se demandent au plus tard le {last} (art. "
        "L. 5122-1, IV du code du travail).",
        {"last": last_day},
    )
    return [Section("Et maintenant", (Paragraph(said), Paragraph(until)))]


def _last_day_to_claim(request: AuthorisationRequest, law: Law, known_on: date) -> date | None:
    """As known on the day of the decision; None: no time-bar of its own, or no text tells it."""
    assert request.filed_at is not None, "it was decided"
    requested_on = legal_day(request.filed_at)
    try:
        window = claim_window(request.last_day, requested_on, law=law, known_on=known_on)
    except NoRuleInForce:
        return None
    return window.last_day


def _remedies(decision: Decision, read: Consultation) -> list[Section]:
    last_act = legal_day(decision.withdrawn_at or decision.decided_at)
    months = read.need(read.law.decision_appeal_months, Category.GENERAL, last_act)
    silence = read.need(read.law.decision_appeal_silence_months, Category.GENERAL, last_act)
    said = Phrase(
        "Cette décision peut être contestée dans un délai de {months} mois à compter de sa "
        "notification :",
        {"months": months},
    )
    ways = (
        "par un recours gracieux auprès de l'auteur de la décision ;",
        "par un recours hiérarchique auprès du ministre chargé de l'emploi ;",
        "par un recours contentieux devant le tribunal administratif (www.telerecours.fr).",
    )
    after = Phrase(
        "Un recours gracieux ou hiérarchique formé dans ce délai interrompt le délai de recours "
        "contentieux ; le silence gardé pendant {silence} mois sur ce recours vaut rejet.",
        {"silence": silence},
    )
    return [Section("Voies et délais de recours", (Paragraph(said), Items(ways), Paragraph(after)))]


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


def _content(request: AuthorisationRequest, *, with_commitments: bool = True) -> list[Block]:
    """What was filed, but for the attachments."""
    situation = request.situation.value
    blocks: list[Block] = [
        facts(
            ("Dispositif", SCHEMES[request.scheme]),
            ("Motif", _MOTIVES[request.motive] if request.motive else None),
            ("Situation", NAMED[situation].french),
            ("Territoire", NAMED[request.territory.value].french),
            ("Fondement", _FOUNDATIONS[request.foundation] if request.foundation else None),
            ("Accord ou document envoyé le", request.agreement_sent_on),
            ("Période demandée", request.span),
            ("Salariés concernés", request.headcount),
            ("Heures chômées prévues", request.forecast_hours),
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
    if with_commitments and request.commitments:
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
