"""The document of the API: complete, true to the code, and what the designer's client was made from."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest
from litestar.routes import HTTPRoute

from designer_api.app import create_app
from designer_api.contract import contract_of
from designer_api.contract.__main__ import HOME, generate
from engine.settings import Settings
from tests.designer_api.conftest import Api, SignedIn

METHODS = ("get", "put", "post", "delete", "patch")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return contract_of(create_app(Settings()))


def _operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


def _fits(document: dict[str, Any], schema: dict[str, Any], value: Any) -> bool:
    whole = schema | {"components": document["components"]}
    return bool(jsonschema.Draft202012Validator(whole).is_valid(value))


def test_the_client_is_made_from_the_routes_as_they_are_now() -> None:
    old = [name for name, text in generate().items() if (HOME / name).read_text(encoding="utf-8") != text]
    assert old == [], "run `python -m designer_api.contract` and commit what it writes"


def test_a_namesake_of_a_struct_that_no_route_knows_changes_nothing() -> None:
    before = generate()
    namesake = msgspec.defstruct("Comment", [("text", str)])
    assert generate() == before, f"it took {namesake} for one of its own"


def test_every_operation_says_what_it_is_for_who_may_and_how_it_refuses(document: dict[str, Any]) -> None:
    bare = [
        where
        for where, told in _operations(document)
        if not (told.get("summary") and told.get("tags") and told.get("security"))
        or not any(status >= "400" for status in told["responses"])
    ]
    assert bare == []


def test_every_body_and_every_answer_has_an_example_that_fits_its_schema(document: dict[str, Any]) -> None:
    wrong = [
        (where, content.get("example"))
        for where, told in _operations(document)
        for body in (told.get("requestBody", {}), *told["responses"].values())
        for content in body.get("content", {}).values()
        if content and not ("example" in content and _fits(document, content["schema"], content["example"]))
    ]
    assert wrong == []


def test_every_parameter_is_explained(document: dict[str, Any]) -> None:
    silent = [
        (where, parameter["name"])
        for where, told in _operations(document)
        for parameter in told.get("parameters", [])
        if not parameter.get("description")
    ]
    assert silent == []


def test_refusals_are_problems_and_say_so(document: dict[str, Any]) -> None:
    for name, response in document["components"]["responses"].items():
        told = response["content"]["application/problem+json"]
        assert _fits(document, told["schema"], told["example"]), name


def test_every_list_that_can_grow_comes_in_pages(document: dict[str, Any]) -> None:
    """A list takes the cursor that it gives; those that never grow are named here."""
    never = {"Queues", "Experiments", "Scenarios", "Gallery", "SampleList", "MailsAsked"}
    schemas = document["components"]["schemas"]
    unpaged = []
    for where, told in _operations(document):
        answer = told["responses"].get("200", {}).get("content", {}).get("application/json", {})
        name = answer.get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
        if not where.startswith("GET") or "items" not in schemas.get(name, {}).get("properties", {}):
            continue
        cursor = any(each["name"] == "after" for each in told.get("parameters", []))
        if name not in never and not (cursor and "next" in schemas[name]["properties"]):
            unpaged.append((where, name))
    assert unpaged == []


def test_every_post_that_acts_takes_an_idempotency_key(document: dict[str, Any]) -> None:
    reading = {
        "journeys.check", "messages.open", "patients.reveal", "patients.search", "simulate.simulate",
        "access.enter", "access.openLink", "audienceCount.count",
        "composing.form", "composing.preview", "approvals.mail", "scenarios.real", "settings.check",
    }  # fmt: skip
    without = {
        told["operationId"]
        for where, told in _operations(document)
        if where.startswith("POST")
        and "/intake/" not in where
        and not any(each["name"] == "Idempotency-Key" for each in told.get("parameters", []))
    }
    assert without - reading == set(), "they act: leave `reads=True` out, or name them here"


async def test_the_document_is_served_to_who_signed_in(signed_in: SignedIn, document: dict[str, Any]) -> None:
    answer = await (await signed_in("viewer")).get("/api/schema")
    assert answer.status_code == 200
    assert json.loads(answer.text)["paths"].keys() == document["paths"].keys()


async def test_nobody_without_a_session_is_answered_but_on_public_routes(api: Api) -> None:
    """Also with a body that fits: the door comes before everything else."""
    answered = []
    async with api.client() as nobody:
        for path, method, role in _routes(api):
            answer = await nobody.request(method, _filled(path), json={})
            if role != "public" and answer.status_code != 401:
                answered.append((method, path, answer.status_code))
    assert answered == []


def _routes(api: Api) -> list[tuple[str, str, str]]:
    return [
        (route.path, method, str(handler.opt.get("role")))
        for route in api.app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods
        if method != "OPTIONS"
    ]


def _filled(path: str) -> str:
    kinds = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1"}
    parts = path.split("/")
    filled = [kinds.get(part.rstrip("}").rpartition(":")[2], "x") if "{" in part else part for part in parts]
    return "/".join(filled)
