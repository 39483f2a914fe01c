"""People: sign-up, sign-in, members of an establishment, the service's own people, tokens."""
