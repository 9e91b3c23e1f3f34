"""Pictures: every step is there once, nothing lies on anything else, and any text is drawn as text."""

import re
from xml.parsers import expat

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compiler.drawing import draw_mermaid, draw_svg
from engine.compiler.drawing.layout import lay_out
from engine.compiler.drawing.lettering import width_of, wrapped
from engine.compiler.drawing.shapes import Card, Label
from engine.compiler.walk import all_steps
from engine.journey.journey import Journey
from tests.compiler.rivers import journey_of, journeys


@given(journeys())
@settings(max_examples=60, deadline=None)
def test_every_step_has_one_card_and_no_two_boxes_touch(journey: Journey) -> None:
    river = lay_out(journey)
    boxes = [shape for shape in river.shapes if isinstance(shape, Card | Label)]
    cards = [box.id for box in boxes if isinstance(box, Card) and box.kind != "enter"]
    assert cards == [step.id for step in all_steps(journey.steps)]
    for index, one in enumerate(boxes):
        assert -river.left - 0.01 <= one.x
        assert one.x + one.width <= river.right + 0.01
        for other in boxes[index + 1 :]:
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            apart = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert beside or apart, (one, other)


@given(st.text(max_size=60), st.floats(30, 300), st.integers(1, 4))
def test_wrapped_lines_are_few_and_none_is_wider_than_its_room(text: str, width: float, most: int) -> None:
    lines = wrapped(text, width, 13.0, most)
    assert len(lines) <= most
    assert all(width_of(line, 13.0) <= width for line in lines)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40))
def test_a_title_of_any_characters_gives_well_formed_svg(title: str) -> None:
    drawn = draw_svg(msgspec.structs.replace(journey_of("  - exit: done\n"), title=title))
    assert expat.ParserCreate().Parse(drawn, True) == 1


def test_the_picture_needs_nothing_from_elsewhere() -> None:
    drawn = draw_svg(journey_of("  - send: hello\n    message: hello\n"))
    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg"]
    assert "prefers-color-scheme:dark" in drawn
    assert "<script" not in drawn
    assert "@import" not in drawn
    assert "url(" not in drawn


def test_the_legend_names_the_kinds_that_occur_and_no_others() -> None:
    drawn = draw_svg(journey_of("  - send: hello\n    message: hello\n  - exit: done\n"))
    assert ">Email (send)<" in drawn
    assert ">Leave (exit)<" in drawn
    assert "(branch)" not in drawn


def test_mermaid_shows_quotes_and_angles_as_text() -> None:
    case = "      - name: 'a \"b\" <c>'\n        when: patient.age < 3\n        steps: []\n"
    steps = f"  - branch: which\n    cases:\n{case}"
    drawn = draw_mermaid(journey_of(steps))
    assert "A #quot;b#quot; #lt;c#gt;: patient.age #lt; 3" in drawn
    assert all(line.count('"') % 2 == 0 for line in drawn.splitlines())


def test_mermaid_leads_every_open_way_to_the_next_step_and_none_from_an_exit() -> None:
    steps = (
        "  - await: answer\n    for: [viewed, clicked]\n    timeout: 3d\n    on:\n      viewed:\n"
        "        - exit: seen\n  - wait: bit\n    for: 1d\n"
    )
    lines = draw_mermaid(journey_of(steps)).splitlines()
    links = [line.strip() for line in lines if "-->" in line]
    assert links == [
        "enter --> s1",
        's1 -->|"They read it in the portal"| s2',
        's1 -->|"They follow a link"| s3',
        's1 -->|"Nothing happened: after 3 days"| s3',
        "s3 --> done",
    ]
