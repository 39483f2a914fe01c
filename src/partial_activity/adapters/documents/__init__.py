"""Documents as accessible PDF, set by typst; nothing is imported before one is asked for."""

from partial_activity.adapters.documents.writer import Letterhead, TypstDocuments

__all__ = ["Letterhead", "TypstDocuments"]
