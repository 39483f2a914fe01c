"""What the tables do not say, as data: gaps, ends, disputes, and rules that are not modelled.

``law check`` refuses a gap that is not listed here, and a listed gap that has been filled;
docs/coverage.md is written from these lists.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from partial_activity.domain.law.dated import Span
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.values import frozen


@frozen
class Gap:
    """Days for which one category has no value of its own, and why."""

    parameter: Parameter
    category: Category
    span: Span
    reason: str
    source: str
    """The place where the answer was looked for, or would be."""


@frozen
class Dispute:
    """A point on which serious sources disagree, or that we inferred, and what is answered."""

    subject: str
    answered: str
    instead: str
    source: str


@frozen
class NotModelledRule:
    """A rule of the law that no answer takes into account."""

    subject: str
    reason: str
    source: str
    category: str = ""
    """Name that a case would give the employees it is about, and that no case can be answered for."""
    french: str = ""
    """Subject and reason in French, where a case can name such an employee."""


KNOWN_GAPS: tuple[Gap, ...] = (
    Gap(
        Parameter.MINIMUM_WAGE,
        Category.MAYOTTE,
        Span(date(2013, 7, 1), date(2013, 12, 31)),
        "no published amount found; about 6.96 by inference from the raise of 2014, not used",
        "public pages of 2014 on the raise to 7.11",
    ),
    Gap(
        Parameter.INDEMNITY_FLOOR,
        Category.GENERAL,
        Span(date(2013, 7, 1), date(2020, 2, 29)),
        "no published hourly net minimum wage for these years: share alone",
        "L. 3232-1 à L. 3232-7 act through the guaranteed monthly pay",
    ),
    Gap(
        Parameter.INDEMNITY_FLOOR,
        Category.MAYOTTE,
        Span(date(2013, 7, 1), date(2021, 9, 30)),
        "no published hourly net minimum wage of Mayotte: share alone",
        "D. 5522-87 gives the floors of the allowance only",
    ),
    Gap(
        Parameter.INDEMNITY_FLOOR,
        Category.MAYOTTE,
        Span(date(2023, 1, 1), date(2023, 4, 30)),
        "the amount was not found (about 7.71 by inference, not used): share alone",
        "décret n° 2023-34",
    ),
    Gap(
        Parameter.INDEMNITY_FLOOR,
        Category.MAYOTTE,
        Span(date(2026, 6, 1)),
        "no net amount published since the minimum wage of Mayotte was raised to 9.56: share alone",
        "arrêté du 22 mai 2026",
    ),
    Gap(
        Parameter.ALLOWANCE_FLOOR,
        Category.MAYOTTE_RAISED,
        Span(date(2020, 11, 1), date(2021, 6, 30)),
        "the first amount was replaced in every copy read: no floor applied",
        "décret n° 2020-1318, art. 2",
    ),
    Gap(
        Parameter.ALLOWANCE_FLOOR,
        Category.MAYOTTE_RAISED,
        Span(date(2023, 1, 1), date(2023, 4, 30)),
        "the amount was not found (about 7.71 by inference, not used): no floor applied",
        "décret n° 2023-34",
    ),
    Gap(
        Parameter.COMPLEMENT_REGIME,
        Category.NATIONAL,
        Span(date(2013, 7, 1), date(2020, 3, 11)),
        "sources disagree whether the employer's complement bore contributions",
        "ordonnance n° 2020-346, art. 11, settles it from 12 March 2020",
    ),
    Gap(
        Parameter.LOCAL_LEVY,
        Category.MAYOTTE,
        Span(date(2013, 7, 1), date(2020, 3, 11)),
        "no share found",
        "questions and answers of the ministry, from 29 April 2020 on",
    ),
    Gap(
        Parameter.GUARANTEED_PAY_DEDUCTION,
        Category.NATIONAL,
        Span(date(2013, 7, 1), date(2018, 12, 31)),
        "the share of deductions was compared with published floors from 2019 on only",
        "L. 3232-3",
    ),
    Gap(
        Parameter.QUOTA,
        Category.LONG_TERM_REBOUND,
        Span(date(2025, 4, 16)),
        "the list of general articles set aside was not read: no quota is applied, with a warning",
        "décret n° 2025-338, art. 24",
    ),
    Gap(
        Parameter.REQUEST_SINGLE_FROM,
        Category.GENERAL,
        Span(date(2020, 6, 29), date(2020, 10, 31)),
        "the threshold of the temporary grouped request was not read",
        "décret n° 2020-794, art. 4",
    ),
    Gap(
        Parameter.RECOVERY_DAYS,
        Category.GENERAL,
        Span(date(2013, 7, 1), date(2020, 6, 28)),
        "the shortest delay to pay back, if there was one, was not read",
        "R. 5122-10, wording of 2013",
    ),
    Gap(
        Parameter.RECOVERY_DAYS,
        Category.LONG_TERM,
        Span(date(2020, 7, 31), date(2022, 12, 28)),
        "the shortest delay to pay back, if there was one, was not read",
        "décret n° 2020-926, art. 2, before décret n° 2022-1665",
    ),
)
"""The law has, or may have, an answer that no source gave us. Nothing is filled by guess."""

ENDED: tuple[Gap, ...] = (
    Gap(
        Parameter.COMPLEMENT_LIMIT,
        Category.NATIONAL,
        Span(date(2023, 1, 1)),
        "the complement is pay from its first euro: no limit any more",
        "bulletin officiel de la sécurité sociale, 28 novembre 2022",
    ),
    Gap(
        Parameter.REQUEST_WINDOW_TOLERANCE,
        Category.GENERAL,
        Span(date(2020, 4, 1)),
        "the tolerance was for placements of March 2020 only",
        "questions and answers of the ministry, 9 April 2020, question 9",
    ),
)
"""The law itself has no rule any more: silence is the right answer."""

UNKNOWN_PUBLICATION = frozenset(
    {
        "arrêté du 9 avril 2021",
        "code de justice administrative",
        "code de la sécurité sociale",
        "code du travail, version du 1er mai 2008",
        "salaire minimum de Mayotte avant 2020 (textes non collectés)",
    }
)
"""Official texts whose day of publication no source gave; they are taken as always known."""

DISPUTES: tuple[Dispute, ...] = (
    Dispute(
        "Protected sectors with heavy loss, March 2022",
        "ended on 28 February 2022",
        "one employers' page prolongs 70 % to 31 March",
        "notices of décrets n° 2022-241 and n° 2022-242",
    ),
    Dispute(
        "Protected sectors, 36 % planned from 1 May 2021 (never applied)",
        "floor 7.30, the code's",
        "the ministry's questions and answers of 4 March 2021 print 8.11",
        "décret n° 2021-225",
    ),
    Dispute("Protected sectors, indemnity of May 2021 as known in April", "70 % to 31 May", "one page says 60 % from 1 May", "décret n° 2021-347"),
    Dispute(
        "Vulnerable and childcare, 1 to 13 April 2021 as known then",
        "décret n° 2021-348 is taken to have moved their 60 % to 1 May (inferred)",
        "60 % and 7.30 from 1 April",
        "décret n° 2020-1786, art. 9; décret n° 2021-435 settles it on 14 April",
    ),
    Dispute(
        "Mayotte, floor of the allowance, March to August 2020",
        "the national floor (8.03)",
        "a floor of its own: no article of Mayotte was in force",
        "D. 5522-87, repealed on 26 March 2020; décret n° 2020-1071",
    ),
    Dispute(
        "Mayotte, share of the indemnity before 2018",
        "the national 70 %",
        "the labour code of Mayotte, in force to 31 December 2017, was not read",
        "ordonnance n° 2016-1579",
    ),
    Dispute(
        "Agreement on structural overtime signed on 23 April 2020",
        "counts, with a warning",
        "signed before 23 April only",
        "ordonnance n° 2020-346, art. 1 bis; ordonnance n° 2020-460",
    ),
    Dispute(
        "Part of a month counted from its hours",
        "by the periods the case gives: weeks and days, or the month less the hours worked",
        "published examples of 2020 use the one or the other",
        "R. 5122-19",
    ),
    Dispute(
        "Week on both sides of the end of a month",
        "each slice in its own month, under one limit of 35 hours",
        "no statement of the paying agency was found",
        "R. 5122-19",
    ),
    Dispute(
        "Twelve months of the mean of variable pay",
        "given by the case: before the first placement of the firm, as the text says",
        "the ministry's questions and answers say the latest placement",
        "R. 5122-18, al. 3",
    ),
    Dispute(
        "Floor of the long-term scheme, 1 November 2020 to 29 May 2021",
        "the scheme's, 7.23 then 7.30, as the ministry printed it, with a warning",
        "the ordinary one, 8.03 then 8.11, as part of the employer's more favourable rate",
        "décret n° 2020-926, art. 7, al. 3",
    ),
    Dispute("Training under the long-term scheme", "ordinary share, with a warning", "100 % of the net pay", "décret n° 2020-926"),
    Dispute(
        "Training and the cap of 4.5 minimum wages",
        "100 % of the net pay is not capped, with a warning",
        "the cap bounds it too",
        "R. 5122-18, al. 2 et 4",
    ),
    Dispute(
        "Floor of the rebound scheme in Mayotte",
        "the raised floor of Mayotte, with a warning",
        "the decree has an amount of its own, not read",
        "décret n° 2025-338, art. 18",
    ),
    Dispute(
        "Freelance journalists, “pay below the minimum wage”",
        "tested by the hour, allowance within the indemnity, with a warning",
        "tested by the month",
        "D. 5122-13, al. 2",
    ),
    Dispute(
        "Low-paid sales representatives, allowance above the indemnity",
        "both amounts stand, with a warning",
        "allowance within the indemnity, as for freelance journalists",
        "D. 5122-13",
    ),
    Dispute("Weeks that enter the mean of annualised time", "the weeks given", "the whole counting period", "circulaire DGEFP n° 2013-12"),
    Dispute(
        "Days of publication of two Mayotte decrees, found between neighbours",
        "2 February 2021 (7.09) and 26 June 2021 (6.38)",
        "up to two days earlier, or one day later",
        "décret n° 2021-808; number of the first unknown",
    ),
    Dispute(
        "Third decree for Mayotte after the cyclone, July 2025",
        "published on 17 July 2025",
        "number and day unknown: 1 to 18 July",
        "notice of the State services in Mayotte, 13 October 2025",
    ),
    Dispute(
        "Sickness levies of Alsace-Moselle and Mayotte under the monthly limit",
        "limited with the other levies, in Mayotte to the minimum wage of Mayotte",
        "before 14 October 2020 the Urssaf named CSG, CRDS and non-residents only",
        "CSS, art. L. 136-1-2; pages of the Urssaf",
    ),
    Dispute(
        "Childminders and household employees after 2021",
        "refused: ordonnance n° 2021-1214 prolongs articles 3, 5, 6 and 8 ter to 2022, not article 7",
        "prolonged with the scheme of vulnerable persons, to 31 July 2022",
        "ordonnance n° 2020-346, art. 7; ordonnance n° 2021-1214",
    ),
    Dispute(
        "Order of the levies under the monthly limit",
        "deductible CSG, other CSG, CRDS",
        "one payroll page has the reverse; the total is the same",
        "CSS, art. L. 136-1-2; questions and answers of the ministry",
    ),
)
"""The disputes that no table carries; a disputed value of a table carries its own."""

NOT_MODELLED: tuple[NotModelledRule, ...] = (
    NotModelledRule(
        "Hours before 1 July 2013",
        "the former allocation spécifique (3.84 or 3.33, then 4.84 or 4.33 euros) is another scheme",
        "décret n° 2009-110; décret n° 2012-275",
    ),
    NotModelledRule(
        "Requests filed before 1 July 2013 for later hours",
        "the reform governs new requests; hours are assessed as if the request were new",
        "décret n° 2013-551",
    ),
    NotModelledRule(
        "The former rule kept for twelve months in March 2020", "the copy read is cut: who may keep it was not seen", "décret n° 2020-325, art. 2 II"
    ),
    NotModelledRule(
        "Childminders and household employees (`childminder`, `household_employee`) otherwise than "
        "by hours already counted, in Mayotte, and their payslip",
        "the durations and minimum amounts of their agreements (40 or 45 hours a week), the end of "
        "the scheme in Mayotte and Guyane, and their levies were not read; they are paid back by "
        "the Urssaf, so a claim has none",
        "ordonnance n° 2020-346, art. 7; décret n° 2020-1059; décret n° 2021-429",
    ),
    NotModelledRule(
        "Wage carriers (portage salarial), 12 March 2020 to 31 December 2021",
        "no sourced hourly divisor",
        "ordonnance n° 2020-346, art. 8 bis",
        "umbrella_worker",
        "portage salarial, du 12 mars 2020 au 31 décembre 2021 : aucune source ne donne le diviseur horaire",
    ),
    NotModelledRule(
        "Artists, technicians and models paid by the engagement (cachet)",
        "the text counts 7 hours an engagement but gives no hourly pay",
        "D. 5122-15, II 4°",
        "performing_artist",
        "artistes, techniciens et mannequins payés au cachet : le texte compte 7 heures par cachet, sans donner de rémunération horaire",
    ),
    NotModelledRule("Seafarers paid by share, 2020 to 2021", "the items of the decree were not read", "décret n° 2020-522"),
    NotModelledRule(
        "Training agreed before 28 March 2020",
        "keeps 100 % of the net pay; the day of the agreement is not a fact of the case",
        "ordonnance n° 2020-346, art. 5",
    ),
    NotModelledRule(
        "Limit of the indemnity to the usual net pay",
        "no source gives the arithmetic beside the floor and the levies: amounts unchanged; a warning "
        "gives the usual net hourly pay where contributions are given, or says it was not checked",
        "R. 5122-18, al. 6 et 7",
    ),
    NotModelledRule("Articles set aside for the rebound scheme, yearly quota included", "the list was not readable", "décret n° 2025-338, art. 24"),
    NotModelledRule(
        "Exemption and lower levies by tax income, before 12 March 2020", "public pages disagree whether they applied", "CSS, art. L. 136-8"
    ),
    NotModelledRule(
        "Pay as a percentage of the minimum wage without agreement, in claims and on the pages",
        "the limit of the allowance to the gross pay (before March 2020; in Mayotte, still) is asked "
        "for in a case (employee.without_agreement): a claim line has no such fact",
        "D. 5122-13; D. 5522-87, al. 2",
    ),
    NotModelledRule(
        "Limits of the long-term schemes, in an assessment: 40 % of the hours, months used",
        "they bear on an agreement as a whole, not on an employee's month",
        "décret n° 2020-926, art. 3 and 4; décret n° 2025-338, art. 4",
    ),
    NotModelledRule(
        "Turnover tests and lists of activities",
        "the situation of the employer is taken as declared",
        "décret n° 2020-810; décret n° 2020-1786, art. 8",
    ),
    NotModelledRule("Split of the allowance between the State and Unédic", "does not change what the employer receives", "L. 5122-1, II"),
    NotModelledRule("Interest, penalties, and refusal of aids after fraud", "not an amount of the scheme", "L. 5124-1; L. 8272-1"),
)

CATEGORIES_WITHOUT_FORMULA: Mapping[str, NotModelledRule] = MappingProxyType({rule.category: rule for rule in NOT_MODELLED if rule.category})
"""Kinds of employees that the texts name and no source gives a formula for, by their names."""
