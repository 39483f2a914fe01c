"""Claims (demandes d'indemnisation): lines, weeks, totals, differences, replay."""
