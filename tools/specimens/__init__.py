"""Synthetic people and documents to test with: no real person, no real state."""

VERSION = "1.0"
