"""Claim files (CSV, workbooks): opened, read line by line, assessed, written back."""
