"""Letters as e-mail: written from templates, sent by SMTP or kept as files."""
