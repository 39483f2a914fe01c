"""Which release of the package this is: an answer says it, beside the revision of the law."""

VERSION = "0.1.0"
"""As in pyproject.toml; a test holds the two together."""
