"""An automatic decision is reached by named checks over facts, and each result is kept.

A check is a pure function from the facts of one thing (a request, a claim) to what it found; a
table names the checks. Nothing found: the check passed.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from attrs import Factory, evolve

from partial_activity.domain.law.statements import Refusal, Statement, value_text
from partial_activity.domain.money import Share
from partial_activity.domain.values import Choice, frozen

Facts = TypeVar("Facts")


class Outcome(Choice):
    """What becomes of the thing that was screened."""

    ACCEPT = "accept"
    HOLD = "hold"
    """The file is held for an officer, who decides."""
    REFUSE = "refuse"


@frozen
class Finding:
    """Something a check found."""

    outcome: Outcome
    """ACCEPT: told, and counted in the score, but nothing against it by itself."""
    code: str
    article: str = ""
    """The article that a refusal rests on."""
    figures: Mapping[str, object] = Factory(dict)
    score: int = 0

    @property
    def statement(self) -> Statement:
        """The finding as a sentence."""
        return Statement(self.code, self.figures)


def flag(code: str, score: int = 0, **figures: object) -> Finding:
    """Something to tell, that stops nothing by itself."""
    return Finding(Outcome.ACCEPT, code, figures=figures, score=score)


def hold(code: str, score: int = 0, **figures: object) -> Finding:
    """Something only an officer can judge."""
    return Finding(Outcome.HOLD, code, figures=figures, score=score)


def refuse(refusal: Refusal) -> Finding:
    """Something the law refuses."""
    return Finding(Outcome.REFUSE, refusal.code, refusal.article, refusal.values)


Check = Callable[[Facts], Iterable[Finding]]


@frozen
class CheckResult:
    """What one named check found; nothing: it passed."""

    check: str
    findings: tuple[Finding, ...]


@frozen
class Screening:
    """All the checks of one thing, and what they come to."""

    results: tuple[CheckResult, ...]
    outcome: Outcome
    score: int
    """Sum over the findings."""
    drawn: bool
    """Whether it is held because it was drawn for control, though nothing was found."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found, in the order of the checks."""
        return tuple(finding for result in self.results for finding in result.findings)

    @property
    def reasons(self) -> tuple[Refusal, ...]:
        """Why it is refused, all of it; empty where it is not."""
        return tuple(
            Refusal(finding.code, finding.article, finding.figures)
            for finding in self.findings
            if finding.outcome is Outcome.REFUSE
        )

    def as_kept(self) -> "Screening":
        """The screening with every figure as text: the form that is stored and comes back equal."""
        results = tuple(
            evolve(
                result,
                findings=tuple(
                    evolve(
                        finding,
                        figures={key: value_text(value) for key, value in finding.figures.items()},
                    )
                    for finding in result.findings
                ),
            )
            for result in self.results
        )
        return evolve(self, results=results)

    def facts(self) -> dict[str, str]:
        """The results as text, for the journal: each check with its codes and figures."""
        kept = {result.check: _kept(result.findings) for result in self.results}
        return {**kept, "score": str(self.score), "drawn": str(self.drawn).lower()}


def screen(
    facts: Facts, checks: Mapping[str, Check[Facts]], *, threshold: int | None, drawn: bool
) -> Screening:
    """Run every check; none is left out because another has found something.

    Refused if a check refuses; else held if one holds, if the score reaches the threshold (where
    there is one), or if the thing was drawn for control; else accepted.
    """
    results = tuple(CheckResult(name, tuple(check(facts))) for name, check in checks.items())
    return _judged(results, threshold, drawn=drawn)


def judged_again(kept: Screening, *, threshold: int, drawn: bool) -> Screening:
    """What the same findings come to under another threshold, or another draw."""
    return _judged(kept.results, threshold, drawn=drawn)


def _judged(results: tuple[CheckResult, ...], threshold: int | None, *, drawn: bool) -> Screening:
    findings = [finding for result in results for finding in result.findings]
    score = sum(finding.score for finding in findings)
    outcomes = {finding.outcome for finding in findings}
    if Outcome.REFUSE in outcomes:
        outcome, alone = Outcome.REFUSE, False
    elif Outcome.HOLD in outcomes or (threshold is not None and score >= threshold):
        outcome, alone = Outcome.HOLD, False
    else:
        outcome, alone = (Outcome.HOLD, True) if drawn else (Outcome.ACCEPT, False)
    return Screening(results, outcome, score, alone)


_DRAWS = 10**6


def drawn_for_control(seed: str, key: str, share: Share) -> bool:
    """Whether a thing belongs to the random share that is controlled whatever was found.

    The same seed and key always give the same answer; who does not know the seed cannot foresee it.
    """
    digest = hashlib.sha256(f"{len(seed)}:{seed}{key}".encode()).digest()
    return int.from_bytes(digest[:8]) % _DRAWS < share.exact * _DRAWS


def _kept(findings: Sequence[Finding]) -> str:
    return (
        "; ".join(
            " ".join(
                [
                    finding.outcome.value,
                    finding.code,
                    *(f"{key}={value}" for key, value in finding.figures.items()),
                ]
            )
            for finding in findings
        )
        or "passed"
    )
