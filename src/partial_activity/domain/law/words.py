"""What the law's tables call things, in words for people: on pages and in documents."""

from collections.abc import Mapping

from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.words import Words

PARAMETERS: Mapping[Parameter, Words] = {
    Parameter.MINIMUM_WAGE: Words("SMIC horaire brut", "Minimum wage, gross, by the hour"),
    Parameter.INDEMNITY_SHARE: Words("Taux de l'indemnité", "Share of pay of the indemnity"),
    Parameter.INDEMNITY_CAP: Words(
        "Plafond de rémunération de l'indemnité, en SMIC",
        "Cap on pay of the indemnity, in minimum wages",
    ),
    Parameter.INDEMNITY_FLOOR: Words(
        "Plancher de l'indemnité (SMIC net)", "Floor of the indemnity (net minimum wage)"
    ),
    Parameter.INDEMNITY_PART_TIME_FLOOR: Words(
        "Plancher de l'indemnité à temps partiel", "Floor of the indemnity, part time"
    ),
    Parameter.INDEMNITY_PART_TIME_OWN_PAY: Words(
        "Temps partiel payé sous le SMIC : rémunération due en entier",
        "Part time paid below the minimum wage: own pay owed in full",
    ),
    Parameter.INDEMNITY_APPRENTICE_FLOOR: Words(
        "Plancher de l'indemnité des apprentis", "Floor of the indemnity, apprentices"
    ),
    Parameter.INDEMNITY_NET_LIMIT: Words(
        "Indemnité nette limitée à la rémunération nette habituelle",
        "Net indemnity limited to the usual net pay",
    ),
    Parameter.INDEMNITY_TRAINING: Words(
        "Indemnité pendant une formation", "Indemnity during training"
    ),
    Parameter.ALLOWANCE_REGIME: Words(
        "Mode de calcul de l'allocation", "How the allowance is made"
    ),
    Parameter.ALLOWANCE_FLAT_UP_TO_250: Words(
        "Allocation forfaitaire, jusqu'à 250 salariés", "Flat allowance, up to 250 employees"
    ),
    Parameter.ALLOWANCE_FLAT_ABOVE_250: Words(
        "Allocation forfaitaire, plus de 250 salariés", "Flat allowance, above 250 employees"
    ),
    Parameter.ALLOWANCE_SHARE: Words("Taux de l'allocation", "Share of pay of the allowance"),
    Parameter.ALLOWANCE_CAP: Words(
        "Plafond de rémunération de l'allocation, en SMIC",
        "Cap on pay of the allowance, in minimum wages",
    ),
    Parameter.ALLOWANCE_FLOOR: Words("Plancher de l'allocation", "Floor of the allowance"),
    Parameter.ALLOWANCE_FLOOR_EXCLUSION: Words(
        "Salariés sans plancher d'allocation", "Employees without a floor of the allowance"
    ),
    Parameter.ALLOWANCE_OWN_SHARE: Words(
        "Longue durée : au moins le taux ordinaire de l'employeur",
        "Long-term: at least the employer's ordinary share",
    ),
    Parameter.ALLOWANCE_OWN_PAY_LIMIT: Words(
        "Allocation limitée à la rémunération en pourcentage du SMIC, sans accord",
        "Allowance limited to a pay that is a share of the minimum wage, without agreement",
    ),
    Parameter.PAY_BELOW_MINIMUM_WAGE: Words(
        "Apprentis payés sous le SMIC", "Apprentices paid below the minimum wage"
    ),
    Parameter.HOUSEHOLD_OPEN: Words(
        "Particuliers employeurs : dispositif ouvert", "Private employers: scheme open"
    ),
    Parameter.HOUSEHOLD_SITUATIONS: Words(
        "Particuliers employeurs : situations admises", "Private employers: situations admitted"
    ),
    Parameter.HOUSEHOLD_INDEMNITY_SHARE: Words(
        "Particuliers employeurs : indemnité, part du net",
        "Private employers: indemnity, share of the net pay",
    ),
    Parameter.HOUSEHOLD_REPAID_IN_FULL: Words(
        "Particuliers employeurs : indemnité remboursée en entier",
        "Private employers: indemnity wholly paid back",
    ),
    Parameter.HOUSEHOLD_ALLOWANCE_SHARE: Words(
        "Particuliers employeurs : allocation, part du net",
        "Private employers: allowance, share of the net pay",
    ),
    Parameter.SCHEME_OPEN: Words("Dispositif ouvert", "Scheme open"),
    Parameter.TURNOVER_DROP: Words(
        "Baisse de chiffre d'affaires exigée", "Fall of turnover that is asked for"
    ),
    Parameter.QUOTA: Words("Contingent annuel d'heures", "Yearly quota of hours"),
    Parameter.QUOTA_MOTIVE_4: Words(
        "Contingent annuel, motif 4 (restructuration)", "Yearly quota, motive 4 (restructuring)"
    ),
    Parameter.REQUEST_MOTIVES: Words("Motifs de recours admis", "Motives admitted"),
    Parameter.REQUEST_STRIKE_CLOSURE_DAYS: Words(
        "Fermeture après grève, durée minimale", "Closure after a strike, least duration"
    ),
    Parameter.REQUEST_ENERGY_EVIDENCE: Words(
        "Pièces demandées, prix de l'énergie", "Evidence asked for, price of energy"
    ),
    Parameter.REQUEST_WINDOW_MOTIVES: Words(
        "Motifs pour lesquels la demande peut suivre le placement",
        "Motives for which the request may follow the placement",
    ),
    Parameter.REQUEST_WINDOW_DAYS: Words(
        "Délai de la demande après le placement", "Time for a request after the placement"
    ),
    Parameter.REQUEST_WINDOW_TOLERANCE: Words(
        "Demande acceptée, hors délai, jusqu'au", "Request taken, past its time, until"
    ),
    Parameter.REQUEST_CHANNEL: Words("Envoi de la demande", "How the request is sent"),
    Parameter.REQUEST_CONTENT: Words("Contenu de la demande", "Content of the request"),
    Parameter.REQUEST_SINGLE_FROM: Words(
        "Demande unique, nombre d'établissements", "Single request, number of establishments"
    ),
    Parameter.OPINION_DUTY: Words("Avis du comité dû par", "Opinion of the council owed by"),
    Parameter.OPINION_FROM_WORKFORCE: Words(
        "Avis du comité, effectif à partir duquel", "Opinion of the council, from a workforce of"
    ),
    Parameter.OPINION_LATER_MOTIVES: Words(
        "Motifs pour lesquels l'avis peut suivre", "Motives for which the opinion may follow"
    ),
    Parameter.OPINION_LATER_MONTHS: Words(
        "Délai de l'avis après la demande", "Time for the opinion after the request"
    ),
    Parameter.OPINION_REPORT_FROM_WORKFORCE: Words(
        "Information du comité en fin d'autorisation, effectif",
        "Report to the council at the end, from a workforce of",
    ),
    Parameter.MAXIMUM_MONTHS: Words("Durée maximale d'une autorisation", "Longest authorisation"),
    Parameter.COUNTED_FROM: Words("Périodes comptées à partir du", "Periods counted from"),
    Parameter.COMMITMENTS_MONTHS: Words(
        "Engagements : placements antérieurs regardés", "Commitments: earlier placements looked at"
    ),
    Parameter.TACIT_DAYS: Words("Délai de l'accord tacite", "Days to tacit approval"),
    Parameter.CLAIM_TIME_BAR: Words("Prescription de l'allocation", "Time-bar of the allowance"),
    Parameter.CLAIM_TIME_BAR_REQUESTS: Words(
        "Prescription applicable à la demande", "Time-bar applies to the request"
    ),
    Parameter.CLAIM_REGULARISATION_MONTHS: Words(
        "Délai de régularisation", "Time to regularise a claim"
    ),
    Parameter.RECOVERY_GROUNDS: Words("Motifs de reversement", "Grounds of repayment"),
    Parameter.RECOVERY_DAYS: Words("Délai minimal de reversement", "Shortest time to pay back"),
    Parameter.RECOVERY_WAIVER: Words("Dispense de reversement possible", "Repayment may be waived"),
    Parameter.RECOVERY_OVERTIME_WAIVED: Words(
        "Heures supplémentaires : pas de reversement", "Overtime: no repayment"
    ),
    Parameter.RETENTION_YEARS: Words("Conservation des pièces", "Keeping of documents"),
    Parameter.WITHDRAWAL_MONTHS: Words(
        "Retrait d'une décision, délai", "Withdrawal of a decision, time"
    ),
    Parameter.APPEAL_MONTHS: Words("Recours, délai", "Appeal, time"),
    Parameter.APPEAL_SILENCE_MONTHS: Words(
        "Recours, silence valant rejet", "Appeal, silence that rejects it"
    ),
    Parameter.LONG_TERM_ACCESS: Words("Nouvel accord possible", "New agreement possible"),
    Parameter.LONG_TERM_AMENDMENTS: Words("Avenant possible", "Amendment possible"),
    Parameter.LONG_TERM_TACIT_DAYS_AGREEMENT: Words(
        "Validation tacite d'un accord", "Tacit validation of an agreement"
    ),
    Parameter.LONG_TERM_TACIT_DAYS_DOCUMENT: Words(
        "Homologation tacite d'un document", "Tacit approval of a document"
    ),
    Parameter.LONG_TERM_START_MONTHS: Words(
        "Début au plus tard après l'envoi", "Latest start after sending"
    ),
    Parameter.LONG_TERM_AUTHORISATION_MONTHS: Words(
        "Durée d'une autorisation", "Length of an authorisation"
    ),
    Parameter.LONG_TERM_AUTHORISATION_START: Words(
        "Début d'une autorisation", "Start of an authorisation"
    ),
    Parameter.LONG_TERM_MAXIMUM_MONTHS: Words(
        "Durée maximale du dispositif", "Longest use of the scheme"
    ),
    Parameter.LONG_TERM_NEUTRALISED: Words("Mois neutralisés", "Months left out of account"),
    Parameter.LONG_TERM_NEUTRALISED_FREELY: Words(
        "Mois neutralisés sans avenant", "Months left out without an amendment"
    ),
    Parameter.LONG_TERM_REDUCTION_CAP: Words(
        "Réduction maximale de l'horaire", "Maximum reduction of working time"
    ),
    Parameter.LONG_TERM_REDUCTION_CAP_EXCEPTIONAL: Words(
        "Réduction maximale, cas exceptionnel", "Maximum reduction, exceptional case"
    ),
    Parameter.LONG_TERM_REDUCTION_BASE: Words(
        "Durée sur laquelle porte la réduction", "Duration that the reduction bears on"
    ),
    Parameter.STRUCTURAL_OVERTIME: Words(
        "Heures supplémentaires structurelles", "Structural overtime"
    ),
    Parameter.EQUIVALENCE: Words("Heures d'équivalence", "Hours of equivalence"),
    Parameter.DAY_RATE: Words("Forfait en jours", "Contracts in days a year"),
    Parameter.LOSS_CONVERSION: Words(
        "Perte de rémunération convertie en heures", "Loss of pay turned into hours"
    ),
    Parameter.LEVY_BASE: Words("Assiette de la CSG et de la CRDS", "Base of CSG and CRDS"),
    Parameter.CSG_DEDUCTIBLE: Words("CSG déductible", "CSG, deductible"),
    Parameter.CSG_NON_DEDUCTIBLE: Words("CSG non déductible", "CSG, not deductible"),
    Parameter.CRDS: Words("CRDS", "CRDS"),
    Parameter.LOCAL_LEVY: Words("Prélèvement local", "Local levy"),
    Parameter.GUARANTEED_PAY_DEDUCTION: Words(
        "Rémunération mensuelle minimale : part des retenues",
        "Guaranteed monthly pay: share of deductions",
    ),
    Parameter.GUARANTEED_PAY_PRO_RATA: Words(
        "Rémunération minimale réduite : suspension, entrée, sortie",
        "Guaranteed pay reduced: suspension, entry, exit",
    ),
    Parameter.COMPLEMENT_REGIME: Words(
        "Régime social du complément de l'employeur", "Levies on the employer's complement"
    ),
    Parameter.COMPLEMENT_LIMIT: Words(
        "Limite du complément, en SMIC", "Limit of the complement, in minimum wages"
    ),
}

CATEGORIES: Mapping[Category, Words] = {
    Category.NATIONAL: Words("France, hors Mayotte", "France without Mayotte"),
    Category.GENERAL: Words("droit commun", "ordinary rules"),
    Category.PROTECTED: Words("secteurs protégés", "protected sectors"),
    Category.PROTECTED_HEAVY_LOSS: Words(
        "secteurs protégés, forte baisse d'activité", "protected sectors, heavy loss of activity"
    ),
    Category.CLOSED: Words("fermés par décision administrative", "closed by order"),
    Category.RESTRICTED_TERRITORY: Words(
        "territoire soumis à restrictions", "territory under restrictions"
    ),
    Category.SKI_AREA: Words("zone de chalandise d'une station de ski", "area of a ski resort"),
    Category.VULNERABLE: Words("personnes vulnérables", "vulnerable persons"),
    Category.CHILDCARE: Words("garde d'enfant", "childcare"),
    Category.LONG_TERM: Words("longue durée (APLD)", "long-term (APLD)"),
    Category.LONG_TERM_SENT_FROM_2020_10_01: Words(
        "APLD, accord envoyé à partir du 01/10/2020", "APLD, agreement sent from 2020-10-01"
    ),
    Category.LONG_TERM_REBOUND: Words("APLD rebond", "long-term rebound (APLD-R)"),
    Category.MAYOTTE: Words("Mayotte", "Mayotte"),
    Category.MAYOTTE_RAISED: Words("Mayotte, plancher majoré", "Mayotte, raised floor"),
    Category.CYCLONE: Words("Mayotte, après le cyclone Chido", "Mayotte, after cyclone Chido"),
    Category.PART_TIME: Words("temps partiel", "part time"),
    Category.TEMPORARY_AGENCY: Words("intérimaires", "temporary agency workers"),
    Category.APPRENTICE: Words("apprentis", "apprentices"),
    Category.VOCATIONAL_TRAINING: Words(
        "contrats de professionnalisation", "vocational training contracts"
    ),
    Category.FREELANCE_JOURNALIST: Words("journalistes pigistes", "freelance journalists"),
    Category.SALES_REPRESENTATIVE: Words("VRP", "sales representatives (VRP)"),
    Category.HOME_WORKER: Words("travailleurs à domicile", "home workers"),
    Category.SENIOR_EXECUTIVE: Words("cadres dirigeants", "senior executives"),
    Category.AIRCREW: Words("personnel navigant", "aircrew"),
    Category.CHILDMINDER: Words("assistants maternels", "childminders"),
    Category.HOUSEHOLD_EMPLOYEE: Words("employés à domicile", "household employees"),
    Category.ALSACE_MOSELLE: Words("Alsace-Moselle", "Alsace-Moselle"),
    Category.NON_RESIDENT: Words("non-résidents fiscaux", "not resident for tax"),
}

VALUES: Mapping[str, Words] = {
    "yes": Words("oui", "yes"),
    "none": Words("aucun", "none"),
    "unknown": Words("existe, montant non trouvé", "exists, amount not found"),
    "inherit": Words("comme la règle générale", "as the general rule"),
    "flat_rate": Words("forfait par heure", "flat amount an hour"),
    "share_of_pay": Words("part de la rémunération", "share of pay"),
    "apprentices": Words("apprentis et professionnalisation", "apprentices, vocational contracts"),
    "listed_below_minimum_wage": Words(
        "apprentis, professionnalisation, pigistes et VRP payés sous le SMIC",
        "apprentices, vocational contracts, freelance journalists and sales representatives paid "
        "below the minimum wage",
    ),
    "employer_stopped": Words(
        "employeur indépendant arrêté", "self-employed employer who was stopped"
    ),
    "activity_restricted": Words("activité à domicile restreinte", "restricted activity at home"),
    "net_pay": Words("100 % du net", "100 % of the net pay"),
    "ordinary_share": Words("taux ordinaire", "ordinary share"),
    "net_minimum_wage": Words("SMIC net", "net minimum wage"),
    "gross_minimum_wage": Words("SMIC brut", "gross minimum wage"),
    "allowance_within_indemnity": Words(
        "taux ordinaire, allocation limitée à l'indemnité",
        "ordinary share, allowance within the indemnity",
    ),
    "own_pay": Words("rémunération propre, remboursée en entier", "own pay, wholly paid back"),
    "not_counted": Words("non comptées", "not counted"),
    "counted": Words("comptées", "counted"),
    "counted_if_agreed_before_2020_04_24": Words(
        "comptées si convenues avant le 24/04/2020", "counted if agreed before 2020-04-24"
    ),
    "closure_only": Words("fermeture seulement", "closure only"),
    "closure_or_reduction": Words("fermeture ou réduction d'horaire", "closure or reduction"),
    "as_indemnity": Words("comme l'indemnité", "as the indemnity"),
    "as_indemnity_up_to_limit": Words(
        "comme l'indemnité, jusqu'à une limite", "as the indemnity, up to a limit"
    ),
    "as_pay": Words("comme un salaire", "as pay"),
    "any_with_certain_date": Words(
        "par tout moyen donnant date certaine", "by any means with a certain date"
    ),
    "online": Words("en ligne", "online"),
    "with_representatives": Words(
        "les entreprises qui ont des représentants", "firms that have representatives"
    ),
    "by_workforce": Words("les entreprises, selon l'effectif", "firms, by workforce"),
    "link_with_war": Words("lien avec la guerre en Ukraine", "link with the war in Ukraine"),
    "energy_costs": Words(
        "gaz et électricité ≥ 3 % du chiffre d'affaires, EBE en baisse",
        "gas and electricity ≥ 3 % of turnover, operating surplus down",
    ),
    "as_asked": Words("comme demandé", "as asked"),
    "decision_or_month_of_request": Words(
        "à la décision, ou au premier jour du mois de la demande",
        "from the decision, or the first day of the month of the request",
    ),
    "legal": Words("durée légale", "legal duration"),
    "legal_or_lower": Words(
        "durée légale ou, si elle est plus courte, du contrat",
        "legal duration or, if shorter, the contract's",
    ),
    "motives": Words("motifs", "motives"),
    "period": Words("période", "period"),
    "employees": Words("salariés", "employees"),
    "bank_details": Words("coordonnées bancaires", "bank details"),
    "opinion": Words("avis du comité", "opinion of the council"),
    "commitments": Words("engagements", "commitments"),
    "overpayment": Words("trop-perçu", "overpayment"),
    "conditions": Words("conditions non respectées", "conditions not kept"),
    "dismissal": Words("licenciement économique", "dismissal for economic reasons"),
    "hours_above_cap": Words("heures au-delà du plafond", "hours above the cap"),
}
"""Values that are rules, by the name ``law on`` prints."""

UNITS: Mapping[str, tuple[Words, Words]] = {
    "days": (Words("jour", "day"), Words("jours", "days")),
    "months": (Words("mois", "month"), Words("mois", "months")),
    "years": (Words("an", "year"), Words("ans", "years")),
    "hours": (Words("heure", "hour"), Words("heures", "hours")),
    "employees": (Words("salarié", "employee"), Words("salariés", "employees")),
    "establishments": (
        Words("établissement", "establishment"),
        Words("établissements", "establishments"),
    ),
    "minimum wages": (Words("SMIC", "minimum wage"), Words("SMIC", "minimum wages")),
}
"""The words for one, and for several, of each unit."""


NAMED: Mapping[str, Words] = {
    **VALUES,
    **{category.value: words for category, words in CATEGORIES.items()},
    **{parameter.value: words for parameter, words in PARAMETERS.items()},
}
"""The words for a parameter, a category or a value that is a rule, by its name in the tables."""
