"""What employers, accountants and employees ask, by subject: the questions of the help page.

They come from what users of the national service asked in public: accounts that exist already,
letters that do not come, requests without a receipt, weeks over two months, claims that cannot be
corrected, rules that change afterwards.
"""

from collections.abc import Sequence

from attrs import frozen

from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.public.help_answers import Question
from partial_activity.entrypoints.flask_app.pages.public.help_on_money import MONEY, RULES
from partial_activity.entrypoints.flask_app.pages.public.help_on_requests import CLAIM, REQUEST

_SIGN_UP = ("/sign-up", Words("Ouvrir un compte", "Open an account"))
_SIGN_IN = ("/sign-in", Words("Se connecter", "Sign in"))
_MINE = ("/establishments", Words("Mes établissements", "My establishments"))


@frozen
class Subject:
    """Questions that people look for together."""

    key: str
    name: Words
    questions: Sequence[Question]


_ACCOUNT = (
    Question(
        "joined",
        Words("Le SIRET a déjà un compte : que faire ?", "The SIRET has an account: what then?"),
        Words(
            "Inscrivez-vous avec ce SIRET : votre demande d'accès arrive au contact principal, qui "
            "l'accepte d'un clic. Aucun second compte n'est créé. Si plus personne de "
            "l'établissement ne répond, écrivez au contact du service.",
            "Sign up with that SIRET: your request for access reaches the principal contact, who "
            "accepts it with a click. No second account is made. If nobody of the establishment "
            "answers any more, write to the contact of the service.",
        ),
        _SIGN_UP,
    ),
    Question(
        "another-siret",
        Words("Mon établissement a changé de SIRET", "My establishment has another SIRET"),
        Words(
            "Ajoutez le nouveau SIRET à votre compte. Ce qui a été déposé sous l'ancien reste "
            "lisible, et se termine sous l'ancien numéro.",
            "Add the new SIRET to your account. What was filed under the old one stays readable, "
            "and ends under the old number.",
        ),
        _MINE,
    ),
    Question(
        "accountant",
        Words(
            "Je suis expert-comptable : comment agir pour mes clients ?",
            "I am an accountant: how do I act for my clients?",
        ),
        Words(
            "Inscrivez-vous une fois, puis demandez l'accès à chaque établissement : le client "
            "l'accepte en ligne, sans contrat à signer ni à envoyer. Vous préparez et déposez ; "
            "le compte bancaire reste l'affaire du client. Par l'API, un fichier peut porter "
            "plusieurs clients.",
            "Sign up once, then ask for access to each establishment: the client accepts online, "
            "without a contract to sign or to send. You prepare and file; the bank account stays "
            "the client's business. Over the API a file can hold several clients.",
        ),
        _MINE,
    ),
    Question(
        "no-mail",
        Words("Le courriel n'arrive pas", "The e-mail does not come"),
        Words(
            "Regardez les indésirables, puis demandez un autre lien : le dernier reçu suffit, il "
            "n'y a ni identifiant ni second courriel d'habilitation. Une fois connecté, tout ce "
            "qui vous a été envoyé se relit dans l'historique de l'établissement.",
            "Look among the junk, then ask for another link: the last one is enough, there is "
            "neither a user name nor a second e-mail of rights. Once signed in, all that was sent "
            "to you can be read in the history of the establishment.",
        ),
        _SIGN_IN,
    ),
    Question(
        "password",
        Words("J'ai perdu mon mot de passe", "I lost my password"),
        Words(
            "Il n'y en a pas : un lien envoyé à votre adresse ouvre la session, une seule fois.",
            "There is none: a link sent to your address opens the session, once.",
        ),
        _SIGN_IN,
    ),
    Question(
        "proof",
        Words(
            "Pourquoi faut-il un code reçu par lettre ?",
            "Why is a code sent by letter needed?",
        ),
        Words(
            "Pour montrer que vous parlez pour l'entreprise : un SIRET est public, et des tiers en "
            "ont usurpé pour se faire payer. La lettre va au siège inscrit au registre ; là où "
            "ProConnect est proposé, il certifie le dirigeant sans attendre. En "
            "attendant, une demande d'autorisation se dépose et ses délais courent ; rien n'est "
            "payé avant.",
            "To show that you speak for the firm: a SIRET is public, and strangers used those of "
            "others to be paid. The letter goes to the seat in the register; where ProConnect is "
            "offered, it certifies the person in charge without waiting. Meanwhile a request "
            "for authorisation can be filed and its delays run; nothing is paid before.",
        ),
        _MINE,
        ("R. 5122-4", "R. 5122-26"),
    ),
    Question(
        "colleagues",
        Words(
            "Plusieurs personnes, ou plusieurs établissements",
            "Several people, or several establishments",
        ),
        Words(
            "Une personne peut agir pour autant d'établissements qu'il faut, et un établissement "
            "avoir autant de personnes. Le contact principal donne et retire les accès ; il passe "
            "la main d'un clic lorsqu'il part.",
            "One person may act for as many establishments as needed, and an establishment have as "
            "many people. The principal contact gives and takes away access, and hands over with a "
            "click when leaving.",
        ),
        _MINE,
    ),
)

SUBJECTS: Sequence[Subject] = (
    Subject("account", Words("Le compte", "The account"), _ACCOUNT),
    Subject("request", Words("La demande d'autorisation", "The request"), REQUEST),
    Subject("claim", Words("Les heures et la demande d'indemnisation", "Hours and claims"), CLAIM),
    Subject("money", Words("Les montants et les paiements", "Amounts and payments"), MONEY),
    Subject(
        "rules", Words("Les règles, les contrôles, les données", "Rules, checks and data"), RULES
    ),
)
"""In the order of the page."""
