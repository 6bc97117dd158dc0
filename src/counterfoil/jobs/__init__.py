"""Durable work: what goes on by itself, and goes on where it was after a kill."""
