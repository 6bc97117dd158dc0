"""Large lists of invented people, for measuring speed and memory: as many names as one likes, the same every time."""

from tools.large_lists.people import entities

__all__ = ["entities"]
