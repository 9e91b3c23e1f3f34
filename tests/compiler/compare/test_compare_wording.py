"""What a message says otherwise: every paragraph that differs, and of a long one the stretch that does."""

from engine.compiler.compare.difference import FieldChange
from engine.compiler.compare.messages import wording

LONG = "Please come a few minutes early, bring your card, and tell the desk whether anything has changed. "


def test_a_change_far_into_a_long_paragraph_is_told() -> None:
    (told,) = wording("en", LONG * 3 + "Charge your phone.", LONG * 3 + "Bring a charger.")
    assert told.field == "en text"
    assert told.before.endswith("Charge your phone.")
    assert told.after.endswith("Bring a charger.")
    assert told.before.startswith("…") and len(told.before) < 120


def test_every_paragraph_that_differs_is_told_with_its_line() -> None:
    told = wording("en", "one\n\ntwo\nthree\nfour", "one\n2\nthree\nmore\nfour")
    assert told == [
        FieldChange("en line 2 text", "two", "2"),
        FieldChange("en line 4 text", "", "more"),
    ]


def test_a_paragraph_that_is_gone_is_told_once_and_the_rest_is_not() -> None:
    assert wording("en", "one\ntwo\nthree", "one\nthree") == [FieldChange("en text", "two", "")]


def test_of_many_changed_lines_the_number_of_the_rest_is_told() -> None:
    told = wording("en", "\n".join(f"a{n}" for n in range(20)), "\n".join(f"b{n}" for n in range(20)))
    assert told[-1] == FieldChange("en further text", "", "8 more lines", now=8)
