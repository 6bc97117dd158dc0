"""How many scans a JPEG has: a decoder goes over the whole picture once for each (ITU-T T.81, G).

A scan that changes nothing takes some thirty bytes, so that a file of a few megabytes keeps a decoder busy for hours.
Encoders write ten or so; libtiff, which had the same trouble, takes a hundred.
"""

import re
from typing import Final

MOST_SCANS: Final = 100

# T.81, B.1.1.3. Fill bytes may stand before a marker. What decoders pass over between segments is passed over here:
# stuffed bytes, restart markers, and whatever is no marker at all.
_MARKER: Final = re.compile(rb"\xff+([^\x00\x01\xd0-\xd8\xff])", re.DOTALL)
_END, _SCAN = b"\xd9", b"\xda"


def has_too_many(data: bytes) -> bool:
    """Return whether the first picture of a JPEG has more than `MOST_SCANS`."""
    scans, at = 0, 2
    while (found := _MARKER.search(data, at)) and found[1] != _END:
        scans += found[1] == _SCAN
        if scans > MOST_SCANS:
            return True
        at = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")
    return False
