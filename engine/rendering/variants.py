"""In which language: the exact tag, its primary language, the organisation's, English, any there is."""

from collections.abc import Collection


def choose_variant(wanted: str, default: str, variants: Collection[str]) -> str:
    """The language of `variants` that serves best; "" of none. Tags are BCP 47."""
    lowered = {variant.lower(): variant for variant in variants}
    for tag in (wanted, wanted.partition("-")[0], default, default.partition("-")[0], "en"):
        if tag and tag.lower() in lowered:
            return lowered[tag.lower()]
    return min(variants, default="")
