"""Files on disk: written whole or not at all, sealed, and kept by name."""
