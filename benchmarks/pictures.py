"""Pictures for the docs, as SVG: dots with names that do not cover each other, a matrix of likeness, and curves."""

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

COLOURS = {"man": "#1f5fa8", "woman": "#b3261e", "child": "#2e7d32", "elder": "#7b4fa3", "narrator": "#222222"}
"""Of the kinds of dots, dark enough for white paper."""
SIZE, MARGIN = (1100, 760), 70
"""Of the plot without its margin, and the margin, pixels."""
LETTER, LINE, RADIUS = 6.4, 14.0, 5.0
"""Width of a letter and height of a line at 12 pixels, and a dot's radius."""
CELL, NAMES = 17, 130
"""A matrix's cell and the room for names, pixels."""
FONT = 'font-family="sans-serif" font-size="12"'

GRAPH, INKS = (700, 320), ("#1f5fa8", "#b3261e", "#2e7d32")
"""Size of a graph without its margin, pixels; colours of its curves."""

Dot = tuple[str, float, float, str]
Box = tuple[float, float, float, float]


def scatter(dots: Sequence[Dot]) -> str:
    """Dots of (name, pitch in hertz, centroid in hertz, kind), both axes logarithmic."""
    pitches, centroids = (60.0, 360.0), (250.0, 1500.0)
    at = {name: (_along(x, pitches, SIZE[0]), SIZE[1] - _along(y, centroids, SIZE[1])) for name, x, y, _ in dots}
    taken: list[Box] = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in at.values()]
    parts = [*_axis(pitches, (70, 100, 140, 200, 280), across=True), *_axis(centroids, (300, 500, 800, 1200))]
    for name, _, _, kind in dots:
        x, y = at[name]
        box = _free_place(x, y, len(name) * LETTER, taken)
        taken.append(box)
        parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RADIUS}" fill="{COLOURS[kind]}"/>')
        parts.append(f'<text x="{box[0]:.0f}" y="{box[3] - 3:.0f}" fill="{COLOURS[kind]}">{escape(name)}</text>')
    parts += [_legend(number, kind) for number, kind in enumerate(COLOURS)]
    return _picture(SIZE[0] + 2 * MARGIN, SIZE[1] + 2 * MARGIN, parts, MARGIN, MARGIN)


def matrix(names: Sequence[str], cells: Sequence[Sequence[float]], *, limit: float) -> str:
    """*cells* as squares, the darker the more alike; red above *limit*, but for a voice and itself."""
    parts = []
    for row, name in enumerate(names):
        middle = row * CELL + CELL * 0.72
        parts.append(f'<text x="-6" y="{middle:.0f}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<text transform="translate({middle:.0f},-6) rotate(-60)">{escape(name)}</text>')
        for column, value in enumerate(cells[row]):
            colour = _shade(value) if row == column or value <= limit else "#d32f2f"
            square = f'width="{CELL - 1}" height="{CELL - 1}" fill="{colour}"'
            title = f"<title>{escape(name)}, {escape(names[column])}: {value:.2f}</title>"
            parts.append(f'<rect x="{column * CELL}" y="{row * CELL}" {square}>{title}</rect>')
    size = len(names) * CELL
    for step, value in enumerate((0.4, 0.5, 0.6, 0.7, 0.8, 0.85)):
        x = step * 70
        parts.append(f'<rect x="{x}" y="{size + 16}" width="16" height="16" fill="{_shade(value)}"/>')
        parts.append(f'<text x="{x + 22}" y="{size + 29}">{value}</text>')
    return _picture(size + NAMES + 70, size + NAMES + 50, parts, NAMES, NAMES - 10)


def curve(curves: Mapping[str, Sequence[tuple[float, float]]], across: str, up: str, *, limit: float = 0.0) -> str:
    """*curves* by name over a logarithmic axis; a *limit* is drawn as a broken line."""
    points = [point for curve in curves.values() for point in curve]
    ends = min(x for x, _ in points), max(x for x, _ in points)
    highest = 1.15 * max(limit, *(y for _, y in points))
    parts = [f'<text x="{GRAPH[0] / 2 - 60:.0f}" y="{GRAPH[1] + 45}">{escape(across)}</text>']
    parts += [f'<text x="-34" y="-16">{escape(up)}</text>', *_steps(highest)]
    for x in sorted({x for x, _ in points}):
        parts.append(_label(_along(x, ends, GRAPH[0]), GRAPH[1] + 20, f"{x:,.0f}", "middle"))
    if limit:
        y = GRAPH[1] * (1 - limit / highest)
        parts.append(
            f'<line x1="0" x2="{GRAPH[0]}" y1="{y:.0f}" y2="{y:.0f}" stroke="#666666" stroke-dasharray="6 4"/>'
        )
    for ink, (name, curve) in zip(INKS, curves.items(), strict=False):
        at = [(_along(x, ends, GRAPH[0]), GRAPH[1] * (1 - y / highest)) for x, y in curve]
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y in at)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{ink}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{ink}"/>' for x, y in at]
        parts.append(f'<text x="{at[-1][0] + 8:.0f}" y="{at[-1][1] + 4:.0f}" fill="{ink}">{escape(name)}</text>')
    return _picture(GRAPH[0] + 3 * MARGIN, GRAPH[1] + 2 * MARGIN, parts, MARGIN, MARGIN)


def _steps(highest: float) -> Iterator[str]:
    """Level lines of a graph, four or more, at round numbers."""
    size = 10 ** math.floor(math.log10(highest / 4))
    size = next(size * one for one in (5, 2, 1) if highest / (size * one) >= 3)
    for step in range(int(highest / size) + 1):
        y = GRAPH[1] * (1 - step * size / highest)
        yield f'<line x1="0" x2="{GRAPH[0]}" y1="{y:.0f}" y2="{y:.0f}" stroke="#dddddd"/>'
        yield _label(-8, y + 4, f"{step * size:g}", "end")


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="#444444" text-anchor="{anchor}">{text}</text>'


def _shade(value: float) -> str:
    grey = round(255 - 215 * min(1.0, max(0.0, (value - 0.35) / 0.65)) ** 1.5)
    return f"#{grey:02x}{grey:02x}{grey:02x}"


def _along(value: float, ends: tuple[float, float], length: float) -> float:
    return length * math.log(value / ends[0]) / math.log(ends[1] / ends[0])


def _axis(ends: tuple[float, float], ticks: Sequence[int], *, across: bool = False) -> list[str]:
    parts = []
    for tick in ticks:
        at = _along(tick, ends, SIZE[0] if across else SIZE[1])
        x, y = (at, SIZE[1] + 20) if across else (-34, SIZE[1] - at + 4)
        line = (
            f'x1="{x}" x2="{x}" y1="0" y2="{SIZE[1]}"' if across else f'x1="0" x2="{SIZE[0]}" y1="{y - 4}" y2="{y - 4}"'
        )
        parts.append(f'<line {line} stroke="#dddddd"/>')
        parts.append(f'<text x="{x:.0f}" y="{y:.0f}" fill="#444444">{tick}</text>')
    if across:
        parts.append(f'<text x="{SIZE[0] / 2 - 90:.0f}" y="{SIZE[1] + 45}">pitch (median), Hz</text>')
    else:
        parts.append('<text x="-34" y="-16">spectral centroid, Hz: dark below, bright above</text>')
    return parts


def _free_place(x: float, y: float, width: float, taken: Sequence[Box]) -> Box:
    """The place for a name nearest to the dot at *x*, *y* that covers least of what is there."""
    places = []
    for away in (RADIUS + 2, RADIUS + 12, RADIUS + 24):
        for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)):
            left = x + dx * away + (0 if dx > 0 else -width if dx < 0 else -width / 2)
            top = y + dy * away - LINE / 2 + dy * LINE / 2
            places.append((left, top, left + width, top + LINE))
    return min(places, key=lambda box: sum(_overlap(box, other) for other in taken) + _outside(box))


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)


def _outside(box: Box) -> float:
    return 100 * (max(0.0, -box[0]) + max(0.0, box[2] - SIZE[0] - MARGIN / 2))


def _legend(number: int, kind: str) -> str:
    x = SIZE[0] - 460 + number * 95
    dot = f'<circle cx="{x}" cy="-20" r="{RADIUS}" fill="{COLOURS[kind]}"/>'
    return f'{dot}<text x="{x + 10}" y="-16" fill="{COLOURS[kind]}">{kind}</text>'


def _picture(width: float, height: float, parts: Sequence[str], left: float, top: float) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" {FONT}>'
    paper = f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    inside = "\n".join(parts)
    return f'{head}\n{paper}\n<g transform="translate({left},{top})">\n{inside}\n</g>\n</svg>\n'
