"""The sentences of officers' refusals, by stable code (see wording.py)."""

WARNINGS: dict[str, tuple[str, str]] = {}

REFUSALS: dict[str, tuple[str, str]] = {
    "motive_not_shown": (
        "Les circonstances décrites ne relèvent pas du motif invoqué.",
        "The circumstances described do not make the motive that is given.",
    ),
    "circumstances_not_said": (
        "La demande ne dit pas assez précisément ce qui réduit ou arrête l'activité.",
        "The request does not say precisely enough what reduces or stops the work.",
    ),
    "strike_in_establishment": (
        "La baisse d'activité vient d'un conflit collectif dans l'établissement.",
        "The loss of work comes from a collective dispute in the establishment.",
    ),
    "commitments_too_weak": (
        "Les engagements proposés ne suffisent pas, au vu des recours précédents.",
        "The commitments proposed are not enough, given earlier use of the scheme.",
    ),
    "commitments_not_kept": (
        "Les engagements pris pour une autorisation précédente n'ont pas été tenus.",
        "The commitments of an earlier authorisation were not kept.",
    ),
    "placement_not_regular": (
        "Les salariés ne peuvent pas être placés dans les conditions décrites.",
        "The employees cannot be placed in the conditions described.",
    ),
    "statements_do_not_agree": (
        "Les états d'heures ne concordent pas avec les autres pièces du dossier.",
        "The statements of hours do not agree with the rest of the file.",
    ),
    "hours_not_justified": (
        "Les heures chômées demandées ne sont pas justifiées.",
        "The unworked hours claimed are not justified.",
    ),
    "employees_not_concerned": (
        "Des salariés demandés ne sont pas de l'établissement, ou pas concernés.",
        "Some of the employees claimed are not of the establishment, or not concerned.",
    ),
    "leave_among_hours": (
        "Des congés ou des arrêts de travail sont comptés comme heures chômées.",
        "Leave or sickness is counted as unworked hours.",
    ),
    "employer_not_identified": (
        "L'identité de l'employeur, ou son compte bancaire, n'est pas établie.",
        "Who the employer is, or whose the bank account is, is not established.",
    ),
}
