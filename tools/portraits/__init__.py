"""Shows a face as documents show it, and measures what that does to the comparison: see `tools.portraits.__main__`."""
