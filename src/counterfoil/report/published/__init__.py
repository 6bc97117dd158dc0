"""The JSON that other programs rely on: its shapes, and how results are put into them.

The shapes are published in docs/reference. The command line prints them and the service hands them out, so that one
verification says the same whoever asks.
"""
