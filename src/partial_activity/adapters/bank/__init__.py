"""Payment files for the bank (SEPA), and its answers."""
