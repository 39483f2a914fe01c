"""From one employee's case to indemnity and allowance: counting, regimes, payslip."""
