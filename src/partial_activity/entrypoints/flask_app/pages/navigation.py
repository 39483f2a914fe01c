"""What the head of a page leads to, and where each person begins."""

from collections.abc import Callable, Mapping

from attrs import frozen

from partial_activity.domain.office.visas import SIGNERS
from partial_activity.domain.people.people import Action, Person, Role, may
from partial_activity.domain.words import Words


def _no_role(person: Person) -> bool:
    """Whether the person is of an employer, or files for one."""
    return person.service_role is None


def _allowed(*actions: Action) -> Callable[[Person], bool]:
    return lambda person: any(may(person, action) for action in actions)


@frozen
class Entry:
    """One link of the head."""

    address: str
    words: Words
    shown_to: Callable[[Person], bool]


ENTRIES = (
    Entry("/establishments", Words("Mes établissements", "My establishments"), _no_role),
    Entry("/office", Words("Dossiers", "Files"), _allowed(Action.DECIDE)),
    Entry("/office/proofs", Words("Représentation", "Proofs"), _allowed(Action.DECIDE)),
    Entry("/office/payments", Words("Paiements", "Payments"), _allowed(Action.RUN_PAYMENTS)),
    Entry(
        "/office/visas",
        Words("Visas", "Visas"),
        _allowed(*{action for actions in SIGNERS.values() for action in actions}),
    ),
    Entry(
        "/office/search",
        Words("Rechercher", "Search"),
        _allowed(Action.DECIDE, Action.RUN_PAYMENTS, Action.READ_JOURNAL, Action.ADMINISTER),
    ),
    Entry(
        "/office/freeze",
        Words("Bloquer", "Freeze"),
        _allowed(Action.DECIDE, Action.RUN_PAYMENTS, Action.ADMINISTER),
    ),
    Entry("/office/ledger", Words("Grand livre", "Ledger"), _allowed(Action.SEE_PAYMENTS)),
    Entry("/office/journal", Words("Journal", "Journal"), _allowed(Action.READ_JOURNAL)),
    Entry("/office/people", Words("Administration", "Administration"), _allowed(Action.ADMINISTER)),
    Entry("/office/dashboard", Words("Tableau de bord", "Figures"), _allowed(Action.SEE_FIGURES)),
)
"""The entries for those who are signed in, in their order."""

BEGINNING: Mapping[Role | None, str] = {
    None: "/establishments",
    Role.OFFICER: "/office",
    Role.PAYING_AGENT: "/office/payments",
    Role.AUDITOR: "/office/journal",
    Role.ADMINISTRATOR: "/office/people",
}
"""The page where a person arrives who was going nowhere in particular."""


def entries(person: Person) -> tuple[Entry, ...]:
    """The links that are of use to a person."""
    return tuple(entry for entry in ENTRIES if entry.shown_to(person))
