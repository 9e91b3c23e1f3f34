"""A mail that still says in one language what it says in another is not written in it."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.compiler import JourneySource, compile_journey
from engine.compiler.message import Message, MessageFile, read_message
from engine.compiler.same_words import still_in
from engine.journey.diagnostics import Problems
from tests.compiler.sources import JOURNEY, MESSAGE, context

CASES = json.loads(Path(__file__).with_name("same_words.json").read_text("utf-8"))
WORDS = st.lists(
    st.sampled_from(["visit", "please", "call", "7", "café", "{{ x.y }}"]), min_size=1, max_size=5
)


def read(text: str, file: str) -> Message:
    found = read_message(MessageFile("hello", "", file, text), Problems())
    assert found is not None
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_the_examples_that_the_editor_is_held_to(case: dict[str, object]) -> None:
    own, other = read(str(case["own"]), "es.mjml"), read(str(case["other"]), "en.mjml")
    assert still_in(own, other) is case["same"]


def mail(texts: list[str]) -> str:
    content = "".join(f"<mj-text>{text}</mj-text>" for text in texts)
    head = '---\nsubject: "{{ x.y }}"\nclass: identifier\n---\n'
    return f"{head}<mjml><mj-body><mj-section><mj-column>{content}</mj-column></mj-section></mj-body></mjml>"


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_a_mail_whose_every_part_is_translated_is_never_marked(parts: list[list[str]]) -> None:
    """Its copy is, where it has words at all."""
    texts = [" ".join(words) for words in parts]
    translated = read(
        mail([text.replace("visit", "cita").replace("e", "ö").replace("a", "á") for text in texts]), "es"
    )
    assert not still_in(translated, read(mail(texts), "en"))
    has_words = any(word.isalpha() for words in parts for word in words)
    assert still_in(read(mail(texts), "es"), read(mail(texts), "en")) is has_words


def test_a_copy_is_reported_as_not_written_until_somebody_says_that_it_is_meant_so() -> None:
    organization = context().organization
    assert organization is not None
    spoken = msgspec.structs.replace(organization, languages=("en", "es"))
    bilingual = msgspec.structs.replace(context(), organization=spoken)

    def found(spanish: str) -> list[tuple[str, str]]:
        files = {"hello.mjml": MESSAGE, "hello.es.mjml": spanish}
        source = JourneySource("visit", "visit/journey.yaml", JOURNEY, files)
        told = compile_journey(source, bilingual).diagnostics
        return [(one.code, one.path) for one in told if one.code == "language-variant-missing"]

    assert found(MESSAGE) == [("language-variant-missing", "visit/messages/hello.es.mjml")]
    assert found(MESSAGE.replace("---\n", "---\n# same-words: en\n", 1)) == []
