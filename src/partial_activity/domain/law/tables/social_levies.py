"""Levies on the indemnity, guaranteed monthly pay, and the employer's complement."""

from datetime import date

from partial_activity.domain.law.dated import Confidence, DatedTable, Entry, Span, Special, Unit
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.units import MINIMUM_WAGES, SHARE, YES, ComplementRegime, Yes
from partial_activity.domain.money import Share
from partial_activity.domain.words import Words

_CHECKED = date(2026, 3, 27)
_DISPUTE_BEFORE_2020 = Words(
    "avant le 12 mars 2020 la loi prévoyait aussi une exonération et un taux réduit selon le revenu fiscal ; les pages publiques divergent sur leur application",
    "before 12 March 2020 the law also had an exemption and a lower rate by tax income; public pages disagree whether they applied",
)


def _levy(parameter: Parameter, share: str, article: str) -> tuple[DatedTable[Share], ...]:
    return (
        DatedTable(
            parameter,
            Category.NATIONAL,
            article,
            SHARE,
            _CHECKED,
            (
                Entry(
                    Span(date(2013, 7, 1), date(2020, 3, 11)),
                    Share.parse(share),
                    texts.SOCIAL_SECURITY_CODE,
                    Confidence.LOW,
                    dispute=_DISPUTE_BEFORE_2020,
                ),
                Entry(
                    Span(date(2020, 3, 12), date(2020, 12, 31)),
                    Share.parse(share),
                    texts.ORDINANCE_2020_346,
                    article="ordonnance n° 2020-346, art. 11",
                ),
                Entry(Span(date(2021, 1, 1)), Share.parse(share), texts.LAW_2020_1576),
            ),
        ),
    )


LEVY_BASES: tuple[DatedTable[Share], ...] = (
    DatedTable(
        Parameter.LEVY_BASE,
        Category.NATIONAL,
        "CSS, art. L. 136-2 I 3°",
        SHARE,
        _CHECKED,
        (Entry(Span(date(2013, 7, 1)), Share.parse("0.9825"), texts.SOCIAL_SECURITY_CODE),),
    ),
)
"""Part of the indemnity that bears CSG and CRDS (1.75 % abatement)."""

CSG_DEDUCTIBLE = _levy(Parameter.CSG_DEDUCTIBLE, "0.038", "CSS, art. L. 136-8 II 1°")
CSG_NON_DEDUCTIBLE = _levy(Parameter.CSG_NON_DEDUCTIBLE, "0.024", "CSS, art. L. 136-8 II 1°")
CRDS = _levy(Parameter.CRDS, "0.005", "ordonnance n° 96-50")

LOCAL_LEVIES: tuple[DatedTable[Share], ...] = (
    DatedTable(
        Parameter.LOCAL_LEVY,
        Category.ALSACE_MOSELLE,
        "régime local d'Alsace-Moselle",
        SHARE,
        _CHECKED,
        (
            Entry(Span(date(2013, 7, 1), date(2022, 3, 31)), Share.parse("0.015"), texts.ANSWERS_LEVIES),
            Entry(Span(date(2022, 4, 1)), Share.parse("0.013"), texts.ANSWERS_LEVIES),
        ),
    ),
    DatedTable(
        Parameter.LOCAL_LEVY,
        Category.MAYOTTE,
        "cotisation maladie de Mayotte",
        SHARE,
        date(2021, 12, 31),
        (
            Entry(Span(date(2020, 3, 12), date(2020, 12, 31)), Share.parse("0.0235"), texts.ANSWERS_LEVIES),
            Entry(
                Span(date(2021, 1, 1)),
                Share.parse("0.0271"),
                texts.ANSWERS_LEVIES,
                dispute=Words(
                    "la cotisation sur les salaires monte chaque année ; aucun barème daté pour l'indemnité n'a été trouvé après 2021 (l'Urssaf imprime 3,06 %, sans date, après avril 2022)",
                    "the levy on wages rises each year; no dated table for the indemnity after 2021 was found (the Urssaf prints 3.06 %, undated, after April 2022)",
                ),
            ),
        ),
    ),
    DatedTable(
        Parameter.LOCAL_LEVY,
        Category.NON_RESIDENT,
        "CSS, art. D. 242-12, 2°",
        SHARE,
        _CHECKED,
        (
            Entry(
                Span(date(2013, 7, 1), date(2018, 9, 29)),
                Share.parse("0.028"),
                texts.SOCIAL_SECURITY_CODE,
                Confidence.MEDIUM,
                note="text read from 30 September 2018 only",
            ),
            Entry(Span(date(2018, 9, 30)), Share.parse("0.028"), texts.SOCIAL_SECURITY_CODE),
        ),
    ),
)
"""The levy bears on the whole indemnity; a case asks for this part of the payslip by
``pay.levies``."""

GUARANTEED_PAY_DEDUCTIONS: tuple[DatedTable[Share], ...] = (
    DatedTable(
        Parameter.GUARANTEED_PAY_DEDUCTION,
        Category.NATIONAL,
        "L. 3232-3",
        SHARE,
        date(2026, 9, 12),
        (Entry(Span(date(2019, 1, 1)), Share.parse("0.2084"), texts.NET_MINIMUM_WAGE_PRACTICE),),
    ),
)
"""Part of the gross minimum wage that goes in deductions: the guaranteed monthly pay is net."""

GUARANTEED_PAY_PRO_RATA: tuple[DatedTable[Yes], ...] = (
    DatedTable(
        Parameter.GUARANTEED_PAY_PRO_RATA,
        Category.NATIONAL,
        "L. 3232-4",
        YES,
        _CHECKED,
        (Entry(Span(date(2013, 7, 1)), Yes.YES, texts.LABOUR_CODE_2008),),
    ),
)
"""The guaranteed pay is due in proportion to the hours of the legal month."""

COMPLEMENT_REGIMES: tuple[DatedTable[ComplementRegime], ...] = (
    DatedTable(
        Parameter.COMPLEMENT_REGIME,
        Category.NATIONAL,
        "ordonnance n° 2020-346, art. 11",
        Unit("rule", ComplementRegime),
        _CHECKED,
        (
            Entry(
                Span(date(2013, 7, 1), date(2020, 3, 11)),
                Special.UNKNOWN,
                texts.SOCIAL_SECURITY_CODE,
                Confidence.LOW,
                article="",
                dispute=Words(
                    "les sources divergent sur le complément avant le 12 mars 2020", "sources disagree on the complement before 12 March 2020"
                ),
            ),
            Entry(Span(date(2020, 3, 12), date(2020, 4, 30)), ComplementRegime.AS_INDEMNITY, texts.ORDINANCE_2020_346),
            Entry(
                Span(date(2020, 5, 1), date(2020, 12, 31)),
                ComplementRegime.AS_INDEMNITY_UP_TO_LIMIT,
                texts.ORDINANCE_2020_460,
                article="ordonnance n° 2020-460, art. 5",
            ),
            Entry(
                Span(date(2021, 1, 1), date(2021, 12, 31)),
                ComplementRegime.AS_INDEMNITY_UP_TO_LIMIT,
                texts.LAW_2020_1576,
                article="loi n° 2020-1576, art. 8",
            ),
            Entry(
                Span(date(2022, 1, 1), date(2022, 12, 31)), ComplementRegime.AS_INDEMNITY_UP_TO_LIMIT, texts.LAW_2021_1754, article="loi n° 2021-1754"
            ),
            Entry(Span(date(2023, 1, 1)), ComplementRegime.AS_PAY, texts.SOCIAL_SECURITY_BULLETIN, article="BOSS, 28 novembre 2022"),
        ),
    ),
)

COMPLEMENT_LIMITS: tuple[DatedTable[Share], ...] = (
    DatedTable(
        Parameter.COMPLEMENT_LIMIT,
        Category.NATIONAL,
        "ordonnance n° 2020-460, art. 5",
        MINIMUM_WAGES,
        _CHECKED,
        (Entry(Span(date(2020, 5, 1), date(2022, 12, 31)), Share.parse("3.15"), texts.ORDINANCE_2020_460),),
    ),
)
"""Indemnity and complement together, an hour, in minimum wages."""
