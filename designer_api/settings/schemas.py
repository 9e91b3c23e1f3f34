"""What the settings pages read and write."""

from typing import Annotated

import msgspec

from designer_api.journeys.schemas import Problem


class DocumentText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: Annotated[str, msgspec.Meta(max_length=524_288)]


class DocumentShown(msgspec.Struct, frozen=True):
    """`document`: organization, dictionary, segments or consents; `source` as it lies on disk."""

    document: str
    path: str
    source: str
    etag: str
    problems: list[Problem]


class DocumentChecked(msgspec.Struct, frozen=True):
    """`breaks`: journeys that compile today and would not any more; `spoils`: other documents likewise."""

    problems: list[Problem]
    breaks: list[str]
    spoils: list[str]
