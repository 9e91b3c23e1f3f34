"""The SMTP client against a scripted server: every fault has its one honest outcome."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from activities.channels.email.smtp.outcome import Accepted, Envelope, NotSent, Outcome, Refused, Unknown
from activities.channels.email.smtp.pool import SmtpPool
from activities.channels.email.smtp.relay import Login, Relay

from .conftest import Answer, Authority, Conversation, Script, drop, hang

Listen = Callable[[Script], Awaitable[Script]]
BODY = b"Subject: hello\r\n\r\nGood morning\r\n"


def envelope(number: int = 0, content: bytes = BODY, require_tls: bool = False) -> Envelope:
    return Envelope("bounce@mail.example.org", f"p{number}@example.org", content, require_tls)


def clear(script: Script, **changes: float) -> Relay:
    return Relay("127.0.0.1", script.port, "none", **changes)  # type: ignore[arg-type]


async def deliver(relay: Relay, *envelopes: Envelope, concurrency: int = 1) -> list[Outcome]:
    async with SmtpPool(relay) as pool:
        return await pool.deliver(envelopes, concurrency)


@pytest.mark.parametrize("keywords", [("PIPELINING", "SIZE 100000"), ()], ids=["pipelined", "plain"])
async def test_many_messages_share_a_connection_and_come_back_in_order(
    listen: Listen, keywords: tuple[str, ...]
) -> None:
    script = await listen(Script(keywords=keywords))
    found = await deliver(clear(script), *map(envelope, range(20)))
    assert [one.queue_id for one in found if isinstance(one, Accepted)] == [f"Q{n:06d}" for n in range(1, 21)]
    assert script.connections == 1
    assert script.messages == [BODY + b".\r\n"] * 20
    assert [line for line in script.commands if line.startswith("RCPT")] == [
        f"RCPT TO:<p{n}@example.org>" for n in range(20)
    ]


async def test_a_batch_uses_several_connections_at_once(listen: Listen) -> None:
    async def slow(_: Conversation) -> str:
        await asyncio.sleep(0.05)
        return "250 ok"

    script = await listen(Script(answers={"DOT": [slow]}))
    started = time.perf_counter()
    found = await deliver(clear(script), *map(envelope, range(40)), concurrency=4)
    assert all(isinstance(one, Accepted) for one in found)
    assert script.connections == 4
    assert time.perf_counter() - started < 1.5


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "DOT"])
@pytest.mark.parametrize(
    ("reply", "permanent"), [("450 4.2.1 later", False), ("550 5.1.1 no such user", True)]
)
async def test_a_refusal_says_where_and_for_how_long_and_the_next_message_goes_through(
    listen: Listen, verb: str, reply: str, permanent: bool
) -> None:
    script = await listen(Script(answers={verb: [reply, "354 go" if verb == "DATA" else "250 ok"]}))
    if verb in {"MAIL", "RCPT"}:
        script.answers["DATA"] = ["503 5.5.1 no recipients", "354 go"]
    first, second = await deliver(clear(script), envelope(1), envelope(2))
    assert isinstance(first, Refused)
    assert (first.code, first.enhanced) == (int(reply[:3]), reply[4:9])
    assert (first.where, first.permanent) == (verb.lower(), permanent)
    assert isinstance(second, Accepted)
    assert script.connections == 1
    assert len(script.messages) == (2 if verb == "DOT" else 1)


async def test_a_server_that_wants_content_without_a_recipient_gets_no_dot(listen: Listen) -> None:
    script = await listen(Script(answers={"RCPT": ["550 5.1.1 no", "250 ok"]}))
    first, second = await deliver(clear(script), envelope(1), envelope(2))
    assert isinstance(first, Refused) and first.where == "rcpt"
    assert isinstance(second, Accepted)
    assert len(script.messages) == 1
    assert script.connections == 2


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
async def test_a_421_before_the_dot_moves_the_message_to_another_connection(
    listen: Listen, verb: str
) -> None:
    async def closing(conversation: Conversation) -> None:
        conversation.writer.write(b"421 4.3.2 shutting down\r\n")
        await conversation.writer.drain()
        await drop(conversation)

    script = await listen(Script(answers={verb: [closing, "354 go" if verb == "DATA" else "250 ok"]}))
    found = await deliver(clear(script), envelope(1), envelope(2))
    assert all(isinstance(one, Accepted) for one in found)
    assert len(script.messages) == 2


async def test_a_421_to_the_dot_is_a_refusal_for_now(listen: Listen) -> None:
    script = await listen(Script(answers={"DOT": ["421 4.3.2 shutting down", "250 ok"]}))
    first, second = await deliver(clear(script), envelope(1), envelope(2))
    assert first == Refused(421, "4.3.2", permanent=False, where="dot")
    assert isinstance(second, Accepted)


async def test_a_drop_after_the_dot_is_unknown_and_never_repeated(listen: Listen) -> None:
    script = await listen(Script(answers={"DOT": [drop, "250 ok"]}))
    first, second = await deliver(clear(script), envelope(1), envelope(2))
    assert first == Unknown("connection-lost")
    assert isinstance(second, Accepted)
    assert len(script.messages) == 2


async def _a_little_later(_: Conversation) -> str:
    await asyncio.sleep(0.02)
    return "250 ok"


@pytest.mark.parametrize("before", range(3))
@pytest.mark.parametrize("late", [(), ("RCPT",), ("MAIL", "RCPT")])
async def test_a_drop_after_the_dot_is_unknown_over_tls_however_the_replies_came(
    listen: Listen, authority: Authority, before: int, late: tuple[str, ...]
) -> None:
    """asyncio's TLS calls nothing at all "pending" on every second event when its limit is zero."""
    answers: dict[str, list[Answer]] = {verb: [_a_little_later] for verb in late}
    answers["DOT"] = [*["250 ok"] * before, drop, "250 ok"]
    script = await listen(Script(answers=answers, tls=authority.server("localhost")))
    relay = Relay("127.0.0.1", script.port, "starttls", str(authority.ca_file), "localhost", connections=1)
    found = await deliver(relay, *(envelope(n, require_tls=True) for n in range(before + 2)))
    assert found[before] == Unknown("connection-lost")
    assert len(script.messages) == before + 2


async def test_silence_after_the_dot_is_unknown_when_the_time_is_over(listen: Listen) -> None:
    script = await listen(Script(answers={"DOT": [hang]}))
    assert await deliver(clear(script, data_timeout=0.2), envelope()) == [Unknown("no-reply-in-time")]


async def test_a_slow_answer_to_the_dot_is_waited_for(listen: Listen) -> None:
    async def slow(_: Conversation) -> str:
        await asyncio.sleep(0.5)
        return "250 ok"

    script = await listen(Script(answers={"DOT": [slow]}))
    (found,) = await deliver(clear(script, command_timeout=0.1), envelope())
    assert isinstance(found, Accepted)


@pytest.mark.parametrize("verb", ["CONNECT", "EHLO", "MAIL", "RCPT"])
async def test_a_half_open_server_before_the_dot_leaves_the_message_unsent(listen: Listen, verb: str) -> None:
    script = await listen(Script(answers={verb: [hang]}))
    assert await deliver(clear(script, command_timeout=0.2), envelope()) == [NotSent("no-reply-in-time")]


async def test_content_that_never_left_this_process_is_not_unknown(listen: Listen) -> None:
    async def deaf(conversation: Conversation) -> str:
        conversation.writer.write(b"354 go\r\n")
        await asyncio.sleep(20)
        conversation.writer.transport.abort()
        return ""

    script = await listen(Script(answers={"DATA": [deaf]}, keywords=("PIPELINING",)))
    huge = envelope(content=b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 300_000)
    assert await deliver(clear(script, data_timeout=0.3), huge) == [NotSent("no-reply-in-time")]


async def test_a_relay_that_is_down_costs_one_attempt_for_the_whole_batch(listen: Listen) -> None:
    script = await listen(Script())
    relay = Relay("127.0.0.1", 1, "none")
    assert await deliver(relay, *map(envelope, range(300))) == [NotSent("relay-is-unreachable")] * 300
    assert script.connections == 0


async def test_a_connection_too_many_leaves_its_share_to_the_others(listen: Listen) -> None:
    script = await listen(Script(answers={"CONNECT": ["220 hi", "421 4.7.0 too many connections"]}))
    found = await deliver(clear(script), *map(envelope, range(30)), concurrency=4)
    assert all(isinstance(one, Accepted) for one in found)


async def test_a_closed_greeting_is_the_relays_trouble_and_never_permanent(listen: Listen) -> None:
    script = await listen(Script(answers={"CONNECT": ["554 5.7.1 not you"]}))
    assert await deliver(clear(script), envelope()) == [
        Refused(554, "5.7.1", permanent=False, where="greeting")
    ]


@pytest.mark.parametrize(
    ("garbage", "reason"),
    [
        ("hello", "reply-is-malformed"),
        ("25", "reply-is-malformed"),
        ("999 ok", "reply-is-malformed"),
        ("250_ok", "reply-is-malformed"),
        ("2500 ok", "reply-is-malformed"),
        ("250-" + "x" * 300_000, "reply-is-too-long"),
        ("250-a\r\n" * 2_000, "reply-is-too-long"),
    ],
    ids=["words", "short", "range", "separator", "digits", "long line", "many lines"],
)
async def test_a_reply_that_is_no_reply_ends_the_connection(
    listen: Listen, garbage: str, reason: str
) -> None:
    script = await listen(Script(answers={"MAIL": [garbage]}))
    assert await deliver(clear(script), envelope()) == [NotSent(reason)]
    assert not script.messages


async def test_a_reply_too_many_is_not_taken_for_the_next_one(listen: Listen) -> None:
    script = await listen(Script(answers={"DOT": ["250 ok\r\n250 ok", "250 ok"]}))
    found = await deliver(clear(script), envelope(1), envelope(2))
    assert all(isinstance(one, Accepted) for one in found)
    assert (len(script.messages), script.connections) == (2, 2)


async def test_an_idle_connection_is_used_again_and_one_that_died_is_replaced(listen: Listen) -> None:
    script = await listen(Script(answers={"DOT": ["250 ok", "250 ok", drop, "250 ok"]}))
    async with SmtpPool(clear(script)) as pool:
        assert isinstance((await pool.deliver([envelope()]))[0], Accepted)
        assert isinstance((await pool.deliver([envelope()]))[0], Accepted)
        assert script.connections == 1
        assert isinstance((await pool.deliver([envelope()]))[0], Unknown)
        assert isinstance((await pool.deliver([envelope()]))[0], Accepted)
        assert script.connections == 2


async def test_a_goodbye_said_while_idle_is_not_taken_for_the_next_reply(listen: Listen) -> None:
    async def goodbye(conversation: Conversation) -> str:
        conversation.writer.write(b"250 ok\r\n")
        await asyncio.sleep(0.05)
        return "421 4.4.2 idle too long"

    script = await listen(Script(answers={"DOT": [goodbye, "250 ok"]}))
    async with SmtpPool(clear(script)) as pool:
        await pool.deliver([envelope(1)])
        await asyncio.sleep(0.2)
        (found,) = await pool.deliver([envelope(2)])
    assert isinstance(found, Accepted)
    assert len(script.messages) == 2


async def test_a_connection_carries_at_most_its_number_of_messages(listen: Listen) -> None:
    script = await listen(Script())
    await deliver(clear(script, messages_per_connection=5), *map(envelope, range(20)))
    assert script.connections == 4


async def test_two_batches_at_once_stay_within_the_pools_connections(listen: Listen) -> None:
    script = await listen(Script())
    async with SmtpPool(clear(script, connections=2)) as pool:
        both = await asyncio.gather(
            *(pool.deliver([envelope(n) for n in range(50)], concurrency=8) for _ in range(3))
        )
    assert all(isinstance(one, Accepted) for found in both for one in found)
    assert script.connections <= 2
    assert len(script.messages) == 150


async def test_cancelling_says_of_each_message_what_is_known(listen: Listen) -> None:
    script = await listen(Script(answers={"DOT": ["250 ok", hang]}))
    known: dict[int, Outcome] = {}
    async with SmtpPool(clear(script)) as pool:
        task = asyncio.create_task(pool.deliver([envelope(n) for n in range(3)], 1, known.__setitem__))
        while len(script.messages) < 2:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert isinstance(known[0], Accepted)
    assert known[1] == Unknown("cancelled")
    assert known[2] == NotSent("cancelled")


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("a@b.test>\r\nRCPT TO:<eve@b.test", "rcpt"),
        ("a b@c.test", "rcpt"),
        ("", "rcpt"),
        ("añ@c.test", "rcpt"),
    ],
)
async def test_an_address_that_could_be_a_command_is_never_said(
    listen: Listen, address: str, where: str
) -> None:
    script = await listen(Script())
    (found,) = await deliver(clear(script), Envelope("b@mail.test", address, BODY, require_tls=False))
    assert isinstance(found, Refused) and (found.where, found.permanent) == (where, True)
    assert not any(line.startswith("RCPT") for line in script.commands)


async def test_a_message_above_the_servers_size_is_refused_before_it_is_sent(listen: Listen) -> None:
    script = await listen(Script(keywords=("PIPELINING", "SIZE 1000")))
    first, second = await deliver(clear(script), envelope(content=b"x" * 1001), envelope())
    assert first == Refused(0, "5.3.4", permanent=True, where="mail", reason="message-is-too-large")
    assert isinstance(second, Accepted)
    assert script.commands[1] == f"MAIL FROM:<bounce@mail.example.org> SIZE={len(BODY)}"


async def test_eight_bit_content_needs_a_server_that_takes_it(listen: Listen) -> None:
    wide = envelope(content="Subject: a\r\n\r\nmañana\r\n".encode())
    script = await listen(Script(keywords=("PIPELINING",)))
    (found,) = await deliver(clear(script), wide)
    assert isinstance(found, Refused) and found.reason == "eight-bit-not-offered"
    script = await listen(Script(keywords=("8BITMIME",)))
    assert isinstance((await deliver(clear(script), wide))[0], Accepted)
    assert script.commands[1].endswith(" BODY=8BITMIME")


SMUGGLED = b"EVIL\r\nMAIL FROM:<eve@example.org>\r\nRCPT TO:<all@example.org>\r\nDATA\r\n"


@pytest.mark.parametrize(
    "end", [b"\n.\n", b"\r\n.\r\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r.\r\n", b"\n.\r", b"\r\r\n.\n"]
)
async def test_content_cannot_end_itself_and_start_another_message(listen: Listen, end: bytes) -> None:
    script = await listen(Script())
    found = await deliver(
        clear(script), envelope(1, b"Subject: a\r\n\r\nhello" + end + SMUGGLED + end), envelope(2)
    )
    assert all(isinstance(one, Accepted) for one in found)
    assert len(script.messages) == 2
    first = script.messages[0]
    assert first.count(b"\r\n.\r\n") == 1 and first.endswith(b"\r\n.\r\n")
    assert first.count(b"\r") == first.count(b"\n") == first.count(b"\r\n")
    assert sum(line.startswith("MAIL") for line in script.commands) == 2


async def test_starttls_is_verified_and_its_evidence_recorded(listen: Listen, authority: Authority) -> None:
    script = await listen(Script(tls=authority.server("localhost")))
    relay = Relay("127.0.0.1", script.port, "starttls", str(authority.ca_file), "localhost")
    found = await deliver(relay, *(envelope(n, require_tls=True) for n in range(5)))
    assert script.commands[:3] == ["EHLO localhost", "STARTTLS", "EHLO localhost"]
    for one in found:
        assert isinstance(one, Accepted) and one.tls is not None
        assert one.tls.version == "TLSv1.3"
        assert one.tls.server_name == "localhost"
        assert len(one.tls.peer_sha256) == 64 and one.tls.cipher.startswith("TLS_")


async def test_implicit_tls_delivers_too(listen: Listen, authority: Authority) -> None:
    script = await listen(Script(tls=authority.server("127.0.0.1"), implicit=True))
    relay = Relay("127.0.0.1", script.port, "tls", str(authority.ca_file))
    (found,) = await deliver(relay, envelope(require_tls=True))
    assert isinstance(found, Accepted) and found.tls is not None


@pytest.mark.parametrize("implicit", [False, True])
@pytest.mark.parametrize("flaw", ["other name", "expired", "unknown authority"])
async def test_a_relay_that_cannot_prove_its_name_gets_nothing(
    listen: Listen, authority: Authority, flaw: str, implicit: bool
) -> None:
    name = "other.example" if flaw == "other name" else "localhost"
    until = timedelta(days=-1) if flaw == "expired" else timedelta(days=1)
    script = await listen(Script(tls=authority.server(name, until), implicit=implicit))
    ca_file = None if flaw == "unknown authority" else str(authority.ca_file)
    relay = Relay("127.0.0.1", script.port, "tls" if implicit else "starttls", ca_file, "localhost")
    (found,) = await deliver(relay, envelope(require_tls=True))
    assert found == Refused(0, "", permanent=False, where="starttls", reason="tls-certificate-not-verified")
    assert not any(line.startswith("MAIL") for line in script.commands)


async def test_stripped_starttls_is_refused_and_nothing_goes_out_in_clear(listen: Listen) -> None:
    script = await listen(Script())
    relay = Relay("127.0.0.1", script.port, "starttls", server_name="localhost")
    (found,) = await deliver(relay, envelope(require_tls=True))
    assert found == Refused(0, "", permanent=False, where="starttls", reason="tls-not-offered")
    assert script.commands == ["EHLO localhost"]


async def test_a_reply_injected_before_tls_ends_the_connection(listen: Listen, authority: Authority) -> None:
    script = await listen(Script(tls=authority.server(), early=b"250 ok\r\n"))
    relay = Relay("127.0.0.1", script.port, "starttls", str(authority.ca_file), "localhost")
    assert await deliver(relay, envelope(require_tls=True)) == [NotSent("reply-injected-before-tls")]


async def test_mail_that_requires_tls_is_not_sent_over_a_clear_relay(listen: Listen) -> None:
    script = await listen(Script())
    first, second = await deliver(clear(script), envelope(1, require_tls=True), envelope(2))
    assert first == Refused(0, "", permanent=False, where="starttls", reason="tls-is-required")
    assert isinstance(second, Accepted)


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        ("AUTH PLAIN LOGIN", ["AUTH PLAIN AGNhcmUAczNjcmV0"]),
        ("AUTH LOGIN", ["AUTH LOGIN", "Y2FyZQ==", "czNjcmV0"]),
    ],
)
async def test_login_happens_inside_tls(
    listen: Listen, authority: Authority, offer: str, said: list[str]
) -> None:
    answers = {"AUTH": ["334 VXNlcm5hbWU6" if len(said) > 1 else "235 ok"], "Y2FYZQ==": ["334 UGFzc3dvcmQ6"]}
    script = await listen(
        Script(
            dict(answers, **{"CZNJCMV0": ["235 ok"]}), keywords=("PIPELINING", offer), tls=authority.server()
        )
    )
    relay = Relay(
        "127.0.0.1", script.port, "starttls", str(authority.ca_file), "localhost", Login("care", "s3cret")
    )
    (found,) = await deliver(relay, envelope(require_tls=True))
    assert isinstance(found, Accepted)
    assert script.commands[3 : 3 + len(said)] == said


async def test_a_refused_login_is_the_relays_trouble(listen: Listen, authority: Authority) -> None:
    script = await listen(
        Script({"AUTH": ["535 5.7.8 no"]}, keywords=("AUTH PLAIN",), tls=authority.server())
    )
    relay = Relay(
        "127.0.0.1", script.port, "starttls", str(authority.ca_file), "localhost", Login("care", "s3cret")
    )
    assert await deliver(relay, envelope()) == [Refused(535, "5.7.8", permanent=False, where="auth")]
    assert "s3cret" not in repr(relay)


async def test_a_login_is_never_said_in_clear(listen: Listen) -> None:
    script = await listen(Script(keywords=("AUTH PLAIN",)))
    relay = Relay("127.0.0.1", script.port, "none", login=Login("care", "s3cret"))
    (found,) = await deliver(relay, envelope())
    assert isinstance(found, Refused) and found.reason == "login-needs-tls"
    assert script.commands == ["EHLO localhost"]


async def test_no_result_repeats_the_servers_words(listen: Listen) -> None:
    script = await listen(Script({"RCPT": ["550 5.1.1 <p0@example.org>: canary"], "DATA": ["503 no"]}))
    (found,) = await deliver(clear(script), envelope())
    assert "example.org" not in repr(found) and "canary" not in repr(found)
