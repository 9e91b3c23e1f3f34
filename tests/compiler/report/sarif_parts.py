"""The parts of SARIF 2.1.0 that we write, as a JSON Schema made by hand from the OASIS text.

The official schema is not ours to ship. `CARELOOM_SARIF_SCHEMA=<file>` makes the test use it as well.
"""

from typing import Any


def exactly(required: list[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": required, "additionalProperties": False
    }  # fmt: skip


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = exactly(["text"], text=TEXT)
REGION = exactly(
    ["startLine", "startColumn", "endLine", "endColumn"],
    startLine=COUNT,
    startColumn=COUNT,
    endLine=COUNT,
    endColumn=COUNT,
)
ARTIFACT = exactly(
    ["uri", "uriBaseId"],
    uri={"type": "string", "format": "uri-reference", "pattern": r"^[^/\s:][^\s:]*$"},
    uriBaseId={"const": "%SRCROOT%"},
)
PHYSICAL = exactly(["artifactLocation", "region"], artifactLocation=ARTIFACT, region=REGION)
RELATED = exactly(
    ["id", "physicalLocation"],
    id={"type": "integer", "minimum": 0},
    message=MESSAGE,
    physicalLocation=PHYSICAL,
)
RULE = exactly(
    ["id", "shortDescription", "fullDescription", "defaultConfiguration", "help"],
    id=TEXT,
    name={"type": "string", "pattern": "^[A-Z][A-Za-z0-9]*$"},
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=exactly(["text"], text=TEXT, markdown=TEXT),
    helpUri={"type": "string", "format": "uri", "pattern": "^https://"},
    defaultConfiguration=exactly(["level"], level=LEVEL),
    properties={"type": "object"},
)
RESULT = exactly(
    ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations={
        "type": "array",
        "minItems": 1,
        "items": exactly(["physicalLocation"], physicalLocation=PHYSICAL),
    },
    partialFingerprints=exactly(
        ["primaryLocationLineHash"],
        primaryLocationLineHash={"type": "string", "pattern": "^[0-9a-f]{16}:[0-9]+$"},
    ),
    relatedLocations={"type": "array", "items": RELATED, "uniqueItems": True},
)
RUN = exactly(
    ["tool", "results"],
    tool=exactly(
        ["driver"],
        driver=exactly(
            ["name", "rules"],
            name=TEXT,
            semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
            rules={"type": "array", "uniqueItems": True, "items": RULE},
        ),
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object"},
    invocations={
        "type": "array",
        "items": exactly(["executionSuccessful"], executionSuccessful={"type": "boolean"}),
    },
    results={"type": "array", "items": RESULT},
)
LOG: dict[str, Any] = exactly(
    ["version", "runs"],
    **{
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": RUN},
    },
)
