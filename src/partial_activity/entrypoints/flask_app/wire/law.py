"""The shapes of the law, and of what a draft decree would change."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from attrs import frozen
from msgspec import UNSET, Meta, UnsetType

from partial_activity.domain.law.dated import Confidence, Driver
from partial_activity.domain.law.names import Category, Parameter
from partial_activity.entrypoints.flask_app.wire.cases import Answered, Cases, Money, Statement

TextId = Annotated[str, Meta(pattern="^[a-z0-9-]{1,200}$", examples=["decret-2020-810"])]


@frozen
class Dispute:
    """Why a value is disputed."""

    french: str
    english: str


CategoryName = Annotated[
    str,
    Meta(description="As `law on` names them; or one that a text of the law in use introduced."),
]


@frozen
class LawValue:
    """A value in force, with its text."""

    parameter: Parameter
    category: CategoryName
    value: str
    unit: str
    hours_from: date
    hours_to: date | None
    text: str
    article: str
    published: date | None
    confidence: Confidence
    driver: (
        Annotated[Driver, Meta(description="Whose day selects the value, when not the hours'.")]
        | UnsetType
    ) = UNSET
    dispute: Dispute | UnsetType = UNSET


@frozen
class NotChecked:
    """A parameter whose sources were compared up to an earlier day only."""

    parameter: Parameter
    checked_until: date


@frozen
class LawOfDay:
    """The values in force on a day."""

    day: date
    known_on: date | None
    values: list[LawValue]
    not_checked: Annotated[
        list[NotChecked],
        Meta(description="A later text may have changed these: read them with care."),
    ]


@frozen
class History:
    """The timeline of one parameter, category by category."""

    parameter: Parameter
    known_on: date | None
    values: list[LawValue]


@frozen
class AppliedDays:
    """Days on which a plan is the law; no last day where nothing ends it."""

    first: date
    last: date | None


@frozen
class LawPlan:
    """A value that a text planned; its applied days are empty where a later text overtook it."""

    parameter: Parameter
    category: CategoryName
    value: str
    unit: str
    hours_from: date
    hours_to: date | None
    text: str
    article: str
    published: date | None
    confidence: Confidence
    applied: list[AppliedDays]
    driver: Driver | UnsetType = UNSET
    dispute: Dispute | UnsetType = UNSET


@frozen
class TextSummary:
    """A law, ordinance, decree or order."""

    id: TextId
    text: str
    title: str
    signed: date | None
    published: date | None
    published_confidence: Confidence
    official: bool


@frozen
class TextPage:
    """Some of the texts, in order of publication."""

    items: list[TextSummary]
    next: Annotated[
        str | None, Meta(description="The cursor of the page that follows; null on the last one.")
    ]


@frozen
class TextWithPlans:
    """A text, and all that it planned."""

    id: TextId
    text: str
    title: str
    signed: date | None
    published: date | None
    published_confidence: Confidence
    official: bool
    plans: list[LawPlan]


@frozen
class DraftText:
    """The decree as it would be cited."""

    name: Annotated[str, Meta(min_length=1)]
    published: Annotated[date, Meta(description="The day it would be published.")]


@frozen
class DraftPlan:
    """One value the decree would set."""

    parameter: Parameter
    category: Annotated[str, Meta(description="One there is, or one that the draft introduces.")]
    value: Annotated[str, Meta(description="In the unit of the parameter, or `inherit` or `none`.")]
    hours_from: date
    hours_to: date | UnsetType | None = UNSET


@frozen
class DraftCategory:
    """A situation of the employer that the decree introduces."""

    name: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,62}$", examples=["wine_growers"])]
    french: Annotated[str, Meta(min_length=1, description="What people call it.")]
    english: Annotated[str, Meta(min_length=1)]
    article: Annotated[str, Meta(min_length=1, description="Cited by what is planned for it.")]
    follows: Annotated[
        Category | UnsetType,
        Meta(description="Whose values it has where it has none of its own; else `general`."),
    ] = UNSET


@frozen
class DraftQuestion:
    """A draft decree, and the cases to assess with and without it."""

    text: DraftText
    plan: Annotated[list[DraftPlan], Meta(min_length=1)]
    cases: Cases
    category: list[DraftCategory] | UnsetType = UNSET


@frozen
class Totals:
    """Sums, or their change, in euros."""

    indemnity: Money
    allowance: Money
    remaining_cost: Money


@frozen
class DraftLine:
    """One case under the law, and under the law with the draft."""

    id: str | int | None
    without: Answered
    with_: Answered
    change: Totals | UnsetType = UNSET


@frozen
class DraftTotals:
    """The totals of the cases that both laws answer."""

    cases: int
    without: Totals
    with_: Totals
    change: Totals


@frozen
class DraftAnswer:
    """What the draft would change, case by case and in total."""

    text: DraftText
    warnings: Annotated[
        list[Statement],
        Meta(description="What the draft can hardly mean: bounds that cross, a day planned twice."),
    ]
    cases: list[DraftLine]
    total: DraftTotals


RENAMED: Mapping[str, str] = {"with_": "with"}
"""Keys that are no names in Python."""
