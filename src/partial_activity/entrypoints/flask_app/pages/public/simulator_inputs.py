"""The facts of a case beside its answer, so that a printed answer says all that was asked."""

from collections.abc import Iterator
from datetime import date

from partial_activity.domain.assessment.cases import (
    Case,
    Employee,
    IndemnityFloor,
    Situation,
    Territory,
    WorkedPeriod,
)
from partial_activity.domain.assessment.month_pay import Levies, Pay
from partial_activity.domain.hours import ZERO_HOURS, Hours
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import (
    choose,
    count,
    day,
    euros,
    hourly,
    hours,
    number,
    percent,
    say,
    with_unit,
)
from partial_activity.entrypoints.flask_app.pages.public import simulator_choices as choices

Input = tuple[Words, str]
"""What a fact is, and the fact as a page writes it."""


def inputs_of(case: Case, today: date) -> Iterator[Input]:
    """What was asked, but for what most people leave as it is."""
    yield Words("Dispositif", "Scheme"), say(choices.SCHEMES[case.scheme])
    yield Words("Jours", "Days"), f"{day(case.first)} – {day(case.last)}"
    yield from employer_inputs(case, today)
    yield from employee_inputs(case.employee)
    yield from _hours(case)
    if case.training:
        yield Words("Formation", "Training"), choose("oui", "yes")
    if case.pay is not None:
        yield from pay_inputs(case.pay)


def employer_inputs(case: Case, today: date) -> Iterator[Input]:
    """The law that is read, and what is said of the employer."""
    yield knowledge(case.known_on, today)
    situation = case.employer.situation
    if situation is not Situation.GENERAL:
        yield Words("Situation", "Situation"), say(choices.situation_words(situation))
    if case.territory is not Territory.NATIONAL:
        yield Words("Territoire", "Territory"), say(choices.TERRITORIES[case.territory])
    if case.employer.workforce is not None:
        yield Words("Effectif", "Workforce"), count(case.employer.workforce)
    if case.employer.agreement_sent_on is not None:
        sent_on = day(case.employer.agreement_sent_on)
        yield Words("Accord envoyé le", "Agreement sent on"), sent_on
    if case.indemnity_floor is not IndemnityFloor.HOURLY:
        floor = say(choices.FLOORS[case.indemnity_floor])
        yield Words("Plancher de l'indemnité", "Floor of the indemnity"), floor


def knowledge(known_on: date | None, today: date) -> Input:
    """The day whose knowledge of the law answers: one of the past, or today."""
    if known_on is not None:
        return Words("Droit", "Law"), choose(
            f"tel que connu le {day(known_on)}", f"as known on {day(known_on)}"
        )
    return Words("Droit", "Law"), choose(
        f"tel que connu le {day(today)}, textes rétroactifs compris",
        f"as known on {day(today)}, retroactive texts included",
    )


def employee_inputs(employee: Employee) -> Iterator[Input]:
    """The category, and every pay that was given."""
    yield Words("Salarié", "Employee"), say(choices.CATEGORIES[employee.category])
    if employee.hourly_pay is not None:
        yield Words("Rémunération horaire brute", "Gross hourly pay"), hourly(employee.hourly_pay)
    if employee.monthly_pay is not None:
        pay = with_unit(number(employee.monthly_pay.euros), "€")
        paid_for = with_unit(number(employee.monthly_pay.hours), "h")
        said = choose(f"{pay} pour {paid_for}", f"{pay} for {paid_for}")
        yield Words("Rémunération mensuelle brute", "Gross monthly pay"), said
    if employee.share_of_minimum_wage is not None:
        share = percent(employee.share_of_minimum_wage.exact)
        yield Words("Part du SMIC", "Share of the minimum wage"), share
    if (loss := employee.loss) is not None:
        for said_of, amount in (
            (Words("Rémunération mensuelle moyenne", "Mean monthly pay"), loss.mean_pay),
            (Words("Rémunération reçue ce mois", "Pay received this month"), loss.pay_received),
            (Words("Minimum du barème", "Minimum of the scale"), loss.scale_minimum),
        ):
            if amount is not None:
                yield said_of, euros(amount)


def pay_inputs(pay: Pay) -> Iterator[Input]:
    """What is said of the pay of the month beside the hours not worked."""
    if pay.net_pay_for_work is not None:
        yield Words("Net payé pour le travail", "Net pay for work"), euros(pay.net_pay_for_work)
    if pay.employee_contribution_share is not None:
        share = percent(pay.employee_contribution_share.exact)
        yield Words("Cotisations salariales", "Employee's contributions"), share
    if pay.maintained_share is not None:
        kept = percent(pay.maintained_share.exact)
        yield Words("Part du brut maintenue", "Share of the gross pay kept up"), kept
    if pay.levies is not Levies.ORDINARY:
        yield Words("Prélèvements", "Levies"), say(choices.LEVIES[pay.levies])


def _hours(case: Case) -> Iterator[Input]:
    if case.unworked_hours is not None:
        yield Words("Heures non travaillées", "Hours not worked"), _with_h(case.unworked_hours)
    for at, period in enumerate(case.periods or (), start=1):
        assert isinstance(period, WorkedPeriod)
        assert period.contract_hours is not None
        said = [
            choose("contrat ", "contract ") + _with_h(period.contract_hours),
            choose("travail ", "worked ") + _with_h(period.worked_hours),
        ]
        if period.leave_hours > ZERO_HOURS:
            said.append(
                choose("congés, absences ", "leave, absence ") + _with_h(period.leave_hours)
            )
        yield Words(f"Semaine {at}", f"Week {at}"), ", ".join(said)


def _with_h(held: Hours) -> str:
    return with_unit(hours(held), "h")
