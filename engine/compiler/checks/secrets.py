"""Nothing about a real person, and no key, is written out in a file that lives in git."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from engine.compiler.jinja_tags import Region
from engine.compiler.resolve import Resolved
from engine.compiler.tree import yaml_lines
from engine.journey import codes
from engine.journey.diagnostics import Problems
from engine.journey.organization import Organization

_LOCAL_PART: Final = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_DOMAIN: Final = re.compile(r"((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})\b")
_PATTERNS: Final = (  # what must occur in small letters before it is worth looking, what it is, how it looks
    ("-", "a social security number", re.compile(r"\b\d{3}-\d{2}-\d{4}\b", re.ASCII)),
    ("mrn", "a medical record number", re.compile(r"\bMRN\b\W{0,3}\d{5,}", re.ASCII | re.IGNORECASE)),
    ("private key", "a private key", re.compile(r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----")),
    ("akia", "an access key", re.compile(r"\bAKIA[0-9A-Z]{16}\b")),
    *(
        (word, "a secret", re.compile(rf"\b{word}\b\s*[:=]\s*['\"]?[A-Za-z0-9+/_-]{{12,}}", re.IGNORECASE))
        for word in ("apikey", "api_key", "api-key", "password", "secret", "token")
    ),
)
ORGANIZATION: Final = "organization.yaml"
_HINT: Final = "only addresses at the organisation's own domains are written out"


def report_secrets(resolved: Resolved, problems: Problems) -> None:
    """In the journey, its messages and its forms. The value itself is never repeated in the report."""
    source, organization = resolved.source, resolved.context.organization
    files = {source.path: source.text}
    files |= {source.message_path(name): text for name, text in source.messages.items()}
    files |= {source.form_path(name): text for name, text in source.forms.items()}
    report_secrets_in(files, organization.domains if organization else (), problems)


def report_secrets_of_documents(
    files: Mapping[str, str], organization: Organization | None, problems: Problems
) -> None:
    """In the organisation's own documents. Its addresses are judged where it names its domains."""
    house = {path: text for path, text in files.items() if path.endswith(ORGANIZATION)}
    others = {path: text for path, text in files.items() if path not in house}
    report_secrets_in(house, None, problems)
    report_secrets_in(others, organization.domains if organization else (), problems)


def report_secrets_in(files: Mapping[str, str], own: tuple[str, ...] | None, problems: Problems) -> None:
    """`files`: path → text; `own`: domains at which addresses may be written out, None for any."""
    for path, written in files.items():
        text = written if path.endswith(".mjml") else "\n".join(yaml_lines(written))
        region, small = Region(path, text), text.lower()
        for word, what, pattern in _PATTERNS:
            for match in pattern.finditer(text) if word in small else ():
                place = region.span(match.start(), match.end() - match.start())
                problems.report(codes.SECRET_IN_TEXT, place, what=what)
        for start, end, domain in _addresses(text):
            if own is not None and domain.lower() not in own:
                place = region.span(start, end - start)
                problems.report(codes.SECRET_IN_TEXT, place, what="somebody's e-mail address", hint=_HINT)


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, domain) of every e-mail address."""
    at = text.find("@")
    while at >= 0:
        before, after = _LOCAL_PART.search(text, max(at - 64, 0), at), _DOMAIN.match(text, at + 1)
        if before is not None and after is not None:
            yield before.start(), after.end(), after[1]
        at = text.find("@", at + 1)
