"""One runner a contestant: run with the Python of its own environment, it does the work and times itself."""
