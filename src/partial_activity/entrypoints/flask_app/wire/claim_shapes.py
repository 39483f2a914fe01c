"""Claims and their lines, in the shapes of the wire."""

from partial_activity.domain.claim.claims import AssessedLine, Claim, ClaimLine
from partial_activity.domain.claim.differences import LineChange
from partial_activity.domain.claim.redaction import SeenLine
from partial_activity.entrypoints.flask_app.wire import claims as wire


def claim_shape(claim: Claim) -> wire.Claim:
    """A version of a claim."""
    return wire.Claim(
        id=claim.id,
        version=claim.version,
        decision_number=claim.decision_number,
        month=f"{claim.month:%Y-%m}",
        state=wire.ClaimStanding(claim.state.value, claim.state.name.lower()),
        submitted_at=claim.submitted_at,
        known_on=claim.known_on,
    )


def line_shape(line: SeenLine) -> wire.Line:
    """A line, as somebody may see it."""
    return wire.Line(
        number=line.number,
        nir=line.nir.digits if line.nir else None,
        last_name=line.last_name,
        first_name=line.first_name,
        week=line.week,
        first_day=line.first_day,
        last_day=line.last_day,
        contract_hours=str(line.contract_hours),
        worked_hours=str(line.worked_hours),
        assimilated_hours=str(line.assimilated_hours),
        unworked_hours=str(line.unworked_hours),
        hourly_pay=str(line.hourly_pay) if line.hourly_pay else None,
        category=line.category,
        share_of_minimum_wage=str(share) if (share := line.share_of_minimum_wage) else None,
        unworked_days=str(days) if (days := line.unworked_days) is not None else None,
        contract_number=line.contract_number,
        assessed=_amounts(line.assessed),
    )


def changed_line(change: LineChange) -> wire.ChangedLine:
    """A line that is not the same; only for who may see the NIR."""
    return wire.ChangedLine(
        old=line_shape(_whole(change.old)) if change.old else None,
        new=line_shape(_whole(change.new)) if change.new else None,
        hours=str(change.hours),
        indemnity=str(change.indemnity),
        allowance=str(change.allowance),
    )


def _amounts(assessed: AssessedLine | None) -> wire.LineAmounts | None:
    if assessed is None:
        return None
    return wire.LineAmounts(
        compensable_hours=str(assessed.compensable_hours),
        hourly_indemnity=str(assessed.hourly_indemnity),
        indemnity=str(assessed.indemnity),
        hourly_allowance=str(assessed.hourly_allowance),
        allowance=str(assessed.allowance),
        warnings=list(assessed.warnings),
    )


def _whole(line: ClaimLine) -> SeenLine:
    """With the NIR: who compares versions was asked for the right to see it."""
    return SeenLine(
        number=line.number,
        nir=line.nir,
        last_name=line.last_name,
        first_name=line.first_name,
        week=line.week,
        first_day=line.span.first,
        last_day=line.last_day,
        contract_hours=line.contract_hours,
        worked_hours=line.worked_hours,
        assimilated_hours=line.assimilated_hours,
        unworked_hours=line.unworked_hours,
        hourly_pay=line.hourly_pay,
        category=line.category,
        share_of_minimum_wage=line.share_of_minimum_wage,
        unworked_days=line.unworked_days,
        contract_number=line.contract_number,
        assessed=line.assessed,
    )
