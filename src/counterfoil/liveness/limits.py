"""Every tuned number of this room, with the measurement that chose it (docs/decisions/0009-liveness.md)."""

from typing import Final

# Steps of a challenge ------------------------------------------------------------------------------------------------

TURN: Final = 17.0
"""Degrees off the bearer's own neutral that count as a turn."""

TURN_BEGINS: Final = 9.0
"""Degrees off neutral from which a turn may begin."""

NOD: Final = 7.0
"""Degrees down from neutral that count as a nod."""

NOD_BEGINS: Final = 4.0
"""Degrees down from neutral from which a nod may begin."""

CLOSER: Final = 1.2
"""Distance of the eyes, in multiples of the neutral one, that counts as coming closer."""

CLOSER_BEGINS: Final = 1.1
"""Distance of the eyes from which coming closer may begin."""

SHUT: Final = 0.82
"""Likeness of the eyes to their own usual look at which they count as shut."""

OPEN: Final = 0.9
"""Likeness of the eyes from which they count as open."""

LONGEST_BLINK: Final = 2.0
"""Seconds from open to open again."""

# Making a challenge ---------------------------------------------------------------------------------------------------

LEAD: Final = 1.0
"""Seconds before the first step: the bearer looks straight ahead, which is where their neutral comes from."""

WINDOW: Final = 6.0
"""Seconds that a bearer has for a step."""

TAIL: Final = 0.6
"""Seconds that are recorded after the last step was seen. A turn counts from 17 degrees, and its depth is measured on
the way on and back: cut off there, 6 of 30 challenges whose bearer did everything were too poor to be judged, those
whose only turn came last; recorded on, none of 30."""

FEWEST_ORDERS: Final = 96
"""The least number of orders, before those without a turn are taken out (84 remain at least): whoever prepares one clip
meets its challenge about once in so many attempts, and each attempt is on record."""

FEWEST_STEPS: Final = 4
"""Steps of a challenge, at least."""

FEWEST_KINDS: Final = 3
"""Kinds of steps that a bearer must be able to do; whoever cannot is seen by a person instead."""

SKIPS: Final = 2
"""How many times a bearer may say that they cannot do a step that is shown, before a person sees them instead."""

# Looking at frames ----------------------------------------------------------------------------------------------------

UPRIGHT: Final = 45.0
"""Degrees of tilt up to which a face is looked at: nobody presents themselves lying or upside down."""

NEUTRAL: Final = 12.0
"""Degrees within which a head counts as about straight, so that its median is the bearer's neutral."""

STRAIGHT: Final = 25.0
"""Degrees within which the eyes are compared with their usual look."""

LEARNT: Final = 0.1
"""Share of a new frame in the usual look."""

HELD: Final = 0.8
"""Likeness of the middle of the face below which nothing is said about the eyes."""

FRONTAL_YAW: Final = 12.0
FRONTAL_PITCH: Final = 20.0
"""Degrees within which faces of one clip are compared with its first."""

COMPARED_EVERY: Final = 0.5
"""Seconds between two comparisons within a clip."""

CUED_EVERY: Final = 1.0
"""Seconds between two looks at the passive cues."""

REACTION: Final = 0.15
"""Seconds that nobody is quicker than: a movement that began earlier was no answer."""

# Head or plane --------------------------------------------------------------------------------------------------------

FORESHORTENED: Final = 30.0
"""Degrees of foreshortening from which a plane is called flat: nodding and coming closer look like 25 degrees of turn
to this measure."""

NEARLY: Final = 0.8
"""Share of the largest turn from which a frame counts as turned most."""

TURNED_FRAMES: Final = 3
"""How many frames must be turned so far."""

RELIEF: Final = 0.2
"""Least height of the nose over the plane of eyes and mouth, in distances of the eyes, as the mesh has it. Seen: 0.32
and more on 32 clips of synthetic people, 0.36 on a real one; 0.05 at most on 16 of flat prints, up to 0.50 on masks."""

PARALLAX: Final = 0.045
"""Least height of the nose over the surface around it, in distances of the eyes, as pixels have it. Seen: 0.065 and
more on 31 clips of synthetic people, 0.26 on a real one; 0.031 at most on 16 prints bent or worn as masks."""

FOLLOWED_FROM: Final = 8.0
"""Degrees within which a face is frontal, so that its points can be followed from there."""

FOLLOWED_TO: Final = 13.0
"""Degrees of turn from the frontal frame from which the nose is measured."""

FOLLOWED_UP_TO: Final = 30.0
"""Degrees of turn up to which it is: further round the nose hides what is followed."""

FOLLOWED_SHARE: Final = 70.0
"""Percent of the measurements that lie below the height that counts."""

FOLLOWED_POINTS: Final = 14
FOLLOWED_NOSE: Final = 2
"""How many points around the nose and on it must have been followed."""

# The same person throughout -------------------------------------------------------------------------------------------

SAME_MAX_FMR: Final = 1e-5
"""False match rate at which faces of one clip count as one person."""

FEWEST_COMPARED: Final = 1
"""How many frontal faces must have been compared with the first."""

MOST_MISSING: Final = 1.5
"""Seconds without a face after which nobody knows who came back."""

NEIGHBOURS: Final = 0.25
"""Seconds between two frames up to which the second must go on where the first was."""

FURTHEST: Final = 1.2
"""Distances of the eyes that a face may move between two neighbouring frames."""

MOST_GROWTH: Final = 0.25
"""Logarithm of the most that a face may grow or shrink between two neighbouring frames."""

SAME_SCENE: Final = 0.6
"""Correlation of two neighbouring frames below which they show different scenes."""

# Nobody else ----------------------------------------------------------------------------------------------------------

MOST_OTHERS: Final = 0.1
"""Largest share of the detected frames with another face: whoever walks past once is no accomplice."""

# Where the frames come from -------------------------------------------------------------------------------------------

LATEST: Final = 1.0
"""Seconds by which a frame may be delayed more than another."""

# One recording --------------------------------------------------------------------------------------------------------

FEWEST_FRAMES: Final = 8
"""Frames of the shortest clip, and of the shortest stretch that is compared."""

STRETCH: Final = 0.8
"""Seconds of a stretch that is looked for again."""

MIRRORED_STRETCH: Final = 1.2
"""Seconds of a stretch that is looked for back to front; longer, since who turns and turns back is nearly mirrored."""

APART: Final = 0.7
"""Seconds from which on a stretch may come again; cameras in the dark repeat single frames."""

MOMENT: Final = 0.083
"""Seconds in which a stretch must move on, so that its repetition says something."""

CHANGE: Final = 2e-4
"""Least change in a moment, as mean squared distance of frames of deviation 1: more than noise and coding make."""

REPEATED: Final = 0.07
"""Ratio of difference to change below which a stretch is the same as another. Of 32 loops, forward or to and fro,
half of them with fresh noise, none lies above 0.03; of 48 bona fide clips of synthetic people none below 0.13."""

SLOWEST: Final = 5.0
"""Frames a second below which a blink is missed."""

LONGEST_GAP: Final = 1.0
"""Seconds between two frames in which anything may have happened."""

LONGEST_FREEZE: Final = 1.0
"""Seconds that the very same pixels may stay."""

STILL: Final = 0.97
"""Correlation of the aligned face with its own median from which nothing changed in it."""

STILL_SHARE: Final = 2.0
"""Percent of the frames that may be less alike, such as a frame spoilt by the coding."""

# Colours --------------------------------------------------------------------------------------------------------------

REFLECTED: Final = 0.3
"""Correlation of the colours shown with those reflected."""

# Passive cues: advice only --------------------------------------------------------------------------------------------
# Where about one in twenty of 48 bona fide clips of synthetic people lies beyond; their medians stand beside. None of
# them parts prints from people well: medians of 16 flat prints are 1160, 0.051, 0.018 and 0.35.

MOIRE: Final = 2300.0
"""Median of bona fide clips: 670."""

DOTS: Final = 0.08
"""Median of bona fide clips: 0.026."""

SHINE: Final = 0.0001
"""Median of bona fide clips: 0.030."""

BESIDE: Final = 1.0
"""Median of bona fide clips: 0.37."""
