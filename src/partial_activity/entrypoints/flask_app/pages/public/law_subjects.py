"""The subjects of the law, in the words and the order of a page."""

from collections.abc import Mapping

from partial_activity.domain.words import Words

SUBJECTS: Mapping[str, Words] = {
    "minimum_wage": Words("SMIC", "Minimum wage"),
    "indemnity": Words(
        "Indemnité : de l'employeur au salarié", "Indemnity: from employer to employee"
    ),
    "allowance": Words(
        "Allocation : de l'État à l'employeur", "Allowance: from the State to the employer"
    ),
    "apprentice": Words("Apprentis", "Apprentices"),
    "household": Words("Particuliers employeurs", "Private employers"),
    "scheme": Words("Dispositifs ouverts", "Schemes that are open"),
    "eligibility": Words("Baisse de chiffre d'affaires", "Fall of turnover"),
    "quota": Words("Contingent annuel", "Yearly quota"),
    "request": Words("Demande d'autorisation", "Authorisation request"),
    "opinion": Words("Avis du comité social et économique", "Opinion of the employees' council"),
    "authorisation": Words("Autorisation", "Authorisation"),
    "claim": Words("Demande d'indemnisation", "Claim"),
    "recovery": Words("Reversement", "Repayment"),
    "retention": Words("Conservation des pièces", "Keeping of documents"),
    "decision": Words("Décision et recours", "Decision and appeal"),
    "long_term": Words("Activité partielle de longue durée", "Long-term schemes"),
    "hours": Words("Heures qui comptent", "Hours that count"),
    "levies": Words("Prélèvements sur l'indemnité", "Levies on the indemnity"),
    "guaranteed_pay": Words("Rémunération mensuelle minimale", "Guaranteed monthly pay"),
    "complement": Words("Complément de l'employeur", "Employer's complement"),
}
"""The subjects, by the first part of a parameter's name."""
