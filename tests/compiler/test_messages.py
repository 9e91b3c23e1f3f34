"""Messages: the Jinja survives MJML, the text part says the same, and what is used is known."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engine.compiler.jinja_tags import Region, find_tags
from engine.compiler.templates import Template
from engine.journey.diagnostics import Problems
from tests.compiler.sources import FRONT, JOURNEY, MESSAGE, codes_of, column, compiled


def template_of(content: str) -> Template:
    found = compiled(JOURNEY, hello=column(content))
    assert found.plan is not None, [(one.code, one.message) for one in found.diagnostics]
    return found.templates[0]


def rendered(part: str, **names: Any) -> str:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.filters["date"] = lambda value, pattern: f"<{pattern}>"
    return environment.from_string(part).render(**names)


def test_values_survive_in_words_and_in_addresses() -> None:
    made = template_of(
        "<mj-text>Dear {{ patient.first_name }} &amp; co</mj-text>\n"
        '<mj-button href="{{ link.confirm }}">Go</mj-button>'
    )
    assert "Dear {{ patient.first_name }} &amp; co" in made.html
    assert 'href="{{ link.confirm }}"' in made.html
    assert made.fields == ("patient.first_name",)


def test_whole_blocks_depend_on_a_segment() -> None:
    made = template_of(
        '{% segment "over-65" %}\n<mj-text>Older</mj-text>\n'
        "{% else %}\n<mj-text>Younger</mj-text>\n{% endsegment %}"
    )
    for part in (made.html, made.text):
        assert "Older" in rendered(part, segments={"over-65": True})
        assert "Younger" not in rendered(part, segments={"over-65": True})
        assert "Younger" in rendered(part, segments={"over-65": False})
    assert made.segments == ("over-65",)


def test_rows_may_depend_on_a_value() -> None:
    row = "<mj-section><mj-column><mj-text>{}</mj-text></mj-column></mj-section>"
    body = row.format("First") + "{% if patient.first_name == 'Ana' %}" + row.format("Second") + "{% endif %}"
    found = compiled(JOURNEY, hello=f"{FRONT}<mjml><mj-body>{body}</mj-body></mjml>\n")
    assert found.plan is not None
    html = found.templates[0].html
    assert "Second" in rendered(html, patient={"first_name": "Ana"})
    assert "Second" not in rendered(html, patient={"first_name": "Eva"})


def test_quotes_and_angle_brackets_inside_tags_do_no_harm() -> None:
    made = template_of(
        "<mj-text>{{ patient.first_name | default(\"<b>&'x'</b>\") }}"
        "{% if patient.age < 65 and patient.age > 3 %}y{% endif %}</mj-text>"
    )
    assert "{{ patient.first_name | default(\"<b>&'x'</b>\") }}" in made.html
    assert "{% if patient.age < 65 and patient.age > 3 %}y{% endif %}" in made.text


def test_the_text_part_writes_addresses_out_and_drops_markup() -> None:
    made = template_of(
        "<mj-text>Dear <b>you</b>,<br/>come.</mj-text>"
        '<mj-button href="{{ link.confirm }}">Confirm</mj-button>'
        '<mj-text><a href="https://clinic.example.org/?a=1&amp;b=2">Our page</a></mj-text>'
    )
    lines = [line for line in made.text.split("\n") if line]
    assert lines == ["Dear you,", "come.", "Confirm: {{ link.confirm }}", "Our page: {{ link.click_0 }}"]
    assert made.links == ("https://clinic.example.org/?a=1&b=2",)
    assert 'href="{{ link.click_0 }}"' in made.html


def test_words_that_look_like_tags_are_words() -> None:
    made = template_of("<mj-text>a &#123;&#123; 7*7 &#125;&#125; b</mj-text>")
    assert "49" not in rendered(made.text)
    assert "49" not in rendered(made.html)


def test_the_preheader_is_hidden_in_the_page_and_not_in_the_text() -> None:
    made = template_of("<mj-text>Hello.</mj-text>")
    assert "A short reminder</div>" in made.html
    assert "A short reminder" not in made.text
    assert made.preheader == "A short reminder"


def test_comments_are_not_mailed() -> None:
    made = template_of("<mj-text>{# not for you #}Hello.</mj-text><!-- nor this -->")
    assert "not for you" not in made.html + made.text
    assert "nor this" not in made.html + made.text


def test_no_font_is_loaded() -> None:
    assert "fonts.googleapis" not in template_of("<mj-text>Hello.</mj-text>").html


def test_the_page_says_its_language() -> None:
    found = compiled(JOURNEY, **{"hello": MESSAGE, "hello.es": MESSAGE})
    assert {one.language: f'lang="{one.language}"' in one.html for one in found.templates} == {
        "en": True,
        "es": True,
    }


def test_the_hash_covers_every_part() -> None:
    first = template_of("<mj-text>Hello.</mj-text>")
    second = template_of("<mj-text>Hello!</mj-text>")
    subject = compiled(
        JOURNEY, hello=column("<mj-text>Hello.</mj-text>").replace("Your visit", "Your visits")
    )
    assert len({first.sha256, second.sha256, subject.templates[0].sha256}) == 3


@pytest.mark.parametrize(
    "content",
    [
        "<mj-text>{{ ''.__class__ }}</mj-text>",
        "<mj-text>{{ patient.first_name.__class__ }}</mj-text>",
        "<mj-text>{{ patient['first_name'] }}</mj-text>",
        "<mj-text>{{ segments[patient.first_name] }}</mj-text>",
        "<mj-text>{{ self }}</mj-text>",
        "<mj-text>{{ 'x' * 9 }}</mj-text>",
        "<mj-text>{{ 9 ** 9 }}</mj-text>",
        "<mj-text>{{ 'x' ~ 'y' }}</mj-text>",
        "<mj-text>{{ 'x' % 9 }}</mj-text>",
        "<mj-text>{{ range(9) }}</mj-text>",
        "<mj-text>{{ lipsum() }}</mj-text>",
        "<mj-text>{{ cycler('a') }}</mj-text>",
        "<mj-text>{{ patient.first_name | center(99999) }}</mj-text>",
        "<mj-text>{{ patient.first_name | safe }}</mj-text>",
        "<mj-text>{{ patient.first_name | map('attr') }}</mj-text>",
        "<mj-text>{{ patient.first_name | default(patient.age) }}</mj-text>",
        "<mj-text>{% for x in patient.tags %}{% endfor %}</mj-text>",
        "<mj-text>{% set x = 1 %}</mj-text>",
        "<mj-text>{% include 'x' %}</mj-text>",
        "<mj-text>{% import 'x' as y %}</mj-text>",
        "<mj-text>{% extends 'x' %}</mj-text>",
        "<mj-text>{% macro m() %}{% endmacro %}</mj-text>",
        "<mj-text>{% autoescape false %}{% endautoescape %}</mj-text>",
        "<mj-text>{% filter upper %}x{% endfilter %}</mj-text>",
        "<mj-text>{% raw %}{{ x }}{% endraw %}</mj-text>",
        "<mj-text>{{ [1, 2] }}</mj-text>",
        "<mj-text>{{ {'a': 1} }}</mj-text>",
        "<mj-text>{{ link }}</mj-text>",
        "<mj-text>{{ patient }}</mj-text>",
        "<mj-text>{{ now }}</mj-text>",
        "<mj-text>" + "{% if patient.age %}" * 120 + "x" + "{% endif %}" * 120 + "</mj-text>",
        "<mj-text>{{ patient.first_name" + " | upper" * 60 + " }}</mj-text>",
        "<mj-text>{{ " + "9" * 5_000 + " }}</mj-text>",
        "<mj-text>{{ 1e999 }}</mj-text>",
        "<mj-text>{{ appointment.start | date('g') }}</mj-text>",
        "<mj-text>{{ appointment.start | date('EEEEEEEE') }}</mj-text>",
    ],
)
def test_whatever_is_not_listed_is_refused(content: str) -> None:
    found = compiled(JOURNEY, hello=column(content))
    assert found.plan is None
    assert set(codes_of(found)) <= {
        "template-not-allowed",
        "template-syntax",
        "unknown-field",
        "unknown-link",
    }


@pytest.mark.parametrize(
    "content",
    [
        '<mj-image src="{{ link.portal }}"/>',
        '<mj-include path="/etc/passwd"/>',
        "<mj-raw><script>alert(1)</script></mj-raw>",
        '<mj-text><img src="x"/></mj-text>',
        '<mj-text onclick="x()">Hi</mj-text>',
        '<mj-text><a href="JavaScript:x">Hi</a></mj-text>',
        '<mj-text><a href="//elsewhere.example/x">Hi</a></mj-text>',
        '<mj-text><a href="{{ link.portal }}{{ patient.first_name }}">Hi</a></mj-text>',
        '<mj-text><a href="{% if patient.age %}x{% endif %}">Hi</a></mj-text>',
        "<{{ link.portal }}>",
        "<mj-text>{{ patient.first_name }",
        "</mj-column>",
        "<mj-text",
        "<![CDATA[ {{ patient.first_name }} ]]>",
        "<?xml {{ patient.first_name }} ?>",
        "<!-- {{ patient.first_name }} -->",
        "{{ patient.first_name }}",
    ],
)
def test_hostile_markup_is_a_diagnostic_in_the_message(content: str) -> None:
    found = compiled(JOURNEY, hello=column(content))
    assert found.plan is None
    assert all(one.path == "visit/messages/hello.mjml" for one in found.diagnostics)


@pytest.mark.parametrize(
    "content",
    [
        r'<mj-text><b style="background: u\72l(https://x.example/)">Hi</b></mj-text>',
        r'<mj-text><b style="background: \75 rl(https://x.example/)">Hi</b></mj-text>',
        "<mj-text><b style=\"background: image-set('https://x.example/' 1x)\">Hi</b></mj-text>",
        "<mj-raw><style>@font-face { src: url(https://x.example/) }</style></mj-raw>",
        '<mj-text><a ping="https://x.example/" href="https://y.example/">Hi</a></mj-text>',
        '<mj-text><!--[if mso]><img src="https://x.example/" /><![endif]-->Hi</mj-text>',
    ],
)
def test_nothing_is_loaded_from_elsewhere_however_it_is_written(content: str) -> None:
    assert set(codes_of(compiled(JOURNEY, hello=column(content)))) == {"external-content"}


def test_a_style_sheet_that_imports_by_an_escaped_word_is_refused() -> None:
    styled = r'<mjml><mj-head><mj-style>@\69mport "https://x.example/";</mj-style></mj-head>'
    text = f"{FRONT}{styled}<mj-body></mj-body></mjml>\n"
    assert set(codes_of(compiled(JOURNEY, hello=text))) == {"external-content"}


def test_comments_for_outlook_that_load_nothing_stay() -> None:
    ghost = "<mj-text><!--[if mso]><br /><![endif]-->Hi</mj-text>"
    assert compiled(JOURNEY, hello=column(ghost)).plan is not None


PIECES = st.sampled_from(
    [
        *("<mj-text>", "</mj-text>", "{{ patient.first_name }}", "{% if patient.age %}", "{% endif %}"),
        *("{% else %}", '{% segment "over-65" %}', "{% endsegment %}", "words", "<b>", "</b>", "&amp;", "&"),
        *("<", "{#", "#}", "{{", "}}", "%}", "<mj-section>", "</mj-section>", "</mj-column>", "<mj-column>"),
        *("\n", '"', "'", "\r\n", "é", "{{ link.portal }}", "\x00", '<a href="', '">', "</a>", "<mj-raw>"),
        *("</mj-raw>", "{% raw %}", "{% endraw %}", "<!--", "-->", "<![CDATA["),
    ]
)


def without_comments(text: str) -> str:
    """As the template language sees it: a tag in a comment is none."""
    return "".join(
        value for _, kind, value in Environment(autoescape=True).lex(text) if not kind.startswith("comment")
    )


@example("{#{% if patient.age %}#}")
@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_arrangement_of_tags_raises_or_loses_one(content: str) -> None:
    found = compiled(JOURNEY, hello=column(content))
    for one in found.diagnostics:
        assert one.line >= 1
        assert one.column >= 1
    if found.plan is not None:
        made, tags = found.templates[0], without_comments(content)
        assert made.html.count("{%") == tags.count("{%") - tags.count("{% raw") - tags.count("{% endraw")
        rendered(
            made.html, patient={"first_name": "A", "age": 3}, segments={"over-65": True}, link={"portal": "p"}
        )
        rendered(
            made.text, patient={"first_name": "A", "age": 3}, segments={"over-65": True}, link={"portal": "p"}
        )


@given(st.text(max_size=200))
def test_no_text_as_a_message_raises(text: str) -> None:
    assert compiled(JOURNEY, hello=text).plan is None


@given(st.lists(PIECES, max_size=20).map("".join))
def test_tags_are_cut_out_and_put_back_exactly(text: str) -> None:
    tagged = find_tags(Region("a", text), Problems())
    if tagged is not None and "segment" not in text:
        assert tagged.plain() == text
    if tagged is not None:
        for index, tag in enumerate(tagged.tags):
            if tag.kind != "comment":
                found = tagged.tokenised().index(tagged.token(index))
                assert tagged.original_offset(found) == tag.start


@pytest.mark.parametrize("sign", ["{{", "{{ soon", "{% if x", "{{ patient.first_name }"])
def test_a_tag_that_is_never_closed_is_an_error_in_the_subject_too(sign: str) -> None:
    """Jinja's lexer comes to the end of such a line and says nothing; its parser would refuse the mail."""
    found = compiled(JOURNEY, hello=column("<mj-text>Hello.</mj-text>").replace("Your visit", f"Now {sign}"))
    assert (found.plan, codes_of(found)) == (None, ["template-syntax"])


@given(
    st.lists(
        st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "'", " ", "if", "x", "|", "\n"]), max_size=9
    )
)
def test_what_has_tags_can_be_parsed_or_is_reported(pieces: list[str]) -> None:
    problems = Problems()
    tagged = find_tags(Region("m.mjml", "".join(pieces)), problems)
    assert (tagged is None) == problems.has_errors()
    if tagged is not None:
        ends = [tag.end for tag in tagged.tags]
        assert "{{" not in tagged.source[max(ends, default=0) :], "what begins a value ends it"
