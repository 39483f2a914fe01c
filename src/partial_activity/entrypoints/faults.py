"""Names of what can be wrong with a service that runs."""

GOES_ON = frozenset({"clock", "outbox", "worker"})
"""Faults that are told and take no process out of service: requests are taken in as well."""
