"""People, establishments, memberships, sessions, tokens."""
