"""This package is for your tests: Hypothesis strategies, and properties that any law must have.

With the extra ``testing``: ``st.from_type(Case)`` draws a case once the package is installed, and
``properties.check(FRENCH_LAW.with_texts(draft))`` looks for a case that a draft decree gets wrong.
"""

from typing import TYPE_CHECKING, Any

import attrs

import partial_activity as public

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def _hypothesis_setup_hook() -> None:
    """Tell Hypothesis how our types are drawn; it calls this at the end of its own import.

    It must stay here: whoever imports ``strategies`` first is still inside that import when
    Hypothesis looks for the hook, and would not have it yet.
    """
    from hypothesis import strategies as st  # noqa: PLC0415  an extra

    for value in tuple(vars(public).values()):  # the door to JSON is not loaded for this
        if isinstance(value, type) and attrs.has(value):
            st.register_type_strategy(value, _drawn)


def _drawn(kind: type) -> "SearchStrategy[Any]":
    """The strategy of a type, looked up when it is first needed.

    What is given to an assessment has one of its own; what the law and an answer are made of is
    drawn field by field.
    """
    from hypothesis import strategies as st  # noqa: PLC0415  an extra

    from partial_activity.testing import strategies  # noqa: PLC0415  an extra, and see above

    return strategies.OF_TYPE[kind] if kind in strategies.OF_TYPE else st.builds(kind)
