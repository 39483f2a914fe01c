"""The law as one frozen value: every table, and how a category without a value falls back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import attrs
from attrs import field

from partial_activity.domain.hours import Hours
from partial_activity.domain.law.dated import DatedTable, Entry, Span, Special, Text, Unit
from partial_activity.domain.law.fallback import chain
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
from partial_activity.domain.law.revision import revision_of
from partial_activity.domain.law.sectors import AnyCategory, Sector
from partial_activity.domain.law.tables import texts
from partial_activity.domain.law.units import (
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
from partial_activity.domain.values import Field, check_is, frozen, refuse

if TYPE_CHECKING:
    # The law holds the regimes, and a regime reads the law: the one circle, of types alone.
    from partial_activity.domain.assessment.regimes.regime import Regime

Value = TypeVar("Value")
Tables = Mapping[AnyCategory, DatedTable[Value]]


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
    allowance_regime: Tables["Regime"]
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

    @cached_property
    def revision(self) -> str:
        """Digest of all that can change an answer (revision.py)."""
        return revision_of(self.tables())

    def __eq__(self, other: object) -> bool:
        """The same law answers every question the same: its tables, and the classes of its regimes."""
        if self is other or not isinstance(other, Law):
            return self is other
        return self.revision == other.revision and self._kinds() == other._kinds()

    def __hash__(self) -> int:
        return hash(self.revision)

    def __copy__(self) -> "Law":
        return self

    def __deepcopy__(self, memo: object) -> "Law":
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """A law travels by its tables, for the views of them cannot be kept."""
        tables = tuple(tuple(getattr(self, each.name).values()) for each in attrs.fields(Law))
        return _law_of, (tables,)

    def _kinds(self) -> tuple[type, ...]:
        return tuple(map(type, self.regimes()))

    def tables(self) -> Iterator[DatedTable[Any]]:
        """Every table, parameter by parameter."""
        for parameter in Parameter:
            yield from self.tables_of(parameter).values()

    def tables_of(self, parameter: Parameter) -> Tables[Any]:
        """The tables of one parameter, by category."""
        return cast("Tables[Any]", getattr(self, field_name(parameter)))

    def regimes(self) -> Iterator["Regime"]:
        """Every regime that a text ever planned."""
        for table in self.allowance_regime.values():
            for entry in table.entries:
                if not isinstance(entry.value, Special):
                    yield entry.value

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
            check_is(draft, Draft, "draft")
            for plan in draft.plans:
                law = law._with_plan(draft.text, plan)
        return law

    def _with_plan(self, text: Text, plan: "Plan") -> "Law":
        tables = self.tables_of(plan.parameter)
        table = table_for(tables, plan.category)
        if table is None:
            known = ", ".join(sorted(tables))
            msg = f"{plan.parameter} has no category {plan.category}; it has {known}"
            raise ValueError(msg)
        entries = (*table.entries, plan.entry(text, table))
        overlaid = attrs.evolve(
            table,
            entries=tuple(sorted(entries, key=lambda entry: entry.text.order)),
            unit=_knowing(table.unit, plan.value),
        )
        changed = MappingProxyType({**tables, plan.category: overlaid})
        return attrs.evolve(self, **{field_name(plan.parameter): changed})


def _law_of(tables: tuple[tuple[DatedTable[Any], ...], ...]) -> Law:
    return Law(*map(by_category, tables))


def table_for(tables: Tables[Any], category: AnyCategory) -> DatedTable[Any] | None:
    """The table of a category; of a sector that has none yet, one to be filled.

    A sector has a value of its own where another situation of the employer does: it is like that
    of the category that it follows, and holds nothing.
    """
    table = tables.get(category)
    if table is not None or not isinstance(category, Sector) or Category.PROTECTED not in tables:
        return table
    like = next(tables[one] for one in chain(category)[1:] if one in tables)
    return attrs.evolve(like, category=category, article=category.article, entries=())


@lru_cache(maxsize=16)
def sectors_of(law: Law) -> Mapping[str, Sector]:
    """The categories that texts introduced, by name, which the code does not know."""
    sectors = (table.category for table in law.tables() if isinstance(table.category, Sector))
    return MappingProxyType({str(sector): sector for sector in sectors})


def _knowing(unit: Unit[Any], value: "str | Regime") -> Unit[Any]:
    """The unit of a table that can also be planned to have a regime of one's own, by its name."""
    if isinstance(value, str):
        return unit
    parse = _ByName(value, unit.parse)
    return Unit(unit.name, parse, tuple(dict.fromkeys((*unit.known, value.name))))


@attrs.frozen
class _ByName:
    """Reads the name of one regime, and leaves the others to what read them before."""

    regime: "Regime"
    others: Callable[[str], object]

    def __call__(self, text: str) -> object:
        return self.regime if text == self.regime.name else self.others(text)


def find(
    tables: Tables[Value], chain: tuple[AnyCategory, ...], day: date, known_on: date | None
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


_OF_A_REGIME = ("name", "rules", "facts", "words", "needs", "resolve")


def _text_or_regime(instance: object, checked: Field, value: object) -> None:
    lacking = ", ".join(name for name in _OF_A_REGIME if not hasattr(value, name))
    if isinstance(value, str) or not lacking:
        return
    french = f"est un texte, ou un régime : il y manque {lacking}"
    english = f"is a text, or a regime: it lacks {lacking}"
    refuse(instance, checked.name, french, english, "wrong_type")


@frozen
class Plan:
    """One value that a draft decree would set, as its author writes it."""

    parameter: Parameter
    category: AnyCategory
    value: "str | Regime" = field(validator=_text_or_regime)
    """The value, in the unit of the table; or ``inherit``, ``none``, or a regime of one's own."""
    span: Span
    article: str = ""
    """The article, where it differs from the table's."""

    def entry(self, text: Text, table: DatedTable[Any]) -> Entry[Any]:
        """The entry to lay over a table.

        Raises:
            ValueError: the value cannot be read in the table's unit.
        """
        return Entry(self.span, self._value(table), text, article=self.article)

    def _value(self, table: DatedTable[Any]) -> object:
        if isinstance(self.value, str):
            special = {"inherit": Special.INHERIT, "none": Special.NONE}.get(self.value)
            return special or table.unit.parse(self.value)
        if table.parameter is not Parameter.ALLOWANCE_REGIME:
            msg = f"{table.parameter} holds no regimes: write its value as a text"
            raise ValueError(msg)
        return self.value


@frozen
class Draft:
    """A decree that is not published yet, with the day on which it would be."""

    text: Text
    plans: tuple[Plan, ...]
