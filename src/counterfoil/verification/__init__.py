"""The conductor: one bearer, one document, one policy, from pictures to a decision.

It runs the rooms in the order of the way through, lets none of them know another, and stops as soon as the policy
rejects what was found, since nothing that comes later could change that.
"""

from counterfoil.verification.conducting import MODELS, verify
from counterfoil.verification.expecting import EXPECTED, Expected
from counterfoil.verification.faces import find_bearer, find_portrait
from counterfoil.verification.holders import holder_query, screen_holder
from counterfoil.verification.result import Verification

__all__ = [
    "EXPECTED",
    "MODELS",
    "Expected",
    "Verification",
    "find_bearer",
    "find_portrait",
    "holder_query",
    "screen_holder",
    "verify",
]
