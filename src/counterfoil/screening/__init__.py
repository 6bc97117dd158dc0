"""Screening: may we do business with them? Names against lists of people and organisations, every hit explained."""
