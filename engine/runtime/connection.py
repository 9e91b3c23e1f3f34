"""The only place that connects to Temporal, so that nothing ever crosses it unsealed."""

from collections.abc import Mapping

from temporalio.client import Client

from engine.errors import Unavailable
from engine.runtime.payloads import HEADERS, data_converter


async def connect(
    address: str, *, namespace: str, keys: Mapping[str, bytes], identity: str = "careloom"
) -> Client:
    """`address` is host:port. `identity` is stored in clear: name a role, never a person or a machine.

    Raises Unavailable `temporal-unreachable`; Refused `payload-keys-missing`.
    """
    converter = data_converter(keys, namespace)
    try:
        return await Client.connect(
            address,
            namespace=namespace,
            data_converter=converter,
            identity=identity,
            header_codec_behavior=HEADERS,
        )
    except RuntimeError as error:
        raise Unavailable("temporal-unreachable", f"No Temporal server answers at {address}.") from error
