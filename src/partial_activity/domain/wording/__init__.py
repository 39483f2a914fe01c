"""Every sentence a rule can say, in French and in English."""
