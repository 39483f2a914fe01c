"""The sentences of accounts, requests and their screening, by stable code (see wording.py)."""

WARNINGS: dict[str, tuple[str, str]] = {
    "register_does_not_know": (
        "L'établissement {siret} ne figure pas (encore) au répertoire des entreprises.",
        "The establishment {siret} is not (yet) in the register of firms.",
    ),
    "register_closed_meanwhile": (
        (
            "L'établissement est fermé au répertoire depuis le {since}, pendant ou après la "
            "période demandée."
        ),
        (
            "The register has the establishment closed since {since}, during or after the "
            "period asked for."
        ),
    ),
    "insolvency": (
        (
            "Une procédure collective est ouverte : {kind}. Le versement peut revenir au "
            "mandataire (R. 5122-16)."
        ),
        (
            "Insolvency proceedings are open: {kind}. Payment may be due to the administrator "
            "(R. 5122-16)."
        ),
    ),
    "workforce_not_as_registered": (
        (
            "Effectif déclaré de {declared} ; selon le répertoire, au moins {at_least} dans cet "
            "établissement."
        ),
        (
            "Workforce declared: {declared}; the register has {at_least} or more in this "
            "establishment."
        ),
    ),
    "workforce_taken_as_declared": (
        (
            "Le répertoire ne dit pas si l'effectif atteint {threshold} ; les {declared} déclarés "
            "sont retenus."
        ),
        (
            "The register does not say whether the workforce reaches {threshold}; the {declared} "
            "declared are taken."
        ),
    ),
    "headcount_above_workforce": (
        "{headcount:salarié concerné|salariés concernés} pour un effectif de {workforce}.",
        "{headcount:employee concerned|employees concerned}, for a workforce of {workforce}.",
    ),
    "hours_above_full_time": (
        "{hours:heure prévue|heures prévues} pour {headcount:salarié|salariés} : au-delà de "
        "leur temps plein ({limit} h).",
        "{hours:hour forecast|hours forecast} for {headcount:employee|employees}: beyond their "
        "full time ({limit} h).",
    ),
    "iban_of_other_firms": (
        "Le compte bancaire sert déjà à {number:autre entreprise|autres entreprises}.",
        "The bank account is already used by {number:other firm|other firms}.",
    ),
}

REFUSALS: dict[str, tuple[str, str]] = {
    "siret_unknown": (
        (
            "Aucun établissement {siret} au répertoire des entreprises : vérifier les quatorze "
            "chiffres."
        ),
        "No establishment {siret} in the register of firms: check the fourteen digits.",
    ),
    "siret_closed": (
        "L'établissement {siret} est fermé au répertoire des entreprises.",
        "The establishment {siret} is closed in the register of firms.",
    ),
    "siret_closed_since": (
        "L'établissement {siret} est fermé au répertoire des entreprises depuis le {since}.",
        "The establishment {siret} has been closed in the register of firms since {since}.",
    ),
    "account_outside_sepa": (
        "Le compte à payer est hors de la zone SEPA, que les virements n'atteignent pas.",
        "The account to be paid is outside the SEPA area, which transfers do not reach.",
    ),
    "forecast_missing": (
        "Il manque à la demande : le nombre d'heures chômées prévu.",
        "The request lacks: the number of unworked hours forecast.",
    ),
    "foundation_missing": (
        "Il manque à la demande : son fondement, accord ou document.",
        "The request lacks: what it rests on, an agreement or a document.",
    ),
    "agreement_day_missing": (
        "Il manque à la demande : le jour d'envoi de l'accord ou du document.",
        "The request lacks: the day the agreement or the document was sent.",
    ),
    "situation_unknown": (
        "Aucun texte de la loi en vigueur ne connaît la situation {situation} : choisissez-en une "
        "autre.",
        "No text of the law in use knows the situation {situation}: choose another.",
    ),
    "decision_withdrawn": (
        "L'autorisation est retirée.",
        "The authorisation is withdrawn.",
    ),
    "decision_withdrawal_too_late": (
        "La décision ne pouvait être retirée que jusqu'au {last}.",
        "The decision could be withdrawn until {last} only.",
    ),
}
