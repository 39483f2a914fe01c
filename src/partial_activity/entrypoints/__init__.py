"""People and programs come in here: the command line, the web, the worker."""
