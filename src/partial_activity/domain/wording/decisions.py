"""What a decision says of itself, in French and in English, by stable code (see wording.py)."""

SAID: dict[str, tuple[str, str]] = {
    "contest_within": (
        (
            "Cette décision peut être contestée dans un délai de {months} mois à compter de sa "
            "notification, soit jusqu'au {last} si elle a été reçue le {day} :"
        ),
        (
            "This decision can be contested within {months:month|months} of its notification, "
            "that is until {last} if it was received on {day}:"
        ),
    ),
    "contest_author": (
        "par un recours gracieux auprès de l'auteur de la décision ;",
        "by asking its author to review it (recours gracieux);",
    ),
    "contest_minister": (
        "par un recours hiérarchique auprès du ministre chargé de l'emploi ;",
        "by turning to the minister of employment (recours hiérarchique);",
    ),
    "contest_court": (
        (
            "par un recours contentieux devant le tribunal administratif, notamment sur "
            "www.telerecours.fr."
        ),
        (
            "before the administrative court, for instance at www.telerecours.fr (recours "
            "contentieux)."
        ),
    ),
    "contest_then": (
        (
            "Un recours gracieux ou hiérarchique formé dans ce délai interrompt le délai de "
            "recours contentieux ; le silence gardé pendant {silence} mois sur ce recours vaut "
            "rejet (CRPA, art. L. 411-2 ; CJA, art. R. 421-1 et R. 421-2)."
        ),
        (
            "Asking the author or the minister within that time interrupts the time to go to "
            "court; {silence:month|months} without an answer reject what was asked (CRPA, "
            "art. L. 411-2; CJA, art. R. 421-1 and R. 421-2)."
        ),
    ),
    "taken_by_officer": (
        "{officer}, agent instructeur, pour le préfet du département",
        "{officer}, officer, for the prefect of the department",
    ),
    "taken_by_an_officer": (
        "Un agent instructeur, pour le préfet du département",
        "An officer, for the prefect of the department",
    ),
    "taken_automatically": (
        "Traitement automatisé, au nom du préfet du département",
        "Automated processing, in the name of the prefect of the department",
    ),
    "taken_by_silence": (
        "Silence gardé pendant le délai par le préfet du département",
        "The silence of the prefect of the department during the time to decide",
    ),
}
"""Who took it, and how to contest it."""
