"""Measures the face comparison: see `tools.calibrate.__main__`."""
