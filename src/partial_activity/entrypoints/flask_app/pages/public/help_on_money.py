"""Questions on amounts and payments, and on the rules, the checks and the data behind them."""

from collections.abc import Sequence

from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.public.help_answers import Question

_MINE = ("/establishments", Words("Mes établissements", "My establishments"))
_SIMULATE = ("/simulator", Words("Simuler un cas", "Simulate a case"))
_TEAM = (
    "/simulator/team",
    Words("Simuler plusieurs salariés, avec le net", "Simulate several employees, with net pay"),
)
_LAW = ("/law", Words("Le droit, jour par jour", "The law, day by day"))

MONEY: Sequence[Question] = (
    Question(
        "indemnity",
        Words("Combien verser au salarié ?", "How much do I owe the employee?"),
        Words(
            "{indemnity.share} de la rémunération horaire brute, retenue jusqu'à {indemnity.cap}, "
            "et au moins {indemnity.floor} l'heure à temps plein, à la date normale de la paie. Un "
            "accord peut donner plus.",
            "{indemnity.share} of the gross hourly pay, counted up to {indemnity.cap}, and at "
            "least {indemnity.floor} an hour for full-time employees, on the usual pay day. An "
            "agreement may give more.",
        ),
        _SIMULATE,
        ("R. 5122-14",),
    ),
    Question(
        "allowance",
        Words("Combien l'État me verse-t-il ?", "How much does the State pay me?"),
        Words(
            "{allowance.share} de la même rémunération, retenue jusqu'à {allowance.cap}, et au "
            "moins {allowance.floor} l'heure. Le reste à charge est la différence. Les dispositifs "
            "de longue durée ont leurs propres taux.",
            "{allowance.share} of the same pay, counted up to {allowance.cap}, and at least "
            "{allowance.floor} an hour. The remaining cost is the difference. Long-term schemes "
            "have shares of their own.",
        ),
        _SIMULATE,
    ),
    Question(
        "hourly-pay",
        Words("Quel taux horaire indiquer ?", "Which hourly pay do I give?"),
        Words(
            "Le brut qui sert aux congés payés, ramené à l'heure : salaire de base, primes "
            "mensuelles, heures supplémentaires prévues ; ni frais, ni primes annuelles. Le "
            "salaire mensuel se divise par les heures qu'il paie, jamais par celles du mois. "
            "Jamais le net.",
            "The gross pay that serves for paid leave, by the hour: basic pay, monthly bonuses, "
            "planned overtime; neither expenses nor yearly bonuses. A monthly pay is divided by "
            "the hours it is paid for, never by those of the month. Never the net pay.",
        ),
        _SIMULATE,
        ("R. 5122-18", "L. 3141-24"),
    ),
    Question(
        "special",
        Words("Apprentis, temps partiel, intérim, VRP", "Apprentices, part time, agencies"),
        Words(
            "Chaque catégorie a son calcul : choisissez-la, et la réponse dit la règle qui "
            "s'applique et son texte. Qui gagne moins que le SMIC par la loi garde sa "
            "rémunération.",
            "Each category has its calculation: choose it, and the answer says the rule that "
            "applies and its text. Those whom the law lets earn less than the minimum wage keep "
            "their pay.",
        ),
        _SIMULATE,
        ("L. 5122-5", "R. 5122-18", "D. 5122-13"),
    ),
    Question(
        "net",
        Words("Que touche le salarié en net ?", "What does the employee receive, net?"),
        Words(
            "L'indemnité supporte la CSG ({levies.csg_deductible} et {levies.csg_non_deductible}) "
            "et la CRDS ({levies.crds}), sur {levies.base_share} de son montant et sans jamais "
            "descendre sous le SMIC brut du mois. Une allocation complémentaire porte le mois à la "
            "rémunération minimale garantie.",
            "The indemnity bears CSG ({levies.csg_deductible} and {levies.csg_non_deductible}) and "
            "CRDS ({levies.crds}), on {levies.base_share} of its amount and never below the gross "
            "minimum wage of the month. A complementary allowance brings the month up to the "
            "guaranteed pay.",
        ),
        _TEAM,
        ("L. 3232-5",),
    ),
    Question(
        "when-paid",
        Words("Quand serai-je payé ?", "When am I paid?"),
        Words(
            "Une demande complète et sans anomalie est validée d'elle-même ; sinon un agent la "
            "regarde. Validée, elle part à la banque au prochain envoi. La page des paiements dit "
            "où elle en est, et ce que la banque a répondu.",
            "A claim that is complete and without anomaly is validated by itself; otherwise an "
            "officer looks at it. Once validated it goes to the bank with the next file. The page "
            "of payments says where it stands, and what the bank answered.",
        ),
        _MINE,
    ),
    Question(
        "new-account",
        Words("Mon compte bancaire a changé", "My bank account has changed"),
        Words(
            "Un contact le change, avec une preuve d'identité toute récente. Tous ceux qui "
            "connaissaient l'ancien compte en sont avertis : c'est une protection contre la "
            "fraude.",
            "A contact changes it, with a proof of identity of a moment ago. All who knew the old "
            "account are told: this protects from fraud.",
        ),
        _MINE,
    ),
    Question(
        "bounced",
        Words("La banque a rejeté le paiement", "The bank rejected the payment"),
        Words(
            "La page des paiements dit pourquoi, et permet à un contact de donner un autre compte "
            "; le versement repart alors, sans nouvelle demande.",
            "The page of payments says why, and lets a contact give another account; the payment "
            "is then made again, without a new claim.",
        ),
        _MINE,
    ),
    Question(
        "repay",
        Words("On me réclame un trop-perçu", "I am asked to repay"),
        Words(
            "L'ordre de reversement donne le calcul. Vous avez au moins {recovery.least_days} ; si "
            "le reversement est incompatible avec la situation de l'entreprise, l'administration "
            "peut y renoncer : expliquez-le lui.",
            "The order gives the calculation. You have {recovery.least_days} at least; where "
            "paying back is incompatible with the firm's situation the authority may waive it: "
            "explain it to them.",
        ),
        _MINE,
    ),
)

RULES: Sequence[Question] = (
    Question(
        "retroactive",
        Words("La règle a changé après mon dépôt", "The rule changed after I filed"),
        Words(
            "C'est fréquent : un décret peut valoir pour des heures déjà faites. Chaque réponse "
            "dit le jour de connaissance ; la page du droit montre ce qu'on savait un jour donné "
            "et compare deux jours. Une demande déjà calculée garde les règles du jour de son "
            "dépôt ; une nouvelle version applique les nouvelles.",
            "It happens often: a decree may hold for hours of the past. Each answer says its day "
            "of knowledge; the page of the law shows what was known on a day and compares two "
            "days. A claim that was calculated keeps the rules of the day it was filed; a new "
            "version applies the new ones.",
        ),
        ("/law/difference", Words("Comparer deux jours", "Compare two days")),
    ),
    Question(
        "which-text",
        Words("D'où vient ce montant ?", "Where does this amount come from?"),
        Words(
            "Chaque montant cite sa règle, son article, son texte et le jour de sa parution ; la "
            "page du texte mène à Légifrance. Les points discutés sont dits.",
            "Each amount cites its rule, its article, its text and the day it was published; the "
            "page of the text leads to Légifrance. Disputed points are told.",
        ),
        _LAW,
    ),
    Question(
        "long-term",
        Words("Et la longue durée (APLD, APLD rebond) ?", "And the long-term schemes?"),
        Words(
            "Elles demandent un accord ou un document validé, et ont leurs taux, leurs durées et "
            "leurs dates. Regardez d'abord si le dispositif est ouvert au jour voulu.",
            "They need an agreement or a document that was validated, and have shares, lengths and "
            "days of their own. See first whether the scheme is open on the day you mean.",
        ),
        ("/law/parameters/scheme.open", Words("Les dispositifs ouverts", "Schemes that are open")),
    ),
    Question(
        "checks",
        Words("Pourquoi mon dossier est-il examiné ?", "Why is my file looked at?"),
        Words(
            "Un contrôle a remarqué quelque chose : des heures au-delà de l'autorisation, un "
            "compte vu ailleurs, un taux inhabituel. Ce n'est pas une accusation : un agent "
            "regarde, et vous écrit s'il refuse, avec ses motifs.",
            "A check noticed something: hours beyond the authorisation, an account seen elsewhere, "
            "an unusual pay. It is no accusation: an officer looks, and writes to you where they "
            "refuse, with the reasons.",
        ),
        _MINE,
        ("R. 5122-4",),
    ),
    Question(
        "stolen",
        Words("Quelqu'un a utilisé mon SIRET", "Somebody used my SIRET"),
        Words(
            "Dites-le au service aussitôt, par le contact au bas de cette page : l'établissement, "
            "la personne ou le compte bancaire peuvent être bloqués sur-le-champ.",
            "Tell the service at once, through the contact at the foot of this page: the "
            "establishment, the person or the bank account can be stopped immediately.",
        ),
        ("/legal", Words("Mentions légales et contact", "Legal notices and contact")),
    ),
    Question(
        "employee",
        Words(
            "Je suis salarié : puis-je vérifier mon indemnité ?",
            "I am an employee: can I check my indemnity?",
        ),
        Words(
            "Oui, sans compte et sans donner votre nom : indiquez le mois, votre brut et vos "
            "heures. Votre employeur peut aussi vous remettre un relevé du mois, dont chacun peut "
            "vérifier le code. Le bulletin de paie doit dire les heures et les taux appliqués.",
            "Yes, without an account and without your name: give the month, your gross pay and "
            "your hours. Your employer can also hand you a statement of the month, whose code "
            "anybody can check. The payslip must tell the hours and the rates applied.",
        ),
        _TEAM,
        ("R. 3243-1",),
    ),
    Question(
        "nir",
        Words("Qui voit les numéros de sécurité sociale ?", "Who sees social security numbers?"),
        Words(
            "L'employeur et ceux à qui il a donné accès. Les agents qui instruisent ne les voient "
            "pas. Ils sont chiffrés, ne figurent dans aucune adresse ni courriel, et les données "
            "sont gardées {retention.years} au plus.",
            "The employer and those given access. Officers who examine do not see them. They are "
            "encrypted, stand in no address or e-mail, and data are kept {retention.years} at "
            "most.",
        ),
        ("/personal-data", Words("Données personnelles", "Personal data")),
        ("R. 5122-22",),
    ),
    Question(
        "decree",
        Words("Que changerait un projet de décret ?", "What would a draft decree change?"),
        Words(
            "Écrivez-le ou joignez-le : ses points douteux et son effet en euros sur des exemples "
            "s'affichent aussitôt, et l'adresse garde le projet.",
            "Write it or join it: its doubtful points and its effect in euros on examples show at "
            "once, and the address keeps the draft.",
        ),
        ("/law/draft", Words("Essayer un projet de décret", "Try a draft decree")),
    ),
)
