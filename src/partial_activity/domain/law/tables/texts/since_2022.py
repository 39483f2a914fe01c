"""Texts published since 2022, in order of publication; a new one goes to the end."""

from datetime import date

from partial_activity.domain.law.dated import Confidence, Text

DECREE_2022_40 = Text("décret n° 2022-40", date(2022, 1, 19), "Mayotte", signed=date(2022, 1, 18), jorf="JORFTEXT000045023478", sources=("LF40",))
DECREE_2022_77 = Text("décret n° 2022-77", date(2022, 1, 29), "indemnité 28 février", signed=date(2022, 1, 28), sources=("OTRE78", "LEGIBR", "PARAM"))
DECREE_2022_78 = Text(
    "décret n° 2022-78", date(2022, 1, 29), "allocation 28 février", signed=date(2022, 1, 28), sources=("OTRE78", "LEGIBR", "PARAM")
)
DECREE_2022_241 = Text(
    "décret n° 2022-241",
    date(2022, 2, 26),
    "indemnité 31 mars (1° et 2° seuls)",
    signed=date(2022, 2, 24),
    jorf="JORFTEXT000045243465",
    sources=("LEGI", "LBX241", "MVJ241"),
)
DECREE_2022_242 = Text("décret n° 2022-242", date(2022, 2, 26), "allocation 31 mars", signed=date(2022, 2, 24), sources=("PARAM", "LEGIBR"))
ANSWERS_2022_03_16 = Text(
    "questions-réponses du ministère du 16 mars 2022", date(2022, 3, 16), "conséquences du conflit en Ukraine", sources=("OGLETREE",), official=False
)
DECREE_2022_508 = Text("décret n° 2022-508", date(2022, 4, 9), "APLD 36 mois sur 48", signed=date(2022, 4, 8), sources=("JURIB508", "AEF508"))
ORDINANCE_2022_543 = Text(
    "ordonnance n° 2022-543",
    date(2022, 4, 14),
    "accords de longue durée jusqu'au 31 décembre 2022",
    signed=date(2022, 4, 13),
    published_confidence=Confidence.MEDIUM,
)
ORDER_2022_04_19 = Text(
    "arrêté du 19 avril 2022", date(2022, 4, 20), "salaire minimum de croissance", signed=date(2022, 4, 19), sources=("MVJSMIC22",)
)
DECREE_2022_654 = Text(
    "décret n° 2022-654",
    date(2022, 4, 26),
    "planchers SMIC 10,85",
    signed=date(2022, 4, 25),
    jorf="JORFTEXT000045653593",
    sources=("COTE654", "LEGIBR", "PARAM"),
)
DECREE_2022_940 = Text(
    "décret n° 2022-940", date(2022, 6, 28), "Mayotte", signed=date(2022, 6, 27), jorf="JORFTEXT000045968380", sources=("TRIC940", "PARAM")
)
DECREE_2022_1072 = Text(
    "décret n° 2022-1072", date(2022, 7, 30), "planchers SMIC 11,07", signed=date(2022, 7, 29), sources=("LEGIBR", "PARAM", "LEGI")
)
ORDER_2022_07_29 = Text("arrêté du 29 juillet 2022", date(2022, 7, 30), "salaire minimum de croissance", signed=date(2022, 7, 29), sources=("AGA",))
ANSWERS_2022_08_02 = Text(
    "questions-réponses du ministère du 2 août 2022",
    date(2022, 8, 2),
    "tolérance vulnérables août 2022",
    signed=date(2022, 8, 2),
    published_confidence=Confidence.MEDIUM,
    note="not a JO text; a library may refuse it",
    sources=("CITE33", "PARAM"),
    official=False,
)
LAW_2022_1157 = Text(
    "loi n° 2022-1157",
    date(2022, 8, 17),
    "loi de finances rectificative pour 2022",
    signed=date(2022, 8, 16),
    sources=("CITE33", "SVP1195", "LEGIBR"),
)
DECREE_2022_1195 = Text(
    "décret n° 2022-1195",
    date(2022, 8, 31),
    "vulnérables 60 %",
    signed=date(2022, 8, 30),
    jorf="JORFTEXT000046228951",
    sources=("LF1195", "SVP1195", "LEGIBR"),
)
DECREE_2022_1241 = Text(
    "décret n° 2022-1241", date(2022, 9, 21), "Mayotte", signed=date(2022, 9, 19), jorf="JORFTEXT000046307974", sources=("LEXPL1241", "LEGI")
)
ANSWERS_2022_10_04 = Text(
    "questions-réponses du ministère du 4 octobre 2022", date(2022, 10, 4), "hausse du prix de l'énergie", sources=("OGLETREE",), official=False
)
DECREE_2022_1369 = Text("décret n° 2022-1369", date(2022, 10, 28), "personnes vulnérables, critères", signed=date(2022, 10, 27))
SOCIAL_SECURITY_BULLETIN = Text(
    "bulletin officiel de la sécurité sociale du 28 novembre 2022",
    date(2022, 11, 28),
    "complément de l'employeur soumis à cotisations",
    note="not in the Journal officiel",
    sources=("S65",),
    official=False,
)
DECREE_2022_1608 = Text(
    "décret n° 2022-1608", date(2022, 12, 23), "salaire minimum de croissance", signed=date(2022, 12, 22), sources=("PARAM", "LEGIBR")
)
DECREE_2022_1632 = Text(
    "décret n° 2022-1632", date(2022, 12, 24), "planchers SMIC 11,27", signed=date(2022, 12, 22), jorf="JORFTEXT000046792821", sources=("LEGI",)
)
DECREE_2022_1665 = Text(
    "décret n° 2022-1665",
    date(2022, 12, 28),
    "plancher indemnité temps partiel et intérim",
    signed=date(2022, 12, 27),
    jorf="JORFTEXT000046820431",
    sources=("LEGI",),
)
DECREE_2023_34 = Text("décret n° 2023-34", date(2023, 1, 27), "Mayotte", signed=date(2023, 1, 26), jorf="JORFTEXT000047061959", sources=("LEGI",))
ORDER_2023_04_26 = Text("arrêté du 26 avril 2023", date(2023, 4, 27), "salaire minimum de croissance", signed=date(2023, 4, 26), sources=("PARAM",))
DECREE_2023_322 = Text(
    "décret n° 2023-322", date(2023, 4, 29), "planchers SMIC 11,52", signed=date(2023, 4, 28), jorf="JORFTEXT000047506276", sources=("LEGI",)
)
DECREE_2023_438 = Text("décret n° 2023-438", date(2023, 6, 6), "Mayotte", signed=date(2023, 6, 5), sources=("AEF438", "LEGI"))
DECREE_2023_1216 = Text(
    "décret n° 2023-1216", date(2023, 12, 21), "salaire minimum de croissance", signed=date(2023, 12, 20), sources=("PARAM", "LEGIBR")
)
DECREE_2023_1305 = Text(
    "décret n° 2023-1305", date(2023, 12, 29), "planchers SMIC 11,65", signed=date(2023, 12, 27), sources=("LEGIBR", "PARAM", "LEGI")
)
DECREE_2024_125 = Text("décret n° 2024-125", date(2024, 2, 22), "Mayotte", signed=date(2024, 2, 21), sources=("MVJ125", "LEGI"))
DECREE_2024_951 = Text(
    "décret n° 2024-951", date(2024, 10, 24), "salaire minimum de croissance", signed=date(2024, 10, 23), sources=("PARAM", "LEGIBR")
)
DECREE_2024_1149 = Text(
    "décret n° 2024-1149", date(2024, 12, 5), "planchers SMIC 11,88", signed=date(2024, 12, 4), sources=("PARAM", "LEGIBR", "LEGI")
)
DECREE_2024_1150 = Text("décret n° 2024-1150", date(2024, 12, 5), "Mayotte", signed=date(2024, 12, 4), sources=("PARAM", "LEGIBR", "LEGI"))
LAW_2025_127 = Text(
    "loi n° 2025-127",
    date(2025, 2, 15),
    "loi de finances pour 2025 : APLD rebond",
    signed=date(2025, 2, 14),
    jorf="JORFTEXT000051168007",
    sources=("LEGI",),
)
LAW_2025_176 = Text(
    "loi n° 2025-176",
    date(2025, 2, 25),
    "urgence pour Mayotte",
    signed=date(2025, 2, 24),
    published_confidence=Confidence.MEDIUM,
    note="published between 2025-02-25 and 2025-02-26",
    sources=("LEGIBR", "DEETS"),
)
DECREE_2025_254 = Text("décret n° 2025-254", date(2025, 3, 21), "Chido", signed=date(2025, 3, 20), sources=("JURIB254", "GEA"))
DECREE_2025_314 = Text("décret n° 2025-314", date(2025, 4, 5), "Chido", signed=date(2025, 4, 3), sources=("GEA",))
DECREE_2025_338 = Text("décret n° 2025-338", date(2025, 4, 15), "APLD rebond", signed=date(2025, 4, 14), sources=("PARAM", "PROC"))
DECREE_CHIDO_2025_07 = Text(
    "décret de juillet 2025 (Chido, numéro non trouvé)",
    date(2025, 7, 17),
    "Chido",
    published_confidence=Confidence.LOW,
    note="published between 2025-07-01 and 2025-07-18",
    sources=("EURAUD", "HLEXP", "DEETS", "JURIB254"),
)
DECREE_2025_1228 = Text(
    "décret n° 2025-1228", date(2025, 12, 18), "salaire minimum de croissance", signed=date(2025, 12, 17), sources=("PARAM", "LEGIBR")
)
DECREE_2026_35 = Text(
    "décret n° 2026-35",
    date(2026, 1, 30),
    "planchers SMIC 12,02",
    signed=date(2026, 1, 29),
    jorf="JORFTEXT000053416955",
    sources=("LEGI", "EFL35", "LEGIS35"),
)
DECREE_2026_52 = Text(
    "décret n° 2026-52", date(2026, 2, 4), "Mayotte", signed=date(2026, 2, 3), jorf="JORFTEXT000053434880", sources=("LEGI", "JURIB52")
)
ORDER_2026_05_22 = Text("arrêté du 22 mai 2026", date(2026, 5, 24), "salaire minimum de croissance", signed=date(2026, 5, 22), sources=("PARAM",))
