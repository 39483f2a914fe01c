"""A request sent twice is done once: its answer is kept in the unit of work of what it did.

So there is no moment between the fact and the answer: a process that dies before the commit leaves
neither, and the key is free; one that dies after it leaves both, and the answer is given again. Of
two that come at once, the store lets one commit; the other finds its answer, or is told to wait.
"""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from attrs import define, evolve, frozen

from partial_activity.domain.errors import Conflict
from partial_activity.domain.people.idempotency import KEPT_FOR, KeptAnswer, KeyedRequest, KeyReused
from partial_activity.ports.unit_of_work import UnitOfWork
from partial_activity.usecases.context import Context

Result = TypeVar("Result")


@frozen
class Answer:
    """What came of a request."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@frozen
class Answered:
    """A kept answer, and whether it was given before."""

    kept: KeptAnswer
    again: bool


def once(
    request: KeyedRequest,
    act: Callable[[Context], Answer],
    *,
    context: Context,
    still_allowed: Callable[[UnitOfWork], None],
) -> Answered:
    """The answer to a request: of the first time, if there was one; what ``act`` answers otherwise.

    ``act`` is given the context in whose units of work it does everything. What it raises is not
    kept: nothing was done, and the key is free for the request once mended. An answer kept is
    given again only where ``still_allowed`` raises nothing: who was let go reads none of it.

    Raises:
        KeyReused: the key was given to another request.
        Conflict: the same request is being answered, and is not yet.
    """
    now = context.clock.now()
    known = _known(request, context, still_allowed)
    if known is not None:
        return Answered(known, again=True)
    try:
        with context.units() as uow:
            kept = uow.answers.find(request.person_id, request.route, request.key)
            if kept is not None and kept.expires_at > now:
                still_allowed(uow)
                return Answered(_same(kept, request), again=True)
            if kept is not None:
                uow.answers.remove(kept)
            joined = JoinedUnits(uow)
            answer = act(evolve(context, units=joined))
            to_keep = KeptAnswer(
                request,
                answer.status,
                dict(answer.headers),
                answer.body,
                now,
                now + KEPT_FOR,
            )
            if joined.to_keep:
                _keep(uow, to_keep)
        if not joined.to_keep:
            # Nothing was to be kept of it but that it was asked.
            with context.units() as uow:
                _keep(uow, to_keep)
    except Conflict:
        # Another may have been first with this very request: then its answer is there by now.
        known = _known(request, context, still_allowed)
        if known is None:
            raise
        return Answered(known, again=True)
    return Answered(to_keep, again=False)


def together(act: Callable[[Context], Result], *, context: Context) -> Result:
    """Do several steps in one unit of work: all of them are kept, or none."""
    with context.units() as uow:
        joined = JoinedUnits(uow)
        result = act(evolve(context, units=joined))
        if joined.to_keep:
            uow.commit()
    return result


def forget_answers(*, context: Context) -> int:
    """Forget the answers that expired; how many there were."""
    with context.units() as uow:
        forgotten = uow.answers.forget(context.clock.now())
        uow.commit()
    return forgotten


def _known(
    request: KeyedRequest, context: Context, still_allowed: Callable[[UnitOfWork], None]
) -> KeptAnswer | None:
    with context.units.reading() as uow:
        kept = uow.answers.find(request.person_id, request.route, request.key)
        if kept is None or kept.expires_at <= context.clock.now():
            return None
        still_allowed(uow)
    return _same(kept, request)


def _same(kept: KeptAnswer, request: KeyedRequest) -> KeptAnswer:
    if kept.request.digest != request.digest:
        raise KeyReused(request.key)
    return kept


def _keep(uow: UnitOfWork, answer: KeptAnswer) -> None:
    uow.answers.add(answer)
    uow.commit()


@define(eq=False)
class JoinedUnits:
    """The ``UnitsOfWork`` to hand to a use case, over a unit of work that is open for writing."""

    outer: UnitOfWork
    committed: bool = False
    """A unit was committed: there is something to keep."""
    undone: bool = False
    """One that might have written was left without a commit: none of it may be kept."""

    def __call__(self) -> UnitOfWork:
        """One whose commit waits for that of the outer one."""
        return cast("UnitOfWork", _Inner(self, writing=True))

    def reading(self) -> UnitOfWork:
        """One that reads what the others wrote."""
        return cast("UnitOfWork", _Inner(self, writing=False))

    @property
    def to_keep(self) -> bool:
        """Whether the outer unit is to be committed."""
        assert not (self.committed and self.undone), "kept and undone at once: which of the two?"
        return self.committed


class _Inner:
    """A unit of work whose stores are those of the outer one, whatever they are."""

    def __init__(self, joined: JoinedUnits, *, writing: bool) -> None:
        self._joined, self._writing = joined, writing

    def __getattr__(self, store: str) -> Any:  # noqa: ANN401  each store as the outer one types it
        return getattr(self._joined.outer, store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._writing:
            self._joined.undone = True

    def commit(self) -> None:
        """Keep it with the rest."""
        assert self._writing, "a unit of work is committed once, and a reading one never"
        self._writing = False
        self._joined.committed = True
