"""How unlike the error rates of groups are: the measures in use, each as its source defines it.

All of them take one rate for each group, each at least 0. None says whether a difference is real: the intervals do.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def max_over_min(rates: ArrayLike) -> NDArray[np.float64]:
    """Return the highest rate over the lowest (Grother 2022, NIST IR 8429: the form of NIST's early reports).

    Args:
        rates: ... x groups.

    Returns:
        For each set of rates 1 or more; not a number where the lowest is 0, since then it depends on chance alone.
    """
    given = np.asarray(rates, np.float64)
    return _over(given.max(axis=-1), given.min(axis=-1))


def max_over_geomean(rates: ArrayLike) -> NDArray[np.float64]:
    """Return the highest rate over the geometric mean (NIST IR 8429; NIST FRTE's tables of demographic effects).

    Args:
        rates: ... x groups.

    Returns:
        For each set of rates 1 or more; not a number where any rate is 0.
    """
    given = np.asarray(rates, np.float64)
    with np.errstate(divide="ignore"):
        mean = np.exp(np.log(given).mean(axis=-1))
    return _over(given.max(axis=-1), mean)


def gini(rates: ArrayLike) -> NDArray[np.float64]:
    """Return the Gini coefficient with the correction for few groups (Howard et al. 2022, arXiv 2203.05051, GARBE).

    n / (n - 1) x (sum over i, j of abs(x_i - x_j)) / (2 n^2 mean).

    Args:
        rates: ... x groups, two groups or more.

    Returns:
        For each set of rates 0 (all alike) to 1 (one group has all errors); not a number where no group errs.
    """
    given = np.asarray(rates, np.float64)
    groups = given.shape[-1]
    apart = np.abs(given[..., :, None] - given[..., None, :]).sum(axis=(-2, -1))
    return np.minimum(_over(apart, 2 * groups * (groups - 1) * given.mean(axis=-1)), 1)  # rounding aside


def garbe(fmr: ArrayLike, fnmr: ArrayLike, weight: float) -> NDArray[np.float64]:
    """Return the Gini Aggregation Rate for Biometric Equitability (Howard et al. 2022, arXiv 2203.05051).

    Args:
        fmr: ... x groups, false match rates at one threshold.
        fnmr: ... x groups, false non-match rates at it.
        weight: Share of the false matches, 0 to 1 (alpha in the paper).

    Returns:
        0 (alike) to 1; not a number where no group has errors of a kind.
    """
    return weight * gini(fmr) + (1 - weight) * gini(fnmr)


def fdr(fmr: ArrayLike, fnmr: ArrayLike, weight: float) -> NDArray[np.float64]:
    """Return the Fairness Discrepancy Rate (de Freitas Pereira & Marcel 2022, arXiv 2011.02395).

    1 - (weight x largest difference of FMR + (1 - weight) x largest difference of FNMR). It is near 1 whenever rates
    are low, however unlike they are.

    Args:
        fmr: ... x groups, false match rates at one threshold.
        fnmr: ... x groups, false non-match rates at it.
        weight: Share of the false matches, 0 to 1 (alpha in the paper).

    Returns:
        0 to 1, where 1 is alike.
    """
    apart = [np.ptp(np.asarray(rates, np.float64), axis=-1) for rates in (fmr, fnmr)]
    return np.asarray(1 - (weight * apart[0] + (1 - weight) * apart[1]))


def _over(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)
