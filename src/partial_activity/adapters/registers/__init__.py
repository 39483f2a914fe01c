"""Registers read from files: firms, insolvencies, payroll declarations, public holidays."""
