"""What makes committed files and measures: specimens, calibration, reference pages, figures of the documentation."""
