"""Payments and recoveries."""
