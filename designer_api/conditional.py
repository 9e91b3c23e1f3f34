"""Optimistic locking of documents (RFC 9110, 13.1.1): `If-Match` says which text a change was made from."""

from collections.abc import Mapping

from engine.errors import EngineError


class MatchMissing(EngineError):
    """A write that does not say what it overwrites (RFC 6585, 3)."""

    status = 428


def wanted_etag(headers: Mapping[str, str]) -> str:
    """The tag without its quotes; weak ones too, since bodies are compared whole. Raises MatchMissing."""
    tag = headers.get("if-match", "").strip().removeprefix("W/").strip('"')
    if not tag:
        raise MatchMissing("if-match-missing", "Say in If-Match which text this change was made from.")
    return tag
