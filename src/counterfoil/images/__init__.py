"""Bytes to pixels, safely: format, size, orientation, bombs.

Only pictures of known formats are opened, their size is checked before they are decoded, and whatever the decoders
say of bad bytes ends as one clear line.
"""

from counterfoil.images.loading import decode, load
from counterfoil.images.picture import Picture

__all__ = ["Picture", "decode", "load"]
