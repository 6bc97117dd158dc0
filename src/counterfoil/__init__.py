"""Counterfoil: is the document genuine, is the bearer its holder, really there, and may we do business with them."""

__version__ = "0.1.0"
