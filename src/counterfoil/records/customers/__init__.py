"""Customers: registered once, as fingerprints, and screened again whenever a list changes."""
