"""The facts of a case beside its answer, so that a printed answer says what was asked."""

from collections.abc import Iterator

from partial_activity.domain.assessment.cases import Case, Employee, Situation, Territory
from partial_activity.domain.words import Words
from partial_activity.entrypoints.flask_app.pages.formatting import (
    choose,
    day,
    hourly,
    hours,
    number,
    percent,
    say,
    with_unit,
)
from partial_activity.entrypoints.flask_app.pages.public import simulator_choices as choices


def inputs_of(case: Case) -> Iterator[tuple[Words, str]]:
    """What was asked, but for what most people leave as it is."""
    yield Words("Dispositif", "Scheme"), say(choices.SCHEMES[case.scheme])
    days = f"{day(case.first)} – {day(case.last)}"
    yield Words("Jours", "Days"), days
    yield Words("Salarié", "Employee"), say(choices.CATEGORIES[case.employee.category])
    yield from _pay(case.employee)
    if case.unworked_hours is not None:
        yield (
            Words("Heures non travaillées", "Hours not worked"),
            with_unit(hours(case.unworked_hours), "h"),
        )
    if case.periods is not None:
        told = choose(f"comptées sur {len(case.periods)}", f"counted from {len(case.periods)}")
        yield Words("Semaines", "Weeks"), told
    if case.territory is not Territory.NATIONAL:
        yield Words("Territoire", "Territory"), say(choices.TERRITORIES[case.territory])
    situation = case.employer.situation
    if situation is not Situation.GENERAL:
        yield Words("Situation", "Situation"), say(choices.situation_words(situation))
    if case.employer.workforce is not None:
        yield Words("Effectif", "Workforce"), str(case.employer.workforce)
    if case.training:
        yield Words("Formation", "Training"), choose("oui", "yes")


def _pay(employee: Employee) -> Iterator[tuple[Words, str]]:
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
