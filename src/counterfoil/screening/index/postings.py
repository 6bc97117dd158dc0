"""The features of all readings, and under each feature the readings that have it: the reference of the C code."""

from array import array
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from counterfoil.screening.index.engine import native
from counterfoil.screening.index.features import features
from counterfoil.screening.index.vocabulary import ends
from counterfoil.screening.names import Kind, Part, Reading

Arrays = Mapping[str, NDArray[Any]]
_Featured = tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]

WEIGHT_ONE: Final = 32
"""What a weight of 1 is stored as."""
NORM_ONE: Final = 1024
"""What a norm of 1 is stored as."""
LENGTH_SHARE: Final = 0.5
"""BM25's b: how much a reading with many features is held back."""

_KINDS: Final = tuple(map(Kind, range(1 << 8)))
"""Every kind by its number, since finding one costs more than a part's letters."""


def inverted(arrays: Arrays, *, is_native: bool) -> Arrays:
    """Return the arrays of features and postings for the readings of an index."""
    keys, found, lengths, strong = _featured_in_c(arrays) if is_native else _featured(arrays)
    counts = np.bincount(found, minlength=len(keys))
    made: Arrays = {
        "feature_keys": keys,
        "feature_weight": _weights(counts, len(strong)),
        "posting_ends": ends(counts),
        "reading_features": found,
        "reading_feature_ends": ends(lengths),
        "reading_strong": strong,
        "reading_norm": _norms(lengths),
    }
    return {**made, "postings": _postings_in_c(made) if is_native else _postings(made)}


def reading_of(arrays: Arrays, number: int) -> Reading:
    """Return a reading of an index by its number."""
    spans, letters = arrays["part_ends"], arrays["part_letters"]
    chosen = arrays["reading_parts"][int(arrays["reading_ends"][number]) : int(arrays["reading_ends"][number + 1])]
    return tuple(
        Part(
            letters[int(spans[part]) : int(spans[part + 1])].tobytes().decode("ascii"),
            _KINDS[int(arrays["part_kind"][part])],
            int(arrays["part_group"][part]),
        )
        for part in chosen.tolist()
    )


def _featured(arrays: Arrays) -> _Featured:
    """Return the features in order, those of each reading, how many each has, and how many of these are strong."""
    numbers: dict[int, int] = {}
    found, lengths, strong = array("I"), array("I"), array("B")
    for reading in range(len(arrays["reading_ends"]) - 1):
        keys, whole = features(reading_of(arrays, reading))
        found.extend([numbers.setdefault(key, len(numbers)) for key in keys])
        lengths.append(len(keys))
        strong.append(whole)
    keys_seen = np.fromiter(numbers, np.uint64, len(numbers))
    order = np.argsort(keys_seen)
    rank = np.empty(len(order), np.uint32)
    rank[order] = np.arange(len(order), dtype=np.uint32)
    counts = np.frombuffer(lengths, np.uint32)
    return keys_seen[order], rank[np.frombuffer(found, np.uint32)], counts, np.frombuffer(strong, np.uint8)


def _featured_in_c(arrays: Arrays) -> _Featured:
    wanted = ("part_letters", "part_ends", "part_group", "reading_parts", "reading_ends")
    keys, found, counts, strong = native.featured(*[arrays[name] for name in wanted])
    return (
        np.frombuffer(keys, np.uint64),
        np.frombuffer(found, np.uint32),
        np.frombuffer(counts, np.uint32),
        np.frombuffer(strong, np.uint8),
    )


def _postings(made: Arrays) -> NDArray[np.uint32]:
    """Return the readings of each feature, in their order."""
    lengths = np.diff(made["reading_feature_ends"]).astype(np.int64)
    owners = np.repeat(np.arange(len(made["reading_strong"]), dtype=np.uint32), lengths)
    return owners[np.argsort(made["reading_features"], kind="stable")]


def _postings_in_c(made: Arrays) -> NDArray[np.uint32]:
    found = native.inverted(made["reading_features"], made["reading_feature_ends"], made["posting_ends"])
    return np.frombuffer(found, np.uint32)


def _weights(counts: NDArray[Any], readings: int) -> NDArray[np.uint16]:
    """Return the inverse document frequency of each feature, as BM25 has it."""
    frequency = np.log1p((readings - counts + 0.5) / (counts + 0.5))
    weights: NDArray[np.uint16] = np.maximum(np.rint(frequency * WEIGHT_ONE), 1).astype(np.uint16)
    return weights


def _norms(lengths: NDArray[Any]) -> NDArray[np.uint16]:
    """Return what the weights of each reading are multiplied by: less for one with many features."""
    usual = lengths.mean()
    norms: NDArray[np.uint16] = np.rint(NORM_ONE / (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / usual)).astype(
        np.uint16
    )
    return norms
