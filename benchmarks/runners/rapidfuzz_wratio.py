"""rapidfuzz's WRatio against every name, in lower case without punctuation."""

from rapidfuzz import fuzz, utils  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.runners.batches import serve
from benchmarks.runners.rapidfuzz_everyone import PACKAGES, compared_by

if __name__ == "__main__":
    serve(PACKAGES, compared_by(fuzz.WRatio, utils.default_process))
