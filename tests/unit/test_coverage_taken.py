"""Coverage is put aside where it is not taken: it would make those tests twice as slow, unseen."""

import pytest
from coverage import Coverage


@pytest.mark.unmeasured
def test_nothing_looks_on_in_a_test_that_is_not_measured() -> None:
    """In a worker of several, too."""
    assert Coverage.current() is None
