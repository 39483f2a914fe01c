"""The sentences of the procedure, in French and in English, by stable code (see wording.py)."""

from partial_activity.domain.words import Words

REQUEST_ON_FIRST_DAY = Words(
    "aucun texte ne dit si une demande déposée le premier jour du placement est « préalable » ; "
    "acceptée",
    "no text says whether a request filed on the first day of the placement is filed before it; "
    "accepted",
)
DAYS_OF_A_MONTH = Words(
    "aucun texte ne dit combien de jours font un mois quand les périodes ne font pas des mois "
    "entiers ; comptés 30",
    "no text says how many days make a month where the periods are no whole months; counted as 30",
)
DISASTERS_NOT_COUNTED = Words(
    "le texte ne dit pas si les autorisations du motif 3 comptent dans les six mois d'un autre "
    "motif ; non comptées",
    "the text does not say whether authorisations for motive 3 count in the six months of another "
    "motive; not counted",
)
NEUTRALISED_PAST_MARCH_2022 = Words(
    "la neutralisation est écrite pour d'autres jours que ceux où finit la période demandée ; "
    "appliquée à toute la demande",
    "what is left out is written for other days than those on which the period asked for ends; "
    "applied to the whole request",
)
MONTH_COUNTS_FROM_AN_HOUR = Words(
    "un mois civil compte dès qu'une heure en est demandée (déduit, aucun texte)",
    "a civil month counts as soon as an hour of it is claimed (inferred, no text)",
)
WINDOW_NOT_PROLONGED = Words(
    "le texte ne dit pas si les mois neutralisés prolongent aussi la période de référence ; non "
    "prolongée",
    "the text does not say whether neutralised months also prolong the window; not prolonged",
)

WARNINGS: dict[str, tuple[str, str]] = {
    "value_not_found": (
        "{parameter} : ce que prévoit le texte ({article}) n'a pas été lu ; rien n'est appliqué.",
        "{parameter}: what the text provides ({article}) was not read; nothing is applied.",
    ),
    "council_missing": (
        (
            "L'avis est dû à partir de {threshold:salarié|salariés}, mais l'entreprise n'a pas de "
            "comité : aucun texte lu ne dit ce qui le remplace."
        ),
        (
            "The opinion is due from {threshold:employee|employees} on, but the firm has no "
            "council: no text read says what replaces it."
        ),
    ),
    "no_own_time_bar": (
        (
            "Demande d'autorisation antérieure au 24 septembre 2018 : pas de délai propre ; la "
            "prescription générale des dettes de l'État n'est pas calculée."
        ),
        (
            "Request filed before 24 September 2018: no time-bar of its own; the general one of "
            "the State's debts is not computed."
        ),
    ),
    "quota_of_individual_placements": (
        (
            "Aucune source ne dit si les heures de garde d'enfant ou de salarié vulnérable entrent "
            "dans le contingent : comptées."
        ),
        (
            "No source says whether hours for childcare or vulnerable employees fall under the "
            "quota: counted."
        ),
    ),
    "neutralised_by_amendment_only": (
        (
            "Accord validé le {validated}, avant le 16 décembre 2020 : sans avenant, aucun mois "
            "n'est neutralisé."
        ),
        (
            "Agreement validated on {validated}, before 16 December 2020: without an amendment, no "
            "month is neutralised."
        ),
    ),
    "appeal_delay_does_not_run": (
        (
            "La notification n'indique ni voies ni délais de recours : le délai n'est pas "
            "opposable (CJA, art. R. 421-5)."
        ),
        (
            "The notification states neither remedies nor delays: the delay does not run (CJA, "
            "art. R. 421-5)."
        ),
    ),
    "last_day_at_the_weekend": (
        (
            "Le {last} est un samedi ou un dimanche : le report au premier jour ouvrable n'est pas "
            "calculé."
        ),
        "{last} is a Saturday or a Sunday: a move to the next working day is not computed.",
    ),
}

REFUSALS: dict[str, tuple[str, str]] = {
    "motive_not_admitted": (
        "Le motif {motive} n'est pas admis.",
        "Motive {motive} is not admitted.",
    ),
    "strike": (
        (
            "La réduction vient d'un conflit collectif dans l'établissement ; seule une fermeture "
            "de plus de {days:jour|jours}, autorisée par le ministre, ouvre droit."
        ),
        (
            "The reduction comes from a collective dispute in the establishment; only a closure of "
            "more than {days:day|days}, authorised by the minister, opens a right."
        ),
    ),
    "request_too_late": (
        (
            "Placement dès le {first}, demande déposée le {filed} : elle devait l'être au plus "
            "tard le {last}."
        ),
        "Placement from {first}, request filed on {filed}: it was due by {last}.",
    ),
    "content_missing": (
        "Il manque à la demande : {item}.",
        "The request lacks: {item}.",
    ),
    "single_request_unknown_to_law": (
        "Une demande par établissement : la demande unique n'existait pas encore.",
        "One request for each establishment: the single request did not exist yet.",
    ),
    "single_request_too_few": (
        "{number} établissements : la demande unique en demande au moins {threshold}.",
        "{number} establishments: a single request needs at least {threshold}.",
    ),
    "single_request_one_department": (
        "La demande unique suppose des établissements dans plusieurs départements.",
        "A single request needs establishments in several departments.",
    ),
    "single_request_not_the_same": (
        "La demande unique suppose le même motif et la même période.",
        "A single request needs the same motive and the same period.",
    ),
    "opinion_missing": (
        "L'avis du comité social et économique manque ; il était dû au plus tard le {due}.",
        "The works council's opinion is missing; it was due by {due}.",
    ),
    "opinion_late": (
        "L'avis du comité social et économique a été transmis le {sent}, après le {due}.",
        "The works council's opinion was sent on {sent}, after {due}.",
    ),
    "authorisation_too_long": (
        "Une autorisation dure {months} mois au plus : jusqu'au {last}.",
        "An authorisation lasts {months:month|months} at most: until {last}.",
    ),
    "six_months_used": (
        "Plus de {months} mois autorisés entre le {first} et le {last}.",
        "More than {months:month authorised|months authorised} between {first} and {last}.",
    ),
    "claim_time_barred": (
        "Autorisation finie le {end} : l'allocation devait être demandée au plus tard le {last}.",
        "Authorisation ended on {end}: the allowance had to be claimed by {last}.",
    ),
    "quota_exceeded": (
        "{hours:heure demandée|heures demandées}, {remaining} restantes au contingent : {above} de "
        "trop.",
        "{hours:hour claimed|hours claimed}, {remaining} left in the quota: {above} too many.",
    ),
    "long_term_not_open": (
        "Le dispositif « {scheme} » n'admet pas de nouvel accord envoyé le {sent}, tel que connu.",
        "The scheme “{scheme}” admits no new agreement sent on {sent}, as known.",
    ),
    "long_term_amendment_too_late": (
        "Le dispositif « {scheme} » n'admet pas d'avenant envoyé le {sent}, tel que connu.",
        "The scheme “{scheme}” admits no amendment sent on {sent}, as known.",
    ),
    "long_term_start_too_early": (
        "Le dispositif ne peut commencer avant le {earliest}, premier jour du mois de la demande.",
        "The scheme cannot begin before {earliest}, the first day of the month of the request.",
    ),
    "long_term_start_too_late": (
        "Le dispositif doit commencer au plus tard le {latest}.",
        "The scheme must begin by {latest}.",
    ),
    "long_term_outside_window": (
        "Le mois {month} est hors de la période du {first} au {last}.",
        "The month {month} is outside the days from {first} to {last}.",
    ),
    "long_term_months_used": (
        "{used} mois civils utilisés, {maximum} au plus jusqu'au {last}.",
        "{used} civil months used, {maximum} at most until {last}.",
    ),
    "reduction_above_cap": (
        (
            "Réduction moyenne de {average}, maximum {cap} : {above:heure|heures} de trop sur la "
            "durée de l'accord."
        ),
        "Average reduction of {average}, at most {cap}: {above:hour|hours} too many over the "
        "agreement.",
    ),
    "no_ground_for_recovery": (
        "Aucun texte ne permet ce jour-là de demander un reversement pour ce motif : {ground}.",
        "No text allows on that day a repayment for this ground: {ground}.",
    ),
    "appeal_too_late": (
        "Recours gracieux ou hiérarchique formé après le {last} : il n'interrompt rien.",
        "Gracious or hierarchical appeal made after {last}: it interrupts nothing.",
    ),
}
