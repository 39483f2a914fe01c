"""Requests for authorisation (demandes d'autorisation préalable) and what is decided on them."""
