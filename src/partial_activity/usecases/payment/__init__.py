"""Payments: ordered, sent to the bank, and followed by its answers."""
