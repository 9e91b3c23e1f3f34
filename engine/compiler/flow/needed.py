"""Which of the authorizations on the way to a mail it needs: those are asked for again when it leaves."""

from engine.compiler.flow.uses import uses_of
from engine.compiler.resolve import Resolved
from engine.compiler.walk import Stop
from engine.journey.steps import Send


def required_scopes(resolved: Resolved, stop: Stop) -> tuple[str, ...]:
    """Sorted; none for mail about care that leans on nothing specially protected.

    Care is not withheld because somebody withdrew a permission that it does not rest on.
    """
    send = stop.step
    if not isinstance(send, Send):
        return ()
    scopes = stop.standing.scopes & resolved.context.consents.authorizations.keys()
    if not scopes or (
        resolved.purpose(send) != "marketing" and not _leans_on_protected(resolved, send, stop)
    ):
        return ()
    return tuple(sorted(scopes))


def _leans_on_protected(resolved: Resolved, send: Send, stop: Stop) -> bool:
    dictionary = resolved.context.dictionary
    names = {use.name for variant in resolved.variants(send) for use in uses_of(variant, resolved.context)}
    fields = [dictionary[name] for name in names | stop.standing.decided.keys() if name in dictionary]
    return any(field.data_class == "protected" or field.law for field in fields)
