"""Articles as people have them, HTML, PDF or text, to the text that is read and what they say of themselves."""

from summitcal.ingest.article import Article, Form, Hint
from summitcal.ingest.opening import read_article

__all__ = ["Article", "Form", "Hint", "read_article"]
