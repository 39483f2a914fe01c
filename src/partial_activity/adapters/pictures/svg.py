"""The few shapes the pictures are made of, as SVG text; lengths are in pixels."""

from collections.abc import Iterable
from html import escape

INK, FAINT, GRID, PAPER = "#1f2933", "#616e7c", "#d9dee4", "#ffffff"
INDEMNITY, ALLOWANCE, PROTECTED, THIRD = "#1d5fa8", "#c2410c", "#0f8a6d", "#7a3fa0"
_FONT = "system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif"
# An attribute of its own, never ``style``: our content security policy allows no style in a page.

Point = tuple[float, float]


def picture(width: int, height: int, title: str, parts: Iterable[str]) -> str:
    """A whole picture on its own paper, so that it reads on a dark page too."""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{escape(title)}" '
        f'font-family="{_FONT}">'
    )
    return "\n".join(
        [
            opening,
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" rx="10" fill="{PAPER}"/>',
            *parts,
            "</svg>",
            "",
        ]
    )


def text(
    at: Point,
    said: str,
    *,
    size: float = 13,
    colour: str = INK,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """Words; ``anchor`` is start, middle or end."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{_n(at[0])}" y="{_n(at[1])}" font-size="{_n(size)}" fill="{colour}" '
        f'text-anchor="{anchor}"{weight}>{escape(said)}</text>'
    )


def line(
    start: Point, end: Point, *, colour: str = GRID, width: float = 1, dashes: str = ""
) -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{_n(start[0])}" y1="{_n(start[1])}" x2="{_n(end[0])}" y2="{_n(end[1])}" '
        f'stroke="{colour}" stroke-width="{_n(width)}"{dashed}/>'
    )


def path(points: Iterable[Point], *, colour: str, width: float = 2.5, dashes: str = "") -> str:
    """A line through points."""
    through = " L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{through}" fill="none" stroke="{colour}" stroke-width="{_n(width)}" '
        f'stroke-linejoin="round"{dashed}/>'
    )


def area(points: Iterable[Point], *, colour: str, opacity: float) -> str:
    """A filled shape."""
    through = " L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    return f'<path d="M{through} Z" fill="{colour}" fill-opacity="{_n(opacity)}"/>'


def box(corner: Point, size: Point, *, colour: str, opacity: float = 1, stroke: str = "") -> str:
    """A rectangle from its upper left corner."""
    edge = f' stroke="{stroke}"' if stroke else ""
    return (
        f'<rect x="{_n(corner[0])}" y="{_n(corner[1])}" width="{_n(size[0])}" '
        f'height="{_n(size[1])}" fill="{colour}" fill-opacity="{_n(opacity)}"{edge}/>'
    )


def dot(centre: Point, radius: float, *, colour: str, stroke: str = "") -> str:
    """A disc; with a rim where it must stand out from a line."""
    rim = f' stroke="{stroke}" stroke-width="2"' if stroke else ""
    return (
        f'<circle cx="{_n(centre[0])}" cy="{_n(centre[1])}" r="{_n(radius)}" fill="{colour}"{rim}/>'
    )


def _n(length: float) -> str:
    """A length, to a tenth of a pixel: the same bytes on every machine."""
    return f"{length:.2f}".rstrip("0").rstrip(".")
