"""The officers' queue and the journal."""
