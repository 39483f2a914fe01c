"""The officers' desk: their queue, the files behind it, searches, decisions on many files."""
