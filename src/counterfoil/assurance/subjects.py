"""Who is who in a list of pairs, as far as its rows say: pictures that "same" joins, directly or through others.

Nothing is taken from a face. A picture that no row joins with another counts as a person of its own.
"""

import numpy as np
from numpy.typing import NDArray


def subjects(pairs: NDArray[np.int32], same: NDArray[np.bool_], pictures: int) -> NDArray[np.int32]:
    """Return the person of each picture: the components that the genuine pairs join (union-find by hooking).

    Args:
        pairs: N x 2, places of pictures.
        same: N: both show one person.
        pictures: How many there are.

    Returns:
        For each picture a number from 0, in the order of their first pictures.
    """
    first, second = pairs[same].T
    root = np.arange(pictures, dtype=np.int32)
    while (root[first] != root[second]).any():
        low = np.minimum(root[first], root[second])
        for side in (first, second):
            np.minimum.at(root, root[side], low)
        while (root != root[root]).any():
            root = root[root]
    return np.unique(root, return_inverse=True)[1].astype(np.int32)
