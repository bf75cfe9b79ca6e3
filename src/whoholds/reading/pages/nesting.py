"""Which elements are open: HTML's rules for end tags that are missing or too many, in constant time a tag."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Raw elements ("script") are among the void ones: they come as one tag.
VOID = _names("area base br col embed hr img input link meta param source track wbr") | _names(
    "script style textarea title xmp iframe noembed noframes"
)
BLOCKS = _names(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot
    th thead tr ul"""
)
_LISTS = ("ul", "ol", "menu", "dir")
_CELLS = ("td", "th", "table", "caption")
# A new one of these ends an open one of those, unless one of the boundaries was opened in between.
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), (*_LISTS, "table", "article", "section", "blockquote")),
    "p": (("p",), (*_CELLS, "li", "div", "blockquote", "article", "section", "button", "object")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "option": (("option",), ("select",)),
}
_PART_OF_TABLE = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "caption"))


class OpenElements:
    """The stack of open elements, by name; each element's place on it is its depth."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._places: dict[str, list[int]] = {}
        self._blocks: list[int] = []

    def __len__(self) -> int:
        return len(self.names)

    def ended_by(self, name: str) -> int:
        """Give the place from which on elements end because an element of this name begins."""
        rule = _ENDS.get(name)
        if rule is None:
            return len(self.names)
        ended, boundaries = rule
        at = max(self._last(other) for other in ended)
        return at if at >= 0 and at > max(self._last(other) for other in boundaries) else len(self.names)

    def closed_by(self, name: str) -> int:
        """Give the place from which on elements end by this end tag; past the last one if the tag is stray.

        >>> elements = OpenElements()
        >>> for name in ("div", "ul", "li", "b"): elements.push(name)
        >>> elements.closed_by("li"), elements.closed_by("p"), elements.closed_by("div")
        (2, 4, 0)
        """
        at = self._last(name)
        return at if at >= 0 and at > self._boundary(name) else len(self.names)

    def _boundary(self, name: str) -> int:
        if name == "li":
            return max(self._last(other) for other in _LISTS)
        if name in _PART_OF_TABLE:
            return self._last("table")
        if name in BLOCKS:
            return -1 if name == "table" else max(self._last("td"), self._last("th"))
        # An inline element's end tag does not reach through a block.
        return self._blocks[-1] if self._blocks else -1

    def _last(self, name: str) -> int:
        places = self._places.get(name)
        return places[-1] if places else -1

    def push(self, name: str) -> None:
        """Open an element."""
        if name in BLOCKS:
            self._blocks.append(len(self.names))
        self._places.setdefault(name, []).append(len(self.names))
        self.names.append(name)

    def pop(self) -> None:
        """Close the innermost element."""
        name = self.names.pop()
        self._places[name].pop()
        if name in BLOCKS:
            self._blocks.pop()
