"""The features of all readings, and under each feature the readings that have it: the reference of the C code."""

from array import array
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.index.features import features
from counterfoil.screening.index.vocabulary import ends
from counterfoil.screening.names import Kind, Part, Reading

WEIGHT_ONE: Final = 256
"""What a weight of 1 is stored as."""
NORM_ONE: Final = 4096
"""What a norm of 1 is stored as."""
LENGTH_SHARE: Final = 0.5
"""BM25's b: how much a reading with many features is held back."""


def inverted(arrays: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return the arrays of features and postings for the readings of an index."""
    keys, found, found_ends, strong = _featured(arrays)
    order = np.argsort(keys, kind="stable")
    rank = np.empty(len(keys), np.uint32)
    rank[order] = np.arange(len(keys), dtype=np.uint32)
    ranked = rank[found]
    counts = np.bincount(ranked, minlength=len(keys))
    lengths = np.diff(found_ends).astype(np.int64)
    owners = np.repeat(np.arange(len(strong), dtype=np.uint32), lengths)
    return {
        "feature_keys": keys[order],
        "feature_weight": _weights(counts, len(strong)),
        "posting_ends": ends(counts),
        "postings": owners[np.argsort(ranked, kind="stable")],
        "reading_features": ranked,
        "reading_feature_ends": found_ends,
        "reading_strong": strong,
        "reading_norm": _norms(lengths),
    }


def reading_of(arrays: dict[str, NDArray[Any]], number: int) -> Reading:
    """Return a reading of an index by its number."""
    spans, letters = arrays["part_ends"], arrays["part_letters"]
    chosen = arrays["reading_parts"][int(arrays["reading_ends"][number]) : int(arrays["reading_ends"][number + 1])]
    return tuple(
        Part(
            letters[int(spans[part]) : int(spans[part + 1])].tobytes().decode("ascii"),
            Kind(int(arrays["part_kind"][part])),
            int(arrays["part_group"][part]),
        )
        for part in chosen.tolist()
    )


def _featured(
    arrays: dict[str, NDArray[Any]],
) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint64], NDArray[np.uint8]]:
    """Return the features in the order of their coming, those of each reading by number, their ends, and the strong."""
    numbers: dict[int, int] = {}
    found, lengths, strong = array("I"), array("I"), array("B")
    for reading in range(len(arrays["reading_ends"]) - 1):
        keys, whole = features(reading_of(arrays, reading))
        found.extend([numbers.setdefault(key, len(numbers)) for key in keys])
        lengths.append(len(keys))
        strong.append(whole)
    keys_seen = np.fromiter(numbers, np.uint64, len(numbers))
    return keys_seen, np.frombuffer(found, np.uint32), ends(lengths), np.frombuffer(strong, np.uint8)


def _weights(counts: NDArray[Any], readings: int) -> NDArray[np.uint16]:
    """Return the inverse document frequency of each feature, as BM25 has it."""
    frequency = np.log1p((readings - counts + 0.5) / (counts + 0.5))
    return np.rint(frequency * WEIGHT_ONE).astype(np.uint16)


def _norms(lengths: NDArray[Any]) -> NDArray[np.uint16]:
    """Return what the weights of each reading are multiplied by: less for one with many features."""
    usual = lengths.mean()
    return np.rint(NORM_ONE / (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / usual)).astype(np.uint16)
