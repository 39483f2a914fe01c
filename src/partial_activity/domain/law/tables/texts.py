"""Every text the library cites, once, in order of publication in the Journal officiel.

Texts whose day of publication no source gave come first: they are taken as always known.
"""

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
DECREE_2012_1429 = Text(
    "décret n° 2012-1429",
    date(2012, 12, 21),
    "salaire minimum de croissance",
    signed=date(2012, 12, 19),
    published_confidence=Confidence.MEDIUM,
    note="number from memory",
    sources=("PARAM",),
)
DECREE_2013_551 = Text(
    "décret n° 2013-551",
    date(2013, 6, 28),
    "activité partielle",
    signed=date(2013, 6, 26),
    jorf="JORFTEXT000027618669",
    sources=("LEGI", "PARAM"),
)
ORDER_2013_08_26 = Text(
    "arrêté du 26 août 2013",
    date(2013, 9, 6),
    "contingent annuel",
    signed=date(2013, 8, 26),
    sources=("PROC",),
)
DECREE_2013_1190 = Text(
    "décret n° 2013-1190",
    date(2013, 12, 20),
    "salaire minimum de croissance",
    signed=date(2013, 12, 19),
    published_confidence=Confidence.MEDIUM,
    sources=("PARAM", "OPENFISCA"),
)
DECREE_2014_740 = Text(
    "décret n° 2014-740",
    date(2014, 7, 1),
    "dématérialisation des demandes, données personnelles",
    note="general use from 1 October 2014",
    sources=("LEGI",),
)
DECREE_2014_1569 = Text(
    "décret n° 2014-1569",
    date(2014, 12, 24),
    "salaire minimum de croissance",
    signed=date(2014, 12, 22),
    published_confidence=Confidence.MEDIUM,
    sources=("PARAM", "OPENFISCA"),
)
ORDINANCE_2015_1341 = Text(
    "ordonnance n° 2015-1341",
    date(2015, 10, 25),
    "code des relations entre le public et l'administration",
    signed=date(2015, 10, 23),
    published_confidence=Confidence.LOW,
    sources=("LEGI",),
)
DECREE_2015_1688 = Text(
    "décret n° 2015-1688",
    date(2015, 12, 18),
    "salaire minimum de croissance",
    signed=date(2015, 12, 17),
    published_confidence=Confidence.MEDIUM,
    sources=("PARAM", "OPENFISCA"),
)
ORDINANCE_2016_1579 = Text(
    "ordonnance n° 2016-1579",
    date(2016, 11, 25),
    "activité partielle à Mayotte",
    published_confidence=Confidence.MEDIUM,
    note="read through the specialised press",
    sources=("ASH2987", "ASH2992"),
)
DECREE_2016_1583 = Text(
    "décret n° 2016-1583",
    date(2016, 11, 25),
    "activité partielle à Mayotte",
    published_confidence=Confidence.MEDIUM,
    note="read through the specialised press",
    sources=("ASH2987", "ASH2992"),
)
DECREE_2016_1818 = Text(
    "décret n° 2016-1818",
    date(2016, 12, 23),
    "salaire minimum de croissance",
    signed=date(2016, 12, 22),
    published_confidence=Confidence.MEDIUM,
    sources=("PARAM", "OPENFISCA"),
)
DECREE_2017_1719 = Text(
    "décret n° 2017-1719",
    date(2017, 12, 21),
    "salaire minimum de croissance",
    signed=date(2017, 12, 20),
    published_confidence=Confidence.MEDIUM,
    sources=("PARAM", "OPENFISCA"),
)
DECREE_2018_953 = Text(
    "décret n° 2018-953",
    date(2018, 11, 6),
    "Mayotte: création D5522-87",
    signed=date(2018, 10, 31),
    jorf="JORFTEXT000037558787",
    sources=("LEGI",),
)
DECREE_2018_1173 = Text(
    "décret n° 2018-1173",
    date(2018, 12, 20),
    "salaire minimum de croissance",
    signed=date(2018, 12, 19),
    published_confidence=Confidence.MEDIUM,
    sources=("PARAM", "OPENFISCA"),
)
LAW_2018_1317 = Text(
    "loi n° 2018-1317",
    date(2018, 12, 30),
    "LF 2019, art. 272: un an pour demander l'allocation",
    signed=date(2018, 12, 28),
    published_confidence=Confidence.MEDIUM,
    applies="requests filed from 2018-09-24 (retroactive)",
    sources=("TRI272",),
)
DECREE_2019_1387 = Text(
    "décret n° 2019-1387",
    date(2019, 12, 19),
    "salaire minimum de croissance",
    signed=date(2019, 12, 18),
    sources=("PARAM", "OPENFISCA"),
)
DECREE_2020_325 = Text(
    "décret n° 2020-325",
    date(2020, 3, 26),
    "activité partielle",
    signed=date(2020, 3, 25),
    jorf="JORFTEXT000041755956",
    note="LEGI code versions start 2020-03-26; LEGI NOTA also lets employers keep some old rule for twelve months (art. 2 II, text cut)",
    sources=("LEGI", "PROC"),
)
ORDINANCE_2020_346 = Text(
    "ordonnance n° 2020-346",
    date(2020, 3, 28),
    "mesures d'urgence",
    signed=date(2020, 3, 27),
    sources=("PARAM", "LEGIBR"),
)
ORDER_2020_03_31 = Text(
    "arrêté du 31 mars 2020",
    date(2020, 4, 3),
    "contingent 2020",
    signed=date(2020, 3, 31),
    sources=("PROC",),
)
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
    "apprentices, pro contracts, executives",
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
    "LFR 2020 art. 20: vulnérables, garde d'enfant",
    signed=date(2020, 4, 25),
    sources=("PARAM", "LEGIBR", "CAPEB1639"),
)
DECREE_2020_521 = Text(
    "décret n° 2020-521",
    date(2020, 5, 6),
    "personnes vulnérables, première liste",
    signed=date(2020, 5, 5),
)
DECREE_2020_522 = Text(
    "décret n° 2020-522",
    date(2020, 5, 6),
    "cadres dirigeants, portage, personnel navigant",
    signed=date(2020, 5, 5),
    sources=("LF522",),
)
ORDINANCE_2020_770 = Text(
    "ordonnance n° 2020-770",
    date(2020, 6, 25),
    "basis of modulation by sector",
    signed=date(2020, 6, 24),
    sources=("RFHEBDO",),
)
DECREE_2020_794 = Text(
    "décret n° 2020-794",
    date(2020, 6, 28),
    "procedure (CSE >= 50, individualisation)",
    signed=date(2020, 6, 26),
    jorf="JORFTEXT000042045728",
    sources=("LEGI", "PROC"),
)
DECREE_2020_810 = Text(
    "décret n° 2020-810",
    date(2020, 6, 30),
    "modulation temporaire du taux",
    signed=date(2020, 6, 29),
    sources=("RFHEBDO", "LEGIBR", "PARAM"),
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
    "décret n° 2020-1071",
    date(2020, 8, 20),
    "Mayotte",
    signed=date(2020, 8, 18),
    jorf="JORFTEXT000042246761",
    sources=("LEGI", "LF1071"),
)
DECREE_2020_1098 = Text(
    "décret n° 2020-1098",
    date(2020, 8, 30),
    "personnes vulnérables, liste réduite",
    signed=date(2020, 8, 29),
    published_confidence=Confidence.MEDIUM,
    note="partly suspended by the Conseil d'État on 15 October 2020 (recalled)",
)
DECREE_2020_1123 = Text(
    "décret n° 2020-1123",
    date(2020, 9, 11),
    "secteurs protégés, annexes 1 et 2",
    signed=date(2020, 9, 10),
)
DECREE_2020_1170 = Text(
    "décret n° 2020-1170",
    date(2020, 9, 26),
    "prolonge 2020-810",
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
    "ordonnance n° 2020-1255",
    date(2020, 10, 15),
    "indemnity may be modulated; apprentices",
    signed=date(2020, 10, 14),
    sources=("PARAM", "LEGIBR"),
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
    "décret n° 2020-1318",
    date(2020, 10, 31),
    "Mayotte",
    signed=date(2020, 10, 30),
    jorf="JORFTEXT000042482016",
    sources=("LEGI", "LBX1318"),
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
DECREE_2020_1579 = Text(
    "décret n° 2020-1579",
    date(2020, 12, 15),
    "activité partielle de longue durée, mois neutralisés",
    signed=date(2020, 12, 14),
)
DECREE_2020_1598 = Text(
    "décret n° 2020-1598",
    date(2020, 12, 17),
    "salaire minimum de croissance",
    signed=date(2020, 12, 16),
    sources=("PARAM", "LEGIBR"),
)
DECREE_2020_1628 = Text(
    "décret n° 2020-1628",
    date(2020, 12, 22),
    "secteurs protégés, annexes 1 et 2",
    signed=date(2020, 12, 21),
    published_confidence=Confidence.MEDIUM,
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
    "LF 2021: six mois pour demander l'allocation",
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
DECREE_2021_70 = Text(
    "décret n° 2021-70",
    date(2021, 1, 28),
    "secteurs protégés, annexes 1 et 2",
    signed=date(2021, 1, 27),
)
DECREE_2021_88 = Text(
    "décret n° 2021-88",
    date(2021, 1, 30),
    "report indemnité au 1er mars",
    signed=date(2021, 1, 29),
    sources=("GFGA", "LEGIBR"),
)
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
    "II 4°: very large fall of turnover",
    signed=date(2021, 2, 10),
    sources=("ORD136", "LMDC136"),
)
ORDER_2021_02_10 = Text(
    "arrêté du 10 février 2021",
    date(2021, 2, 14),
    "activité partielle de longue durée, mois neutralisés",
    signed=date(2021, 2, 10),
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
    "questions-réponses du ministère du 4 mars 2021",
    date(2021, 3, 4),
    "procédure d'activité partielle",
    sources=("QR2021",),
    official=False,
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
DECREE_2021_361 = Text(
    "décret n° 2021-361",
    date(2021, 4, 1),
    "activité partielle de longue durée, neutralisation",
    signed=date(2021, 3, 31),
)
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
    "décret n° 2021-508",
    date(2021, 4, 29),
    "report indemnité au 1er juin",
    signed=date(2021, 4, 28),
    sources=("LEGALN508", "EXCO"),
)
DECREE_2021_509 = Text(
    "décret n° 2021-509",
    date(2021, 4, 29),
    "report allocation au 1er juin",
    signed=date(2021, 4, 28),
    sources=("JURISG509", "EXCO"),
)
ORDER_2021_05_10 = Text(
    "arrêté du 10 mai 2021",
    date(2021, 5, 13),
    "contingent 2021",
    signed=date(2021, 5, 10),
    sources=("PROC",),
)
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
    "décret n° 2021-1252",
    date(2021, 9, 30),
    "planchers SMIC 10,48",
    signed=date(2021, 9, 29),
    jorf="JORFTEXT000044126010",
    sources=("LEGI", "PARAM"),
)
ORDER_2021_09_27 = Text(
    "arrêté du 27 septembre 2021",
    date(2021, 9, 30),
    "salaire minimum de croissance",
    signed=date(2021, 9, 27),
    sources=("PARAM",),
)
DECREE_2021_1383 = Text(
    "décret n° 2021-1383",
    date(2021, 10, 26),
    "allocation 70 % au 31 décembre",
    signed=date(2021, 10, 25),
    sources=("AGIPI1383", "BPI", "LEGIBR"),
)
DECREE_2021_1389 = Text(
    "décret n° 2021-1389",
    date(2021, 10, 28),
    "indemnité 70 % au 31 décembre",
    signed=date(2021, 10, 27),
    sources=("AGIPI1383", "BPI", "LEGIBR"),
)
DECREE_2021_1390 = Text(
    "décret n° 2021-1390",
    date(2021, 10, 28),
    "Mayotte",
    signed=date(2021, 10, 27),
    jorf="JORFTEXT000044255270",
    sources=("LEGI", "LBX1318"),
)
LAW_2021_1465 = Text(
    "loi n° 2021-1465",
    date(2021, 11, 11),
    "vigilance sanitaire",
    signed=date(2021, 11, 10),
    sources=("UNIVERS1465", "GHR1465"),
)
DECREE_2021_1741 = Text(
    "décret n° 2021-1741",
    date(2021, 12, 23),
    "salaire minimum de croissance",
    signed=date(2021, 12, 22),
    sources=("IDC1741",),
)
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
DECREE_2021_1817 = Text(
    "décret n° 2021-1817",
    date(2021, 12, 28),
    "allocation 31 janvier",
    signed=date(2021, 12, 27),
    sources=("COTE1817", "PARAM"),
)
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
    "LF 2022: L5122-3, L5122-5",
    signed=date(2021, 12, 30),
    jorf="JORFTEXT000044637640",
    sources=("LEGI",),
)
DECREE_2021_1918 = Text(
    "décret n° 2021-1918",
    date(2021, 12, 31),
    "D5122-13 al. 2: list of excluded employees",
    signed=date(2021, 12, 30),
    sources=("PARAM", "LEGIBR"),
)
DECREE_2022_40 = Text(
    "décret n° 2022-40",
    date(2022, 1, 19),
    "Mayotte",
    signed=date(2022, 1, 18),
    jorf="JORFTEXT000045023478",
    sources=("LF40",),
)
DECREE_2022_77 = Text(
    "décret n° 2022-77",
    date(2022, 1, 29),
    "indemnité 28 février",
    signed=date(2022, 1, 28),
    sources=("OTRE78", "LEGIBR", "PARAM"),
)
DECREE_2022_78 = Text(
    "décret n° 2022-78",
    date(2022, 1, 29),
    "allocation 28 février",
    signed=date(2022, 1, 28),
    sources=("OTRE78", "LEGIBR", "PARAM"),
)
DECREE_2022_241 = Text(
    "décret n° 2022-241",
    date(2022, 2, 26),
    "indemnité 31 mars (1° et 2° seuls)",
    signed=date(2022, 2, 24),
    jorf="JORFTEXT000045243465",
    sources=("LEGI", "LBX241", "MVJ241"),
)
DECREE_2022_242 = Text(
    "décret n° 2022-242",
    date(2022, 2, 26),
    "allocation 31 mars",
    signed=date(2022, 2, 24),
    sources=("PARAM", "LEGIBR"),
)
ANSWERS_2022_03_16 = Text(
    "questions-réponses du ministère du 16 mars 2022",
    date(2022, 3, 16),
    "conséquences du conflit en Ukraine",
    sources=("OGLETREE",),
    official=False,
)
DECREE_2022_508 = Text(
    "décret n° 2022-508",
    date(2022, 4, 9),
    "APLD 36 mois sur 48",
    signed=date(2022, 4, 8),
    sources=("JURIB508", "AEF508"),
)
ORDINANCE_2022_543 = Text(
    "ordonnance n° 2022-543",
    date(2022, 4, 14),
    "accords de longue durée jusqu'au 31 décembre 2022",
    signed=date(2022, 4, 13),
    published_confidence=Confidence.MEDIUM,
)
ORDER_2022_04_19 = Text(
    "arrêté du 19 avril 2022",
    date(2022, 4, 20),
    "salaire minimum de croissance",
    signed=date(2022, 4, 19),
    sources=("MVJSMIC22",),
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
    "décret n° 2022-940",
    date(2022, 6, 28),
    "Mayotte",
    signed=date(2022, 6, 27),
    jorf="JORFTEXT000045968380",
    sources=("TRIC940", "PARAM"),
)
DECREE_2022_1072 = Text(
    "décret n° 2022-1072",
    date(2022, 7, 30),
    "planchers SMIC 11,07",
    signed=date(2022, 7, 29),
    sources=("LEGIBR", "PARAM", "LEGI"),
)
ORDER_2022_07_29 = Text(
    "arrêté du 29 juillet 2022",
    date(2022, 7, 30),
    "salaire minimum de croissance",
    signed=date(2022, 7, 29),
    sources=("AGA",),
)
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
    "LFR 2022",
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
    "décret n° 2022-1241",
    date(2022, 9, 21),
    "Mayotte",
    signed=date(2022, 9, 19),
    jorf="JORFTEXT000046307974",
    sources=("LEXPL1241", "LEGI"),
)
ANSWERS_2022_10_04 = Text(
    "questions-réponses du ministère du 4 octobre 2022",
    date(2022, 10, 4),
    "hausse du prix de l'énergie",
    sources=("OGLETREE",),
    official=False,
)
DECREE_2022_1369 = Text(
    "décret n° 2022-1369",
    date(2022, 10, 28),
    "personnes vulnérables, critères",
    signed=date(2022, 10, 27),
)
SOCIAL_SECURITY_BULLETIN = Text(
    "bulletin officiel de la sécurité sociale du 28 novembre 2022",
    date(2022, 11, 28),
    "complément de l'employeur soumis à cotisations",
    note="not in the Journal officiel",
    sources=("S65",),
    official=False,
)
DECREE_2022_1608 = Text(
    "décret n° 2022-1608",
    date(2022, 12, 23),
    "salaire minimum de croissance",
    signed=date(2022, 12, 22),
    sources=("PARAM", "LEGIBR"),
)
DECREE_2022_1632 = Text(
    "décret n° 2022-1632",
    date(2022, 12, 24),
    "planchers SMIC 11,27",
    signed=date(2022, 12, 22),
    jorf="JORFTEXT000046792821",
    sources=("LEGI",),
)
DECREE_2022_1665 = Text(
    "décret n° 2022-1665",
    date(2022, 12, 28),
    "plancher indemnité temps partiel et intérim",
    signed=date(2022, 12, 27),
    jorf="JORFTEXT000046820431",
    sources=("LEGI",),
)
DECREE_2023_34 = Text(
    "décret n° 2023-34",
    date(2023, 1, 27),
    "Mayotte",
    signed=date(2023, 1, 26),
    jorf="JORFTEXT000047061959",
    sources=("LEGI",),
)
ORDER_2023_04_26 = Text(
    "arrêté du 26 avril 2023",
    date(2023, 4, 27),
    "salaire minimum de croissance",
    signed=date(2023, 4, 26),
    sources=("PARAM",),
)
DECREE_2023_322 = Text(
    "décret n° 2023-322",
    date(2023, 4, 29),
    "planchers SMIC 11,52",
    signed=date(2023, 4, 28),
    jorf="JORFTEXT000047506276",
    sources=("LEGI",),
)
DECREE_2023_438 = Text(
    "décret n° 2023-438",
    date(2023, 6, 6),
    "Mayotte",
    signed=date(2023, 6, 5),
    sources=("AEF438", "LEGI"),
)
DECREE_2023_1216 = Text(
    "décret n° 2023-1216",
    date(2023, 12, 21),
    "salaire minimum de croissance",
    signed=date(2023, 12, 20),
    sources=("PARAM", "LEGIBR"),
)
DECREE_2023_1305 = Text(
    "décret n° 2023-1305",
    date(2023, 12, 29),
    "planchers SMIC 11,65",
    signed=date(2023, 12, 27),
    sources=("LEGIBR", "PARAM", "LEGI"),
)
DECREE_2024_125 = Text(
    "décret n° 2024-125",
    date(2024, 2, 22),
    "Mayotte",
    signed=date(2024, 2, 21),
    sources=("MVJ125", "LEGI"),
)
DECREE_2024_951 = Text(
    "décret n° 2024-951",
    date(2024, 10, 24),
    "salaire minimum de croissance",
    signed=date(2024, 10, 23),
    sources=("PARAM", "LEGIBR"),
)
DECREE_2024_1149 = Text(
    "décret n° 2024-1149",
    date(2024, 12, 5),
    "planchers SMIC 11,88",
    signed=date(2024, 12, 4),
    sources=("PARAM", "LEGIBR", "LEGI"),
)
DECREE_2024_1150 = Text(
    "décret n° 2024-1150",
    date(2024, 12, 5),
    "Mayotte",
    signed=date(2024, 12, 4),
    sources=("PARAM", "LEGIBR", "LEGI"),
)
LAW_2025_127 = Text(
    "loi n° 2025-127",
    date(2025, 2, 15),
    "LF 2025: APLD rebond",
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
DECREE_2025_254 = Text(
    "décret n° 2025-254",
    date(2025, 3, 21),
    "Chido",
    signed=date(2025, 3, 20),
    sources=("JURIB254", "GEA"),
)
DECREE_2025_314 = Text(
    "décret n° 2025-314", date(2025, 4, 5), "Chido", signed=date(2025, 4, 3), sources=("GEA",)
)
DECREE_2025_338 = Text(
    "décret n° 2025-338",
    date(2025, 4, 15),
    "APLD rebond",
    signed=date(2025, 4, 14),
    sources=("PARAM", "PROC"),
)
DECREE_CHIDO_2025_07 = Text(
    "décret de juillet 2025 (Chido, numéro non trouvé)",
    date(2025, 7, 17),
    "Chido",
    published_confidence=Confidence.LOW,
    note="published between 2025-07-01 and 2025-07-18",
    sources=("EURAUD", "HLEXP", "DEETS", "JURIB254"),
)
DECREE_2025_1228 = Text(
    "décret n° 2025-1228",
    date(2025, 12, 18),
    "salaire minimum de croissance",
    signed=date(2025, 12, 17),
    sources=("PARAM", "LEGIBR"),
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
    "décret n° 2026-52",
    date(2026, 2, 4),
    "Mayotte",
    signed=date(2026, 2, 3),
    jorf="JORFTEXT000053434880",
    sources=("LEGI", "JURIB52"),
)
ORDER_2026_05_22 = Text(
    "arrêté du 22 mai 2026",
    date(2026, 5, 24),
    "salaire minimum de croissance",
    signed=date(2026, 5, 22),
    sources=("PARAM",),
)

ALL: tuple[Text, ...] = tuple(text for text in [*globals().values()] if isinstance(text, Text))
"""All of them, in the order in which they are written above."""
