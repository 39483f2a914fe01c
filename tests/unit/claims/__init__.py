"""Claims, from opening to decision."""
