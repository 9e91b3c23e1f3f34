"""The strict address check: one recipient or a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.policy.address import Address, Unsendable, check_address


@pytest.mark.parametrize(
    ("text", "sent_to"),
    [
        ("ana@example.org", "ana@example.org"),
        ("  ana@example.org ", "ana@example.org"),
        ("Ana.O'Neill+care@Example.ORG", "Ana.O'Neill+care@example.org"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("ana@例え.テスト", "ana@xn--r8jz45g.xn--zckzah"),
        ("a@b.co", "a@b.co"),
    ],
)
def test_an_ordinary_address_is_accepted_and_its_domain_becomes_ascii(text: str, sent_to: str) -> None:
    found = check_address(text)
    assert isinstance(found, Address)
    assert str(found) == sent_to


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "address-is-empty"),
        ("ana", "address-has-no-at-sign"),
        ("ana@x.test <bob@y.test>", "address-has-two-at-signs"),
        ("Ana <ana@example.org>", "address-local-part-is-malformed"),
        ("ana@example.org,bob@example.org", "address-has-two-at-signs"),
        ('"ana b"@example.org', "address-has-quoted-local-part"),
        ('"@"@example.org', "address-has-two-at-signs"),
        ("ana(comment)@example.org", "address-local-part-is-malformed"),
        ("añа@example.org", "address-local-part-is-not-ascii"),
        (".ana@example.org", "address-local-part-is-malformed"),
        ("a..na@example.org", "address-local-part-is-malformed"),
        ("ana@localhost", "address-domain-is-malformed"),
        ("ana@[192.0.2.1]", "address-domain-is-malformed"),
        ("ana@192.0.2.1", "address-domain-is-malformed"),
        ("ana@-bad.example", "address-domain-is-malformed"),
        ("ana@xn--a.example", "address-domain-is-malformed"),
        ("ana@exam\u202eple.org", "address-domain-is-malformed"),
        ("ana@example.org\r\nBcc: eve@example.org", "address-has-two-at-signs"),
        ("ana@example.org\n", "address-domain-is-malformed"),
        ("ana\n@example.org", "address-local-part-is-malformed"),
        ("ana\x00@example.org", "address-local-part-is-malformed"),
        ("ana＠example.org", "address-has-no-at-sign"),
        ("a" * 65 + "@example.org", "address-local-part-is-too-long"),
        ("a@" + "b" * 64 + ".org", "address-domain-is-malformed"),
        ("a" * 60 + "@" + ("b" * 62 + ".") * 3 + "example", "address-is-too-long"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert check_address(text) == Unsendable(reason)


@given(st.text(max_size=400) | st.from_regex(r"[^@]{0,20}@[^@]{0,40}"))
def test_whatever_is_typed_the_answer_is_an_address_on_one_ascii_line_or_a_reason(text: str) -> None:
    found = check_address(text)
    if isinstance(found, Address):
        written = str(found)
        assert written.isascii() and written.isprintable() and " " not in written
        assert written.count("@") == 1 and len(written) <= 254
        assert not set(written) & set('<>",;:()[]\\')
        assert check_address(written) == found
    else:
        assert found.reason.startswith("address-")
