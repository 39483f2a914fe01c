"""Questions on the request for authorisation, and on the hours that are claimed under it."""

from collections.abc import Sequence

from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.public.help_answers import Question

_MINE = ("/establishments", Words("Mes établissements", "My establishments"))
_SIMULATE = ("/simulator", Words("Simuler un cas", "Simulate a case"))

REQUEST: Sequence[Question] = (
    Question(
        "before",
        Words(
            "Faut-il déposer la demande avant d'arrêter l'activité ?",
            "Must the request be filed before work stops?",
        ),
        Words(
            "Oui. Pour les motifs {request.window_motives} (sinistre ou intempéries, "
            "circonstances exceptionnelles), elle peut suivre de {request.window_days}.",
            "Yes. For the motives {request.window_motives} (disaster or bad weather, exceptional "
            "circumstances) it may follow by {request.window_days}.",
        ),
        _MINE,
    ),
    Question(
        "motive",
        Words("Quel motif choisir ?", "Which motive do I choose?"),
        Words(
            "Le code en connaît cinq : la conjoncture, l'approvisionnement en matières premières "
            "ou en énergie, un sinistre ou des intempéries, une restructuration ou modernisation, "
            "toute autre circonstance exceptionnelle. Une grève dans l'établissement n'ouvre aucun "
            "droit, sauf fermeture de plus de {request.strike_closure_days} autorisée par le "
            "ministre.",
            "The code knows five: the economic situation, supplies of raw materials or energy, a "
            "disaster or bad weather, restructuring or modernisation, any other exceptional "
            "circumstance. A strike in the establishment opens no right, but for a closure of more "
            "than {request.strike_closure_days} that the minister authorises.",
        ),
        ("/law/parameters/request.motives", Words("Les motifs", "The motives")),
        ("R. 5122-1",),
    ),
    Question(
        "how-long",
        Words("Pour combien de temps l'autorisation ?", "For how long is it authorised?"),
        Words(
            "Au plus {authorisation.maximum_months}. Au-delà, une nouvelle demande ; les mois déjà "
            "autorisés comptent.",
            "At most {authorisation.maximum_months}. Beyond, a new request; months that were "
            "authorised before count.",
        ),
        _MINE,
    ),
    Question(
        "council",
        Words("Faut-il l'avis du comité social ?", "Is the employees' council asked?"),
        Words(
            "À partir de {opinion.from_workforce}, oui, avec la demande. Pour les motifs "
            "{opinion.later_motives}, l'avis peut suivre dans les {opinion.later_months}. Il "
            "s'ajoute depuis la page de la demande.",
            "From {opinion.from_workforce} on, yes, with the request. For the motives "
            "{opinion.later_motives} the opinion may follow within {opinion.later_months}. It is "
            "added on the page of the request.",
        ),
        _MINE,
    ),
    Question(
        "receipt",
        Words("Ai-je une preuve de dépôt ?", "Do I have a proof of filing?"),
        Words(
            "Oui, tout de suite : un récépissé à l'écran, par courriel et en PDF, avec l'heure, "
            "l'auteur et le jour à partir duquel le silence vaut accord. Chacun peut en vérifier "
            "le code.",
            "Yes, at once: a receipt on the screen, by e-mail and as PDF, with the time, the "
            "author and the day from which silence is approval. Anybody can check its code.",
        ),
        ("/verify", Words("Vérifier un document", "Check a document")),
        ("R. 5122-26",),
    ),
    Question(
        "silence",
        Words("Personne ne répond à ma demande", "Nobody answers my request"),
        Words(
            "Après {authorisation.tacit_days} de silence, elle est accordée tacitement : vous "
            "n'avez rien à faire. La page de la demande et le récépissé donnent le jour exact.",
            "After {authorisation.tacit_days} of silence it is tacitly approved: there is nothing "
            "for you to do. The page of the request and the receipt tell the very day.",
        ),
        _MINE,
    ),
    Question(
        "refused",
        Words("Ma demande est refusée", "My request is refused"),
        Words(
            "Le refus dit ses motifs et vos recours. Vous avez {decision.appeal_months} pour "
            "saisir le tribunal, ou d'abord demander à l'administration de revoir sa décision. "
            "Vous pouvez aussi déposer une nouvelle demande, semblable à la première.",
            "A refusal says its reasons and your remedies. You have {decision.appeal_months} to go "
            "to the court, or first ask the authority to look again. You can also file a new "
            "request, like the first.",
        ),
        _MINE,
        ("R. 5122-4",),
    ),
    Question(
        "amend",
        Words(
            "J'ai plus de salariés ou d'heures que prévu, ou d'autres jours",
            "I have more employees or hours than foreseen, or other days",
        ),
        Words(
            "Faites un avenant depuis la page de la demande : il change la période, l'effectif ou "
            "les heures, et se décide comme elle. Moins que prévu : rien à faire, seules les "
            "heures réellement chômées se demandent.",
            "Make an amendment on the page of the request: it changes the period, the headcount or "
            "the hours, and is decided alike. Less than foreseen: nothing to do, only hours really "
            "lost are claimed.",
        ),
        _MINE,
        ("R. 5122-2",),
    ),
    Question(
        "group",
        Words(
            "Une demande pour plusieurs établissements", "One request for several establishments"
        ),
        Words(
            "À partir de {request.single_from_establishments} dans plusieurs départements, pour "
            "un même motif et une même période, une seule demande suffit, avec les chiffres de "
            "chacun.",
            "From {request.single_from_establishments} on in several departments, for one motive "
            "and one period, one request is enough, with the figures of each.",
        ),
        _MINE,
    ),
    Question(
        "commitments",
        Words("Pourquoi me demande-t-on des engagements ?", "Why am I asked for commitments?"),
        Words(
            "Parce que des salariés ont déjà été placés en activité partielle dans les "
            "{authorisation.commitments_months} d'avant : formation, maintien de l'emploi, actions "
            "de redressement… Le formulaire les propose.",
            "Because employees were in the scheme in the {authorisation.commitments_months} "
            "before: training, keeping jobs, recovery… The form proposes them.",
        ),
        _MINE,
    ),
    Question(
        "code",
        Words(
            "Où recopier le numéro de la décision ?",
            "Where do I copy the number of the decision?",
        ),
        Words(
            "Nulle part : la demande d'indemnisation s'ouvre depuis la décision, mois par mois. Le "
            "numéro ne sert qu'à en parler, ou dans un fichier.",
            "Nowhere: a claim is opened from the decision, month by month. The number serves to "
            "speak of it, or in a file.",
        ),
        _MINE,
    ),
)

CLAIM: Sequence[Question] = (
    Question(
        "until-when",
        Words("Jusqu'à quand demander un mois ?", "Until when can I claim a month?"),
        Words(
            "Pendant {claim.time_bar} après la fin de la période autorisée ; passé ce jour, la loi "
            "éteint la demande. La page de l'établissement donne le dernier jour de chaque mois.",
            "For {claim.time_bar} after the end of the authorised period; after that day the law "
            "extinguishes the claim. The page of the establishment tells the last day of each "
            "month.",
        ),
        _MINE,
    ),
    Question(
        "which-hours",
        Words("Quelles heures puis-je demander ?", "Which hours can I claim?"),
        Words(
            "Les heures chômées sous la durée légale, ou celle du contrat si elle est plus "
            "courte, moins le travail, les congés et les absences. Dans l'année, au plus "
            "{quota.hours} par salarié. Les heures supplémentaires d'un accord ou d'une "
            "convention de forfait peuvent compter aussi.",
            "Hours lost under the legal duration, or that of the contract if shorter, less work, "
            "leave and absence. In a year, at most {quota.hours} an employee. Overtime of an "
            "agreement or of a contract in hours may count too.",
        ),
        ("/law#hours", Words("Les heures qui comptent", "Hours that count")),
        ("R. 5122-11", "R. 5122-19", "L. 5122-3"),
    ),
    Question(
        "fewer-hours",
        Words("On retient moins d'heures que je n'en ai tapé", "Fewer hours count than I typed"),
        Words(
            "Ce qui dépasse la durée légale de la semaine, ou celle du contrat, n'ouvre pas de "
            "droit. La page de chaque salarié montre le calcul, semaine par semaine.",
            "What is above the legal duration of the week, or that of the contract, opens no "
            "right. The page of each employee shows the calculation, week by week.",
        ),
        _MINE,
        ("R. 5122-11", "R. 5122-19"),
    ),
    Question(
        "week",
        Words("Une semaine à cheval sur deux mois", "A week over two months"),
        Words(
            "Chaque mois demande ses propres jours : la grille coupe la semaine elle-même, et la "
            "limite reste celle de la semaine entière.",
            "Each month claims its own days: the grid cuts the week itself, and the limit stays "
            "that of the whole week.",
        ),
        _MINE,
        ("R. 5122-19",),
    ),
    Question(
        "contract",
        Words(
            "Le contrat d'un salarié change en cours de mois",
            "An employee's contract changes within the month",
        ),
        Words(
            "Chaque semaine a ses propres heures de contrat, et une semaine se coupe au jour du "
            "changement : aucune moyenne à faire. Deux contrats à la fois se tiennent sur deux "
            "lignes, avec leur numéro.",
            "Each week has contract hours of its own, and a week is cut on the day of the change: "
            "no mean to be made. Two contracts at once are two rows, with their number.",
        ),
        _MINE,
    ),
    Question(
        "days",
        Words("Et les forfaits en jours ?", "And contracts in days a year?"),
        Words(
            "Les jours chômés se convertissent en heures, dans la limite de la durée légale. La "
            "grille et les fichiers prennent des jours.",
            "Days lost are turned into hours, within the legal duration. The grid and files take "
            "days.",
        ),
        ("/law/parameters/hours.day_rate", Words("Les forfaits en jours", "Contracts in days")),
        ("D. 5122-15", "R. 5122-19"),
    ),
    Question(
        "absences",
        Words("Congés, maladie, jours fériés", "Leave, sickness, public holidays"),
        Words(
            "Ils ne sont pas de l'activité partielle : indiquez-les comme absences, ils se "
            "retranchent. Un jour férié habituellement chômé n'est pas une heure perdue.",
            "They are not short-time work: give them as absence, they are taken off. A public "
            "holiday that is not worked anyway is no hour lost.",
        ),
        _SIMULATE,
        ("R. 5122-11",),
    ),
    Question(
        "leave-rights",
        Words("Les heures chômées comptent-elles pour les congés ?", "Do lost hours earn leave?"),
        Words(
            "Oui, toutes, même au-delà de la durée légale : pour les congés payés comme pour la "
            "participation et l'intéressement.",
            "Yes, all of them, above the legal duration too: for paid leave as for profit-sharing.",
        ),
        ("/law#hours", Words("Les heures qui comptent", "Hours that count")),
        ("R. 5122-11",),
    ),
    Question(
        "file",
        Words("Puis-je envoyer un fichier ?", "Can I send a file?"),
        Words(
            "Oui, CSV ou classeur, de toute taille utile : un modèle prérempli vous est proposé. "
            "Chaque ligne refusée revient avec sa colonne, sa raison et sa correction ; le reste "
            "peut être importé sans attendre.",
            "Yes, CSV or workbook, of any useful size: a prefilled template is offered. Each line "
            "that is refused comes back with its column, its reason and its mend; the rest can be "
            "imported without waiting.",
        ),
        _MINE,
    ),
    Question(
        "draft",
        Words("Puis-je m'arrêter et reprendre plus tard ?", "Can I stop and go on later?"),
        Words(
            "Oui : un brouillon se garde incomplet, sans limite de temps, et toute personne de "
            "l'établissement peut le reprendre.",
            "Yes: a draft is kept incomplete, without a limit of time, and anybody of the "
            "establishment can go on with it.",
        ),
        _MINE,
    ),
    Question(
        "correct",
        Words("Comment corriger ce qui est déposé ?", "How do I correct what is filed?"),
        Words(
            "Avant la décision, retirez la demande et déposez-la de nouveau. Payée ou refusée, "
            "elle se corrige par une nouvelle version : seule la différence est versée, ou "
            "reprise, et l'ancienne reste lisible. En route vers la banque, elle attend le "
            "paiement.",
            "Before the decision, withdraw the claim and file it again. Once paid or refused, it "
            "is corrected by a new version: only the difference is paid, or taken back, and the "
            "old one stays readable. On its way to the bank, it waits for the payment.",
        ),
        _MINE,
        ("R. 5122-10",),
    ),
    Question(
        "many",
        Words(
            "J'ai plus de salariés que le simulateur n'en prend",
            "I have more employees than the simulator takes",
        ),
        Words(
            "La commande assess-file calcule un fichier de toute taille (CSV ou classeur), une "
            "ligne par salarié et par semaine, sans rien envoyer ; l'API répond à des listes de "
            "cas.",
            "The command assess-file calculates a file of any size (CSV or workbook), a line for "
            "each employee and week, and sends nothing; the API answers lists of cases.",
        ),
        ("/api/v1/docs", Words("Documentation de l'API (en anglais)", "Documentation of the API")),
    ),
)
