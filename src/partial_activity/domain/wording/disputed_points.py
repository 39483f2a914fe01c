"""Why sources disagree on a rule of an assessment, and how it was answered.

Disputes about one value stand with its entry in the tables of the law.
"""

from partial_activity.domain.words import Words

TRAINING_IN_LONG_TERM = Words(
    "les sources divergent sur les 100 % du net pendant une formation en activité partielle de "
    "longue durée ; taux ordinaire appliqué",
    "sources disagree on 100 % of the net pay during training in the long-term scheme; ordinary "
    "share applied",
)
JOURNALIST_FLOOR = Words(
    "le texte ne dit pas si « inférieure au SMIC » se lit par heure ou par mois ; lu par heure, "
    "allocation limitée à l'indemnité",
    "the text does not say whether “below the minimum wage” is read by the hour or by the month; "
    "read by the hour, allowance limited to the indemnity",
)
SALES_REPRESENTATIVE_FLOOR = Words(
    "aucun texte lu ne limite l'allocation d'un VRP à son indemnité, alors que celle des pigistes, "
    "nommés avec lui (D. 5122-13, al. 2), est limitée ; plancher de l'allocation appliqué, "
    "indemnité sans plancher",
    "no text we read limits the allowance of a sales representative to the indemnity, while that "
    "of freelance journalists, named beside them (D. 5122-13, al. 2), is limited; floor of the "
    "allowance applied, indemnity without floor",
)
LONG_TERM_OWN_FLOOR = Words(
    "le taux plus favorable de l'employeur (décret n° 2020-926, art. 7, al. 3) peut se lire "
    "plancher compris, donc avec le plancher ordinaire, plus élevé ; plancher du dispositif "
    "appliqué, comme le ministère",
    "the employer's more favourable rate (decree 2020-926, art. 7, al. 3) can be read floor "
    "included, so with the ordinary floor, which is higher; floor of the scheme applied, as the "
    "ministry does",
)
REBOUND_IN_MAYOTTE = Words(
    "le montant propre à Mayotte de l'article 18 du décret n° 2025-338 n'a pas été lu ; plancher "
    "majoré de Mayotte appliqué",
    "the amount for Mayotte of article 18 of decree 2025-338 was not read; raised floor of Mayotte "
    "applied",
)
TRAINING_ABOVE_CAP = Words(
    "le texte ne dit pas si le plafond de 4,5 SMIC borne aussi les 100 % du net ; non plafonné",
    "the text does not say whether the cap of 4.5 minimum wages also bounds the 100 % of the net "
    "pay; not capped",
)

VARIABLE_PAY_WINDOW = Words(
    "le texte (R. 5122-18, al. 3) prend les douze mois civils avant le premier jour d'activité "
    "partielle de l'entreprise, les questions-réponses du ministère ceux avant le dernier "
    "placement ; la somme donnée est prise telle quelle",
    "the text (R. 5122-18, al. 3) takes the twelve civil months before the company's first day in "
    "the scheme, the ministry's questions and answers those before the latest placement; the sum "
    "given is taken as it is",
)
OVERTIME_AGREED_ON_ITS_LAST_DAY = Words(
    "accord signé le 23 avril 2020 : l'entrée en vigueur de l'ordonnance n° 2020-460 est lue au 23 "
    "ou au 24 avril ; les heures supplémentaires structurelles sont comptées",
    "agreement signed on 23 April 2020: the entry into force of ordinance 2020-460 is read as 23 "
    "or as 24 April; structural overtime is counted",
)
PLANNED_MEAN = Words(
    "aucun texte lu ne dit quelles semaines entrent dans la moyenne du temps programmé ; celles du "
    "cas y entrent",
    "no text we read says which weeks enter the mean of the planned time; those of the case do",
)
