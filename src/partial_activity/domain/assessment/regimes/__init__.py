"""The regimes side by side: how indemnity and allowance follow from pay."""
