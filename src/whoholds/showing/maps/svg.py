"""A picture as SVG: real text, a title and a description, and nothing that is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whoholds.showing.maps import fonts
from whoholds.showing.maps.drawing import Box, Group, Look, Picture, Shape, Text, path_of_box, path_of_dot, short
from whoholds.showing.words import clean

STRIPE, DOT, DASH = 4.0, 5.0, 9.0  # widths of what a texture is made of, in units of the drawing


def svg(picture: Picture, *, key: str = "picture", width: int | None = None, in_page: bool = False) -> str:
    """Return the picture as SVG. The same picture gives the same text.

    `key` begins every id in it, so that several may stand on one page. `width` is how wide it is shown at first,
    in CSS pixels. With `in_page` it fills the width that it is given, carries no fonts and is no file of its own.

    >>> svg(Picture(width=4, height=3, title="A <map>", desc="Of nothing."), key="m", in_page=True).splitlines()[0][:50]
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0'
    """
    looks = _textures(picture)
    ids = {look: f"{key}-look-{number}" for number, look in enumerate(looks, start=1)}
    clips = dict.fromkeys(_clips(picture.groups))
    clip_ids = {clip: f"{key}-clip-{number}" for number, clip in enumerate(clips, start=1)}
    lines = [
        _head(picture, key, width, in_page),
        f'<title id="{key}-title">{_words(picture.title)}</title>',
        f'<desc id="{key}-desc">{_words(picture.desc)}</desc>',
    ]
    if not in_page:
        lines.append(f"<style>{fonts.font_faces(_letters(picture))}</style>")
    lines += _definitions(ids, clip_ids)
    for group in picture.groups:
        lines += _group(group, ids, clip_ids)
    return "\n".join([*lines, "</svg>", ""])


def _head(picture: Picture, key: str, width: int | None, in_page: bool) -> str:
    size = ""
    if not in_page:
        wide = picture.width if width is None else width
        size = f' width="{short(wide)}" height="{short(picture.height * wide / picture.width)}"'
    family = "inherit" if in_page else fonts.STACK
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {short(picture.width)} {short(picture.height)}"{size} '
        f'role="img" aria-labelledby="{key}-title" aria-describedby="{key}-desc" font-family="{family}" '
        f'fill-rule="evenodd" stroke-linejoin="round" direction="ltr">'
    )


# ------------------------------------------------------------------------------------------------ what is referred to


def _textures(picture: Picture) -> list[Look]:
    fills = (item.fill for item in picture.everything() if isinstance(item, Shape))
    return list(dict.fromkeys(look for look in fills if look and look.texture != "plain"))


def _letters(picture: Picture) -> dict[bool, set[str]]:
    found: dict[bool, set[str]] = {False: set(), True: set()}
    for text in texts(picture):
        found[text.bold].update(clean(text.words))
    return found


def texts(picture: Picture) -> Iterator[Text]:
    """Yield all texts of a picture."""
    return (item for item in picture.everything() if isinstance(item, Text))


def _clips(items: Iterable[object]) -> Iterator[Box]:
    for item in items:
        if isinstance(item, Group):
            if item.clip:
                yield item.clip
            yield from _clips(item.items)


def _definitions(ids: dict[Look, str], clip_ids: dict[Box, str]) -> Iterator[str]:
    if not ids and not clip_ids:
        return
    yield "<defs>"
    for look, id_ in ids.items():
        yield _pattern(look, id_)
    for clip, id_ in clip_ids.items():
        yield f'<clipPath id="{id_}"><path d="{path_of_box(clip)}"/></clipPath>'
    yield "</defs>"


def _pattern(look: Look, id_: str) -> str:
    """Return a texture: stripes of both colours at 45 degrees, dots in rows that are set off, or short dashes."""
    if look.texture == "stripes":
        size, turned = 2 * STRIPE, ' patternTransform="rotate(45)"'
        ink = f'<path fill="{look.ink}" d="M0 0h{short(STRIPE)}v{short(size)}h-{short(STRIPE)}z"/>'
        high = size
    elif look.texture == "dots":
        size, high, turned = 2 * DOT, 2 * DOT, ""
        ink = "".join(f'<path fill="{look.ink}" d="{path_of_dot(at, at, DOT / 4)}"/>' for at in (DOT / 2, 1.5 * DOT))
    else:
        size, high, turned = 2 * DASH, DASH, ""
        ink = (
            f'<path stroke="{look.ink}" stroke-width="0.8" '
            f'd="M2 {short(DASH / 4)}h{short(DASH / 2)}M{short(DASH + 2)} {short(DASH * 0.75)}h{short(DASH / 2)}"/>'
        )
    return (
        f'<pattern id="{id_}" width="{short(size)}" height="{short(high)}" patternUnits="userSpaceOnUse"{turned}>'
        f'<path fill="{look.ground}" d="M0 0h{short(size)}v{short(high)}h-{short(size)}z"/>{ink}</pattern>'
    )


# ------------------------------------------------------------------------------------------------ what is drawn


def _group(group: Group, ids: dict[Look, str], clip_ids: dict[Box, str]) -> Iterator[str]:
    clip = f' clip-path="url(#{clip_ids[group.clip]})"' if group.clip else ""
    yield f'<g data-part="{_words(group.part)}"{clip}>'
    for item in group.items:
        if isinstance(item, Group):
            yield from _group(item, ids, clip_ids)
        else:
            yield _text(item) if isinstance(item, Text) else _shape(item, ids)
    yield "</g>"


def _shape(shape: Shape, ids: dict[Look, str]) -> str:
    fill = "none"
    if shape.fill:
        fill = f"url(#{ids[shape.fill]})" if shape.fill in ids else shape.fill.ground
    pieces = [f'<path fill="{fill}"']
    if shape.stroke:
        pieces.append(f' stroke="{shape.stroke}"')
        if shape.width != 1:
            pieces.append(f' stroke-width="{short(shape.width)}"')
        if shape.dashes:
            pieces.append(f' stroke-dasharray="{" ".join(map(short, shape.dashes))}"')
    if shape.opacity != 1:  # that of the line only: a whole shape's would have to be painted apart
        pieces.append(f' stroke-opacity="{short(shape.opacity)}"')
    pieces += [f' data-{name}="{_words(value)}"' for name, value in shape.data]
    pieces.append(f' d="{shape.path}"')
    if shape.says:
        return "".join(pieces) + f"><title>{_words(shape.says)}</title></path>"
    return "".join(pieces) + "/>"


def _text(text: Text) -> str:
    pieces = [f'<text x="{short(text.x, 1)}" y="{short(text.y, 1)}" font-size="{short(text.size, 1)}"']
    if text.bold:
        pieces.append(' font-weight="600"')
    if text.anchor != "start":
        pieces.append(f' text-anchor="{text.anchor}"')
    if text.spacing:
        pieces.append(f' letter-spacing="{short(text.spacing)}"')
    pieces.append(f' fill="{text.colour}"')
    if text.halo:
        edge = short(text.size * 0.2, 1)
        pieces.append(f' stroke="{text.halo}" stroke-width="{edge}" stroke-opacity=".85" paint-order="stroke"')
    return "".join(pieces) + f">{_words(text.words)}</text>"


def _words(text: str) -> str:
    """Return text that can stand anywhere in the file: cleaned, and with its marks escaped."""
    plain = clean(text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
