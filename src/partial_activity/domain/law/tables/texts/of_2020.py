"""Texts published in 2020, in order of publication in the Journal officiel."""

from datetime import date

from partial_activity.domain.law.dated import Confidence, Text

DECREE_2020_325 = Text(
    "décret n° 2020-325",
    date(2020, 3, 26),
    "activité partielle",
    signed=date(2020, 3, 25),
    jorf="JORFTEXT000041755956",
    note="LEGI code versions start 2020-03-26; LEGI NOTA also lets employers keep some old rule for twelve months (art. 2 II, text cut)",
    sources=("LEGI", "PROC"),
)
ORDINANCE_2020_346 = Text("ordonnance n° 2020-346", date(2020, 3, 28), "mesures d'urgence", signed=date(2020, 3, 27), sources=("PARAM", "LEGIBR"))
ORDER_2020_03_31 = Text("arrêté du 31 mars 2020", date(2020, 4, 3), "contingent 2020", signed=date(2020, 3, 31), sources=("PROC",))
ANSWERS_2020_04_09 = Text(
    "questions-réponses du ministère du 9 avril 2020",
    date(2020, 4, 9),
    "délai des demandes de mars 2020",
    note="question 9: a tolerance, not a text",
    official=False,
)
ORDINANCE_2020_428 = Text(
    "ordonnance n° 2020-428",
    date(2020, 4, 16),
    "apprentis, contrats de professionnalisation, cadres dirigeants",
    signed=date(2020, 4, 15),
    sources=("MEDEF92_428", "PARAM"),
)
DECREE_2020_435 = Text(
    "décret n° 2020-435",
    date(2020, 4, 17),
    "décompte des heures des catégories particulières",
    signed=date(2020, 4, 16),
    published_confidence=Confidence.LOW,
    note="day of publication recalled, not sourced",
    sources=("LBX435",),
)
ORDINANCE_2020_460 = Text(
    "ordonnance n° 2020-460",
    date(2020, 4, 23),
    "heures structurelles, complément de l'employeur",
    signed=date(2020, 4, 22),
    published_confidence=Confidence.MEDIUM,
    note="day of publication inferred from its entry into force, 23 or 24 April 2020",
)
LAW_2020_473 = Text(
    "loi n° 2020-473",
    date(2020, 4, 26),
    "loi de finances rectificative pour 2020, art. 20 : vulnérables, garde d'enfant",
    signed=date(2020, 4, 25),
    sources=("PARAM", "LEGIBR", "CAPEB1639"),
)
DECREE_2020_521 = Text("décret n° 2020-521", date(2020, 5, 6), "personnes vulnérables, première liste", signed=date(2020, 5, 5))
DECREE_2020_522 = Text(
    "décret n° 2020-522", date(2020, 5, 6), "cadres dirigeants, portage, personnel navigant", signed=date(2020, 5, 5), sources=("LF522",)
)
ORDINANCE_2020_770 = Text(
    "ordonnance n° 2020-770", date(2020, 6, 25), "base de la modulation par secteur", signed=date(2020, 6, 24), sources=("RFHEBDO",)
)
DECREE_2020_794 = Text(
    "décret n° 2020-794",
    date(2020, 6, 28),
    "procédure : avis du comité dès 50 salariés, individualisation",
    signed=date(2020, 6, 26),
    jorf="JORFTEXT000042045728",
    sources=("LEGI", "PROC"),
)
DECREE_2020_810 = Text(
    "décret n° 2020-810", date(2020, 6, 30), "modulation temporaire du taux", signed=date(2020, 6, 29), sources=("RFHEBDO", "LEGIBR", "PARAM")
)
DECREE_2020_926 = Text(
    "décret n° 2020-926",
    date(2020, 7, 30),
    "APLD",
    signed=date(2020, 7, 28),
    jorf="JORFTEXT000042169955",
    sources=("UCA68", "LEGIBR", "CINOV", "QR0106"),
)
DECREE_2020_1059 = Text(
    "décret n° 2020-1059",
    date(2020, 8, 15),
    "terme du dispositif des particuliers employeurs",
    signed=date(2020, 8, 14),
    jorf="JORFTEXT000042238325",
    note="kept longer in Guyane and Mayotte, to the end of the month in which the emergency ended",
    sources=("LF1059",),
)
DECREE_2020_1071 = Text(
    "décret n° 2020-1071", date(2020, 8, 20), "Mayotte", signed=date(2020, 8, 18), jorf="JORFTEXT000042246761", sources=("LEGI", "LF1071")
)
DECREE_2020_1098 = Text(
    "décret n° 2020-1098",
    date(2020, 8, 30),
    "personnes vulnérables, liste réduite",
    signed=date(2020, 8, 29),
    published_confidence=Confidence.MEDIUM,
    note="partly suspended by the Conseil d'État on 15 October 2020 (recalled)",
)
DECREE_2020_1123 = Text("décret n° 2020-1123", date(2020, 9, 11), "secteurs protégés, annexes 1 et 2", signed=date(2020, 9, 10))
DECREE_2020_1170 = Text(
    "décret n° 2020-1170",
    date(2020, 9, 26),
    "prolonge le décret n° 2020-810",
    signed=date(2020, 9, 25),
    jorf="JORFTEXT000042364929",
    sources=("MGG1170", "LEGIBR"),
)
DECREE_2020_1188 = Text(
    "décret n° 2020-1188",
    date(2020, 9, 30),
    "APLD 60 %, délai 15 jours",
    signed=date(2020, 9, 29),
    jorf="JORFTEXT000042376382",
    sources=("RF1188", "ELLIPSE", "CINOV"),
)
ORDINANCE_2020_1255 = Text(
    "ordonnance n° 2020-1255", date(2020, 10, 15), "modulation de l'indemnité ; apprentis", signed=date(2020, 10, 14), sources=("PARAM", "LEGIBR")
)
DECREE_2020_1316 = Text(
    "décret n° 2020-1316",
    date(2020, 10, 31),
    "indemnité 60 %, durée 3 mois",
    signed=date(2020, 10, 30),
    jorf="JORFTEXT000042481972",
    sources=("LEGI", "MEDEF1316", "QR0106", "MYDRH"),
)
DECREE_2020_1318 = Text(
    "décret n° 2020-1318", date(2020, 10, 31), "Mayotte", signed=date(2020, 10, 30), jorf="JORFTEXT000042482016", sources=("LEGI", "LBX1318")
)
DECREE_2020_1319 = Text(
    "décret n° 2020-1319",
    date(2020, 10, 31),
    "36 % au 1er janvier 2021",
    signed=date(2020, 10, 30),
    jorf="JORFTEXT000042482029",
    sources=("LEGI", "MEDEF1316", "SOUTIEN", "QR0106"),
)
DECREE_2020_1365 = Text(
    "décret n° 2020-1365",
    date(2020, 11, 11),
    "personnes vulnérables, nouvelle liste",
    signed=date(2020, 11, 10),
    published_confidence=Confidence.LOW,
    note="day of publication recalled, not sourced",
)
ANNOUNCEMENT_2020_11_20 = Text(
    "communiqué de presse du 20 novembre 2020",
    date(2020, 11, 20),
    "particuliers employeurs, novembre 2020",
    note="four ministers; told again by the Urssaf and by the press",
    sources=("URSSAFPE", "LOCALTIS"),
    official=False,
)
LAW_2020_1576 = Text(
    "loi n° 2020-1576",
    date(2020, 12, 15),
    "financement de la sécurité sociale pour 2021, art. 8",
    published_confidence=Confidence.LOW,
    note="day of publication recalled, not sourced",
)
DECREE_2020_1579 = Text("décret n° 2020-1579", date(2020, 12, 15), "activité partielle de longue durée, mois neutralisés", signed=date(2020, 12, 14))
DECREE_2020_1598 = Text(
    "décret n° 2020-1598", date(2020, 12, 17), "salaire minimum de croissance", signed=date(2020, 12, 16), sources=("PARAM", "LEGIBR")
)
DECREE_2020_1628 = Text(
    "décret n° 2020-1628", date(2020, 12, 22), "secteurs protégés, annexes 1 et 2", signed=date(2020, 12, 21), published_confidence=Confidence.MEDIUM
)
ORDINANCE_2020_1639 = Text(
    "ordonnance n° 2020-1639",
    date(2020, 12, 23),
    "modulation prolongée, zones, ski, vulnérables",
    signed=date(2020, 12, 21),
    sources=("ORD1639", "CAPEB1639", "MEDEFESS"),
)
DECREE_2020_1681 = Text(
    "décret n° 2020-1681",
    date(2020, 12, 26),
    "report de la baisse de l'indemnité",
    signed=date(2020, 12, 24),
    jorf="JORFTEXT000042739110",
    sources=("RFP1681", "ACTANCE", "RHMCG", "ANNEV4763", "MYDRH"),
)
LAW_2020_1721 = Text(
    "loi n° 2020-1721",
    date(2020, 12, 30),
    "loi de finances pour 2021 : six mois pour demander l'allocation",
    signed=date(2020, 12, 29),
    published_confidence=Confidence.MEDIUM,
    sources=("ND3360",),
)
DECREE_2020_1786 = Text(
    "décret n° 2020-1786",
    date(2020, 12, 31),
    "taux et modalités de calcul",
    signed=date(2020, 12, 30),
    jorf="JORFTEXT000042840355",
    sources=("TRIPATCH", "TRI1786_8", "ACTANCE", "LEXPL21", "RHMCG", "NOMOS", "LEGIBR"),
)
