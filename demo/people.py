"""Scenes of the beginning: two firms and their accountant come in."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from demo.letters import confirmation_token
from demo.sample_claims import FIRMS, Firm
from demo.service import Service
from demo.telling import say, tell, title, told_hour
from partial_activity.domain.identifiers import EmailAddress, Iban, Siret
from partial_activity.domain.people.people import AccountState, Person, Role
from partial_activity.domain.people.sessions import Proof
from partial_activity.entrypoints.cli.options import operator
from partial_activity.usecases.people.membership import approve_join, ask_to_join
from partial_activity.usecases.people.proofs import ask_proof, print_letter, prove_by_code
from partial_activity.usecases.people.sign_up import Confirmed, Newcomer, confirm, sign_up


@frozen
class Character:
    """A firm of the story, and who speaks for it."""

    firm: Firm
    name: str
    employees: int
    contact: Newcomer
    iban: Iban

    @property
    def siret(self) -> Siret:
        """Of its only establishment."""
        return Siret(self.firm.siret)


def _firm(model: Firm, workforce: int) -> Firm:
    return Firm(
        model.siret,
        workforce,
        model.situation,
        model.scheme_2025,
        model.territory,
        model.contracts,
    )


RESTAURANT = Character(
    _firm(FIRMS[0], 40),
    "Restaurant des Halles",
    40,
    Newcomer(EmailAddress("anne@halles.example"), "Anne Lemoine", "fr"),
    Iban("FR7630006000011234567890189"),
)
FACTORY = Character(
    _firm(FIRMS[1], 960),
    "Ateliers Delmas",
    960,
    Newcomer(EmailAddress("sarah@delmas.example"), "Sarah Keller", "en"),
    Iban("FR7610107001011234567890129"),
)
CHARACTERS = (RESTAURANT, FACTORY)
ACCOUNTANT = Newcomer(
    EmailAddress("paul@cabinet-renard.example"), "Paul Renard", "fr", Role.DECLARANT
)
_BANDS: Mapping[str, str] = MappingProxyType({RESTAURANT.name: "12", FACTORY.name: "51"})
_COLUMNS = (
    "siret,trancheEffectifsEtablissement,codePostalEtablissement,libelleCommuneEtablissement,"
    "dateDebut,etatAdministratifEtablissement,enseigne1Etablissement,"
    "denominationUsuelleEtablissement,activitePrincipaleEtablissement,etablissementSiege,"
    "numeroVoieEtablissement,typeVoieEtablissement,libelleVoieEtablissement"
)
_STREETS: Mapping[str, str] = MappingProxyType(
    {RESTAURANT.name: "4,RUE,DES HALLES", FACTORY.name: "18,QUAI,DE LA RAPEE"}
)


@frozen
class Signable:
    """A firm of the register that nobody has signed up for yet: to try it."""

    siret: Siret
    name: str
    kind: str
    """What is to be seen with it."""
    line: str
    """The rest of its line: band of workforce, place, day, state, name, activity, street."""


TO_TRY = (
    Signable(
        Siret("00000003400017"),
        "Fleurs du Canal",
        "a shop of three: no works council",
        "03,75010,PARIS,2015-03-01,A,FLEURS DU CANAL,,47.76Z,true,8,QUAI,DE VALMY",
    ),
    Signable(
        Siret("00000004200010"),
        "Fonderie Garnier",
        "a factory of 200: the council's opinion comes with the request",
        "31,42000,SAINT-ETIENNE,1998-06-01,A,FONDERIE GARNIER,,24.51Z,true,2,RUE,DES FORGES",
    ),
    Signable(
        Siret("00000005900014"),
        "Transports Ali",
        "a firm of Mayotte: rates of its own",
        "12,97600,MAMOUDZOU,2012-09-01,A,TRANSPORTS ALI,,49.41A,true,1,RUE,DU COMMERCE",
    ),
    Signable(
        Siret("00000006700017"),
        "Club des Rameurs",
        "an association",
        "11,69002,LYON,2001-01-01,A,CLUB DES RAMEURS,,93.12Z,true,5,QUAI,RAMBAUD",
    ),
    Signable(
        Siret("00000007500010"),
        "Librairie Fermée",
        "an establishment that is closed: what it asks for is refused",
        "02,33000,BORDEAUX,2024-12-31,F,LIBRAIRIE FERMEE,,47.61Z,true,9,RUE,SAINTE-CATHERINE",
    ),
)
"""Five kinds of firm with which anybody can try signing up."""


def register_lines() -> str:
    """What the national register says of these firms, as its stock file writes it."""
    lines = (
        f"{one.siret},{_BANDS[one.name]},75001,PARIS,2008-01-01,A,{one.name},,56.10A,true,"
        f"{_STREETS[one.name]}"
        for one in CHARACTERS
    )
    to_try = (f"{one.siret},{one.line}" for one in TO_TRY)
    return "\n".join((_COLUMNS, *lines, *to_try, ""))


@frozen
class Cast:
    """Who can act from now on."""

    contacts: Mapping[str, Person]
    """Of each firm, by the firm's name."""
    accountant: Person


def come_in(service: Service) -> Cast:
    """Scene: sign-up by SIRET, confirmed by the link of a letter; the accountant is let in."""
    title(f"Two firms and an accountant come in ({told_hour(service.clock.now())})")
    contacts = {}
    for one in CHARACTERS:
        confirmed = _sign_up(service, one.siret, one.contact)
        assert confirmed.membership.principal, "the first of an establishment is its principal"
        contacts[one.name] = confirmed.person
        say(
            f"  {one.name} (SIRET {one.siret}): {one.contact.name} signed up and followed the link "
            f"mailed to {one.contact.email}; account {confirmed.establishment.state.value}."
        )
        _prove(service, one, confirmed.person)
    accountant = _join(service, contacts)
    say("")
    tell(
        f"{accountant.name}, accountant, asked to join both; each principal contact was mailed "
        "and let him in as declarant. Whoever has confirmed may file at once."
    )
    return Cast(contacts, accountant)


def _prove(service: Service, one: Character, contact: Person) -> None:
    """A code is printed and posted to the seat; typed back, it shows who speaks for the firm."""
    context = service.context
    asked = ask_proof(one.siret, actor=contact, context=context)
    printed = print_letter(
        one.siret,
        asked.id,
        actor=operator(service.composed, Role.OFFICER),
        context=context,
        proof=Proof.FRESH,
    )
    letters = service.folder / "posted"
    letters.mkdir(exist_ok=True)
    (letters / f"{printed.document.number}.pdf").write_bytes(printed.file)
    tried = prove_by_code(
        one.siret, printed.code, actor=contact, context=context, proof=Proof.FRESH
    )
    assert tried.membership.speaks, tried
    say(
        f"    A letter with a code went to {', '.join(asked.address)}; typed back, it showed that "
        f"{contact.name} speaks for the firm."
    )


def _sign_up(service: Service, siret: Siret, newcomer: Newcomer) -> Confirmed:
    signed_up = sign_up(siret, newcomer, context=service.context)
    assert not signed_up.refusals, signed_up.refusals
    service.send_letters()
    return confirm(
        confirmation_token(service.letters_folder, newcomer.email), context=service.context
    )


def _join(service: Service, contacts: Mapping[str, Person]) -> Person:
    """The accountant signs up at the first firm, and asks to join the other."""
    accountant = _sign_up(service, RESTAURANT.siret, ACCOUNTANT).person
    ask_to_join(FACTORY.siret, Role.DECLARANT, actor=accountant, context=service.context)
    for one in CHARACTERS:
        joined = approve_join(
            one.siret, accountant.id, actor=contacts[one.name], context=service.context
        )
        assert joined.state is AccountState.ACTIVE, joined
    service.send_letters()
    return accountant
