"""Checks on a claim or a request before it is decided, under a dated policy."""
