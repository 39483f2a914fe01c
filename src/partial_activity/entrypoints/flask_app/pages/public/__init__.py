"""Pages anybody can read: simulator, law, verification of a document."""
