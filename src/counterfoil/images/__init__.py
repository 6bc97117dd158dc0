"""Bytes to pixels, safely: format, size, orientation, bombs.

Only pictures and clips of known formats are opened, their size is checked before they are decoded, and whatever the
decoders say of bad bytes ends as one clear line. A clip is never in memory as a whole.
"""

from counterfoil.images.clip import Clip, Frame
from counterfoil.images.clip_loading import decode_clip, is_clip, is_clip_named, load_clip
from counterfoil.images.loading import decode, format_of, load
from counterfoil.images.pdf import is_one as is_pdf
from counterfoil.images.picture import Picture

__all__ = [
    "Clip",
    "Frame",
    "Picture",
    "decode",
    "decode_clip",
    "format_of",
    "is_clip",
    "is_clip_named",
    "is_pdf",
    "load",
    "load_clip",
]
