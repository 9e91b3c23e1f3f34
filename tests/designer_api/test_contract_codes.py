"""The list of codes that the designer must have words for."""

from designer_api.contract.codes import refusal_codes, unread_codes, untaken_codes


def test_every_code_of_a_refusal_can_be_read_off_the_source() -> None:
    assert unread_codes() == [], "write the code out where it is raised, so that it gets words"


def test_codes_of_classes_of_plain_http_and_of_senders_are_all_found() -> None:
    """One of each way a code is made."""
    found = {*refusal_codes()}
    assert {"text-moved", "does-not-compile", "link-used", "wrong-password", "method-not-allowed"} <= found
    assert "hl7-empty" in untaken_codes()
    assert found.isdisjoint(untaken_codes())
