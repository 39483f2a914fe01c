"""The law as dated tables, one subject a file."""
