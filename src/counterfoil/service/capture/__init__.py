"""The capture page: what a person sees who is to show that a document is theirs. One page, no third party's software."""
