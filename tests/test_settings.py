"""Settings: what is read from where, what is refused, and that no secret is ever shown."""

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Refused
from engine.settings import load_settings

KEY = base64.b64encode(bytes(range(32))).decode()
OTHER = base64.b64encode(bytes(range(1, 33))).decode()
CLUSTER = {
    "CARELOOM_DATABASE_URL": "postgresql://care:hush-hush@db.test/care",
    "CARELOOM_TEMPORAL_ADDRESS": "temporal.test:7233",
    "CARELOOM_SMTP_HOST": "relay.test",
    "CARELOOM_MASTER_KEYS": f"k2:{KEY},k1:{OTHER}",
    "CARELOOM_PAYLOAD_KEYS": f"p1:{KEY}",
    "CARELOOM_INDEX_KEY": KEY,
    "CARELOOM_LINK_KEY": KEY,
}


def load(tmp_path: Path, **env: str):
    return load_settings({"CARELOOM_DATA_DIR": str(tmp_path)} | env)


def refused(tmp_path: Path, **env: str) -> str:
    with pytest.raises(Refused) as caught:
        load(tmp_path, **env)
    assert caught.value.code == "settings-wrong"
    return caught.value.message


def test_nothing_told_means_the_embedded_stack_on_8400(tmp_path):
    settings = load(tmp_path)
    assert settings.embedded
    assert settings.public_url == "http://127.0.0.1:8400"
    assert settings.mailbox_path == tmp_path / "mailbox.sqlite"


def test_a_named_database_means_a_cluster(tmp_path):
    settings = load(tmp_path, **CLUSTER)
    assert not settings.embedded
    assert settings.mailbox_path is None


def test_key_rings_keep_their_order_because_the_first_is_active(tmp_path):
    assert list(load(tmp_path, **CLUSTER).master_keys) == ["k2", "k1"]


def test_every_problem_is_told_at_once(tmp_path):
    text = refused(tmp_path, CARELOOM_EMBEDDED="no", CARELOOM_WEB_PORT="lots", CARELOOM_DEMO="maybe")
    assert "web_port is not a whole number" in text
    assert "demo is neither true nor false" in text
    assert "database_url is missing" in text


def test_a_wrong_key_is_refused_without_repeating_it(tmp_path):
    text = refused(tmp_path, **CLUSTER | {"CARELOOM_INDEX_KEY": "c2hvcnQ="})
    assert "index_key holds 5 bytes instead of 32" in text
    assert "c2hvcnQ=" not in text


def test_mail_in_clear_is_refused_outside_the_embedded_stack(tmp_path):
    assert "smtp_security none" in refused(tmp_path, **CLUSTER | {"CARELOOM_SMTP_SECURITY": "none"})


def test_mail_in_clear_is_refused_to_a_distant_relay_even_when_embedded(tmp_path):
    env = {"CARELOOM_SMTP_SECURITY": "none", "CARELOOM_SMTP_HOST": "relay.test"}
    assert "smtp_security none" in refused(tmp_path, **env)


def test_a_paced_clock_is_refused_outside_the_embedded_stack(tmp_path):
    (tmp_path / "clock.json").write_text('{"meets_at": 2000000000.0, "rate": 5760.0}')
    assert load(tmp_path).clock.paced
    assert "paces the clock" in refused(tmp_path, **CLUSTER)


def test_a_broken_clock_file_is_a_problem_and_not_real_time(tmp_path):
    (tmp_path / "clock.json").write_text('{"rate": "fast"}')
    assert "clock.json" in refused(tmp_path)


def test_a_secret_may_lie_in_a_file_of_its_own(tmp_path):
    secret = tmp_path / "password"
    secret.write_text("hush-hush\n")
    assert load(tmp_path, CARELOOM_SMTP_PASSWORD_FILE=str(secret)).smtp_password == "hush-hush"


def test_the_environment_wins_over_settings_toml_and_that_over_the_stack(tmp_path):
    (tmp_path / "embedded.toml").write_text('smtp_host = "embedded"\nweb_port = 1\nsmtp_port = 3\n')
    (tmp_path / "settings.toml").write_text('smtp_host = "people"\nweb_port = 2\n')
    settings = load(tmp_path, CARELOOM_SMTP_HOST="environment")
    assert (settings.smtp_host, settings.web_port, settings.smtp_port) == ("environment", 2, 3)


def test_a_misspelt_setting_in_the_file_is_refused(tmp_path):
    (tmp_path / "settings.toml").write_text("web_prot = 8401\n")
    assert "unknown setting web_prot" in refused(tmp_path)


def test_showing_settings_shows_no_secret(tmp_path):
    env = CLUSTER | {"CARELOOM_SMTP_PASSWORD": "pass-phrase", "CARELOOM_INTAKE_KEYS": "ehr:intake-secret"}
    shown = repr(load(tmp_path, **env))
    assert "relay.test" in shown
    for secret in ("hush-hush", "pass-phrase", "intake-secret", KEY, repr(bytes(range(32)))):
        assert secret not in shown


@given(st.text(max_size=80))
def test_no_text_in_a_setting_is_a_traceback_or_is_repeated(text):
    names = ("WEB_PORT", "EMBEDDED", "MASTER_KEYS", "INDEX_KEY", "HEARTBEAT_SECONDS", "INTAKE_KEYS")
    for name in names:
        try:
            load_settings({"CARELOOM_DATA_DIR": "/nonexistent", f"CARELOOM_{name}": text})
        except Refused as refusal:
            assert len(text.strip()) < 20 or text.strip() not in refusal.message
