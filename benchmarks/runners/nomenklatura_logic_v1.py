"""nomenklatura's logic-v1, behind its own index or on given candidates."""

from benchmarks.runners.batches import serve
from benchmarks.runners.nomenklatura_index import PACKAGES, scored_by

if __name__ == "__main__":
    serve(PACKAGES, scored_by("logic-v1"))
