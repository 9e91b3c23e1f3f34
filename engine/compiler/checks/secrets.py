"""Nothing about a real person, and no key, is written out in a file that lives in git."""

import re
from typing import Final

from engine.compiler.jinja_tags import Region
from engine.compiler.resolve import Resolved
from engine.journey import codes
from engine.journey.diagnostics import Problems

_EMAIL: Final = re.compile(r"\b[A-Za-z0-9._%+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})\b")
_PATTERNS: Final = (
    ("a social security number", re.compile(r"\b\d{3}-\d{2}-\d{4}\b", re.ASCII)),
    ("a medical record number", re.compile(r"\bMRN\b\W{0,3}\d{5,}", re.ASCII | re.IGNORECASE)),
    ("a private key", re.compile(r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----")),
    ("an access key", re.compile(r"\bAKIA[0-9A-Z]{16}\b")),
    (
        "a secret",
        re.compile(r"\b(?:api[_-]?key|password|secret|token)\b\s*[:=]\s*['\"]?[A-Za-z0-9+/_-]{12,}", re.I),
    ),
)


def report_secrets(resolved: Resolved, problems: Problems) -> None:
    """In the journey and in its messages. The value itself is never repeated in the report."""
    source = resolved.source
    files = {source.path: source.text}
    files |= {source.message_path(name): text for name, text in source.messages.items()}
    for path, text in files.items():
        region = Region(path, text)
        for what, pattern in _PATTERNS:
            for match in pattern.finditer(text):
                place = region.span(match.start(), match.end() - match.start())
                problems.report(codes.SECRET_IN_TEXT, place, what=what)
        _report_addresses(resolved, region, problems)


def _report_addresses(resolved: Resolved, region: Region, problems: Problems) -> None:
    organization = resolved.context.organization
    own = organization.domains if organization else ()
    for match in _EMAIL.finditer(region.text):
        if match[1].lower() not in own:
            place = region.span(match.start(), match.end() - match.start())
            hint = "only addresses at the organisation's own domains are written out"
            problems.report(codes.SECRET_IN_TEXT, place, what="somebody's e-mail address", hint=hint)
