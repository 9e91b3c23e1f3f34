"""What became of a step is told in words, never by the code of the engine."""

import pytest

from designer_api.patients.timeline import explain_outcome


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("appointment.no_show", "did not come to the visit"),
        ("exit:appointment.cancelled", "ended because: visit cancelled"),
        ("otherwise", "none of the conditions was true"),
        ("unknown", "a value was missing to decide"),
        ("confirmed", "confirmed the visit"),
        ("skipped:opted-out", "not sent because: opted out"),
        ("sent:tls", "sent, over verified TLS"),
        ("looked, but said nothing", "looked, but said nothing"),
    ],
)
def test_outcomes_are_told_as_people_say_them(outcome: str, words: str) -> None:
    assert explain_outcome(outcome) == words
