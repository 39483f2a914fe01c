"""This release of the package, which an answer tells beside the revision of the law."""

VERSION = "0.1.0"
"""The version of pyproject.toml; a test holds the two together."""
