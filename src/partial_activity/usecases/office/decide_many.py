"""Many files decided at once: each by itself, so that one that changed stops no other."""

from collections.abc import Mapping, Sequence
from enum import Enum

from attrs import evolve, frozen

from partial_activity.domain.errors import Conflict, InvalidValue, NotAllowed, NotFound
from partial_activity.domain.free_text import check_words
from partial_activity.domain.law.statements import Refusal
from partial_activity.domain.office.queue import Queued, QueueKey, QueueKind
from partial_activity.domain.people.people import Action, Person
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.access import require
from partial_activity.usecases.authorisation.decisions import APPROVED_BY_SILENCE, decide
from partial_activity.usecases.context import Context
from partial_activity.usecases.revisions import Seen
from partial_activity.usecases.screening.screen_claims import decide_held_claim

MOST = 100
"""Files that one person decides at once: more cannot have been looked at."""


@frozen
class Chosen:
    """A file somebody wants to decide, as they read it."""

    key: QueueKey
    revision: int


@frozen
class Readied:
    """The files that were chosen, as they are now."""

    files: Mapping[QueueKey, Queued]
    """The files that still wait."""
    revisions: Mapping[QueueKey, int]
    gone: tuple[QueueKey, ...]
    """The files that wait no longer: they were decided or withdrawn meanwhile."""


class Left(Enum):
    """Why a file was left as it was."""

    CHANGED = "changed"
    """Somebody decided it, withdrew it or changed it meanwhile."""
    SILENCE = "silence"
    """The last day of the file is over: silence has approved it."""


@frozen
class Came:
    """What came of one file."""

    chosen: Chosen
    name: str
    """The name of the establishment."""
    was: Queued | None
    """The file as it waited; None: it waited no longer when it was asked for."""
    number: str = ""
    """The number of the decision on a request."""
    left: Left | None = None
    """The reason it was left; None: it was decided as asked."""


def ready(keys: Sequence[QueueKey], *, actor: Person, context: Context) -> Readied:
    """The files that somebody chose, to be looked at once more before they are decided.

    Raises:
        NotAllowed: the actor does not decide.
        InvalidValue: none, too many, or of both kinds.
    """
    require(actor, Action.DECIDE)
    _check(keys)
    with context.units.reading() as uow:
        waiting = uow.office.held(keys)
        revisions = {
            **{key: one.revision for key, one in uow.office.requests_at(waiting).items()},
            **{key: one.revision for key, one in uow.office.claims_at(waiting).items()},
        }
    return Readied(
        {key: waiting[key] for key in keys if key in waiting},
        {key: revisions[key] for key in keys if key in waiting},
        tuple(key for key in keys if key not in waiting),
    )


def decide_many(
    chosen: Sequence[Chosen],
    *,
    accepted: bool,
    actor: Person,
    context: Context,
    message: str = "",
    reasons: tuple[Refusal, ...] = (),
) -> Sequence[Came]:
    """Decide each file by itself, all with the same words; what came of each, in their order.

    A refusal's reasons go to every employer. One that was decided, withdrawn or changed since it
    was read is left as it is; the others go through.

    Raises:
        NotAllowed: the actor does not decide.
        InvalidValue: none, too many, or of both kinds; a refusal without reasons.
    """
    require(actor, Action.DECIDE)
    _check([each.key for each in chosen])
    check_words(message, "message")
    if not accepted and not (message.strip() or reasons):
        raise InvalidValue(
            "missing",
            "reasons",
            "a refusal states its reasons (R. 5122-4)",
            "un refus énonce ses motifs (R. 5122-4)",
        )
    with context.units.reading() as uow:
        waiting = uow.office.held([each.key for each in chosen])
        names = {
            each.key: waiting[each.key].name if each.key in waiting else _name(uow, each.key)
            for each in chosen
        }
    deciding = _Deciding(accepted, message.strip(), reasons, actor, context)
    return [deciding.decide(Came(each, names[each.key], waiting.get(each.key))) for each in chosen]


def _name(uow: UnitOfWork, key: QueueKey) -> str:
    establishment = uow.establishments.find(key.siret)
    return establishment.called if establishment else str(key.siret)


@frozen(eq=False)
class _Deciding:
    """The same words for each file."""

    accepted: bool
    message: str
    reasons: tuple[Refusal, ...]
    actor: Person
    context: Context

    def decide(self, came: Came) -> Came:
        """One file, by itself: what came of it."""
        try:
            if came.chosen.key.kind is QueueKind.REQUEST:
                return evolve(came, number=self._decide_request(came.chosen))
            self._decide_claim(came.chosen)
        except NotAllowed as refused:
            by_silence = refused.now == APPROVED_BY_SILENCE
            return evolve(came, left=Left.SILENCE if by_silence else Left.CHANGED)
        except (Conflict, NotFound):
            return evolve(came, left=Left.CHANGED)
        return came

    def _decide_request(self, each: Chosen) -> str:
        decision = decide(
            each.key.siret,
            each.key.id,
            accepted=self.accepted,
            actor=self.actor,
            context=self.context,
            message=self.message,
            reasons=self.reasons,
            seen=Seen(each.key.version, each.revision),
        )
        return decision.number

    def _decide_claim(self, each: Chosen) -> None:
        decide_held_claim(
            each.key.siret,
            each.key.id,
            accepted=self.accepted,
            reasons=self.reasons,
            # Nothing is told of a claim that is validated but its payment.
            message="" if self.accepted else self.message,
            seen=Seen(each.key.version, each.revision),
            actor=self.actor,
            context=self.context,
        )


def _check(keys: Sequence[QueueKey]) -> None:
    if not keys:
        raise InvalidValue(
            "missing", "files", "choose at least one file", "choisissez au moins un dossier"
        )
    if len(keys) > MOST:
        raise InvalidValue(
            "out_of_range",
            "files",
            f"at most {MOST} files at once",
            f"{MOST} dossiers au plus à la fois",
        )
    if len({key.kind for key in keys}) > 1 or len(set(keys)) < len(keys):
        raise InvalidValue(
            "conflicting_keys",
            "files",
            "files of one kind, each once",
            "des dossiers d'un même type, chacun une fois",
        )
