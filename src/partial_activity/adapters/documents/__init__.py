"""Documents as accessible PDF, set by typst; it is imported when the first one is asked for."""

from partial_activity.adapters.documents.writer import TypstDocuments

__all__ = ["TypstDocuments"]
