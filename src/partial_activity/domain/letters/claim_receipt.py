"""The receipt of a monthly claim: who submitted what, and when. It names no employee."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from partial_activity.domain.claim.bases import read_basis
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.identifiers import spoken
from partial_activity.domain.law.dated import Span
from partial_activity.domain.letters.claim_figures import (
    ClaimFacts,
    added_figures,
    assessed,
    submitted_on,
    sums_of,
    week_text,
)
from partial_activity.domain.letters.documents import (
    Column,
    Document,
    DocumentKind,
    Fact,
    Figures,
    Items,
    Paragraph,
    Phrase,
    Quote,
    Section,
    Table,
    Value,
    facts,
    texts_section,
)


def claim_receipt_document(known: ClaimFacts) -> Document:
    """Who claimed what for a month, to the second; the same for every reader."""
    claim, lines = known.claim, known.lines
    hours, indemnity, allowance = sums_of(lines)
    return Document(
        kind=DocumentKind.CLAIM_RECEIPT,
        siret=claim.siret,
        subject=claim.id,
        version=claim.version,
        line=None,
        title="Récépissé d'une demande d'indemnisation",
        day=submitted_on(claim),
        blocks=(
            facts(
                ("Établissement", known.establishment.called),
                ("SIRET", claim.siret),
                ("Mois", CivilMonth.of(claim.month)),
                ("Décision d'autorisation", claim.decision_number),
                ("Demande", Phrase("{id}, version {version}", _named(known))),
                ("Déposée par", known.submitted_by),
                ("Reçue le", claim.submitted_at),
                ("Calculée selon le droit connu le", claim.known_on),
            ),
            Figures(
                (
                    Fact("Salariés", len({line.nir for line in lines})),
                    Fact("Heures indemnisables", hours),
                    Fact("Indemnités dues aux salariés", indemnity),
                    Fact("Allocation demandée", allowance),
                    *added_figures(lines),
                )
            ),
            Paragraph(
                Phrase(
                    "Ce récépissé atteste du dépôt d'une demande d'indemnisation et de son heure "
                    "({article} du code du travail). Il ne préjuge ni du contrôle, ni du paiement.",
                    {"article": "art. R. 5122-5"},
                )
            ),
        ),
        sections=(
            Section("Ce qui a été déposé", (_by_week(lines),)),
            Section(
                "La suite",
                (
                    Items(
                        (
                            "La demande est contrôlée, puis payée ou refusée avec ses motifs.",
                            "Une correction fait une nouvelle version, qui a son propre récépissé.",
                        )
                    ),
                ),
            ),
            texts_section(
                cited
                for digest in _bases(lines)
                for rules in read_basis(known.bases[digest], known.law)
                for cited in rules.citations
            ),
            Section(
                "Empreinte du dépôt",
                (
                    Paragraph(
                        Phrase(
                            "Les lignes et les montants déposés, sans aucune identité, sont "
                            "résumés par cette empreinte SHA-256, gardée par le service : elle "
                            "prouve que rien n'a été changé depuis le dépôt."
                        )
                    ),
                    Quote(known.sha256),
                ),
            ),
        ),
    )


def _bases(lines: Iterable[ClaimLine]) -> Iterable[str]:
    """The rules the amounts rest on, those of the first lines first."""
    return dict.fromkeys(assessed(line).basis for line in lines)


def _named(known: ClaimFacts) -> dict[str, Value]:
    return {"id": spoken(known.claim.id), "version": known.claim.version}


def _by_week(lines: Sequence[ClaimLine]) -> Table:
    weeks: dict[str, list[ClaimLine]] = {}
    for line in sorted(lines, key=attrgetter("span.first")):
        weeks.setdefault(line.week, []).append(line)
    rows: list[tuple[Value, ...]] = []
    for of_week in weeks.values():
        days = Span(of_week[0].span.first, max(line.last_day for line in of_week))
        employees = len({line.nir for line in of_week})
        rows.append((week_text(of_week[0]), days, employees, *sums_of(of_week)))
    return Table(
        "Heures et montants par semaine",
        (
            Column("Semaine"),
            Column("Jours", wide=True),
            Column("Salariés", number=True),
            Column("Heures", number=True),
            Column("Indemnités", number=True),
            Column("Allocation", number=True),
        ),
        tuple(rows),
        ("Total", "", len({line.nir for line in lines}), *sums_of(lines)),
    )
