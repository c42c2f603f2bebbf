"""An article with the words marked that say something of its meetings, and what a draft says beside it."""

from collections.abc import Iterable, Mapping
from html import escape

from summitcal.markup.reader import Reader
from summitcal.model import Draft, Evidence

_MARKS = ("when", "participants", "place", "kind", "status")
"""What is marked, in the order in which one goes before the other where both stand on the same words."""


def marked(text: str, drafts: Iterable[Draft], reader: Reader) -> str:
    """Write an article with the words marked on which drafts rest, one colour for each field."""
    spans = sorted(_spans(drafts), key=lambda each: (each[1].start, _MARKS.index(each[0])))
    written, end = [], 0
    for field, evidence in spans:
        if evidence.start < end:
            continue
        how = f' title="{escape(evidence.how)}"' if evidence.how else ""
        words = escape(text[evidence.start : evidence.end])
        written.append(f'{escape(text[end : evidence.start])}<mark class="sc-{field}"{how}>{words}</mark>')
        end = evidence.end
    written.append(escape(text[end:]))
    legend = "".join(f'<li><mark class="sc-{field}">{reader.say(field.capitalize())}</mark></li>' for field in _MARKS)
    body = "".join(written).replace("\n", "<br>")
    return f'<div class="sc"><ul class="sc-legend">{legend}</ul><div class="sc-article" dir="auto">{body}</div></div>'


def said_of(draft: Draft, reader: Reader) -> str:
    """Write on which words a draft rests, what was inferred, and why to look twice."""
    lines = [f"<li>“{escape(draft.quote.text)}”{_how(draft.quote)}</li>"]
    lines += [f"<li>{escape(_sentence(note))}</li>" for note in draft.inferred]
    lines += [f'<li class="sc-doubt">{escape(_sentence(doubt))}</li>' for doubt in draft.doubts]
    sure = reader.say("{percent} sure", percent=f"{draft.confidence:.0%}")
    return f'<div class="sc"><ul class="sc-said"><li>{sure}</li>{"".join(lines)}</ul></div>'


def _spans(drafts: Iterable[Draft]) -> Iterable[tuple[str, Evidence]]:
    for draft in drafts:
        yield "when", draft.quote
        fields: Mapping[str, tuple[Evidence, ...]] = draft.evidence
        for field in _MARKS[1:]:
            for each in fields.get(field, ()):
                yield field, each


def _how(evidence: Evidence) -> str:
    return f", {escape(evidence.how)}" if evidence.how else ""


def _sentence(note: str) -> str:
    return f"{note[:1].upper()}{note[1:]}."
