"""The assessment goes from one employee's case to its amounts: counting, regimes, payslip."""
