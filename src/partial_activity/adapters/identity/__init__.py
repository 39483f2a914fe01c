"""Proof of who somebody is: links sent by e-mail, OpenID Connect."""
