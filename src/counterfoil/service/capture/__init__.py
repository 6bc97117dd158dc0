"""The capture page: what a person sees who is to show that a document is theirs. Nothing of a third party is on it."""
