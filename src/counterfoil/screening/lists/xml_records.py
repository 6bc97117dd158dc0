"""Records of an XML list, one at a time, from a file that nobody vouches for.

Expat reads the file in pieces; only the record at hand is ever held. A document type, and with it every entity and
every external file, is refused at its first character, so that no bomb can be declared. How deep a record may be
nested, how large it may be and how many different names a file may use is limited: each of them would fill memory.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from counterfoil.errors import ListError
from counterfoil.screening.lists.source import Source

MOST_BYTES: Final = 4 << 20
"""Of a record, and of a single tag or comment. The largest record of the UN's list has 35 kB."""

MOST_ELEMENTS: Final = 100_000
"""Of a record."""

DEEPEST: Final = 64
"""Levels of a file; OFAC's has ten."""

MOST_NAMES: Final = 2_000
"""Different names of elements and attributes in a file; the EU's has about a hundred."""

_CUT_OFF: Final = frozenset(
    expat.errors.codes[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_INVALID_TOKEN: Final = expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]
_ASCII: Final = 0x80


@dataclass(frozen=True, slots=True)
class Record:
    """An element of an XML list with all that is in it. Names have no prefixes.

    Attributes:
        line: The line on which it starts, counted from 1.
        element: The element.
    """

    line: int
    element: Element


def records(source: Source, root: str, wanted: frozenset[str]) -> Iterator[Record]:
    """Give the root element, without what is in it, and then each wanted element in the order of the file.

    Args:
        source: The file.
        root: What its outermost element must be called.
        wanted: The names of elements that are records; one inside another is part of it.

    Raises:
        FileError: The file cannot be read.
        ListError: It is no such list, is cut off, is no XML, declares a document type, or goes beyond the limits.
    """
    reader = _Reader(source.name, root, wanted)
    for chunk in source.chunks():
        reader.feed(chunk)
        yield from reader.taken()
    reader.close()
    yield from reader.taken()


class _Reader:
    def __init__(self, file: str, root: str, wanted: frozenset[str]) -> None:
        self._file = file
        self._root = root
        self._wanted = wanted
        self._names: dict[str, str] = {}
        self._depth = 0
        self._found: list[Record] = []
        self._builder: TreeBuilder | None = None
        self._record_depth = self._record_line = self._record_at = self._elements = 0
        self._fed = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def feed(self, chunk: bytes) -> None:
        """Read on."""
        self._told_plainly(lambda: self._parser.Parse(chunk, False), chunk)
        self._fed += len(chunk)
        begun = self._record_at if self._builder else self._parser.CurrentByteIndex
        if self._fed - max(begun, 0) > MOST_BYTES:
            line = self._record_line if self._builder else self._parser.CurrentLineNumber
            self._refuse(line, f"an entry is larger than {MOST_BYTES >> 20} MiB, as in no list")

    def close(self) -> None:
        """See that the file is at its end."""
        self._told_plainly(lambda: self._parser.Parse(b"", True), b"")

    def taken(self) -> Iterator[Record]:
        """Hand over the records that are complete."""
        found, self._found = self._found, []
        return iter(found)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = self._names.get(name) or self._local(name)
        for attribute in attributes:
            if attribute not in self._names:
                self._local(attribute)
        self._depth += 1
        if self._builder:
            self._elements += 1
            if self._depth > DEEPEST or self._elements > MOST_ELEMENTS:
                self._refuse(self._line, "an entry is nested deeper or has more parts than in any list")
            self._builder.start(name, attributes)
        elif name in self._wanted:
            self._open(name, attributes)
        elif self._depth == 1:
            self._begin(name, attributes)
        elif self._depth > DEEPEST:
            self._refuse(self._line, "it is nested deeper than any list")

    def _end(self, name: str) -> None:
        if self._builder:
            self._builder.end(self._names[name])
            if self._depth == self._record_depth:
                self._found.append(Record(self._record_line, self._builder.close()))
                self._builder = self._parser.CharacterDataHandler = None
        self._depth -= 1

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name != self._root:
            self._refuse(self._line, f"this is no such list: its outermost element is not {self._root}")
        self._found.append(Record(self._line, Element(name, attributes)))

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth == 1:
            self._refuse(self._line, f"this is no such list: its outermost element is not {self._root}")
        self._builder = builder = TreeBuilder()
        self._record_depth, self._record_line, self._elements = self._depth, self._line, 0
        self._record_at = self._parser.CurrentByteIndex
        builder.start(name, attributes)
        self._parser.CharacterDataHandler = builder.data

    def _local(self, name: str) -> str:
        local = self._names[name] = name.rpartition(":")[2]
        if len(self._names) > MOST_NAMES:
            self._refuse(self._line, "it uses more different names of elements than any list")
        return local

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _refuse_doctype(self, *_: object) -> None:
        self._refuse(self._line, "it declares a document type, which can hide attacks and which no list needs")

    def _refuse(self, line: int, why: str) -> NoReturn:
        raise ListError(f"{self._file}, line {line}: {why}", remedy="It is not used.")

    def _told_plainly(self, step: Callable[[], object], chunk: bytes) -> None:
        try:
            step()
        except expat.ExpatError as wrong:
            if wrong.code in _CUT_OFF:
                inside = (
                    f", in the middle of the entry that starts on line {self._record_line}" if self._builder else ""
                )
                raise ListError(
                    f"{self._file}, line {wrong.lineno}: the file ends before the list does{inside}",
                    remedy="Get it again: it was cut off.",
                ) from None
            self._refuse(wrong.lineno, self._what_is_wrong(wrong, chunk))
        except (LookupError, ValueError):  # pyexpat looks a declared encoding up among Python's
            self._refuse(self._line, "it says that it has an encoding that is not known or not of one byte a character")

    def _what_is_wrong(self, wrong: expat.ExpatError, chunk: bytes) -> str:
        at = self._parser.ErrorByteIndex - self._fed
        if wrong.code == _INVALID_TOKEN and 0 <= at < len(chunk) and chunk[at] >= _ASCII:
            return f"byte {wrong.offset + 1} is not of the encoding that the file says it has"
        return f"this is no well-formed XML ({expat.ErrorString(wrong.code)})"
