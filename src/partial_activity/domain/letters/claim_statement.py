"""The statement of a monthly claim, and that of one of its employees, as documents.

Every amount is told as it was kept, with the rules kept beside it: today's tables are not read.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import cast

from attrs import evolve

from partial_activity.domain.assessment.cases import Employee, EmployeeCategory
from partial_activity.domain.assessment.reference_pay import hourly_reference_pay
from partial_activity.domain.assessment.resolved import ResolvedRules
from partial_activity.domain.claim.bases import read_basis
from partial_activity.domain.claim.claims import ClaimLine
from partial_activity.domain.claim.week_hours import SLICE_LIMIT, WEEK_LIMIT
from partial_activity.domain.days import CivilMonth
from partial_activity.domain.hours import Hours
from partial_activity.domain.identifiers import Nir
from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.statements import Citation, Statement
from partial_activity.domain.law.words import NAMED
from partial_activity.domain.letters.claim_figures import (
    ClaimFacts,
    added_figures,
    assessed,
    submitted_on,
    sums_of,
    week_text,
)
from partial_activity.domain.letters.documents import (
    Block,
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
    begun,
    facts,
    texts_section,
)
from partial_activity.domain.money import Euros
from partial_activity.domain.values import frozen
from partial_activity.domain.words import folded

MOST_EMPLOYEES = 3_000
"""The most employees of a statement: nobody reads more, and setting them takes seconds and much
memory."""
_OF_INDEMNITY = ("minimum_wage.", "indemnity.", "apprentice.", "hours.")
"""What an employee's statement rests on: the allowance is the employer's."""


@frozen
class _Rule:
    """The rules some lines rest on, under the number the document gives them."""

    number: int
    texts: tuple[ResolvedRules, ...]
    lines: tuple[ClaimLine, ...]

    @property
    def rules(self) -> ResolvedRules:
        """The rules of the first day: the hourly amounts are the same under all."""
        return self.texts[0]

    @property
    def citations(self) -> Iterator[Citation]:
        """All values they rest on."""
        return (cited for one in self.texts for cited in one.citations)


def claim_document(known: ClaimFacts) -> Document:
    """What was claimed for a month: totals, by rule, by employee, and the texts."""
    claim, rules = known.claim, _rules(known)
    hours, indemnity, allowance = sums_of(known.lines)
    employees = _employees(known.lines)
    return Document(
        kind=DocumentKind.CLAIM_STATEMENT,
        siret=claim.siret,
        subject=claim.id,
        version=claim.version,
        line=None,
        edition=_edition(known),
        title="État d'une demande d'indemnisation d'activité partielle",
        day=submitted_on(claim),
        blocks=(
            facts(
                ("Établissement", known.establishment.called),
                ("SIRET", claim.siret),
                ("Mois", CivilMonth.of(claim.month)),
                ("Décision d'autorisation", claim.decision_number),
                ("Version", claim.version),
                ("Déposée par", known.submitted_by),
                ("Déposée le", claim.submitted_at),
                ("Calculée selon le droit connu le", claim.known_on),
            ),
            Figures(
                (
                    Fact("Salariés", len(employees)),
                    Fact("Heures indemnisables", hours),
                    Fact("Indemnités dues aux salariés", indemnity),
                    Fact("Allocation demandée", allowance),
                    *added_figures(known.lines),
                )
            ),
            Paragraph(
                Phrase(
                    "Reste à la charge de l'employeur : {cost}, soit les indemnités moins "
                    "l'allocation.",
                    {"cost": indemnity - allowance},
                )
            ),
        ),
        sections=(
            Section("Totaux par règle", (_by_rule(rules), Items(tuple(map(_told, rules))))),
            Section("Détail par salarié", _by_employee(employees, rules, with_nir=known.with_nir)),
            texts_section(cited for rule in rules for cited in rule.citations),
            Section(
                "Empreinte du dépôt",
                (
                    Paragraph(
                        Phrase(
                            "Les lignes et les montants déposés, sans aucune identité, sont "
                            "résumés par cette empreinte SHA-256, gardée par le service."
                        )
                    ),
                    Quote(known.sha256),
                ),
            ),
        ),
    )


def employee_document(known: ClaimFacts) -> Document:
    """One employee's month: hours, hourly and total indemnity, each step of the reckoning."""
    claim, rules, lines = known.claim, _rules(known), known.lines
    first = lines[0]
    hours, indemnity, _ = sums_of(lines)
    name = f"{first.first_name} {first.last_name}"
    standard = first.category is EmployeeCategory.STANDARD
    named = None if standard else begun(NAMED[first.category.value].french)
    hourly = {assessed(line).hourly_indemnity for line in lines}
    return Document(
        kind=DocumentKind.EMPLOYEE_STATEMENT,
        siret=claim.siret,
        subject=claim.id,
        version=claim.version,
        line=min(line.number for line in lines),
        edition=_edition(known),
        title="Relevé d'activité partielle du salarié",
        day=submitted_on(claim),
        blocks=(
            facts(
                ("Salarié", name),
                ("N° de sécurité sociale (fin)", _end_of(first.nir) if known.with_nir else None),
                ("Catégorie", named),
                ("Mois", CivilMonth.of(claim.month)),
                ("Employeur", known.establishment.called),
                ("SIRET", claim.siret),
                ("Décision d'autorisation", claim.decision_number),
                ("Déclaré le", claim.submitted_at),
            ),
            Figures(
                (
                    Fact("Heures indemnisées", hours),
                    *(Fact("Indemnité par heure", one) for one in hourly if len(hourly) == 1),
                    Fact("Indemnité brute du mois", indemnity),
                    *added_figures(lines),
                )
            ),
            Paragraph(
                Phrase(
                    "L'indemnité est due par l'employeur et figure sur le bulletin de paie (art. "
                    "R. 5122-17 du code du travail). Elle est brute : des prélèvements sociaux "
                    "peuvent s'y appliquer."
                )
            ),
        ),
        sections=(
            Section("Heures et indemnité, semaine par semaine", (_weeks(lines, hours, indemnity),)),
            Section("Le calcul, pas à pas", tuple(_reckoning(rules))),
            texts_section(
                cited
                for rule in rules
                for cited in rule.citations
                if cited.parameter.startswith((*_OF_INDEMNITY, f"{rule.rules.regime.name}."))
            ),
        ),
    )


def _edition(known: ClaimFacts) -> str:
    return "with_nir" if known.with_nir else "without_nir"


def _rules(known: ClaimFacts) -> tuple[_Rule, ...]:
    """The rules of the lines, the first days first."""
    by_basis: dict[str, list[ClaimLine]] = {}
    for line in sorted(known.lines, key=lambda line: (line.span.first, line.number)):
        by_basis.setdefault(assessed(line).basis, []).append(line)
    found: list[_Rule] = []
    for digest, lines in by_basis.items():
        read = read_basis(known.bases[digest], known.law)
        # The same rules, found in other texts, are one rule to who reads.
        place = next((at for at, one in enumerate(found) if one.rules == read[0]), None)
        if place is None:
            found.append(_Rule(len(found) + 1, read, tuple(lines)))
        else:
            same = found[place]
            found[place] = evolve(same, texts=same.texts + read, lines=(*same.lines, *lines))
    return tuple(found)


def _by_rule(rules: Sequence[_Rule]) -> Table:
    rows: list[tuple[Value, ...]] = []
    for rule in rules:
        first = min(line.span.first for line in rule.lines)
        last = max(line.last_day for line in rule.lines)
        rows.append(
            (f"Règle {rule.number}", Span(first, last), len(rule.lines), *sums_of(rule.lines))
        )
    lines = [line for rule in rules for line in rule.lines]
    return Table(
        "Heures et montants par règle",
        (
            Column("Règle"),
            Column("Jours", wide=True),
            Column("Lignes", number=True),
            Column("Heures", number=True),
            Column("Indemnités", number=True),
            Column("Allocation", number=True),
        ),
        tuple(rows),
        ("Total", "", len(lines), *sums_of(lines)),
    )


def _told(rule: _Rule) -> Phrase:
    """What a rule says, in a sentence, and of whom where no ordinary employee has it."""
    said = _phrase(rule.rules.of_regime.told())
    categories = list(dict.fromkeys(line.category for line in rule.lines))
    values: dict[str, Value] = {"number": rule.number, **said.values}
    of = ""
    if EmployeeCategory.STANDARD not in categories:
        of = " ({of})"
        values["of"] = ", ".join(NAMED[one.value].french for one in categories)
    return Phrase(f"Règle {{number}}{of} : {said.text}.", values)


def _phrase(said: Statement) -> Phrase:
    """A statement, whose values a document shows in its own way."""
    return Phrase(said.templates.french, {name: _value(held) for name, held in said.values.items()})


def _value(held: object) -> Value:
    return _phrase(held) if isinstance(held, Statement) else cast("Value", held)


def _employees(lines: Iterable[ClaimLine]) -> list[tuple[ClaimLine, ...]]:
    """The lines of each employee, by name."""
    by_nir: dict[Nir, list[ClaimLine]] = {}
    for line in lines:
        by_nir.setdefault(line.nir, []).append(line)
    return sorted((tuple(of_one) for of_one in by_nir.values()), key=_by_name)


def _by_name(lines: Sequence[ClaimLine]) -> tuple[str, str, int]:
    first = lines[0]
    return folded(first.last_name), folded(first.first_name), first.number


def _by_employee(
    employees: Sequence[tuple[ClaimLine, ...]], rules: Sequence[_Rule], *, with_nir: bool
) -> tuple[Block, ...]:
    if len(employees) > MOST_EMPLOYEES:
        said = Phrase(
            "Le détail de {employees} salariés ne tient pas dans un document : il se lit sur la "
            "page de la demande.",
            {"employees": len(employees)},
        )
        return (Paragraph(said),)
    rule_of = {line.number: rule.number for rule in rules for line in rule.lines}
    rows: list[tuple[Value, ...]] = []
    for lines in employees:
        first = lines[0]
        numbers = sorted({rule_of[line.number] for line in lines})
        rows.append(
            (
                first.last_name,
                first.first_name,
                *((_end_of(first.nir),) if with_nir else ()),
                ", ".join(map(str, numbers)),
                *sums_of(lines),
            )
        )
    blank = ("",) * (3 if with_nir else 2)
    table = Table(
        "Heures et montants par salarié",
        (
            Column("Nom", wide=True),
            Column("Prénom", wide=True),
            *((Column("N° SS (fin)"),) if with_nir else ()),
            Column("Règle"),
            Column("Heures", number=True),
            Column("Indemnité", number=True),
            Column("Allocation", number=True),
        ),
        tuple(rows),
        ("Total", *blank, *sums_of([line for lines in employees for line in lines])),
    )
    return (table,)


def _weeks(lines: Sequence[ClaimLine], hours: Hours, indemnity: Euros) -> Table:
    rows: list[tuple[Value, ...]] = []
    for line in sorted(lines, key=lambda line: line.span.first):
        amounts = assessed(line)
        rows.append(
            (
                week_text(line),
                line.span,
                line.contract_hours,
                line.worked_hours,
                line.assimilated_hours,
                amounts.compensable_hours,
                amounts.hourly_indemnity,
                amounts.indemnity,
            )
        )
    return Table(
        "Heures et indemnité par semaine",
        (
            Column("Semaine"),
            Column("Jours", wide=True),
            Column("Contrat", number=True),
            Column("Travaillées", number=True),
            Column("Congés, absences", number=True),
            Column("Indemnisées", number=True),
            Column("Par heure", number=True),
            Column("Indemnité", number=True),
        ),
        tuple(rows),
        ("Total", "", "", "", "", hours, "", indemnity),
    )


def _reckoning(rules: Iterable[_Rule]) -> Iterator[Block]:
    """The steps from the pay to the hourly amount, once for all lines that share them."""
    for rule in rules:
        for _, alike in groupby(sorted(rule.lines, key=_pay_key), key=_pay_key):
            lines = tuple(alike)
            weeks = ", ".join(week_text(line) for line in lines)
            pay = lines[0].hourly_pay
            said = "Semaines {weeks}" + (", pour {pay} bruts de l'heure :" if pay else " :")
            yield Paragraph(Phrase(said, {"weeks": weeks, **({"pay": pay} if pay else {})}))
            steps: list[Statement] = []
            for step in _steps(lines, rule.rules):
                if step not in steps:
                    steps.append(step)
            yield Items(tuple(steps))


def _pay_key(line: ClaimLine) -> tuple[Fraction, Fraction, str]:
    """What the hourly amount follows from, under the same rules."""
    pay, share = line.hourly_pay, line.share_of_minimum_wage
    ratios = (pay.exact if pay else Fraction(0), share.exact if share else Fraction(0))
    return (*ratios, str(line.facts))


def _steps(lines: Sequence[ClaimLine], rules: ResolvedRules) -> Iterator[Statement]:
    first = lines[0]
    pay = hourly_reference_pay(
        Employee(
            first.category,
            hourly_pay=first.hourly_pay,
            share_of_minimum_wage=first.share_of_minimum_wage,
        ),
        rules.minimum_wage,
    )
    yield from pay.steps
    hour = rules.hour(pay.hourly_pay, facts=first.facts)
    yield from rules.of_regime.hourly(hour).indemnity.steps
    for line in lines:
        amounts = assessed(line)
        beside = Euros(sum(added.euros.cents for added in amounts.additions))
        values = {
            "hourly": amounts.hourly_indemnity,
            "hours": amounts.compensable_hours,
            "total": amounts.indemnity - beside,
        }
        yield Statement("indemnity_total", values)
        for addition in rules.of_regime.additions(hour, amounts.compensable_hours):
            yield addition.step
    for limit in (SLICE_LIMIT, WEEK_LIMIT):
        if any(limit in assessed(line).warnings for line in lines):
            yield Statement(limit)


def _end_of(nir: Nir) -> str:
    """Enough to tell two people of one name apart, and no more."""
    return f"… {nir.digits[-5:-2]} {nir.digits[-2:]}"
