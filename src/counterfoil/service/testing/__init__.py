"""The test mode: verifications that end as they were asked to, without a person and without models."""
