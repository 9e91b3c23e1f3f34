"""Whatever the document: formatting keeps what it says and all comments; doing it twice is doing it once.

`CARELOOM_EDITS=10000` edits as often; by default it is fewer.
"""

import os
import re
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.compiler.formatting import format_text, kind_of, reprint
from engine.compiler.formatting.comments import find_comments
from engine.compiler.formatting.format import same_meaning
from engine.compiler.load import load
from engine.compiler.tree import Node
from engine.journey.diagnostics import Problems

EDITS = int(os.environ.get("CARELOOM_EDITS", "300"))
JOURNEYS = Path(__file__).parents[3] / "journeys"
ODD = (Path(__file__).parent / "odd.yaml").read_text("utf-8")
DOCUMENTS = [("journey", ODD)] + [
    (kind_of(path), path.read_text("utf-8")) for path in sorted(JOURNEYS.rglob("*.yaml")) if kind_of(path)
]
PIECES = st.sampled_from(
    [
        *("#", " # c", "\n", "\n\n", "  ", "\t", ": ", "- ", "'", '"', "|", "[", "]", "{", "}", ",", "? "),
        *("|+\n  a\n", "|2-\n    a\n", ">\n  a\n  b\n", "é😀", "\r\n", "\\", '"a\n  b"', "---\n", "...\n"),
        *(
            "null",
            "~",
            "\u2028",
            "\x85",
            "on: ",
            "steps:\n",
            "  - send: x\n",
            "# x\n",
            "\n    # y\n",
            "a: b\n",
        ),
    ]
)
RELAXED = settings(
    max_examples=EDITS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A document with up to three pieces put in, taken out, or lines moved."""
    kind, text = draw(st.sampled_from(DOCUMENTS))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(["put", "put", "take", "move", "indent"])):
            case "put":
                text = text[:at] + draw(PIECES) + text[at:]
            case "take":
                text = text[:at] + text[at + draw(st.integers(1, 20)) :]
            case "move":
                lines = text.split("\n")
                line = lines.pop(draw(st.integers(0, len(lines) - 1)))
                lines.insert(draw(st.integers(0, len(lines))), line)
                text = "\n".join(lines)
            case _:
                lines = text.split("\n")
                number = draw(st.integers(0, len(lines) - 1))
                lines[number] = "  " * draw(st.integers(0, 3)) + lines[number].lstrip(" ")
                text = "\n".join(lines)
    return kind, text


def readable(text: str) -> Node | None:
    problems = Problems()
    tree = load(text, "visit/journey.yaml", problems)
    return None if problems.has_errors() else tree


def comments_of(text: str) -> list[str]:
    plain = re.sub("\r\n|[\r\x85]", "\n", text)
    events = yaml.parse(plain, Loader=yaml.CSafeLoader)
    return sorted(comment.text for comment in find_comments(plain, events))


@RELAXED
@given(edited())
def test_any_edit_round_trips(document: tuple[str, str]) -> None:
    kind, text = document
    tree = readable(text)
    if tree is None:
        assert format_text(text, kind, "x").text == text
        return
    written = reprint(text, kind)
    if written is None:
        return
    assert same_meaning(tree, readable(written))
    assert comments_of(written) == comments_of(text)
    assert reprint(written, kind) == written


SCALARS = st.text(max_size=30) | st.sampled_from(
    ["no", "12:30", "1e3", "0x1f", "=", "<<", "a: b", " a", "-", "?"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(SCALARS.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=max(60, EDITS // 5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.text(min_size=1, max_size=8).filter(lambda key: key != "<<"), VALUES, min_size=1, max_size=4
    ),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.integers(20, 120),
)
def test_any_value_in_any_style_round_trips(
    document: dict[str, object], flow: bool | None, style: str | None, width: int
) -> None:
    text = (
        yaml.safe_dump(
            document, default_flow_style=flow, default_style=style, allow_unicode=True, width=width
        )
        .replace("!!str ", "")
        .replace("!!null ", "")
    )
    tree = readable(text)
    written = reprint(text, "") if tree is not None else None
    if tree is None or written is None:
        return
    assert same_meaning(tree, readable(written))
    assert reprint(written, "") == written
