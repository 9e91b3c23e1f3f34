"""Tidy markup is read as the standard parser reads it, and tags of the usual kind as Jinja's lexer does."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from engine.compiler import jinja_tags, markup
from engine.compiler.jinja_tags import Region, find_tags
from engine.compiler.markup import Markup, never_closed
from engine.journey.diagnostics import Problems

SHIPPED = Path(__file__).parents[2] / "journeys"

PIECES = st.sampled_from(
    [
        *("<mj-text>", "</mj-text>", "<MJ-Text>", "<p class='x'>", '<p class="a &amp; b">', "<br />"),
        *('<a href="x"  title="y"\n>', "</a >", "<", ">", "&", "&nbsp;", "&#8217;", "&#x1F4A9;", "&amp"),
        *("<!-- x -->", "<!--[if mso | IE]><td><![endif]-->", "<!-- a -- b -->", "<!doctype html>", "<?x?>"),
        *("<style>", "</style>", "a > b { }", "<title>", "</title>", "<script>", "</script>", "<textarea>"),
        *("words", "\n", "é", "<style/>", "</>", '<a b="<">', "<a b>", "<o:p>", "<![if x]>", "\r\n", "&;"),
    ]
)


class Telling:
    """What a parser was told, piece by piece, and where."""

    told: list[tuple[object, ...]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append(("start", tag, tuple(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append(("empty", tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.told.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.told.append(("words", data))

    def handle_entityref(self, name: str) -> None:
        self.told.append(("entity", name))

    def handle_charref(self, name: str) -> None:
        self.told.append(("character", name))


class Standard(Telling, HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.told = []


class Ours(Telling, Markup):
    def __init__(self) -> None:
        super().__init__()
        self.told = []


class Placed(Markup):
    def __init__(self) -> None:
        super().__init__()
        self.places: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.places.append(self.where())


@given(pieces=st.lists(PIECES, max_size=12))
@settings(max_examples=400, deadline=None)
def test_markup_is_read_as_the_standard_parser_reads_it(pieces: list[str]) -> None:
    source = "".join(pieces)
    assume(never_closed(source) is None)
    standard, ours = Standard(), Ours()
    try:
        standard.feed(source)
        standard.close()
    except AssertionError:
        with pytest.raises(AssertionError):
            ours.take(source)
        return
    ours.take(source)
    assert ours.told == standard.told


@pytest.mark.parametrize("untidy", ["", " < "])
def test_pieces_know_where_they_stand_by_both_ways(untidy: str) -> None:
    source = f"<mj-text>\nä<b>x</b>\n<br />\n<i>{untidy}</i></mj-text>"
    reader = Placed()
    reader.take(source)
    assert [source[place : place + 3] for place in reader.places] == ["<mj", "<b>", "<br", "<i>"]


def test_the_shipped_messages_are_tidy() -> None:
    texts = [path.read_text("utf-8") for path in SHIPPED.glob("*/messages/*.mjml")]
    assert texts
    for text in texts:
        assert markup._tidy(text[text.index("<mjml") :]) is not None


TAGS = st.sampled_from(
    [
        *("{{ patient.age }}", "{{patient.age|default('there')}}", "{{ x | date('EEEE d MMMM') }}"),
        *("{{ x -}}  ", "{{+ x }}", "{% if a.b == 'c' %}", "{%- else -%}", "{% endif +%}", "{# note #}"),
        *(
            '{{ "}}" }}',
            "{{ '{{' }}",
            "{{ {1: 2}[1] }}",
            "{{ f(')') }}",
            "{{ (a) }}",
            "{{- x }}",
            "{#- a -#}",
        ),
        *("{", "}", "{{", "}}", "{%", "%}", "words", "  ", "\n", "\r\n", "ä", "{{ ä }}", "{#- a -#}"),
        *("{% raw %}{{ x }}{% endraw %}", "{% segment 'over-65' %}", "{{ 1 - 2 }}", "{{ 'it''s' }}"),
    ]
)


@given(pieces=st.lists(TAGS, max_size=8))
@settings(max_examples=400, deadline=None)
def test_usual_tags_are_found_where_the_lexer_of_jinja_finds_them(pieces: list[str]) -> None:
    source = "".join(pieces)
    quick = jinja_tags._quick(source)
    if quick is None:
        return
    try:
        assert quick == jinja_tags._group(source)
    except TemplateSyntaxError:
        pytest.fail("the lexer refuses what was taken for usual")


@pytest.mark.parametrize("tag", ["{{- patient.age }}", "{{ patient.age -}}", "{%- if x %}", "{#- note -#}"])
def test_tags_that_trim_blanks_are_found_whole(tag: str) -> None:
    source = f"a  \n  {tag} b"
    problems = Problems()
    tagged = find_tags(Region("x.mjml", source), problems)
    assert tagged is not None
    assert [one.text.strip() for one in tagged.tags] == [tag]
    assert source[tagged.tags[0].start :].startswith(tag)


def test_tags_alone_stay_in_their_lines() -> None:
    tagged = find_tags(Region("x.mjml", "a\nb {{ x.y }}\n\n<b>{% if x.y %}\n{% endif %}</b>"), Problems())
    assert tagged is not None
    assert tagged.skeleton() == "\n{{ x.y }}\n\n{% if x.y %}\n{% endif %}"


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ("<a>b</a>", None),
        ("<!-- < --><a>", None),
        ("<![CDATA[ < ]]>", None),
        ("1 < 2 <br/>", None),
        ("x <a", 2),
        ("<a <b>", 0),
        ("<a><!-- b", 3),
        ("<a>< <b", 5),
    ],
)
def test_the_first_beginning_without_an_end_is_found(source: str, at: int | None) -> None:
    assert never_closed(source) == at
