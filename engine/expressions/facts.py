"""What has happened to one person in one enrollment, as conditions may ask for it."""

from collections.abc import Mapping, Set
from typing import Any

import msgspec

NONE: frozenset[str] = frozenset()


class Facts(msgspec.Struct, frozen=True):
    """Everything the journey's functions answer from. Steps are step ids, events catalogue names.

    `consents` and `authorizations` hold what is known: a name that is absent is *unknown*, not refused.
    """

    clicked: Set[str] = NONE
    opened: Set[str] = NONE
    viewed: Set[str] = NONE
    replied: Set[str] = NONE
    confirmed: Set[str] = NONE  # steps whose mail was confirmed
    happened: Set[str] = NONE
    consents: Mapping[str, bool] = msgspec.field(default_factory=dict)
    authorizations: Mapping[str, bool] = msgspec.field(default_factory=dict)

    def engaged(self, step: str) -> bool:
        """A sign of a person: a click, a portal view, a reply or a confirmation. Opens do not count."""
        return any(step in signs for signs in (self.clicked, self.viewed, self.replied, self.confirmed))


NO_FACTS = Facts()


class Unknown(Exception):
    """Raised inside a CEL call, where it becomes an error value: `false && unknown` is still false."""


def known(answers: Mapping[str, bool], name: Any) -> bool:
    """The answer, or Unknown."""
    answer = answers.get(str(name))
    if answer is None:
        raise Unknown
    return answer
