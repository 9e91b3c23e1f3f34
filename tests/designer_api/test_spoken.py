"""What the compiler finds is told in the language of who asks, through every route that tells it."""

from pathlib import Path

import pytest

from designer_api.spoken import language_of
from tests.designer_api.conftest import SignedIn

SLIP = "journey: visit-reminder\npurpose: treatment\nsteps:\n  - sned: hello\n    message: week-ahead\n"
BREAK = "journey: visit-reminder\nsteps: [\n"
SPANISH = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("es-MX,es;q=0.9", "es"),
        ("fr, es;q=0.5, en;q=0.3", "es"),
        ("es;q=0.3, en;q=0.8", "en"),
        ("es;q=0, en", "en"),
        ("fr", "en"),
        ("es;q=odd", "es"),
        (";;,,q=", "en"),
    ],
)
def test_the_language_wanted_most_that_is_spoken_is_spoken(header: str, language: str) -> None:
    assert language_of(header) == language


async def test_problems_hints_and_the_lines_with_carets_are_told_in_spanish(
    signed_in: SignedIn, journeys: Path
) -> None:
    client = await signed_in("author")
    path = "/api/journeys/visit-reminder/check"
    told = (await client.post(path, json={"source": SLIP}, headers=SPANISH)).json()["problems"]
    plain = (await client.post(path, json={"source": SLIP})).json()["problems"]
    [slip] = [one for one in told if one["code"] == "step-kind-unknown"]
    assert (slip["message"], slip["hint"]) == (
        '"sned" no es un tipo de paso',
        '¿quería decir "send"?',
    )
    assert slip["message"] in slip["text"] and slip["fix"]["replacement"] == "send"
    assert [one["code"] for one in told] == [one["code"] for one in plain]
    assert '"sned" is not a kind of step' in [one["message"] for one in plain]


async def test_a_text_that_is_no_yaml_is_told_in_spanish(signed_in: SignedIn, journeys: Path) -> None:
    client = await signed_in("author")
    path = "/api/journeys/visit-reminder/check"
    [one] = (await client.post(path, json={"source": BREAK}, headers=SPANISH)).json()["problems"]
    assert one["code"] == "yaml-syntax"
    assert one["message"].startswith("esto no es YAML: ")


async def test_what_stands_in_the_way_of_publishing_is_told_in_spanish(
    signed_in: SignedIn, journeys: Path
) -> None:
    client = await signed_in("author")
    etag = (await client.get("/api/journeys/visit-reminder")).headers["etag"]
    refused = await client.put(
        "/api/journeys/visit-reminder", json={"source": SLIP}, headers={**SPANISH, "If-Match": etag}
    )
    assert refused.json()["code"] == "does-not-compile"
    assert '"sned" no es un tipo de paso' in [one["message"] for one in refused.json()["errors"]]
