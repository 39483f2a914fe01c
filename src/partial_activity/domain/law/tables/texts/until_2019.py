"""Texts published until 2019, in order of publication in the Journal officiel."""

from datetime import date

from partial_activity.domain.law.dated import Confidence, Text

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
    "décret n° 2013-551", date(2013, 6, 28), "activité partielle", signed=date(2013, 6, 26), jorf="JORFTEXT000027618669", sources=("LEGI", "PARAM")
)
ORDER_2013_08_26 = Text("arrêté du 26 août 2013", date(2013, 9, 6), "contingent annuel", signed=date(2013, 8, 26), sources=("PROC",))
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
    "Mayotte : création de l'article D. 5522-87",
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
    "loi de finances pour 2019, art. 272 : un an pour demander l'allocation",
    signed=date(2018, 12, 28),
    published_confidence=Confidence.MEDIUM,
    applies="requests filed from 2018-09-24 (retroactive)",
    sources=("TRI272",),
)
DECREE_2019_1387 = Text(
    "décret n° 2019-1387", date(2019, 12, 19), "salaire minimum de croissance", signed=date(2019, 12, 18), sources=("PARAM", "OPENFISCA")
)
