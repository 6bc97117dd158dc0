"""Measure screening: recall, false positives, and the calibration that comes with the matcher."""
