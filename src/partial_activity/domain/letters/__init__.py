"""Letters and documents as values: what they say, before any layout."""
