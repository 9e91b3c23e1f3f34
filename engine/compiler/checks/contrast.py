"""Words that can be read: the contrast of text and buttons of a message against what lies behind them.

Knows colours written as attributes of MJML, in the elements themselves, in `mj-attributes` and `mj-class`.
Style sheets are not looked at, nor is the dark scheme.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from engine.compiler.jinja_tags import Region
from engine.compiler.resolve import Resolved
from engine.journey import codes
from engine.journey.diagnostics import Problems

_TAG: Final = re.compile(r"<(/?)(mj-[a-z]+)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
_ATTRIBUTE: Final = re.compile(r"([a-z-]+)\s*=\s*[\"']([^\"']*)[\"']")
_COLOUR: Final = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_GROUNDS: Final = frozenset({"mj-body", "mj-wrapper", "mj-section", "mj-group", "mj-column"})
_OWN: Final = {  # element → (its words, what it paints behind them), as MJML has them by itself
    "mj-text": ({"color": "#000000"}, "container-background-color"),
    "mj-button": ({"color": "#ffffff", "background-color": "#414141"}, "background-color"),
    "mj-table": ({"color": "#000000"}, "container-background-color"),
}


class Words(msgspec.Struct, frozen=True):
    """An element that says something; `start` and `end` in the message's body."""

    colour: str
    ground: str
    start: int
    end: int


def report_low_contrast(resolved: Resolved, problems: Problems) -> None:
    """WCAG 2.1, 1.4.3: 4.5 to 1 for words of ordinary size."""
    least = resolved.policy.parameters.get("contrast-percent")
    if least is None:
        return
    for variants in resolved.messages.values():
        for variant in variants.values():
            region: Region = variant.message.body
            for words in _words(region.text):
                ratio = contrast(words.colour, words.ground)
                if round(ratio * 100) < least:
                    place = region.span(words.start, words.end - words.start)
                    hint = "make the words darker, or what is behind them lighter"
                    problems.report(
                        codes.CONTRAST, place, colour=words.colour, ground=words.ground,
                        ratio=f"{ratio:.1f}:1", least=f"{least / 100:g}:1", hint=hint,
                    )  # fmt: skip


def _words(text: str) -> Iterator[Words]:
    """Every element with words whose colours are known, in the order written."""
    defaults: dict[str, dict[str, str]] = {}
    grounds, in_head = ["#ffffff"], False
    for tag in _TAG.finditer(text):
        closing, name, own = bool(tag[1]), tag[2], dict(_ATTRIBUTE.findall(tag[3]))
        if name == "mj-attributes":
            in_head = not closing
        elif in_head:
            defaults[f".{own.get('name', '')}" if name == "mj-class" else name] = own
        elif name in _GROUNDS and closing:
            grounds = grounds[:-1] or grounds
        elif name in _GROUNDS and not tag[4]:
            grounds.append(own.get("background-color", grounds[-1]))
        elif name in _OWN and not closing:
            yield from _of_element(tag, name, own, defaults, grounds[-1])


def _of_element(
    tag: re.Match[str], name: str, own: dict[str, str], defaults: dict[str, dict[str, str]], ground: str
) -> Iterator[Words]:
    initial, behind = _OWN[name]
    given = {**initial, **defaults.get("mj-all", {}), **defaults.get(name, {})}
    for each in own.get("mj-class", "").split():
        given |= defaults.get(f".{each}", {})
    given |= own
    colour, ground = given["color"], given.get(behind, ground)
    if _COLOUR.fullmatch(colour) and _COLOUR.fullmatch(ground):
        at = tag[3].find(colour) if "color" in own else -1
        start = tag.start(3) + at if at >= 0 else tag.start(2)
        yield Words(colour, ground, start, start + (len(colour) if at >= 0 else len(name)))


def contrast(one: str, other: str) -> float:
    """1 to 21, by relative luminance (WCAG 2.1)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * char for char in colour[1:])
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
