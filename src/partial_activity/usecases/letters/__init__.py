"""Letters and documents: what is written to people, sent, and handed out."""
