"""Where a call may go: https, to a host that organization.yaml approves, with a secret of our own. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import SplitResult, urlsplit

import msgspec

from activities.webhooks.signing import read_secrets
from engine.journey.organization import Organization
from engine.journey.plan import Call

_HTTPS: Final = 443
_PRINTABLE: Final = re.compile("[!-~]+")  # of a path: everything else is to be written as %XX


class Target(msgspec.Struct, frozen=True):
    """`path` with its query. `keys` sign the call; none where the installation has no secret for it."""

    host: str
    port: int
    path: str
    keys: tuple[bytes, ...]


class Forbidden(msgspec.Struct, frozen=True):
    """It may not be called, today or ever: a kebab-case code."""

    reason: str


def target_of(
    call: Call, organization: Organization, secrets: Mapping[str, str], today: date
) -> Target | Forbidden:
    """`secrets`: by connector's name, or by host for a call that writes its own address.

    Reasons: connector-unknown, url-malformed, url-not-https, host-not-approved.
    """
    connector = organization.connectors.get(call.connector)
    if call.connector and connector is None:
        return Forbidden("connector-unknown")
    url = _split(connector.url if connector else call.url)
    if url is None or not url.hostname or url.username is not None or url.password is not None:
        return Forbidden("url-malformed")
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    if not _PRINTABLE.fullmatch(path):
        return Forbidden("url-malformed")
    if url.scheme != "https":
        return Forbidden("url-not-https")
    place = (url.hostname, url.port or _HTTPS)
    if connector is None and place not in approved_places(organization, today):
        return Forbidden("host-not-approved")
    name = call.connector or next(
        (name for name, one in organization.connectors.items() if _place(one.url) == place), url.hostname
    )
    return Target(*place, path, read_secrets(secrets.get(name, "")))


def approved_places(organization: Organization, today: date) -> set[tuple[str, int]]:
    """(host, port) of every connector, and the hosts of agreements in force on the port of https."""
    places = {
        (host.lower(), _HTTPS)
        for agreement in organization.agreements.values()
        if not agreement.until or agreement.until >= today.isoformat()
        for host in agreement.hosts
    }
    return places | {place for one in organization.connectors.values() if (place := _place(one.url))}


def _place(url: str) -> tuple[str, int] | None:
    split = _split(url)
    return (split.hostname, split.port or _HTTPS) if split and split.hostname else None


def _split(url: str) -> SplitResult | None:
    try:
        split = urlsplit(url)
        _ = split.port  # raises where it is no number
    except ValueError:
        return None
    return split
