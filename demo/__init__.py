"""The story of ``make demo``: from sign-up to payment, scene by scene, on real parts."""
