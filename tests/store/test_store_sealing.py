"""What is sealed opens only where it was sealed, and an index tells nothing without its key."""

import os
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import EngineError
from engine.store.sealing import Unopenable, Vault, place

MASTER, OTHER, INDEX = os.urandom(32), os.urandom(32), os.urandom(32)


def _vault(*names: str) -> Vault:
    keys = {"m1": MASTER, "m2": OTHER}
    return Vault([(name, keys[name]) for name in names], INDEX)


@given(st.binary(max_size=2000))
def test_what_was_sealed_opens_unchanged(plaintext: bytes) -> None:
    vault = _vault("m1")
    key, wrapped, key_id = vault.new_data_key()
    spot = place("patient", uuid4(), "sealed")
    fresh = _vault("m1")
    assert fresh.unwrap(wrapped, key_id) == key
    assert fresh.open(key, vault.seal(key, plaintext, spot), spot) == plaintext
    assert fresh.open_intake(vault.seal_intake(plaintext, spot), spot) == plaintext


def test_a_ciphertext_moved_to_another_row_column_or_person_does_not_open() -> None:
    vault = _vault("m1")
    mine, yours = vault.new_data_key()[0], vault.new_data_key()[0]
    row = uuid4()
    sealed = vault.seal(mine, b"Ana", place("patient", row, "sealed"))
    for key, spot in (
        (mine, place("patient", uuid4(), "sealed")),
        (mine, place("patient", row, "other")),
        (mine, place("message", row, "sealed")),
        (yours, place("patient", row, "sealed")),
    ):
        with pytest.raises(Unopenable):
            vault.open(key, sealed, spot)


@given(st.integers(min_value=0, max_value=10_000), st.integers(min_value=1, max_value=255))
def test_no_changed_byte_opens(position: int, flip: int) -> None:
    vault, spot = _vault("m1"), place("event", uuid4(), "sealed")
    sealed = bytearray(vault.seal_intake(b"a synthetic message", spot))
    sealed[position % len(sealed)] ^= flip
    with pytest.raises(Unopenable):
        vault.open_intake(bytes(sealed), spot)


@given(st.binary(max_size=60))
def test_bytes_that_were_never_sealed_are_refused_without_a_crash(garbage: bytes) -> None:
    vault, spot = _vault("m1"), place("event", uuid4(), "sealed")
    with pytest.raises(Unopenable):
        vault.open_intake(garbage, spot)


def test_keys_rotate_new_ones_seal_and_old_ones_still_open() -> None:
    old, both, new = _vault("m1"), _vault("m2", "m1"), _vault("m2")
    key, wrapped, key_id = old.new_data_key()
    assert both.unwrap(wrapped, key_id) == key
    assert both.new_data_key()[2] == "m2"
    with pytest.raises(Unopenable) as missing:
        new.unwrap(wrapped, key_id)
    assert missing.value.code == "master-key-missing"


def test_the_same_plaintext_never_looks_the_same() -> None:
    vault, spot = _vault("m1"), place("patient", uuid4(), "sealed")
    key = vault.new_data_key()[0]
    assert len({vault.seal(key, b"Ana", spot) for _ in range(1000)}) == 1000


def test_an_index_finds_the_same_value_and_differs_by_field_and_by_key() -> None:
    vault = _vault("m1")
    assert vault.blind("email", " Ana@Example.org ") == vault.blind("email", "ana@example.org")
    assert vault.blind("identifier", "00123") != vault.blind("identifier", "123")
    assert vault.blind("email", "x") != vault.blind("identifier", "x")
    assert vault.blind("email", "x") != Vault([("m1", MASTER)], os.urandom(32)).blind("email", "x")
    assert len(vault.blind("email", "x")) == 16


def test_short_keys_are_refused() -> None:
    for masters, index in (({}, INDEX), ({"m1": b"short"}, INDEX), ({"m1": MASTER}, b"")):
        with pytest.raises(EngineError):
            Vault(masters, index)
