"""Every tuned number of the live socket, with what chose it."""

from typing import Final

# What a page may send -------------------------------------------------------------------------------------------------

FRAME_BYTES: Final = 256 * 1024
"""The largest frame: 960 x 720 as a JPEG of quality 0.8 takes 60 to 130 KB, 480 x 640 takes 20 to 40."""

FRAME_PIXELS: Final = 1280 * 1280
"""The largest frame in pixels; what it decodes to stays below 5 MB."""

CONTROL_BYTES: Final = 512
"""The longest message that is no frame."""

CHALLENGE_BYTES: Final = 24 * 1024 * 1024
"""The largest clip of a challenge: a minute of 40 KB at 10 frames a second. Until it is sealed it lies in memory."""

FRAMES_A_SECOND: Final = 24
"""More than the page sends (10), so that a burst after a stall of the network is no offence."""

BURST: Final = 48
"""Frames above that rate that are let pass."""

UNSEEN_FRAMES: Final = 24
"""Frames of a challenge that may wait to be looked at; the page has three under way."""

IDLE: Final = 90.0
"""Seconds without a message after which the socket is closed; the page opens it again when it needs it."""

LONGEST: Final = 900.0
"""Seconds after which a socket is closed in any case."""

# What is offered ------------------------------------------------------------------------------------------------------

CHALLENGES_A_CORE: Final = 2
"""Challenges at once for each core: a frame takes 26 ms of one core, ten a second take a quarter of it."""

GUIDED_A_CORE: Final = 8
"""Frames that may wait for guidance for each core; the next one is answered with `wait`."""

AGAIN: Final = 15
"""Seconds after which whoever found no free challenge should ask again: a challenge takes 15 to 35."""

CHALLENGES: Final = 12
"""Challenges that one verification may begin. Each is on record; a clip made beforehand fits one in 84 orders."""

# Guidance for a document ----------------------------------------------------------------------------------------------
# Measured on 80 pictures of specimens, five kinds of capture, at 960 pixels on the long side.

FILLS: Final = 0.45
"""Least share of the picture that the zone's lines fill in their direction: 0.48 to 0.89 on specimens, cards least."""

ROOM: Final = 0.01
"""Least distance between zone and edge."""

SHARP: Final = 0.2
"""Least sharpness of the zone: the blurred specimens that are still read have 0.28 to 0.87, sharp ones 0.44 to 2."""

GLARE: Final = 3e-4
"""Share of saturated pixels from which a zone that cannot be read is said to have glare over it."""

DARK: Final = 50.0
"""Mean luma below which there is too little light."""

MOVED: Final = 6.0
"""Mean difference of two small frames, in grey levels, from which the camera moves."""
