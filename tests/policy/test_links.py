"""Signed links: read back as made, and nothing else is read."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.links import TOKEN_LENGTH, Action, Link, link_url, make_token, read_token

KEY, OTHER = b"k" * 32, b"o" * 32
ACTIONS: tuple[Action, ...] = ("click", "confirm", "opt-out", "portal", "view")
links = st.builds(Link, st.uuids(), st.sampled_from(ACTIONS), st.integers(0, 65_535))


@given(links)
def test_a_token_reads_back_as_it_was_made(link: Link) -> None:
    token = make_token(KEY, link)
    assert len(token) == TOKEN_LENGTH
    assert read_token(KEY, token) == link
    assert read_token(OTHER, token) is None


@given(links, st.integers(0, TOKEN_LENGTH - 1), st.sampled_from("ABCabc019-_"))
def test_a_token_with_one_other_character_is_no_token(link: Link, place: int, char: str) -> None:
    token = make_token(KEY, link)
    changed = token[:place] + char + token[place + 1 :]
    assert changed == token or read_token(KEY, changed) is None


@given(st.text(max_size=100))
def test_any_text_is_answered_with_none(text: str) -> None:
    assert read_token(KEY, text) is None


@pytest.mark.parametrize("mangled", ["", "=3D", "A" * 47, "A" * 49, "é" * 48, "A" * 48])
def test_what_mail_programs_make_of_a_link_is_refused_quietly(mangled: str) -> None:
    assert read_token(KEY, mangled) is None


def test_another_action_on_the_same_message_has_another_signature() -> None:
    one = UUID(int=7)
    tokens = {make_token(KEY, Link(one, action)) for action in ACTIONS}
    assert len({token[-20:] for token in tokens}) == len(ACTIONS)


def test_the_portal_has_a_room_of_its_own() -> None:
    one = UUID(int=7)
    assert link_url("https://c.example.org", KEY, Link(one, "portal")).startswith(
        "https://c.example.org/portal/"
    )
    assert link_url("https://c.example.org", KEY, Link(one, "opt-out")).startswith("https://c.example.org/l/")
