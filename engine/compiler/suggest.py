"""Did you mean …? One suggestion, only when it is close."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint such as `did you mean "steps"?`, or an empty text."""
    close = get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else ""
