"""A chart of bars on a scale of powers of ten, that is read on light and on dark paper."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

WIDTH, LABEL_WIDTH, FIGURE_WIDTH = 860, 290, 80
ROW, TOP, BOTTOM = 30, 48, 34
STYLE = """\
svg { font: 15px ui-sans-serif, system-ui, sans-serif; fill: #1c1b19 }
.head { font-weight: 600 } .note, .tick { font-size: 13px; fill: #5c5952 } .tick { text-anchor: middle }
.line { stroke: #d6d2c8 } .bar { fill: #8c8778 } .ours { fill: #a3321f } .label { text-anchor: end }
@media (prefers-color-scheme: dark) {
svg { fill: #efece4 } .note, .tick { fill: #b3aea2 } .line { stroke: #45423c } .bar { fill: #8f8a7c } .ours { fill: #f08a6c }
}"""


@dataclass(frozen=True)
class Bar:
    """`value` is above nought; `is_ours` gives it the accent."""

    label: str
    value: float
    is_ours: bool


def chart(title: str, bars: list[Bar]) -> str:
    """Return an SVG. Each bar is ten times longer to the power: the scale is said under it."""
    height = TOP + ROW * len(bars) + BOTTOM
    low = math.floor(math.log10(min(bar.value for bar in bars)))
    high = math.ceil(math.log10(max(bar.value for bar in bars)))
    said = "; ".join(f"{bar.label} {_figure(bar.value)}" for bar in bars)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(said)}.</desc>',
        f"<style>{STYLE}</style>",
        f'<text class="head" x="0" y="20">{escape(title)}</text>',
        *_scale(low, max(high, low + 1), height),
        *(line for row, bar in enumerate(bars) for line in _bar(bar, row, low, max(high, low + 1))),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _scale(low: int, high: int, height: int) -> Iterator[str]:
    for power in range(low, high + 1):
        x = _x(10.0**power, low, high)
        yield f'<line class="line" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{height - BOTTOM}"/>'
        yield f'<text class="tick" x="{x:.1f}" y="{height - BOTTOM + 20}">{_figure(10.0**power)}</text>'


def _bar(bar: Bar, row: int, low: int, high: int) -> Iterator[str]:
    y, end = TOP + row * ROW, _x(bar.value, low, high)
    yield f'<text class="label" x="{LABEL_WIDTH - 12}" y="{y + 15}">{escape(bar.label)}</text>'
    kind, width = "ours" if bar.is_ours else "bar", end - LABEL_WIDTH
    yield f'<rect class="{kind}" x="{LABEL_WIDTH}" y="{y}" width="{width:.1f}" height="20" rx="2"/>'
    yield f'<text x="{end + 8:.1f}" y="{y + 15}">{_figure(bar.value)}</text>'


def _x(value: float, low: int, high: int) -> float:
    return LABEL_WIDTH + (WIDTH - LABEL_WIDTH - FIGURE_WIDTH) * (math.log10(value) - low) / (high - low)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
