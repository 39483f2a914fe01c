"""The screening policy: what is in force, what a change would do, and its history."""

from collections import Counter
from collections.abc import Mapping

import attrs
from attrs import frozen

from partial_activity.domain.errors import Conflict, InvalidValue
from partial_activity.domain.money import Share
from partial_activity.domain.office.journal import JournalEntry
from partial_activity.domain.people.people import Action, Person
from partial_activity.domain.screening.outcome import Outcome, drawn_for_control, judged_again
from partial_activity.domain.screening.policy import (
    PolicyVersion,
    ScreeningPolicy,
    check_reason,
    check_thresholds,
)
from partial_activity.ports.figures import ScreenedClaim
from partial_activity.usecases.access import require
from partial_activity.usecases.context import Context
from partial_activity.usecases.screening.screen_claims import policy_in_force

LOOKED_AT = 1_000
"""Claims that the effect of a change is tried on: the last ones."""
_CHAIN = "service"


@frozen
class Thresholds:
    """What an administrator fixes."""

    threshold: int
    control_share: Share
    answer_within_days: int

    def check(self) -> None:
        """Refuse what cannot be; what the settings begin with is not looked at.

        Raises:
            InvalidValue: one of them is out of range.
        """
        check_thresholds(self.threshold, self.control_share, self.answer_within_days)


@frozen
class PolicySeen:
    """What is in force, since when, and what was before."""

    in_force: Thresholds
    versions: tuple[PolicyVersion, ...]
    """The last first; empty: the settings of the service are in force."""
    names: Mapping[str, str]
    """The names of those who changed it, by id."""

    @property
    def number(self) -> int:
        """The number of the version in force; 0: nobody has changed the settings."""
        return self.versions[0].number if self.versions else 0


def see_policy(*, actor: Person, context: Context) -> PolicySeen:
    """The policy in force and its history.

    Raises:
        NotAllowed: the actor is no administrator.
    """
    require(actor, Action.ADMINISTER)
    with context.units.reading() as uow:
        versions = tuple(uow.policies.history(_SHOWN))
        in_force = _thresholds(policy_in_force(uow, context.policy))
        known = {one.id: one.name for one in uow.people.of_service()}
    return PolicySeen(in_force, versions, known)


_SHOWN = 200


@frozen
class Effect:
    """What a policy would have done with the last claims, by what was found then."""

    claims: int
    """The number of claims that were looked at."""
    before: Mapping[Outcome, int]
    """The outcomes under the policy in force, whatever was in force when they were decided."""
    after: Mapping[Outcome, int]
    newly_held: int
    newly_accepted: int


def effect_of(asked: Thresholds, *, actor: Person, context: Context) -> Effect:
    """What other thresholds would have done with the last claims, from their kept screenings.

    Raises:
        NotAllowed: the actor is no administrator.
        InvalidValue: one of them is out of range.
    """
    require(actor, Action.ADMINISTER)
    asked.check()
    with context.units.reading() as uow:
        now = policy_in_force(uow, context.policy)
        screened = uow.figures.last_screened(LOOKED_AT)
    then = attrs.evolve(now, threshold=asked.threshold, control_share=asked.control_share)
    pairs = [(_outcome(one, now), _outcome(one, then)) for one in screened]
    return Effect(
        claims=len(pairs),
        before=Counter(before for before, _ in pairs),
        after=Counter(after for _, after in pairs),
        newly_held=pairs.count((Outcome.ACCEPT, Outcome.HOLD)),
        newly_accepted=pairs.count((Outcome.HOLD, Outcome.ACCEPT)),
    )


def change_policy(
    asked: Thresholds, reason: str, *, after: int, actor: Person, context: Context
) -> PolicyVersion:
    """Put other thresholds in force, from now on; nothing that was decided changes.

    Args:
        asked: all of them, changed or not.
        reason: why, for those who read the history.
        after: number of the version that the administrator saw; 0 for the settings.
        actor: the administrator.
        context: where versions are kept, and what was in force before the first.

    Raises:
        NotAllowed: the actor is no administrator.
        InvalidValue: no reason, out of range, or nothing changes.
        Conflict: somebody else changed the policy meanwhile.
    """
    require(actor, Action.ADMINISTER)
    asked.check()
    reason = check_reason(reason)
    with context.units() as uow:
        latest = uow.policies.latest()
        if (latest.number if latest else 0) != after:
            raise Conflict("policy", str(after))
        before = _thresholds(policy_in_force(uow, context.policy))
        if before == asked:
            message = "these are the thresholds in force already"
            raise InvalidValue("unchanged", "", message, "ce sont déjà les seuils en vigueur")
        version = PolicyVersion(
            number=after + 1,
            since=context.clock.now(),
            changed_by=actor.id,
            reason=reason,
            threshold=asked.threshold,
            control_share=asked.control_share,
            answer_within_days=asked.answer_within_days,
        )
        uow.policies.add(version)
        uow.journal.add(
            JournalEntry(
                _CHAIN,
                0,
                version.since,
                actor.id,
                "policy.changed",
                str(version.number),
                _facts(before, asked),
            )
        )
        uow.commit()
    return version


def _facts(before: Thresholds, asked: Thresholds) -> dict[str, str]:
    """What changes, from what to what; the reason stays with the version."""
    return {
        name: f"{getattr(before, name)} → {getattr(asked, name)}"
        for name in ("threshold", "control_share", "answer_within_days")
        if getattr(before, name) != getattr(asked, name)
    }


def _thresholds(policy: ScreeningPolicy) -> Thresholds:
    return Thresholds(policy.threshold, policy.control_share, policy.answer_within_days)


def _outcome(one: ScreenedClaim, policy: ScreeningPolicy) -> Outcome:
    drawn = drawn_for_control(policy.seed, f"{one.claim_id}-{one.version}", policy.control_share)
    return judged_again(one.screening, threshold=policy.threshold, drawn=drawn).outcome
