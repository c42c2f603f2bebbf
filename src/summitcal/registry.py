"""Who a name means in one calendar: its own participants first, then those whom everyone knows."""

import re
from collections.abc import Iterable
from functools import cached_property

from summitcal import gazetteer
from summitcal.model import Participant, ParticipantKind
from summitcal.problems import guess

_SEVERAL = re.compile(r"[,;/&+]| and ")


class Registry:
    """The participants of a calendar, to be found by whatever they are called; of two with one name the first."""

    def __init__(self, participants: Iterable[Participant]) -> None:
        self.participants = tuple(participants)
        self._by_name: dict[str, Participant] = {}
        self._states: dict[str, Participant] = {}
        for each in self.participants:
            for name in (each.id, each.name, *each.aliases):
                self._by_name.setdefault(name.casefold(), each)
            if each.kind is ParticipantKind.STATE and each.country:
                self._states.setdefault(each.country, each)

    def find(self, name: str) -> Participant | None:
        """Return who goes by an id, a name, an alias or a country code; None if nobody does.

        A state or organisation that everyone knows is the registered one where the calendar registers it under an
        id of its own, by whatever name it is called.
        """
        own = self._by_name.get(name.casefold()) or self._states.get(name)
        known = None if own else gazetteer.find_participant(name)
        return own or (known and self.registered(known)) or known

    def registered(self, participant: Participant) -> Participant | None:
        """Return the registered participant that this one is, by its name or as the state of its country."""
        by_name = self._by_name.get(participant.name.casefold())
        if by_name or participant.kind is not ParticipantKind.STATE:
            return by_name
        return self._states.get(participant.country or "")

    def hint(self, name: str) -> str:
        """Say what may be meant by a name that nobody goes by, or nothing: one that is spelled alike, or several."""
        parts = [part.strip() for part in _SEVERAL.split(name)]
        if len(parts) > 1 and any(map(self.find, parts)):
            return f"write them as a list: [{', '.join(filter(None, parts))}]"
        # Among so many names one is always a little like another: Moscow and SCO, Korea and Akorda.
        return guess(name, self._names, alike=0.8)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        own = (name for each in self.participants for name in (each.id, each.name, *each.aliases))
        return (*own, *gazetteer.known_names())
