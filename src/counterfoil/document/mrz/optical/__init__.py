"""Reading a machine-readable zone from a picture: where its lines are, which way up, and what each shows."""
