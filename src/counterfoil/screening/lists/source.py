"""The files of a list while they are read: opened plainly, read in bounded pieces, with progress told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterfoil.errors import ListError
from counterfoil.files import opened

CHUNK: Final = 1 << 16
LONGEST_LINE: Final = 1 << 24
"""16 MiB: the longest line of a file of lines. Longer ones are no list, and would fill the memory."""

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a list.

    Attributes:
        path: Where it is.
        told: Told how many bytes have been read since it was told last.
    """

    path: Path
    told: Callable[[int], None] = lambda _: None

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.path.name

    def chunks(self) -> Iterator[bytes]:
        """Give the file in pieces.

        Raises:
            FileError: It cannot be read.
        """
        with opened(self.path, instead="the file of a list") as file:
            while chunk := file.read(CHUNK):
                yield chunk
                self.told(len(chunk))

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Give the file line by line, each with its number and its line break.

        Raises:
            FileError: It cannot be read.
            ListError: A line is longer than any list has, or the file is UTF-16.
        """
        with opened(self.path, instead="the file of a list") as file:
            number = untold = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if number == 1:
                    line = self._without_mark(line)
                if len(line) == LONGEST_LINE:
                    raise ListError(f"{self.name}, line {number}: this line is longer than 16 MiB, as in no list")
                yield number, line
                untold += len(line)
                if untold >= CHUNK:  # told of every line, a terminal would be what takes the time
                    self.told(untold)
                    untold = 0
            self.told(untold)

    def _without_mark(self, first: bytes) -> bytes:
        if first.startswith(_UTF_16):
            raise ListError(f"{self.name}: this file is UTF-16", remedy="Save it as UTF-8.")
        return first.removeprefix(b"\xef\xbb\xbf")
