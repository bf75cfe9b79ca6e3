"""Changes of a page that keep some of its shape, so that they reach what lies behind the first broken bracket."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from typing import Any

from fuzz_seeds import APPEALS, BOXES, COMMENTS, LINKED, NOTES, SENTENCES

WORDS = [
    *(
        "percent",
        "per cent",
        "%",
        "sq km",
        "km2",
        "square miles",
        "hectares",
        "districts",
        "of the country",
        "of",
        "half",
    ),
    *("two thirds", "a fifth", "1/3", "½", "more than", "about", "up to", "between", " to ", " and ", "hundred", "no"),
    *(
        "thousand",
        "million",
        "1,411",
        "96.5",
        "said",
        "according to",
        "told reporters",
        "“",
        "”",
        '"',
        "’",
        "[SF: ",
        "]",
    ),
    *("Update:", "Editor's note:", "December 11", "2018-12-11", "Reply", "2 years ago", "$ ", "€", "---", "0", "1e999"),
    *(
        "процентов",
        "тыс. кв. км",
        "треть",
        "более",
        "районов",
        "في المئة",
        "٩٦٫٥",
        "ثلث",
        "كيلومتر مربع",
        "yüzde",
        "le tiers",
    ),
    *(
        "\n\n",
        "\n",
        "  • ",
        "    ",
        "\t",
        "- ",
        "> ",
        "# ",
        "**",
        "](",
        "![",
        "\x00",
        "\ufeff",
        "\u2028",
        "\u202e",
        "\u200b",
    ),
    *(
        "<p>",
        "</p>",
        "<div>",
        "<li>",
        "<ul>",
        "<ol>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<script>",
        "</script>",
        "<table>",
        "<br>",
    ),
    *(
        "&nbsp;",
        "&#0;",
        "&#x110000;",
        '<li id="comment-1" class="comment">',
        "<article>",
        "<blockquote>",
        "<meta charset=",
    ),
    *(
        "<?xml",
        "<time datetime=",
        "From: ",
        "On 11 December 2018 Ana wrote:",
        "-- ",
        ">> ",
        "boundary=",
        '{"text": ',
        "\\ud800",
    ),
]
CLASSES = [
    "comment",
    "children",
    "comment-body",
    "post",
    "fn",
    "author",
    "depth-2",
    "editor-note",
    "donate",
    "reply",
    "content",
]
ATTRIBUTES = [
    'class="{}"',
    'id="comment-{}"',
    'data-parent="{}"',
    'itemprop="{}"',
    'datetime="{}"',
    'href="#{}"',
    'style="{}"',
]
_TAG = re.compile(r"<[^<>]*>|[^<]+|<")
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")


def mutate(target: str, data: bytes, chance: random.Random, pool: Sequence[bytes], longest: int) -> bytes:
    """Change a page once to sixteen times, by its kind; `pool` are other pages of its kind."""
    text = data.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 1, 2, 4, 8, 16))):
        if chance.random() < 0.2:
            text = _by_words(text, chance, pool)
        elif target in ("html", "bytes") and "<" in text:
            text = _by_tags(text, chance)
        elif target in ("telegram", "lines") and chance.random() < 0.6:
            text = _by_json(text, chance)
        else:
            text = _by_lines(text, chance)
        text = text[:longest]
    raw = text.encode("utf-8", "replace")[:longest]
    return _by_bytes(raw, chance) if chance.random() < (0.6 if target == "bytes" else 0.1) else raw


def _by_tags(text: str, chance: random.Random) -> str:
    """Move, repeat, nest, drop or decorate an element, or put another one there."""
    pieces = _TAG.findall(text)
    at = chance.randrange(len(pieces))
    end = _closing(pieces, at)
    match chance.randrange(9):
        case 0:
            del pieces[at:end]
        case 1:
            pieces[at:at] = pieces[at:end] * chance.choice((1, 1, 2, 5))
        case 2:
            moved = pieces[at:end]
            del pieces[at:end]
            place = chance.randrange(len(pieces) + 1)
            pieces[place:place] = moved
        case 3:
            deep = chance.choice((1, 3, 30, 300))
            tag = chance.choice(("div", "ul", "li", "blockquote", "span", "table", "article", "aside", "p", "b"))
            pieces[at:end] = [f"<{tag}>" * deep, *pieces[at:end], f"</{tag}>" * chance.choice((deep, 0, 1))]
        case 4:
            pieces[at:at] = [
                chance.choice((*COMMENTS, *BOXES, f'<script type="application/ld+json">{_linked(chance)}</script>'))
            ]
        case 5 | 6:
            if pieces[at].startswith("<") and _NAME.match(pieces[at]):
                value = chance.choice((*CLASSES, str(chance.randrange(4)), "2018-12-12", "x" * 300))
                pieces[at] = pieces[at].rstrip(">") + " " + chance.choice(ATTRIBUTES).format(value) + ">"
        case 7:
            if pieces[at].startswith("<"):
                pieces[at] = _NAME.sub(
                    lambda name: name[0][: -len(name[1])] + chance.choice(("div", "p", "li", "ol")), pieces[at]
                )
        case _:
            pieces[at:at] = [f"<p>{_sentence(chance)}</p>"]
    return "".join(pieces)


def _closing(pieces: Sequence[str], at: int) -> int:
    """Find where the element that opens at a place ends; one behind the place, if none does."""
    opened = _NAME.match(pieces[at])
    if opened is None or pieces[at].startswith("</"):
        return at + 1
    depth = 0
    for place in range(at, min(len(pieces), at + 400)):
        name = _NAME.match(pieces[place])
        if name and name[1] == opened[1]:
            depth += -1 if pieces[place].startswith("</") else 1
            if depth == 0:
                return place + 1
    return at + 1


def _linked(chance: random.Random) -> str:
    return _by_json(json.dumps(chance.choice(LINKED)), chance)


def _by_json(text: str, chance: random.Random) -> str:
    """Change a value somewhere in JSON; what is no JSON is changed by words."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return _by_words(text, chance, ())
    holder: Any = {"": found}
    top = holder
    key: Any = ""
    for _ in range(chance.randrange(1, 8)):
        inside = holder[key]
        if isinstance(inside, dict) and inside:
            holder, key = inside, chance.choice(list(inside))
        elif isinstance(inside, list) and inside:
            holder, key = inside, chance.randrange(len(inside))
    match chance.randrange(6):
        case 0 if holder is not top:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder[key:key] = [holder[key]] * chance.choice((1, 2, 20))
        case 2:
            holder[key] = chance.choice(
                (None, True, -1, 0, 3, 1 << 70, 1.5, "", [], {}, "2018-12-11T10:00:00", "#1", "\ud83d")
            )
        case 3:
            holder[key] = [holder[key]] if chance.random() < 0.5 else {"text": holder[key], "@type": "Comment"}
        case _:
            holder[key] = _sentence(chance)
    return json.dumps(top[""], ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 1)))


def _by_lines(text: str, chance: random.Random) -> str:
    """Move, repeat, drop, shift or mark lines, or put others there."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    end = min(len(lines), at + chance.choice((1, 1, 2, 5)))
    match chance.randrange(8):
        case 0:
            del lines[at:end]
        case 1:
            lines[at:at] = lines[at:end] * chance.choice((1, 2, 10))
        case 2:
            moved = lines[at:end]
            del lines[at:end]
            place = chance.randrange(len(lines) + 1)
            lines[place:place] = moved
        case 3:
            mark = chance.choice(("> ", ">", "- ", "  ", "* ", "\t", "# ", "| ", "1. ", "    ", "  • ", "-- ", "```"))
            lines[at:end] = [mark * chance.choice((1, 1, 2, 40)) + line for line in lines[at:end]]
        case 4:
            lines[at:at] = chance.choice((*NOTES, *APPEALS, "3 Comments", "  • Ana\n\n    Half.", "-- ")).split("\n")
        case 5:
            lines[at:at] = ["", _sentence(chance), ""]
        case 6:
            lines[at] = re.sub(r"\d+", lambda _: str(chance.choice((0, 1, 7, 72, 100, 407, 1411, 99999))), lines[at])
        case _:
            lines[at:end] = [" ".join(lines[at:end])]
    return "\n".join(lines)


def _sentence(chance: random.Random) -> str:
    words = chance.choice(SENTENCES).split(" ")
    other = chance.choice(SENTENCES).split(" ")
    cut, start = chance.randrange(len(words) + 1), chance.randrange(len(other))
    return " ".join([*words[:cut], *chance.choices(WORDS, k=chance.choice((0, 0, 1, 2))), *other[start:]])


def _by_words(text: str, chance: random.Random, pool: Sequence[bytes]) -> str:
    """Cut, repeat or exchange a piece at any place, or put words there."""
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice((1, 3, 10, 50, 400)))
    match chance.randrange(5 if pool else 4):
        case 0:
            return text[:at] + text[end:]
        case 1:
            return text[:at] + chance.choice(WORDS) + text[at:]
        case 2:
            return text[:at] + text[at:end] * chance.choice((1, 2, 20, 300)) + text[at:]
        case 3:
            return text[:at] + chance.choice(WORDS) * chance.choice((1, 2, 50, 1000)) + text[end:]
        case _:
            other = chance.choice(pool).decode("utf-8", "replace")
            start = chance.randrange(len(other) + 1)
            return text[:at] + other[start : start + 300] + text[end:]


def _by_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 16))):
        at = chance.randrange(len(changed) + 1)
        changed[at : at + chance.choice((0, 1))] = bytes([chance.randrange(256)])
    return bytes(changed)
