"""Signatures as Standard Webhooks describes them."""

import pytest

from activities.webhooks.signing import read_secrets, sign

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_" + "A" * 32


def test_the_published_example_is_signed_as_published() -> None:
    body = b'{"test": 2432232314}'
    headers = sign(read_secrets(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_two_secrets_sign_side_by_side_while_one_replaces_the_other() -> None:
    old, both = read_secrets(SECRET), read_secrets(f"{OTHER} {SECRET}")
    signature = sign(old, "c", 1, b"x")["webhook-signature"]
    assert sign(both, "c", 1, b"x")["webhook-signature"].split()[1] == signature


@pytest.mark.parametrize("written", ["", "whsec_", "whsec_c2hvcnQ=", SECRET[6:], SECRET + " junk", "whsec_?"])
def test_what_is_no_secret_signs_nothing(written: str) -> None:
    assert read_secrets(written) == ()
