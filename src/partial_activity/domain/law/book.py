"""The law as one frozen value: every table, and how a category without a value falls back."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

import attrs
from attrs import frozen

from partial_activity.domain.hours import Hours
from partial_activity.domain.law.dated import DatedTable, Entry, Span, Special, Text
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.domain.law.procedure_units import (
    AuthorisationLength,
    AuthorisationStart,
    Channel,
    ContentItem,
    EnergyEvidence,
    Motive,
    OpinionDuty,
    RecoveryGround,
    ReductionBase,
    Several,
    TimeBar,
    UseInWindow,
)
from partial_activity.domain.law.tables import (
    allowance,
    allowance_floors,
    allowance_shares,
    authorisation,
    claim_rules,
    counting_rules,
    household,
    indemnity,
    indemnity_shares,
    long_term_rules,
    minimum_wage,
    request_rules,
    schemes,
    social_levies,
    texts,
)
from partial_activity.domain.law.units import (
    AllowanceRegime,
    ComplementRegime,
    CountedHours,
    DayRateRule,
    FloorExclusion,
    FloorKind,
    HouseholdSituation,
    PayBelowMinimumWage,
    TrainingRule,
    Yes,
)
from partial_activity.domain.money import HourlyPay, Share

Value = TypeVar("Value")
Tables = Mapping[Category, DatedTable[Value]]


@frozen(eq=False)
class Found(Generic[Value]):
    """A value in force, with the entry that fixed it and the table the entry stands in."""

    table: DatedTable[Value]
    entry: Entry[Value]

    @property
    def value(self) -> Value:
        """The value itself; only for entries that hold one."""
        assert not isinstance(self.entry.value, Special)
        return self.entry.value

    @property
    def article(self) -> str:
        """The article to cite."""
        return self.entry.article or self.table.article


def by_category(tables: tuple[DatedTable[Value], ...]) -> Tables[Value]:
    """Index the tables of one parameter."""
    indexed = {table.category: table for table in tables}
    assert len(indexed) == len(tables), tables[0].parameter
    return MappingProxyType(indexed)


@frozen(eq=False, repr=False)
class Law:
    """Every table of the law. The name of a field is the parameter's, with ``_`` for ``.``."""

    minimum_wage_hourly: Tables[HourlyPay]
    indemnity_share: Tables[Share]
    indemnity_cap: Tables[Share]
    indemnity_floor: Tables[HourlyPay]
    indemnity_part_time_floor: Tables[FloorKind]
    indemnity_part_time_own_pay: Tables[Yes]
    indemnity_apprentice_floor: Tables[FloorKind]
    indemnity_net_limit: Tables[Yes]
    indemnity_training: Tables[TrainingRule]
    allowance_regime: Tables[AllowanceRegime]
    allowance_flat_up_to_250: Tables[HourlyPay]
    allowance_flat_above_250: Tables[HourlyPay]
    allowance_share: Tables[Share]
    allowance_cap: Tables[Share]
    allowance_floor: Tables[HourlyPay]
    allowance_floor_exclusion: Tables[FloorExclusion]
    allowance_own_share: Tables[Yes]
    allowance_own_pay_limit: Tables[Yes]
    apprentice_pay_below_minimum_wage: Tables[PayBelowMinimumWage]
    household_open: Tables[Yes]
    household_situations: Tables[Several[HouseholdSituation]]
    household_indemnity_share: Tables[Share]
    household_repaid_in_full: Tables[Yes]
    household_allowance_share: Tables[Share]
    scheme_open: Tables[Yes]
    eligibility_turnover_drop: Tables[Share]
    quota_hours: Tables[Hours]
    quota_hours_motive_4: Tables[Hours]
    request_motives: Tables[Several[Motive]]
    request_strike_closure_days: Tables[int]
    request_energy_evidence: Tables[EnergyEvidence]
    request_window_motives: Tables[Several[Motive]]
    request_window_days: Tables[int]
    request_window_tolerance: Tables[date]
    request_channel: Tables[Channel]
    request_content: Tables[Several[ContentItem]]
    request_single_from_establishments: Tables[int]
    opinion_duty: Tables[OpinionDuty]
    opinion_from_workforce: Tables[int]
    opinion_later_motives: Tables[Several[Motive]]
    opinion_later_months: Tables[int]
    opinion_report_from_workforce: Tables[int]
    authorisation_maximum_months: Tables[AuthorisationLength]
    authorisation_counted_from: Tables[date]
    authorisation_commitments_months: Tables[int]
    authorisation_tacit_days: Tables[int]
    claim_time_bar: Tables[TimeBar]
    claim_time_bar_requests: Tables[Yes]
    claim_regularisation_months: Tables[int]
    recovery_grounds: Tables[Several[RecoveryGround]]
    recovery_least_days: Tables[int]
    recovery_waiver: Tables[Yes]
    recovery_overtime_waived: Tables[Yes]
    retention_years: Tables[int]
    decision_withdrawal_months: Tables[int]
    decision_appeal_months: Tables[int]
    decision_appeal_silence_months: Tables[int]
    long_term_access: Tables[Yes]
    long_term_amendments: Tables[Yes]
    long_term_tacit_days_agreement: Tables[int]
    long_term_tacit_days_document: Tables[int]
    long_term_start_within_months: Tables[int]
    long_term_authorisation_months: Tables[int]
    long_term_authorisation_start: Tables[AuthorisationStart]
    long_term_maximum_months: Tables[UseInWindow]
    long_term_neutralised: Tables[Yes]
    long_term_neutralised_without_amendment: Tables[Yes]
    long_term_reduction_cap: Tables[Share]
    long_term_reduction_cap_exceptional: Tables[Share]
    long_term_reduction_base: Tables[ReductionBase]
    hours_structural_overtime: Tables[CountedHours]
    hours_equivalence: Tables[CountedHours]
    hours_day_rate: Tables[DayRateRule]
    hours_loss_conversion: Tables[Yes]
    levies_base_share: Tables[Share]
    levies_csg_deductible: Tables[Share]
    levies_csg_non_deductible: Tables[Share]
    levies_crds: Tables[Share]
    levies_local: Tables[Share]
    guaranteed_pay_deduction_share: Tables[Share]
    guaranteed_pay_pro_rata: Tables[Yes]
    complement_regime: Tables[ComplementRegime]
    complement_limit: Tables[Share]

    def tables(self) -> Iterator[DatedTable[Any]]:
        """Every table, parameter by parameter."""
        for parameter in Parameter:
            yield from self.tables_of(parameter).values()

    def tables_of(self, parameter: Parameter) -> Tables[Any]:
        """The tables of one parameter, by category."""
        return cast("Tables[Any]", getattr(self, field_name(parameter)))

    def texts(self) -> tuple[Text, ...]:
        """Every text cited, in order of publication; a draft's after those of the same day."""
        cited = {entry.text for table in self.tables() for entry in table.entries}
        return tuple(sorted(cited.union(texts.ALL), key=lambda text: (text.order, text.name)))

    def with_texts(self, *drafts: "Draft") -> "Law":
        """This law with the plans of other texts laid over it, as if they had been published.

        Raises:
            ValueError: a plan names a parameter and category that have no table, or a value that
                cannot be read in the table's unit.
        """
        law = self
        for draft in drafts:
            for plan in draft.plans:
                law = law._with_plan(draft.text, plan)
        return law

    def _with_plan(self, text: Text, plan: "Plan") -> "Law":
        tables = self.tables_of(plan.parameter)
        table = tables.get(plan.category)
        if table is None:
            known = ", ".join(sorted(tables))
            msg = f"{plan.parameter} has no category {plan.category}; it has {known}"
            raise ValueError(msg)
        entries = (*table.entries, plan.entry(text, table))
        overlaid = attrs.evolve(
            table, entries=tuple(sorted(entries, key=lambda entry: entry.text.order))
        )
        changed = MappingProxyType({**tables, plan.category: overlaid})
        return attrs.evolve(self, **{field_name(plan.parameter): changed})


def find(
    tables: Tables[Value], chain: tuple[Category, ...], day: date, known_on: date | None
) -> Found[Value] | None:
    """The value for the first category of the chain that has one of its own that day.

    The chain comes from ``fallback.chain``. An entry that says "none" or "unknown" is an answer;
    "inherit", or no entry, leads to the next category.
    """
    for category in chain:
        table = tables.get(category)
        entry = table.on(day, known_on) if table else None
        if table and entry and entry.value is not Special.INHERIT:
            return Found(table, entry)
    return None


def field_name(parameter: Parameter) -> str:
    """The field of :class:`Law` that holds a parameter."""
    return parameter.value.replace(".", "_")


@frozen
class Plan:
    """One value that a draft decree would set, as its author writes it."""

    parameter: Parameter
    category: Category
    value: str
    """In the unit of the table, or ``inherit`` or ``none``."""
    span: Span

    def entry(self, text: Text, table: DatedTable[Any]) -> Entry[Any]:
        """The entry to lay over a table."""
        special = {"inherit": Special.INHERIT, "none": Special.NONE}.get(self.value)
        return Entry(self.span, special or table.unit.parse(self.value), text)


@frozen
class Draft:
    """A decree that is not published yet, with the day on which it would be."""

    text: Text
    plans: tuple[Plan, ...]


FRENCH_LAW = Law(
    minimum_wage_hourly=by_category(minimum_wage.TABLES),
    indemnity_share=by_category(indemnity_shares.TABLES),
    indemnity_cap=by_category(indemnity.CAPS),
    indemnity_floor=by_category(indemnity.FLOORS),
    indemnity_part_time_floor=by_category(indemnity.PART_TIME_FLOORS),
    indemnity_part_time_own_pay=by_category(indemnity.PART_TIME_OWN_PAY),
    indemnity_apprentice_floor=by_category(indemnity.APPRENTICE_FLOORS),
    indemnity_net_limit=by_category(indemnity.NET_LIMITS),
    indemnity_training=by_category(indemnity.TRAINING),
    allowance_regime=by_category(allowance.REGIMES),
    allowance_flat_up_to_250=by_category(allowance.FLAT_UP_TO_250),
    allowance_flat_above_250=by_category(allowance.FLAT_ABOVE_250),
    allowance_share=by_category(allowance_shares.TABLES),
    allowance_cap=by_category(allowance.CAPS),
    allowance_floor=by_category(allowance_floors.TABLES),
    allowance_floor_exclusion=by_category(allowance.FLOOR_EXCLUSIONS),
    allowance_own_share=by_category(allowance.OWN_SHARES),
    allowance_own_pay_limit=by_category(allowance.OWN_PAY_LIMITS),
    apprentice_pay_below_minimum_wage=by_category(allowance.PAY_BELOW_MINIMUM_WAGE),
    household_open=by_category(household.OPEN),
    household_situations=by_category(household.SITUATIONS),
    household_indemnity_share=by_category(household.INDEMNITY_SHARES),
    household_repaid_in_full=by_category(household.REPAID_IN_FULL),
    household_allowance_share=by_category(household.ALLOWANCE_SHARES),
    scheme_open=by_category(schemes.OPEN),
    eligibility_turnover_drop=by_category(schemes.TURNOVER_DROPS),
    quota_hours=by_category(authorisation.QUOTAS),
    quota_hours_motive_4=by_category(authorisation.QUOTAS_MOTIVE_4),
    request_motives=by_category(request_rules.MOTIVES_ADMITTED),
    request_strike_closure_days=by_category(request_rules.STRIKE_CLOSURE_DAYS),
    request_energy_evidence=by_category(request_rules.ENERGY),
    request_window_motives=by_category(request_rules.WINDOW_MOTIVES),
    request_window_days=by_category(request_rules.WINDOW_DAYS),
    request_window_tolerance=by_category(request_rules.WINDOW_TOLERANCES),
    request_channel=by_category(request_rules.CHANNELS),
    request_content=by_category(request_rules.CONTENTS),
    request_single_from_establishments=by_category(request_rules.SINGLE_REQUEST_FROM),
    opinion_duty=by_category(request_rules.OPINION_DUTIES),
    opinion_from_workforce=by_category(request_rules.OPINION_FROM_WORKFORCE),
    opinion_later_motives=by_category(request_rules.OPINION_LATER_MOTIVES),
    opinion_later_months=by_category(request_rules.OPINION_LATER_MONTHS),
    opinion_report_from_workforce=by_category(request_rules.OPINION_REPORT_FROM_WORKFORCE),
    authorisation_maximum_months=by_category(authorisation.MAXIMUM_MONTHS),
    authorisation_counted_from=by_category(authorisation.COUNTED_FROM),
    authorisation_commitments_months=by_category(authorisation.COMMITMENTS_MONTHS),
    authorisation_tacit_days=by_category(authorisation.TACIT_DAYS),
    claim_time_bar=by_category(claim_rules.TIME_BARS),
    claim_time_bar_requests=by_category(claim_rules.TIME_BAR_REQUESTS),
    claim_regularisation_months=by_category(claim_rules.REGULARISATION_MONTHS),
    recovery_grounds=by_category(claim_rules.RECOVERY_GROUNDS),
    recovery_least_days=by_category(claim_rules.RECOVERY_DAYS),
    recovery_waiver=by_category(claim_rules.RECOVERY_WAIVERS),
    recovery_overtime_waived=by_category(claim_rules.RECOVERY_OVERTIME_WAIVED),
    retention_years=by_category(claim_rules.RETENTION_YEARS),
    decision_withdrawal_months=by_category(claim_rules.WITHDRAWAL_MONTHS),
    decision_appeal_months=by_category(claim_rules.APPEAL_MONTHS),
    decision_appeal_silence_months=by_category(claim_rules.APPEAL_SILENCE_MONTHS),
    long_term_access=by_category(long_term_rules.ACCESS),
    long_term_amendments=by_category(long_term_rules.AMENDMENTS),
    long_term_tacit_days_agreement=by_category(long_term_rules.TACIT_DAYS_AGREEMENT),
    long_term_tacit_days_document=by_category(long_term_rules.TACIT_DAYS_DOCUMENT),
    long_term_start_within_months=by_category(long_term_rules.START_MONTHS),
    long_term_authorisation_months=by_category(long_term_rules.AUTHORISATION_MONTHS),
    long_term_authorisation_start=by_category(long_term_rules.AUTHORISATION_STARTS),
    long_term_maximum_months=by_category(long_term_rules.MAXIMUM_MONTHS),
    long_term_neutralised=by_category(long_term_rules.NEUTRALISED),
    long_term_neutralised_without_amendment=by_category(
        long_term_rules.NEUTRALISED_WITHOUT_AMENDMENT
    ),
    long_term_reduction_cap=by_category(long_term_rules.REDUCTION_CAPS),
    long_term_reduction_cap_exceptional=by_category(long_term_rules.REDUCTION_CAPS_EXCEPTIONAL),
    long_term_reduction_base=by_category(long_term_rules.REDUCTION_BASES),
    hours_structural_overtime=by_category(counting_rules.STRUCTURAL_OVERTIME),
    hours_equivalence=by_category(counting_rules.EQUIVALENCE),
    hours_day_rate=by_category(counting_rules.DAY_RATE),
    hours_loss_conversion=by_category(counting_rules.LOSS_CONVERSIONS),
    levies_base_share=by_category(social_levies.LEVY_BASES),
    levies_csg_deductible=by_category(social_levies.CSG_DEDUCTIBLE),
    levies_csg_non_deductible=by_category(social_levies.CSG_NON_DEDUCTIBLE),
    levies_crds=by_category(social_levies.CRDS),
    levies_local=by_category(social_levies.LOCAL_LEVIES),
    guaranteed_pay_deduction_share=by_category(social_levies.GUARANTEED_PAY_DEDUCTIONS),
    guaranteed_pay_pro_rata=by_category(social_levies.GUARANTEED_PAY_PRO_RATA),
    complement_regime=by_category(social_levies.COMPLEMENT_REGIMES),
    complement_limit=by_category(social_levies.COMPLEMENT_LIMITS),
)
"""Everything the library knows, as of the version you installed."""
