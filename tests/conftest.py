"""How Hypothesis looks for counter-examples: the same ones each time in CI, new ones at home."""

import os

from hypothesis import settings

# No deadline: a slow shared machine is not a fault of the code.
settings.register_profile("ci", derandomize=True, database=None, deadline=None, max_examples=100)
settings.register_profile("dev", deadline=None, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))
