"""Which addresses may be reached, how long a host is left alone, and what its answers mean."""

import ipaddress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.webhooks.pauses import PAUSES, Breaker, pause_before
from activities.webhooks.posting import judge, pause_of
from activities.webhooks.resolving import NotPublic, is_public, resolve

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
INSIDE = [
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1",
    "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "::", "::1", "fe80::1",
    "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::",
    "64:ff9b::7f00:1", "64:ff9b:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_what_lies_inside_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_what_lies_outside_is(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1", "::1"])
async def test_however_it_is_written_this_machine_is_refused(host: str) -> None:
    with pytest.raises((NotPublic, OSError)):
        await resolve(host, 443, private=False)


async def test_all_addresses_of_a_host_are_known_in_order_and_once() -> None:
    found = await resolve("localhost", 443, private=True)
    assert found and len(found) == len(set(found)) and set(found) <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize(
    ("status", "again", "reason"),
    [(200, False, ""), (204, False, ""), (301, False, "status-301"), (404, False, "status-404"),
     (429, True, "status-429"), (500, True, "status-500"), (503, True, "status-503")],
)  # fmt: skip
def test_what_an_answer_means(status: int, again: bool, reason: str) -> None:
    tried = judge(status, "", NOW)
    assert (tried.again, tried.reason, tried.status) == (again, reason, status)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("120", 120.0), ("0", 0.0), ("999999999999", 21600.0), ("", 0.0), ("soon", 0.0), ("-5", 0.0),
     (format_datetime(NOW + timedelta(minutes=3), usegmt=True), 180.0),
     (format_datetime(NOW - timedelta(minutes=3), usegmt=True), 0.0)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(written: str, seconds: float) -> None:
    assert pause_of(written, NOW) == seconds


@given(st.text(max_size=60))
def test_no_retry_after_breaks_anything(written: str) -> None:
    assert 0 <= pause_of(written, NOW) <= 21600


@given(st.uuids(), st.integers(1, 100), st.floats(0, 21600))
def test_pauses_grow_to_an_hour_and_never_are_shorter_than_asked(
    call: UUID, tries: int, asked: float
) -> None:
    pause = pause_before(call, tries, asked)
    assert pause >= max(asked, PAUSES[min(tries, len(PAUSES)) - 1])
    assert pause <= 1.2 * max(asked, PAUSES[-1])


def test_a_host_is_left_alone_after_five_failures_in_a_row_and_trusted_after_one_answer() -> None:
    breaker = Breaker(alone=30)
    for _ in range(4):
        breaker.note("h", answered=False)
    breaker.note("h", answered=True)
    for _ in range(4):
        breaker.note("h", answered=False)
    assert breaker.rest("h") == 0
    breaker.note("h", answered=False)
    assert 29 < breaker.rest("h") <= 30
    assert breaker.rest("other") == 0
