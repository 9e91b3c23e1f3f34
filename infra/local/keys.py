"""The secrets that the embedded stack makes for itself, once, each in a file only its owner may read.

A cluster gets its secrets from the operator; nothing here runs there. Never replaces a key that exists:
what it sealed could not be opened again.
"""

import base64
import os
import secrets
from pathlib import Path


def ensure_keys(data_dir: Path) -> Path:
    """Make what is missing; the folder. The names are those of the settings they are read into."""
    folder = data_dir / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("master_keys", "payload_keys"):
        _write_once(folder / name, f"{name[0]}1:{_random_key()}")
    for name in ("index_key", "link_key"):
        _write_once(folder / name, _random_key())
    senders = ("local", "demo")
    _write_once(folder / "intake_keys", ",".join(f"{name}:{secrets.token_urlsafe(32)}" for name in senders))
    _write_once(folder / "postgres_password", secrets.token_urlsafe(24))
    return folder


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all, and never over an older one: link(2) refuses to replace."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
