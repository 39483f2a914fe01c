"""Requests for authorisation (demandes d'autorisation préalable), their delays and decisions."""
