"""The floors, caps and shares that others published, in every month they speak of.

A floor is what a pay at the minimum wage gives for an hour, a cap what a very high pay gives, so
that each figure is read from an answer, as a reader of the page would meet it.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from attrs import field, frozen

from partial_activity import (
    FRENCH_LAW,
    Assessment,
    Case,
    Employee,
    EmployeeCategory,
    Employer,
    Euros,
    HourlyPay,
    Hours,
    Scheme,
    Situation,
    Territory,
    assess,
)
from partial_activity.domain.hours import LEGAL_MONTH_EXACT
from partial_activity.domain.law.dated import Special
from partial_activity.domain.law.names import Category
from partial_activity.domain.months import month_bounds

VERY_HIGH_PAY = HourlyPay.parse("500")
APLD = Scheme.LONG_TERM


@frozen(kw_only=True)
class Published:
    """What a page says of some months; amounts in euros an hour, as it prints them."""

    id: str
    source: str
    months: str
    scheme: Scheme = Scheme.ORDINARY
    situation: Situation = Situation.GENERAL
    territory: Territory = Territory.NATIONAL
    workforce: int | None = None
    known_on: date | None = None
    expected: dict[str, str] = field(factory=dict)


PREVISSIMA = (
    "https://www.previssima.fr/actualite/"
    "activite-partielle-lallocation-augmente-a-compter-du-1er-mai-2022.html"
)
LEFEBVRE_DALLOZ = (
    "https://open.lefebvre-dalloz.fr/actualites/droit-social/maintien-activite-partielle-taux-"
    "majore-confirme-fevrier_f66958e4b-7301-473e-847e-2b9928440a98"
)
KLESIA = (
    "https://klesiaprosocial.fr/you-go/c/0/i/94037588/activite-partielle-et-apld-les-taux-"
    "planchers-revalorises-de-118-au-1er-janvier-2026"
)
LEGISOCIAL_2026 = (
    "https://www.legisocial.fr/actualites-sociales/7776-activite-partielle-apld-nouveaux-taux-"
    "plancher-1er-janvier-2026.html"
)
LEXPLICITE = (
    "https://lexplicite.fr/modification-du-taux-horaire-minimum-de-lallocation-dactivite-"
    "partielle-et-de-lapld"
)
VOTREXPERT = "https://infos.votrexpert.com/houdart-a-et-c/breves/2023-01-10_02_2.html"
AGIPI = "https://agipi.com/?p=9879"
FRANCE_AGRICOLE = (
    "https://www.lafranceagricole.fr/gestion/article/839639/"
    "revalorisation-des-allocations-au-1er-mai-2023"
)
SOCIALEA = (
    "http://socialea-2024.clients.rec1.parti.tech/actualites/actualites-paie/"
    "activite-partielle-simulateur-de-calcul-de-ladministration"
)
SERVICE_PUBLIC = "https://www.service-public.fr/particuliers/vosdroits/F13898"
COGEST = (
    "https://www.cogest.fr/activite-partielle-les-modifications-de-la-reglementation-a-partir-"
    "du-1er-juin/"
)
ENTREPRENDRE = "https://entreprendre.service-public.fr/actualites/A15840"
OGLETREE = (
    "https://ogletree.fr/publications/revalorisation-du-montant-plancher-de-lallocation-"
    "dactivite-partielle"
)
MINISTRY_2021 = (
    "https://travail-emploi.gouv.fr/le-ministere-en-action/coronavirus-covid-19/"
    "questions-reponses-par-theme/faq-chomage-partiel-activite-partielle"
)
LEGISOCIAL_APLD_2022 = (
    "https://legisocial.fr/contrat-de-travail/activite-partielle/questionsreponses-activite-"
    "partielle-longue-duree-apld-publications-annee-2022.html"
)

PUBLISHED = (
    Published(
        id="A10, up to 250",
        source=SOCIALEA,
        months="2013-07 2020-02",
        workforce=250,
        expected={"allowance_floor": "7.74", "allowance_cap": "7.74", "indemnity_share": "0.70"},
    ),
    Published(
        id="A10, above 250",
        source=SOCIALEA,
        months="2013-07 2020-02",
        workforce=251,
        expected={"allowance_floor": "7.23", "allowance_cap": "7.23"},
    ),
    Published(
        id="B17",
        source="https://www.actualites-paie.com/comment-creer-une-fiche-de-paie-d-activite-"
        "partielle-ou-chomage-partiel/",
        months="2020-03 2020-12",
        situation=Situation.PROTECTED,  # 70 % all along; ordinary firms are at 60 % from June
        expected={
            "allowance_cap": "31.97",
            "allowance_floor": "8.03",
            "indemnity_floor": "8.03",
            "monthly_minimum_wage": "1539.42",
        },
    ),
    Published(
        id="C08",
        source=MINISTRY_2021,
        months="2021-01 2021-03",
        expected={"allowance_floor": "8.11", "monthly_minimum_wage": "1554.58"},
    ),
    Published(
        id="C08, the 36 % announced for April",
        source=MINISTRY_2021,
        months="2021-04 2021-04",
        known_on=date(2021, 3, 4),
        expected={"allowance_floor": "7.30"},
    ),
    Published(
        id="C12",
        source="https://legisocial.fr/contrat-de-travail/activite-partielle/activite-partielle-"
        "longue-duree-2021-chiffrage-indemnites-horaires-allocations.html",
        months="2021-01 2021-04",
        scheme=APLD,
        expected={
            "indemnity_floor": "8.11",
            "indemnity_cap": "32.29",
            "allowance_floor": "7.30",
        },
    ),
    Published(
        id="D05",
        source=LEFEBVRE_DALLOZ,
        months="2022-01 2022-02",
        expected={"indemnity_cap": "28.54", "allowance_cap": "17.12", "allowance_floor": "7.53"},
    ),
    *(
        Published(
            id=f"D06, {scheme.value}, {situation.value}",
            source=LEFEBVRE_DALLOZ,
            months="2022-01 2022-02",
            scheme=scheme,
            situation=situation,
            expected={
                "indemnity_cap": "33.30",
                "allowance_cap": "33.30",
                "allowance_floor": "8.37",
            },
        )
        for scheme, situation in (
            (Scheme.VULNERABLE, Situation.GENERAL),
            (Scheme.CHILDCARE, Situation.GENERAL),
            (Scheme.ORDINARY, Situation.CLOSED),
            (Scheme.ORDINARY, Situation.RESTRICTED_TERRITORY),
            (Scheme.ORDINARY, Situation.PROTECTED_HEAVY_LOSS),
        )
    ),
    Published(
        id="D08",
        source="https://solveo-rh.fr/activite-partielle-classique/questions/comment-calculer-"
        "lindemnite-et-lallocation-dactivite-partielle",
        months="2021-10 2021-12",
        expected={
            "indemnity_cap": "28.30",
            "allowance_cap": "16.98",
            "indemnity_floor": "8.30",
            "allowance_floor": "7.47",
        },
    ),
    Published(
        id="D09",
        source=SERVICE_PUBLIC,
        months="2022-01 2022-04",
        expected={"indemnity_floor": "8.37", "indemnity_cap": "28.54"},
    ),
    Published(
        id="F01",
        source=PREVISSIMA,
        months="2022-05 2022-07",
        expected={"allowance_floor": "7.73", "allowance_cap": "17.58"},
    ),
    *(
        Published(
            id=f"F02, {scheme.value}",
            source=PREVISSIMA,
            months="2022-05 2022-07",
            scheme=scheme,
            expected={"allowance_floor": "8.59", "allowance_cap": "34.18"},
        )
        for scheme in (Scheme.VULNERABLE, Scheme.CHILDCARE)
    ),
    Published(
        id="F03",
        source=PREVISSIMA,
        months="2022-05 2022-07",
        scheme=APLD,
        expected={"allowance_floor": "8.59", "allowance_cap": "29.30"},
    ),
    Published(
        id="F04",
        source="https://ffb2b.fr/activite-partielle-valeurs",
        months="2022-05 2022-07",
        expected={
            "indemnity_floor": "8.59",
            "indemnity_cap": "29.30",
            "allowance_floor": "7.73",
            "allowance_cap": "17.58",
        },
    ),
    Published(
        id="F06",
        source="https://www.cadremploi.fr/editorial/conseils/droit-du-travail/comment-calculer-"
        "son-salaire-en-chomage-partiel",
        months="2023-05 2023-12",
        expected={"allowance_floor": "8.21", "allowance_cap": "18.66"},
    ),
    Published(
        id="F07",
        source="https://juritravail.com/chomage/chomage-partiel",
        months="2024-01 2024-10",
        expected={"indemnity_floor": "9.22", "indemnity_cap": "31.46"},
    ),
    Published(
        id="F08",
        source="https://efl.fr/actualite/activite-partielle-indemnisation-1er-novembre-"
        "2024_fbbc7bf2d-9219-4ae7-8f11-11bc2c558ffa",
        months="2024-11 2025-12",
        expected={
            "indemnity_cap": "32.08",
            "allowance_cap": "19.25",
            "allowance_floor": "8.46",
            "indemnity_floor": "9.40",
        },
    ),
    Published(
        id="F10",
        source=LEGISOCIAL_2026,
        months="2026-01 2026-05",
        expected={"allowance_floor": "8.57", "indemnity_floor": "9.52"},
    ),
    Published(
        id="F10, long-term",
        source=LEGISOCIAL_2026,
        months="2026-01 2026-11",
        scheme=APLD,
        expected={"allowance_floor": "9.52"},
    ),
    Published(
        id="F10, before",
        source=LEGISOCIAL_2026,
        months="2025-12 2025-12",
        expected={"allowance_floor": "8.46", "indemnity_floor": "9.40"},
    ),
    Published(
        id="F11",
        source=LEXPLICITE,
        months="2024-11 2025-12",
        expected={"allowance_floor": "8.46"},
    ),
    Published(
        id="F11, long-term",
        source=LEXPLICITE,
        months="2024-11 2025-12",
        scheme=APLD,
        expected={"allowance_floor": "9.40"},
    ),
    Published(
        id="F11, Mayotte",
        source=LEXPLICITE,
        months="2024-11 2025-12",
        territory=Territory.MAYOTTE,
        expected={"allowance_floor": "7.29"},
    ),
    Published(
        id="F11, Mayotte, long-term",
        source=LEXPLICITE,
        months="2024-11 2025-12",
        territory=Territory.MAYOTTE,
        scheme=APLD,
        expected={"allowance_floor": "8.10"},
    ),
    Published(
        id="G04",
        source="https://github.com/ELILONA13/carte-memo-celine/blob/main/src/data/"
        "activitePartielleCard.js",
        months="2024-01 2024-10",
        expected={"indemnity_cap": "31.46", "allowance_floor": "8.30", "allowance_cap": "18.87"},
    ),
    Published(
        id="G07",
        source="https://github.com/RENDU73/FORMATION/blob/main/support/"
        "ACTUALITE_PAIE_JUIN_SEPTEMBRE_2026.md",
        months="2026-01 2026-05",
        expected={"indemnity_floor": "9.52", "indemnity_cap": "32.45", "allowance_floor": "8.57"},
    ),
    Published(
        id="I01",
        source=KLESIA,
        months="2026-01 2026-05",
        expected={"allowance_floor": "8.57", "indemnity_floor": "9.52"},
    ),
    Published(
        id="I01, long-term",
        source=KLESIA,
        months="2026-01 2026-11",
        scheme=APLD,
        expected={"allowance_floor": "9.52"},
    ),
    Published(
        id="I02",
        source=OGLETREE,
        months="2022-05 2022-07",
        expected={"allowance_floor": "7.73"},
    ),
    Published(
        id="I02, raised",
        source=OGLETREE,
        months="2022-05 2022-07",
        scheme=Scheme.VULNERABLE,
        expected={"allowance_floor": "8.59"},
    ),
    Published(
        id="I03",
        source=VOTREXPERT,
        months="2023-01 2023-04",
        expected={"allowance_floor": "8.03"},
    ),
    Published(
        id="I03, long-term",
        source=VOTREXPERT,
        months="2023-01 2023-04",
        scheme=APLD,
        expected={"allowance_floor": "8.92"},
    ),
    Published(
        id="I03, before",
        source=VOTREXPERT,
        months="2022-12 2022-12",
        expected={"allowance_floor": "7.88"},
    ),
    Published(
        id="I03, long-term before",
        source=VOTREXPERT,
        months="2022-12 2022-12",
        scheme=APLD,
        expected={"allowance_floor": "8.76"},
    ),
    Published(
        id="I04",
        source=AGIPI,
        months="2024-01 2024-10",
        expected={"allowance_floor": "8.30"},
    ),
    Published(
        id="I04, long-term",
        source=AGIPI,
        months="2024-01 2024-10",
        scheme=APLD,
        expected={"allowance_floor": "9.22"},
    ),
    Published(
        id="I04, before",
        source=AGIPI,
        months="2023-12 2023-12",
        expected={"allowance_floor": "8.21"},
    ),
    Published(
        id="I04, long-term before",
        source=AGIPI,
        months="2023-12 2023-12",
        scheme=APLD,
        expected={"allowance_floor": "9.12"},
    ),
    Published(
        id="I05",
        source=FRANCE_AGRICOLE,
        months="2023-05 2023-12",
        expected={"allowance_floor": "8.21"},  # 0.18 more than in April
    ),
    Published(
        id="I05, long-term",
        source=FRANCE_AGRICOLE,
        months="2023-05 2023-12",
        scheme=APLD,
        expected={"allowance_floor": "9.12"},  # 0.20 more than in April
    ),
    Published(
        id="K06, May",
        source=COGEST,
        months="2021-05 2021-05",
        expected={"allowance_floor": "8.11", "indemnity_share": "0.70", "allowance_share": "0.60"},
    ),
    Published(
        id="K06, June",
        source=COGEST,
        months="2021-06 2021-06",
        expected={"allowance_floor": "8.11", "indemnity_share": "0.70", "allowance_share": "0.52"},
    ),
    Published(
        id="K06, July",
        source=COGEST,
        months="2021-07 2021-07",
        expected={"allowance_floor": "7.30", "indemnity_share": "0.60", "allowance_share": "0.36"},
    ),
    Published(
        id="K07",
        source=ENTREPRENDRE,
        months="2022-08 2022-12",
        expected={"allowance_floor": "7.88"},
    ),
    Published(
        id="K07, long-term",
        source=ENTREPRENDRE,
        months="2022-08 2022-12",
        scheme=APLD,
        expected={"allowance_floor": "8.76"},
    ),
    Published(
        id="K10, up to 250",
        source=SERVICE_PUBLIC,
        months="2020-01 2020-02",
        workforce=250,
        expected={"allowance_floor": "7.74", "monthly_minimum_wage": "1539.42"},
    ),
    Published(
        id="K10, above 250",
        source=SERVICE_PUBLIC,
        months="2020-01 2020-02",
        workforce=251,
        expected={"allowance_floor": "7.23"},
    ),
    Published(
        id="K15",
        source=LEGISOCIAL_APLD_2022,
        months="2022-01 2022-04",
        scheme=APLD,
        expected={"allowance_floor": "8.37", "allowance_share": "0.60"},
    ),
    Published(
        id="K15, protected to June 2021",
        source=LEGISOCIAL_APLD_2022,
        months="2021-06 2021-06",
        scheme=APLD,
        situation=Situation.PROTECTED,
        expected={"allowance_share": "0.70"},
    ),
    Published(
        id="K15, protected from July 2021",
        source=LEGISOCIAL_APLD_2022,
        months="2021-07 2021-07",
        scheme=APLD,
        situation=Situation.PROTECTED,
        expected={"allowance_share": "0.60"},
    ),
)


def months(published: Published) -> Iterator[tuple[date, date]]:
    """First and last day of each month the page speaks of."""
    start, end = (tuple(map(int, text.split("-"))) for text in published.months.split())
    year, month = start
    while (year, month) <= end:
        yield month_bounds(year, month)
        year, month = year + month // 12, month % 12 + 1


def minimum_wage(day: date, territory: Territory) -> HourlyPay:
    """The gross hourly minimum wage of a day."""
    entry = FRENCH_LAW.minimum_wage_hourly[Category(territory.value)].on(day)
    assert entry is not None
    assert not isinstance(entry.value, Special)
    return entry.value


def answers(published: Published, first: date, last: date, pay: HourlyPay) -> Assessment:
    """The answer for an hour of an ordinary full-timer."""
    return assess(
        Case(
            scheme=published.scheme,
            first=first,
            last=last,
            employee=Employee(EmployeeCategory.STANDARD, hourly_pay=pay),
            unworked_hours=Hours.parse("1"),
            known_on=published.known_on,
            territory=published.territory,
            employer=Employer(published.situation, published.workforce),
        )
    )


def found(published: Published, first: date, last: date) -> dict[str, str]:
    """Every figure a page may print, as the library answers it."""
    lowest = minimum_wage(first, published.territory)
    low = answers(published, first, last, lowest)
    high = answers(published, first, last, VERY_HIGH_PAY)
    shares = {citation.parameter: citation.value for citation in low.citations}
    return {
        "indemnity_floor": str(low.hourly_indemnity),
        "indemnity_cap": str(high.hourly_indemnity),
        "indemnity_share": shares["indemnity.share"],
        "allowance_floor": str(low.hourly_allowance),
        "allowance_cap": str(high.hourly_allowance),
        "allowance_share": shares.get("allowance.share", "none"),
        "monthly_minimum_wage": str(Euros.rounded(lowest.exact * LEGAL_MONTH_EXACT)),
    }


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        pytest.param(published, first, last, id=f"{published.id} {first:%Y-%m}")
        for published in PUBLISHED
        for first, last in months(published)
    ],
)
def test_a_published_floor_cap_or_share_is_answered(
    published: Published, first: date, last: date
) -> None:
    """The figure of the page is that of an answer, in each month of its range."""
    answered = found(published, first, last)
    assert {name: answered[name] for name in published.expected} == published.expected


@pytest.mark.parametrize(
    ("first_day", "limit"),
    [
        (date(2020, 5, 1), "31.97"),
        (date(2021, 1, 1), "32.29"),
        (date(2021, 10, 1), "33.01"),
        (date(2022, 1, 1), "33.30"),
        (date(2022, 5, 1), "34.18"),
        (date(2022, 8, 1), "34.87"),
        (date(2022, 12, 31), "34.87"),
    ],
)
def test_the_limit_of_the_complement_is_3_15_minimum_wages(first_day: date, limit: str) -> None:
    """B20: from May 2020; 3.15 is 70 % of 4.5.

    https://vbassocies-kga.fr/ordonnance-du-22-avril-2020-et-activite-partielle-attention-aux-limites-dexoneration-de-cotisations
    """
    entry = FRENCH_LAW.complement_limit[Category.NATIONAL].on(first_day)
    assert entry is not None
    assert not isinstance(entry.value, Special)
    assert entry.value.exact == Fraction("3.15") == Fraction("0.70") * Fraction("4.5")
    hourly = minimum_wage(first_day, Territory.NATIONAL).exact
    assert str(Euros.rounded(entry.value.exact * hourly)) == limit


@pytest.mark.parametrize("day", [date(2020, 4, 30), date(2023, 1, 1)])
def test_there_is_no_such_limit_before_may_2020_and_after_2022(day: date) -> None:
    """The complement was as the indemnity before, and is pay from its first euro since."""
    assert FRENCH_LAW.complement_limit[Category.NATIONAL].on(day) is None
