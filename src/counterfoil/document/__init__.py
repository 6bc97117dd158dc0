"""What a document says and whether to believe it."""

from counterfoil.document.mrz import Document, Format, PartialDate

__all__ = ["Document", "Format", "PartialDate"]
