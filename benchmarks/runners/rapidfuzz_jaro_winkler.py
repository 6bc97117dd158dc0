"""rapidfuzz's Jaro-Winkler similarity against every name, its tokens sorted."""

from rapidfuzz import utils  # type: ignore[import-not-found,import-untyped,unused-ignore]
from rapidfuzz.distance import JaroWinkler  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.runners.batches import serve
from benchmarks.runners.rapidfuzz_everyone import PACKAGES, compared_by


def in_order(name: str) -> str:
    """Return the name in lower case without punctuation, its tokens sorted."""
    return " ".join(sorted(utils.default_process(name).split()))


if __name__ == "__main__":
    serve(PACKAGES, compared_by(JaroWinkler.similarity, in_order))
