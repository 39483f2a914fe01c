"""The command line, ``partial-activity``: a command a file."""
