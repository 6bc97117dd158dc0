"""Draws things that cover faces, and learns from the drawings to see them: see `tools.occlusions.__main__`."""
