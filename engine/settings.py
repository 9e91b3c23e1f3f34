"""What an installation is told: environment `CARELOOM_*`, then files in the data directory, then defaults.

Files: `settings.toml` (written by people), `embedded.toml` and `keys/*` (written by the embedded stack) and
`clock.json` (a played fortnight). Reads only; makes no keys and opens no connection. Never prints a secret.
"""

import base64
import binascii
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from engine.errors import Refused
from engine.journey.clock import REAL, Clock

PROJECT = Path(__file__).resolve().parents[1]
PREFIX = "CARELOOM_"
SMTP_SECURITY = ("starttls", "tls", "none")
_LOOPBACK = ("", "127.0.0.1", "::1", "localhost")
_KEY_BYTES = 32
_WORDS = {"1": True, "true": True, "yes": True, "on": True} | dict.fromkeys(
    ("0", "false", "no", "off"), False
)
_CLUSTER_NEEDS = (
    "database_url",
    "temporal_address",
    "smtp_host",
    "master_keys",
    "payload_keys",
    "index_key",
    "link_key",
)


def _text(raw: str) -> str:
    return raw.strip()


def _path(raw: str) -> Path:
    return Path(raw.strip()).expanduser().absolute()


def _whole(raw: str) -> int:
    if not raw.strip().isdecimal():
        raise ValueError("is not a whole number")
    return int(raw)


def _seconds(raw: str) -> float:
    try:
        return float(raw)
    except ValueError:
        raise ValueError("is not a number of seconds") from None  # its own text would repeat the value


def _yes(raw: str) -> bool:
    word = raw.strip().lower()
    if word not in _WORDS:
        raise ValueError("is neither true nor false")
    return _WORDS[word]


def _key(raw: str) -> bytes:
    try:
        key = base64.b64decode(raw.strip(), validate=True)
    except binascii.Error:
        raise ValueError("is not base64") from None
    if len(key) != _KEY_BYTES:
        raise ValueError(f"holds {len(key)} bytes instead of {_KEY_BYTES}")
    return key


def _pairs(raw: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in raw.replace("\n", ",").split(","):
        if not item.strip():
            continue
        name, colon, value = item.strip().partition(":")
        if not (name and colon and value):
            raise ValueError("wants `name:value`, several divided by commas or line ends")
        if name in found:
            raise ValueError(f"names {name} twice")
        found[name] = value.strip()
    return found


def _key_ring(raw: str) -> dict[str, bytes]:
    return {name: _key(value) for name, value in _pairs(raw).items()}


_READERS: dict[object, Callable[[str], Any]] = {
    str: _text,
    int: _whole,
    float: _seconds,
    bool: _yes,
    bytes: _key,
    Path: _path,
    Path | None: _path,
    dict[str, str]: _pairs,
    dict[str, bytes]: _key_ring,
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One installation. Key rings keep their order: the first key is active, the others still open."""

    data_dir: Path = Path(".careloom")
    embedded: bool = True
    demo: bool = False

    database_url: str = field(default="", repr=False)  # postgresql://user:password@host:port/database
    database_pool: int = 10
    temporal_address: str = ""
    temporal_namespace: str = "careloom"

    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_ca_file: Path | None = None  # beside the system's authorities when absent
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_connections: int = 4

    master_keys: dict[str, bytes] = field(default_factory=dict, repr=False)
    payload_keys: dict[str, bytes] = field(default_factory=dict, repr=False)
    index_key: bytes = field(default=b"", repr=False)
    link_key: bytes = field(default=b"", repr=False)
    intake_keys: dict[str, str] = field(default_factory=dict, repr=False)

    webhook_secrets: dict[str, str] = field(default_factory=dict, repr=False)  # connector or host: whsec_…
    webhook_ca_file: Path | None = None  # beside the system's authorities
    webhook_private: bool = False  # calls may reach addresses that are not public

    web_host: str = "127.0.0.1"
    web_port: int = 8400
    public_url: str = ""
    journeys_dir: Path = PROJECT / "journeys"
    frontend_dir: Path = PROJECT / "frontend" / "dist"
    heartbeat_seconds: float = 10.0

    # The embedded stack alone: 0 takes any free port.
    postgres_port: int = 0
    temporal_port: int = 0
    catcher_port: int = 0
    mailbox_path: Path | None = None
    clock: Clock = REAL


_READ = {name: _READERS[kind] for name, kind in get_type_hints(Settings).items() if kind in _READERS}


def load_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Read and check. Raises Refused `settings-wrong` with every problem in it, one a line, and no secret."""
    env = os.environ if env is None else env
    data_dir = _path(env.get(PREFIX + "DATA_DIR", ".careloom"))
    problems: list[str] = []
    told = _toml(data_dir / "settings.toml", problems) | _environment(env, problems)
    told["data_dir"] = str(data_dir)
    # Whoever names a database runs one: nothing embedded may then slip in.
    told.setdefault("embedded", "no" if "database_url" in told else "yes")
    if _WORDS.get(told["embedded"].lower()):
        told = _keys(data_dir) | _toml(data_dir / "embedded.toml", problems) | told
    settings = _build(told, problems)
    problems += _contradictions(settings)
    if problems:
        raise Refused("settings-wrong", "These settings cannot be used:\n- " + "\n- ".join(problems))
    return settings


def read_clock(data_dir: Path) -> Clock:
    """The pace of a played fortnight as `careloom up` left it; real time where there is none."""
    path = data_dir / "clock.json"
    return msgspec.json.decode(path.read_bytes(), type=Clock) if path.exists() else REAL


def _build(told: Mapping[str, str], problems: list[str]) -> Settings:
    values: dict[str, Any] = {}
    for name, raw in told.items():
        try:
            values[name] = _READ[name](raw)
        except ValueError as wrong:
            problems.append(f"{name} {wrong}")
    settings = Settings(**values)
    url = settings.public_url or f"http://{settings.web_host}:{settings.web_port}"
    mailbox = settings.mailbox_path or (settings.data_dir / "mailbox.sqlite" if settings.embedded else None)
    settings = replace(settings, public_url=url.rstrip("/"), mailbox_path=mailbox)
    try:
        return replace(settings, clock=read_clock(settings.data_dir))
    except msgspec.DecodeError as why:
        problems.append(f"clock.json {why}")
        return settings


def _environment(env: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    """`CARELOOM_NAME`, or the text of the file that `CARELOOM_NAME_FILE` names (container secrets)."""
    told: dict[str, str] = {}
    for name in _READ:
        variable = PREFIX + name.upper()
        if env.get(variable):
            told[name] = env[variable]
        elif path := env.get(variable + "_FILE"):
            try:
                told[name] = Path(path).read_text().strip()
            except OSError as why:
                problems.append(f"{variable}_FILE cannot be read: {why.strerror}")
    return told


def _toml(path: Path, problems: list[str]) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        found = tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as why:
        problems.append(f"{path.name} is not TOML: {why}")
        return {}
    problems += [f"{path.name} has an unknown setting {name}" for name in found if name not in _READ]
    return {name: _flat(value) for name, value in found.items() if name in _READ}


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ",".join(f"{name}:{each}" for name, each in value.items())
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _keys(data_dir: Path) -> dict[str, str]:
    folder = data_dir / "keys"
    if not folder.is_dir():
        return {}
    return {path.name: path.read_text().strip() for path in folder.iterdir() if path.name in _READ}


def _contradictions(settings: Settings) -> list[str]:
    """What may not be combined. Every rule here protects patients, so none can be switched off."""
    rules = [
        (settings.smtp_security not in SMTP_SECURITY, f"smtp_security is one of {', '.join(SMTP_SECURITY)}"),
        (not 0 <= settings.web_port <= 65535, "web_port is a port, 0 to 65535"),
        (settings.database_pool < 1, "database_pool is at least 1"),
        (settings.smtp_connections < 1, "smtp_connections is at least 1"),
        (
            settings.heartbeat_seconds < 6,
            "heartbeat_seconds is at least 6: a delivery gives a sign every 5 s",
        ),
        (
            settings.smtp_security == "none" and not (settings.embedded and settings.smtp_host in _LOOPBACK),
            "smtp_security none is for the embedded catcher only: mail would travel in clear",
        ),
    ]
    if not settings.embedded:
        rules += [(not getattr(settings, name), f"{name} is missing") for name in _CLUSTER_NEEDS]
        rules += [
            (settings.clock.paced, "clock.json paces the clock, which only the embedded stack may do"),
            (settings.mailbox_path is not None, "mailbox_path belongs to the embedded stack"),
            (settings.demo, "demo belongs to the embedded stack"),
        ]
    return [text for broken, text in rules if broken]
