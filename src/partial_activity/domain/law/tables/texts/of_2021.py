"""Texts published in 2021, in order of publication in the Journal officiel."""

from datetime import date

from partial_activity.domain.law.dated import Confidence, Text

DECREE_2021_70 = Text("décret n° 2021-70", date(2021, 1, 28), "secteurs protégés, annexes 1 et 2", signed=date(2021, 1, 27))
DECREE_2021_88 = Text("décret n° 2021-88", date(2021, 1, 30), "report indemnité au 1er mars", signed=date(2021, 1, 29), sources=("GFGA", "LEGIBR"))
DECREE_2021_89 = Text(
    "décret n° 2021-89",
    date(2021, 1, 30),
    "report allocation au 1er mars",
    signed=date(2021, 1, 29),
    sources=("GFGA", "AUDITCSE", "QR0304", "LEGIBR"),
)
DECREE_MAYOTTE_2021_02 = Text(
    "décret de février 2021 (Mayotte, numéro non trouvé)",
    date(2021, 2, 2),
    "Mayotte plancher 7,09",
    published_confidence=Confidence.LOW,
    note="published between 2021-01-31 and 2021-02-02",
    sources=("LEGI", "PARAM", "LEGIBR"),
)
ORDINANCE_2021_136 = Text(
    "ordonnance n° 2021-136",
    date(2021, 2, 11),
    "II 4° : très forte baisse du chiffre d'affaires",
    signed=date(2021, 2, 10),
    sources=("ORD136", "LMDC136"),
)
ORDER_2021_02_10 = Text(
    "arrêté du 10 février 2021", date(2021, 2, 14), "activité partielle de longue durée, mois neutralisés", signed=date(2021, 2, 10)
)
DECREE_2021_221 = Text(
    "décret n° 2021-221",
    date(2021, 2, 27),
    "report indemnité au 1er avril",
    signed=date(2021, 2, 26),
    sources=("RFHEBDO", "NORMA", "QR0304", "MDA", "LEGI"),
)
DECREE_2021_225 = Text(
    "décret n° 2021-225",
    date(2021, 2, 27),
    "report allocation au 1er avril",
    signed=date(2021, 2, 26),
    sources=("RFHEBDO", "NORMA", "BLOHORN", "QR0304", "MEDEF225", "MDA"),
)
ANSWERS_2021_03_04 = Text(
    "questions-réponses du ministère du 4 mars 2021", date(2021, 3, 4), "procédure d'activité partielle", sources=("QR2021",), official=False
)
DECREE_2021_347 = Text(
    "décret n° 2021-347",
    date(2021, 3, 31),
    "report indemnité au 1er mai",
    signed=date(2021, 3, 30),
    sources=("CERF63", "PAINVIN", "ASSOLIGUE", "LEGI", "LEGIBR"),
)
DECREE_2021_348 = Text(
    "décret n° 2021-348",
    date(2021, 3, 31),
    "report allocation au 1er mai",
    signed=date(2021, 3, 30),
    sources=("CERF63", "PAINVIN", "ASSOLIGUE", "LEGIBR"),
)
DECREE_2021_361 = Text("décret n° 2021-361", date(2021, 4, 1), "activité partielle de longue durée, neutralisation", signed=date(2021, 3, 31))
DECREE_2021_429 = Text(
    "décret n° 2021-429",
    date(2021, 4, 13),
    "particuliers employeurs : taux de l'indemnité et de l'allocation",
    signed=date(2021, 4, 12),
    jorf="JORFTEXT000043353216",
    applies="hours from 2020-11-01 (retroactive)",
    sources=("LF429", "ASH3205"),
)
DECREE_2021_435 = Text(
    "décret n° 2021-435",
    date(2021, 4, 14),
    "vulnérables, garde d'enfant 70 %",
    signed=date(2021, 4, 13),
    jorf="JORFTEXT000043359973",
    sources=("LF435", "NOMOS", "LEGIBR"),
)
DECREE_2021_508 = Text(
    "décret n° 2021-508", date(2021, 4, 29), "report indemnité au 1er juin", signed=date(2021, 4, 28), sources=("LEGALN508", "EXCO")
)
DECREE_2021_509 = Text(
    "décret n° 2021-509", date(2021, 4, 29), "report allocation au 1er juin", signed=date(2021, 4, 28), sources=("JURISG509", "EXCO")
)
ORDER_2021_05_10 = Text("arrêté du 10 mai 2021", date(2021, 5, 13), "contingent 2021", signed=date(2021, 5, 10), sources=("PROC",))
DECREE_2021_671 = Text(
    "décret n° 2021-671",
    date(2021, 5, 29),
    "calendrier indemnité",
    signed=date(2021, 5, 28),
    jorf="JORFTEXT000043547031",
    sources=("LF671", "EFL674", "E2A", "LEGIBR"),
)
DECREE_2021_674 = Text(
    "décret n° 2021-674",
    date(2021, 5, 29),
    "calendrier allocation",
    signed=date(2021, 5, 28),
    jorf="JORFTEXT000043547064",
    sources=("LF674", "E2A", "EFL674", "QR0603", "PARAM"),
)
DECREE_2021_808 = Text(
    "décret n° 2021-808",
    date(2021, 6, 26),
    "Mayotte",
    signed=date(2021, 6, 25),
    published_confidence=Confidence.LOW,
    note="published between 2021-06-26 and 2021-06-27",
    sources=("LEGI", "LEGIBR", "PARAM"),
)
ORDINANCE_2021_1214 = Text(
    "ordonnance n° 2021-1214",
    date(2021, 9, 23),
    "prolonge l'ordonnance n° 2020-346",
    signed=date(2021, 9, 22),
    published_confidence=Confidence.LOW,
    note="day of publication recalled; its number puts it between 16 and 25 September",
)
DECREE_2021_1252 = Text(
    "décret n° 2021-1252", date(2021, 9, 30), "planchers SMIC 10,48", signed=date(2021, 9, 29), jorf="JORFTEXT000044126010", sources=("LEGI", "PARAM")
)
ORDER_2021_09_27 = Text(
    "arrêté du 27 septembre 2021", date(2021, 9, 30), "salaire minimum de croissance", signed=date(2021, 9, 27), sources=("PARAM",)
)
DECREE_2021_1383 = Text(
    "décret n° 2021-1383",
    date(2021, 10, 26),
    "allocation de 70 % jusqu'au 31 décembre",
    signed=date(2021, 10, 25),
    sources=("AGIPI1383", "BPI", "LEGIBR"),
)
DECREE_2021_1389 = Text(
    "décret n° 2021-1389",
    date(2021, 10, 28),
    "indemnité de 70 % jusqu'au 31 décembre",
    signed=date(2021, 10, 27),
    sources=("AGIPI1383", "BPI", "LEGIBR"),
)
DECREE_2021_1390 = Text(
    "décret n° 2021-1390", date(2021, 10, 28), "Mayotte", signed=date(2021, 10, 27), jorf="JORFTEXT000044255270", sources=("LEGI", "LBX1318")
)
LAW_2021_1465 = Text("loi n° 2021-1465", date(2021, 11, 11), "vigilance sanitaire", signed=date(2021, 11, 10), sources=("UNIVERS1465", "GHR1465"))
DECREE_2021_1741 = Text("décret n° 2021-1741", date(2021, 12, 23), "salaire minimum de croissance", signed=date(2021, 12, 22), sources=("IDC1741",))
LAW_2021_1754 = Text(
    "loi n° 2021-1754",
    date(2021, 12, 24),
    "financement de la sécurité sociale pour 2022",
    published_confidence=Confidence.LOW,
    note="day of publication recalled, not sourced",
)
DECREE_2021_1816 = Text(
    "décret n° 2021-1816",
    date(2021, 12, 28),
    "indemnité 31 janvier, durée",
    signed=date(2021, 12, 27),
    jorf="JORFTEXT000044571671",
    sources=("MEDEF1816", "DOC1816", "PAYSAN"),
)
DECREE_2021_1817 = Text("décret n° 2021-1817", date(2021, 12, 28), "allocation 31 janvier", signed=date(2021, 12, 27), sources=("COTE1817", "PARAM"))
DECREE_2021_1878 = Text(
    "décret n° 2021-1878",
    date(2021, 12, 30),
    "planchers SMIC 10,57",
    signed=date(2021, 12, 29),
    jorf="JORFTEXT000044614377",
    sources=("PARAM", "LEGIBR", "LEGI"),
)
LAW_2021_1900 = Text(
    "loi n° 2021-1900",
    date(2021, 12, 31),
    "loi de finances pour 2022 : L. 5122-3, L. 5122-5",
    signed=date(2021, 12, 30),
    jorf="JORFTEXT000044637640",
    sources=("LEGI",),
)
DECREE_2021_1918 = Text(
    "décret n° 2021-1918", date(2021, 12, 31), "D. 5122-13, al. 2 : liste des salariés exclus", signed=date(2021, 12, 30), sources=("PARAM", "LEGIBR")
)
