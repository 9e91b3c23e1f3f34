"""`careloom doctor` on real parts: each fault is found by the right question."""

from dataclasses import replace

import asyncpg

from engine.journey.clock import Clock
from engine.store import migrate
from infra.cli import checks
from infra.cli.doctor import examine
from infra.cli.stuck import stuck
from infra.local.ports import free_port
from tests.stack import settings_for_tests


def states(findings) -> dict[str, str]:
    return {finding.subject: finding.state for finding in findings}


async def test_reachable_parts_are_good(database_url, temporal_address, catcher, make_settings):
    settings = make_settings(
        database_url=database_url,
        temporal_address=temporal_address,
        smtp_host=catcher.host,
        smtp_port=catcher.port,
        smtp_ca_file=catcher.authority,
    )
    found = states(await examine(settings))
    for subject in ("version", "keys", "clock", "database", "migrations", "temporal", "relay", "stuck work"):
        assert found[subject] == "good", subject


async def test_nothing_running_is_bad_and_no_traceback(make_settings):
    nowhere = free_port()
    settings = make_settings(
        database_url=f"postgresql://careloom:secret-word@127.0.0.1:{nowhere}/x",
        temporal_address=f"127.0.0.1:{nowhere}",
        smtp_host="127.0.0.1",
        smtp_port=nowhere,
    )
    findings = await examine(settings)
    for subject in ("stack", "database", "migrations", "temporal", "relay", "stuck work"):
        assert states(findings)[subject] == "bad", subject
    assert "secret-word" not in repr(findings)


async def test_a_relay_whose_certificate_does_not_verify_is_bad(catcher, make_settings):
    finding = await checks.relay(make_settings(smtp_host=catcher.host, smtp_port=catcher.port))
    assert finding.state == "bad"
    assert "does not verify" in finding.words


async def test_a_database_without_migrations_is_bad(empty_database, make_settings):
    settings = make_settings(database_url=empty_database)
    assert (await checks.migrations(settings)).state == "bad"
    assert "not migrated" in (await stuck(settings)).words


async def test_an_event_that_nobody_routes_is_stuck_work(empty_database, make_settings):
    await migrate.upgrade(empty_database)
    connection = await asyncpg.connect(empty_database)
    await connection.execute(
        "insert into event (id, source, message_id, type, step, outcome, attempts, occurred_at, received_at)"
        " values (gen_random_uuid(), 't', 'm', 'appointment.booked', '', '', 0, now(), now() - interval '1h')"
    )
    await connection.close()
    finding = await stuck(make_settings(database_url=empty_database))
    assert finding.state == "bad"
    assert "1 events not routed" in finding.words


async def test_missing_keys_are_bad(tmp_path):
    settings = replace(settings_for_tests(tmp_path), payload_keys={})
    finding = await checks.keys(settings)
    assert finding.state == "bad"
    assert "payload_keys" in finding.words


async def test_a_paced_clock_is_worth_a_look(make_settings):
    settings = make_settings(clock=Clock(meets_at=4_000_000_000.0, rate=5760.0))
    assert (await checks.clock(settings)).state == "attention"
