"""Texts whose day of publication no source gave: they are taken as always known."""

from datetime import date

from partial_activity.domain.law.dated import Confidence, Text

CIRCULAR_2013_12 = Text(
    "circulaire DGEFP n° 2013-12",
    None,
    "décompte des heures",
    signed=date(2013, 7, 12),
    published_confidence=Confidence.MEDIUM,
    note="day of the circular recalled; not in the Journal officiel",
    sources=("LS823", "TEMPS"),
    official=False,
)
ORDER_2021_04_09 = Text(
    "arrêté du 9 avril 2021",
    None,
    "activité partielle de longue durée, mois neutralisés",
    signed=date(2021, 4, 9),
    published_confidence=Confidence.LOW,
    note="day of publication not found",
)
LABOUR_CODE_2008 = Text(
    "code du travail, version du 1er mai 2008",
    None,
    "rémunération mensuelle minimale",
    note="articles read as of 27 March 2026, unchanged since 1 May 2008; the day of publication was not collected",
    sources=("LEGI",),
)
SOCIAL_SECURITY_CODE = Text(
    "code de la sécurité sociale",
    None,
    "prélèvements sociaux sur les revenus de remplacement",
    note="articles read as of 27 March 2026; their days of publication were not collected",
    sources=("LEGI",),
)
ADMINISTRATIVE_COURTS_CODE = Text(
    "code de justice administrative",
    None,
    "délais de recours contentieux",
    note="wording of 2020 read; its days of publication were not collected",
    sources=("ETALAB",),
)
ANSWERS_LEVIES = Text(
    "questions-réponses du ministère sur les prélèvements",
    None,
    "prélèvements sur l'indemnité",
    published_confidence=Confidence.MEDIUM,
    note="administrative practice, several editions 2020 to 2026",
    sources=("FT164", "FT413", "FT1174"),
    official=False,
)
NET_MINIMUM_WAGE_PRACTICE = Text(
    "pratique administrative : SMIC net = SMIC brut x 0,7916",
    None,
    "rémunération mensuelle minimale nette",
    note="a regularity of administrative practice that fits 13 published floors of 13, not a text",
    official=False,
)
MAYOTTE_MINIMUM_WAGE_BEFORE_2020 = Text(
    "salaire minimum de Mayotte avant 2020 (textes non collectés)",
    None,
    "salaire minimum de Mayotte",
    published_confidence=Confidence.LOW,
    note="values from public pages; the texts themselves were not collected",
    sources=("F2300",),
)
