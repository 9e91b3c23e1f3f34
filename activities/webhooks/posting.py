"""One try of one call: a POST over verified TLS to an address that was checked, bounded in time and size."""

import asyncio
import ssl
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

import httpx
import msgspec

from activities.webhooks.resolving import NotPublic, resolve
from activities.webhooks.target import Target

PATIENCE: Final = 15.0  # seconds for everything: name, connection, TLS, request, first line of the answer
MOST_BODY: Final = 64 * 1024  # octets of a request; of an answer nothing is read but its head
_MOST_ADDRESSES: Final = 3  # of a host that are tried, when the first cannot be connected to
_LONGEST_PAUSE: Final = 6 * 3600.0
_TIMEOUT: Final = httpx.Timeout(10.0, connect=4.0)


class Tried(msgspec.Struct, frozen=True):
    """`reason` is empty when the call was taken. `again`: it may be tried once more, not before `pause` s."""

    reason: str
    again: bool = False
    status: int | None = None
    pause: float = 0.0
    milliseconds: int = 0


def open_client(authority: Path | None) -> httpx.AsyncClient:
    """Without proxies, redirects or kept connections: each is checked and verified for its own host."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authority is not None:
        context.load_verify_locations(authority)
    return httpx.AsyncClient(
        verify=context,
        trust_env=False,
        follow_redirects=False,
        timeout=_TIMEOUT,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


async def post(
    client: httpx.AsyncClient, target: Target, headers: Mapping[str, str], body: bytes, *, private: bool
) -> Tried:
    """Never raises for what a host does; `private` allows addresses that are not public."""
    began = time.monotonic()
    tried = await _post(client, target, headers, body, private)
    return msgspec.structs.replace(tried, milliseconds=round(1000 * (time.monotonic() - began)))


async def _post(
    client: httpx.AsyncClient, target: Target, headers: Mapping[str, str], body: bytes, private: bool
) -> Tried:
    try:
        async with asyncio.timeout(PATIENCE):
            addresses = await resolve(target.host, target.port, private=private)
            requests = [_request(client, target, one, headers, body) for one in addresses[:_MOST_ADDRESSES]]
            answer = await _first_answer(client, requests)
    except NotPublic:
        return Tried("address-not-public")
    except (TimeoutError, httpx.TimeoutException):
        return Tried("timed-out", again=True)
    except httpx.ConnectError as error:
        return Tried("tls-failed" if _is_tls(error) else "not-reachable", again=True)
    except (httpx.HTTPError, OSError, UnicodeError):
        return Tried("not-reachable", again=True)
    return judge(answer.status_code, answer.headers.get("retry-after", ""), datetime.now(UTC))


async def _first_answer(client: httpx.AsyncClient, requests: Sequence[httpx.Request]) -> httpx.Response:
    """Of the first address that can be connected to; its body is left alone."""
    for request in requests[:-1]:
        try:
            return await _head_of(client, request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if _is_tls(error):
                raise  # somebody answered there, and could not prove to be the host
    return await _head_of(client, requests[-1])


async def _head_of(client: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
    answer = await client.send(request, stream=True)
    await answer.aclose()
    return answer


def _request(
    client: httpx.AsyncClient, target: Target, address: str, headers: Mapping[str, str], body: bytes
) -> httpx.Request:
    """To the address, in the name of the host: certificate and server name are the host's."""
    host = target.host if target.port == 443 else f"{target.host}:{target.port}"
    url = httpx.URL(scheme="https", host=address, port=target.port, raw_path=target.path.encode("ascii"))
    told = {**headers, "host": host, "content-type": "application/json", "user-agent": "careloom"}
    return client.build_request(
        "POST", url, headers=told, content=body, extensions={"sni_hostname": target.host}
    )


def judge(status: int, retry_after: str, now: datetime) -> Tried:
    """What an answer means: 2xx taken, 429 and 5xx later, all else (redirects too) never."""
    if 200 <= status < 300:
        return Tried("", status=status)
    reason = f"status-{status}"
    if status == 429 or status >= 500:
        return Tried(reason, again=True, status=status, pause=pause_of(retry_after, now))
    return Tried(reason, status=status)


def pause_of(retry_after: str, now: datetime) -> float:
    """Seconds that `Retry-After` asks for (RFC 9110 10.2.3), at most six hours; 0 where it cannot be read."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_PAUSE)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    return max(0.0, min(seconds, _LONGEST_PAUSE))


def _is_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
