"""Screening: what is gathered about a claim, checked against the policy, and decided."""
