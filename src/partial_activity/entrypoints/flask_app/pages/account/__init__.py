"""Pages of a person's own account: sign-up, sign-in, sessions."""
