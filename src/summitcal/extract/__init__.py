"""Text to drafts: the meetings that an article tells of, each with the words of the article that say so."""

from summitcal.extract.drafts import to_json
from summitcal.extract.meetings import find_meetings

__all__ = ["find_meetings", "to_json"]
