"""The lists of the simulator's form, in the order and the words of the page."""

from collections.abc import Mapping

from partial_activity.domain.assessment.cases import (
    EmployeeCategory,
    IndemnityFloor,
    Scheme,
    Situation,
    Territory,
)
from partial_activity.domain.assessment.hourly import DecidedBy
from partial_activity.domain.assessment.month_pay import Levies
from partial_activity.domain.assessment.question import situations_of
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.sectors import Sector
from partial_activity.domain.letters.documents import begun
from partial_activity.domain.words import Words

SCHEMES: Mapping[Scheme, Words] = {
    Scheme.ORDINARY: Words("Droit commun", "Ordinary scheme"),
    Scheme.LONG_TERM: Words("Longue durée (APLD)", "Long-term scheme (APLD)"),
    Scheme.LONG_TERM_REBOUND: Words("APLD rebond (APLD-R)", "Long-term rebound (APLD-R)"),
    Scheme.CHILDCARE: Words("Garde d'enfant (2020-2022)", "Childcare (2020-2022)"),
    Scheme.VULNERABLE: Words("Personne vulnérable (2020-2023)", "Vulnerable person (2020-2023)"),
}
SITUATIONS: Mapping[Situation, Words] = {
    Situation.GENERAL: Words("Aucune : droit commun", "None: ordinary rules"),
    Situation.PROTECTED: Words(
        "Secteur protégé (annexes 1 et 2)", "Protected sector (annexes 1 and 2)"
    ),
    Situation.PROTECTED_HEAVY_LOSS: Words(
        "Secteur protégé, forte baisse d'activité", "Protected sector, heavy loss of activity"
    ),
    Situation.CLOSED: Words("Fermé par décision administrative", "Closed by order"),
    Situation.RESTRICTED_TERRITORY: Words(
        "Territoire soumis à restrictions", "Territory under restrictions"
    ),
    Situation.SKI_AREA: Words("Zone d'une station de ski", "Area of a ski resort"),
    Situation.CYCLONE: Words("Mayotte, après le cyclone Chido", "Mayotte, after cyclone Chido"),
}


def situations_under(law: Law) -> Mapping[Situation | Sector, Words]:
    """Every situation of the employer under a law, with those that a text of it introduced."""
    return {one: situation_words(one) for one in situations_of(law).values()}


def situation_words(situation: Situation | Sector) -> Words:
    """What a situation is called; a sector has words of its own."""
    if not isinstance(situation, Sector):
        return SITUATIONS[situation]
    words = situation.words
    return Words(begun(words.french), begun(words.english))


TERRITORIES: Mapping[Territory, Words] = {
    Territory.NATIONAL: Words("France, hors Mayotte", "France without Mayotte"),
    Territory.MAYOTTE: Words("Mayotte", "Mayotte"),
}
CATEGORIES: Mapping[EmployeeCategory, Words] = {
    EmployeeCategory.STANDARD: Words("Salarié à temps plein", "Full-time employee"),
    EmployeeCategory.PART_TIME: Words("Salarié à temps partiel", "Part-time employee"),
    EmployeeCategory.TEMPORARY_AGENCY: Words("Intérimaire", "Temporary agency worker"),
    EmployeeCategory.APPRENTICE: Words("Apprenti", "Apprentice"),
    EmployeeCategory.VOCATIONAL_TRAINING: Words(
        "Contrat de professionnalisation", "Vocational training contract"
    ),
    EmployeeCategory.SENIOR_EXECUTIVE: Words("Cadre dirigeant", "Senior executive"),
    EmployeeCategory.SALES_REPRESENTATIVE: Words("VRP", "Sales representative (VRP)"),
    EmployeeCategory.HOME_WORKER: Words("Travailleur à domicile", "Home worker"),
    EmployeeCategory.FREELANCE_JOURNALIST: Words("Journaliste pigiste", "Freelance journalist"),
    EmployeeCategory.AIRCREW: Words("Personnel navigant", "Aircrew"),
}
FLOORS: Mapping[IndemnityFloor, Words] = {
    IndemnityFloor.HOURLY: Words(
        "à l'heure (exemples du ministère)", "by the hour (the ministry's examples)"
    ),
    IndemnityFloor.MONTHLY: Words(
        "par la rémunération mensuelle minimale", "through the guaranteed monthly pay"
    ),
}
LEVIES: Mapping[Levies, Words] = {
    Levies.ORDINARY: Words("CSG et CRDS", "CSG and CRDS"),
    Levies.ALSACE_MOSELLE: Words(
        "CSG, CRDS et cotisation maladie d'Alsace-Moselle",
        "CSG, CRDS and the sickness levy of Alsace-Moselle",
    ),
    Levies.NON_RESIDENT: Words(
        "Cotisation maladie des non-résidents fiscaux", "Sickness levy of tax residents abroad"
    ),
}
DECIDED: Mapping[DecidedBy, Words] = {
    DecidedBy.SHARE: Words("le taux décide", "decided by the share of pay"),
    DecidedBy.CAP: Words("le plafond décide", "decided by the cap"),
    DecidedBy.FLOOR: Words("le plancher s'applique", "the floor applies"),
    DecidedBy.OWN_PAY: Words("la rémunération entière", "the whole pay"),
    DecidedBy.TRAINING: Words("100 % du net, en formation", "100 % of the net pay, in training"),
    DecidedBy.FLAT: Words("montant forfaitaire", "flat amount"),
    DecidedBy.INDEMNITY: Words("égale à l'indemnité", "equal to the indemnity"),
}
RARE: Mapping[str, str] = {
    "first": "",
    "last": "",
    "territory": Territory.NATIONAL.value,
    "workforce": "",
    "agreement_sent_on": "",
    "indemnity_floor": "hourly",
    "training": "",
    "contribution_share": "",
    "known_on": "",
}
"""Questions behind a fold, with the answer that most people would give."""
EXAMPLES: tuple[tuple[Words, str], ...] = (
    (
        Words("Mars 2025, 70 heures à 15 € de l'heure", "March 2025, 70 hours at €15 an hour"),
        (
            "scheme=ordinary&month=2025-03&category=standard&pay_kind=hourly&hourly_pay=15"
            "&hours_kind=counted&hours=70"
        ),
    ),
    (
        Words(
            "Restaurant fermé par arrêté, avril 2021, au SMIC",
            "Restaurant closed by order, April 2021, at the minimum wage",
        ),
        (
            "scheme=ordinary&month=2021-04&situation=closed&category=standard&pay_kind=hourly"
            "&hourly_pay=10%2C25&hours_kind=counted&hours=151%2C67"
        ),
    ),
    (
        Words(
            "Longue durée, mars 2022, deux semaines comptées",
            "Long-term scheme, March 2022, counted from two weeks",
        ),
        (
            "scheme=long_term&month=2022-03&category=standard&pay_kind=monthly&monthly_pay=3000"
            "&monthly_hours=151%2C67&hours_kind=weeks&week1_contract=35&week1_worked=14"
            "&week2_contract=39&week2_worked=21&week2_leave=7"
        ),
    ),
)
