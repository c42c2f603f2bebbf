"""Fit what each sign weighs in the extractor anew, from all that people read in the cases of tests/extract/cases.

Run by `make weights`. Every text is read, and each question that is weighed in it is noted with its signs and with the
answer that the case gives. For each question a logistic regression is fitted: a weight for each sign, pulled towards
0. Who is taken to take part in a meeting depends on the meetings before it, and so on the weights: hence some rounds.
Cases by the names of KEPT are never read here, so that quality can be measured on them. `--also` names more cases,
that are not kept with the code.
"""

import argparse
import datetime as dt
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tests.extract import scoring
from tests.extract.scoring import Article, Meeting

from summitcal.extract import find_meetings
from summitcal.extract.pages import Spot
from summitcal.extract.times import TimeExpression
from summitcal.extract.times.reading import Grain
from summitcal.extract.weighing import Question

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "extract" / "cases"
WEIGHTS = ROOT / "src" / "summitcal" / "extract" / "weights.toml"
KEPT = frozenset({"kept", "blind"})
COUNTS = {"plain": 4, "dev": 2}
"""How many times a text counts: what is said plainly must be read rightly."""
HEADER = "# What each sign weighs. Fitted by `make weights`, never edited by hand.\n"

ROUNDS = 3
FOLDS = 5
PULL, PULL_OF_WORDS = 6.0, 20.0
"""How strongly a weight is pulled towards 0; that of a single word more so, since there are so many."""
SEEN, WORDS_SEEN = 2, 4
"""How often a sign, or a single word, must be seen to get a weight."""
LEAST = 0.05
"""A weight nearer to 0 than this is left out."""

Weights = Mapping[str, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One question as it was weighed: the signs seen, the right answer, and how many times it counts."""

    signs: tuple[str, ...]
    yes: bool
    counts: int = 1


Rows = Mapping[Question, Sequence[Row]]
"""What was asked in one text."""


def main(words: Sequence[str] | None = None) -> None:
    """Fit the weights, say how well they answer what they were not fitted on, and write them."""
    parser = argparse.ArgumentParser(description="Fit the weights of the extractor.")
    parser.add_argument("--cases", type=Path, default=CASES, help="the folder of the cases")
    parser.add_argument("--also", type=Path, nargs="*", default=(), metavar="FILE", help="more files of cases")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the file of the weights")
    arguments = parser.parse_args(words)
    files = [*fitted_on(arguments.cases), *arguments.also]
    if not files:
        raise SystemExit(f"{arguments.cases}: there are no cases to fit on; add a *.jsonl")
    articles = [(each, COUNTS.get(file.stem, 1)) for file in files for each in scoring.read_articles(file)]
    weights, texts = fit_all(articles)
    print(f"fitted on {len(articles)} texts of {', '.join(file.stem for file in files)}; {FOLDS} folds:")
    for line in report(texts):
        print(line)
    arguments.out.write_text(as_toml(weights), encoding="utf-8", newline="\n")


def fitted_on(folder: Path) -> list[Path]:
    """Return the files of cases that weights may be fitted on."""
    return [file for file in sorted(folder.glob("*.jsonl")) if file.stem not in KEPT]


def fit_all(articles: Sequence[tuple[Article, int]]) -> tuple[Mapping[Question, Weights], Sequence[Rows]]:
    """Return the weights for each question, and what was asked in each text under those of the round before.

    With each text stands how many times it counts.
    """
    weights: Mapping[Question, Weights] = {}
    texts: Sequence[Rows] = ()
    for _ in range(ROUNDS):
        texts = [asked(each, weights, counts=counts) for each, counts in articles]
        weights = {question: fit([row for rows in texts for row in rows[question]]) for question in Question}
    return weights, texts


def asked(article: Article, weights: Mapping[Question, Weights], *, counts: int = 1) -> Rows:
    """Read a text by some weights, by the right answers where there are none, and return all that was asked."""
    observer = _Observer(article=article, weights=weights, counts=counts)
    find_meetings(article["text"], published=dt.date.fromisoformat(article["published"]), weigh=observer)
    return observer.rows


@dataclass(slots=True, kw_only=True)
class _Observer:
    """Answers all that is weighed in one text, and notes it where people know the answer."""

    article: Article
    weights: Mapping[Question, Weights]
    counts: int
    rows: dict[Question, list[Row]] = field(default_factory=lambda: {question: [] for question in Question})

    def __call__(self, question: Question, where: object, name: str, signs: Iterable[str], /) -> float:
        row_signs = tuple(sorted(signs))
        truth = self._truth(question, where, name)
        if truth is not None:
            self.rows[question].append(Row(row_signs, yes=truth, counts=self.counts))
        if question is Question.CANDIDATE:
            return 1.0  # whatever else is asked must be noted, of what only looks unlikely too
        if question is Question.MEETING and truth:
            return 1.0
        if self.weights:
            return probability(self.weights[question], row_signs)
        return 0.5 if truth is None else float(truth)

    def _truth(self, question: Question, where: object, name: str) -> bool | None:
        """Return the right answer; None if the case does not say."""
        if not isinstance(where, Spot):
            return self._is_ahead(where, name)
        time = where.encounter.time
        meant = self._meant(time)
        if question in {Question.CANDIDATE, Question.MEETING}:
            told = bool(self._quoted_at(time.start, time.end))
            return True if told else None if meant else False
        if not where.encounter.triggers and not self._quoted_at(time.start, time.end):
            return None  # the same day, and perhaps something else
        answers = {_answer(question, each, name) for each in meant}
        return answers.pop() if len(answers) == 1 else None

    def _meant(self, time: TimeExpression) -> list[Meeting]:
        """Return the meetings on a date; of several, those whose words it is."""
        same = [each for each in self.article["meetings"] if scoring.start(each) == _written(time)]
        quoted = self._quoted_at(time.start, time.end)
        return [each for each in same if any(each is one for one in quoted)] or same if len(same) > 1 else same

    def _quoted_at(self, start: int, end: int) -> list[Meeting]:
        """Return the meetings whose dates are, wherever they stand, the words from ``start`` to ``end``."""
        return [
            each
            for each in self.article["meetings"]
            if any(start < at + len(each["quote"]) and at < end for at in _places(self.article["text"], each["quote"]))
        ]

    def _is_ahead(self, where: object, name: str) -> bool | None:
        """Return which of its two days a weekday means: whether the later one."""
        if not isinstance(where, tuple):
            raise TypeError(f"a weekday is asked for by its span, and not by {where!r}")
        past, ahead = name.split()
        days = {scoring.start(each) for each in self._quoted_at(*where)}
        return ahead in days if len(days) == 1 and days & {past, ahead} else None


def _answer(question: Question, meeting: Meeting, name: str) -> bool:
    match question:
        case Question.SIDE | Question.PERSON:
            return scoring.one_name(name) in scoring.names(meeting)
        case Question.KIND:
            return bool(meeting["kind"] == name)
        case Question.PLACE:
            return bool(meeting["location"]) and scoring.same_place(meeting, {"location": name})
        case Question.OFF:
            return meeting["status"] in {"cancelled", "postponed"}
        case _:
            return bool(meeting["status"] == question.value)


def _written(time: TimeExpression) -> str:
    first = time.reading.first
    return str(first) if time.reading.grain in {Grain.DAY, Grain.WEEKEND, Grain.WEEK} else f"{first:%Y-%m}"


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def probability(weights: Weights, signs: Iterable[str]) -> float:
    """Return how probable a yes is, as ``summitcal.extract.weighing`` reckons it."""
    total = sum(weights.get(sign, 0.0) for sign in signs) + weights["always"]
    return 1 / (1 + math.exp(-total))


def fit(rows: Sequence[Row]) -> Weights:
    """Return the weights under which the answers of some rows are most probable, given the pull towards 0.

    By Newton's method. The order of rows and signs is fixed, so that the same rows give the same weights to the bit.
    """
    counts = Counter(chain.from_iterable(row.signs for row in rows))
    names = sorted(sign for sign, count in counts.items() if count >= (WORDS_SEEN if is_word(sign) else SEEN))
    columns = {sign: column for column, sign in enumerate(names)}
    always = len(names)
    seen = [[*(columns[sign] for sign in row.signs if sign in columns), always] for row in rows]
    pulls = np.array([*(PULL_OF_WORDS if is_word(sign) else PULL for sign in names), 0.01])
    yes, times = np.array([float(row.yes) for row in rows]), np.array([float(row.counts) for row in rows])
    found = _minimum(_Seen.of(seen, len(pulls)), yes, times, pulls)
    return dict(zip((*names, "always"), found.tolist(), strict=True))


def is_word(sign: str) -> bool:
    """Return whether a sign is a single word of a text, of which there are many, each of them rare."""
    between = (" after ", " before ", " verb ", " says ", ": called ")
    return sign.startswith(("says ", "called ", "after ", "before ")) or any(each in sign for each in between)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Which signs were seen in each row: the matrix of ones and noughts, of which only the ones are kept."""

    columns: NDArray[np.intp]
    starts: NDArray[np.intp]
    rows: NDArray[np.intp]
    width: int

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]], width: int) -> "_Seen":
        """Return the matrix whose rows have ones in these columns, each of them in one at least."""
        lengths = np.array([len(row) for row in rows])
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        return cls(
            np.fromiter(chain.from_iterable(rows), np.intp), starts, np.repeat(np.arange(len(rows)), lengths), width
        )

    def of_rows(self, weights: Floats) -> Floats:
        """Return what the weights of the signs of each row come to."""
        return np.asarray(np.add.reduceat(weights[self.columns], self.starts))

    def of_signs(self, values: Floats) -> Floats:
        """Return what the values of the rows of each sign come to."""
        return np.asarray(np.bincount(self.columns, values[self.rows], self.width), dtype=np.float64)


def _minimum(seen: _Seen, yes: Floats, times: Floats, pulls: Floats) -> Floats:
    weights = np.zeros(len(pulls))
    for _ in range(40):
        chances = 1 / (1 + np.exp(-seen.of_rows(weights)))
        slope = seen.of_signs(times * (chances - yes)) + pulls * weights
        step = _solved(seen, times * chances * (1 - chances), pulls, slope)
        weights = weights - step
        if np.abs(step).max() < CLOSE:
            break
    return weights


CLOSE = 1e-5
"""A step smaller than this changes no weight as it is written."""


def _solved(seen: _Seen, curves: Floats, pulls: Floats, slope: Floats) -> Floats:
    """Return the step of Newton's method, by conjugate gradients: the curvature is never written out."""
    scale = seen.of_signs(curves) + pulls  # its diagonal, as all that is seen is seen once
    step = np.zeros(len(slope))
    rest = slope
    toward = way = rest / scale
    enough = 0.01 * np.abs(slope).max()
    for _ in range(500):
        bent = seen.of_signs(curves * seen.of_rows(way)) + pulls * way
        length = (rest @ toward) / (way @ bent)
        step = step + length * way
        left = rest - length * bent
        if np.abs(left).max() <= enough:
            break
        nearer = left / scale
        way = nearer + (left @ nearer) / (rest @ toward) * way
        rest, toward = left, nearer
    return step


def report(texts: Sequence[Rows]) -> Iterator[str]:
    """Yield how well each question is answered in texts that the weights were not fitted on."""
    yield f"{'question':10} {'asked':>6} {'yes':>6} {'log loss':>9} {'P':>6} {'R':>6} {'F1':>6}"
    for question in Question:
        answers = list(unseen(texts, question))
        right = sum(chance >= 0.5 and row.yes for chance, row in answers)
        said, yes = sum(chance >= 0.5 for chance, _ in answers), sum(row.yes for _, row in answers)
        loss = -sum(math.log(chance if row.yes else 1 - chance) for chance, row in answers) / max(1, len(answers))
        shares = scoring.share(right, said), scoring.share(right, yes), scoring.f1(right, yes, said)
        yield f"{question:10} {len(answers):6} {yes:6} {loss:9.3f} {' '.join(f'{each:6.3f}' for each in shares)}"
    yield from _reliability(list(unseen(texts, Question.MEETING)))


def _reliability(answers: Sequence[tuple[float, Row]]) -> Iterator[str]:
    """Yield how often what is said with some confidence is right."""
    yield f"\n{'confidence':10} {'asked':>6} {'right':>6}"
    for tenth in range(10):
        inside = [row.yes for chance, row in answers if tenth == min(9, int(chance * 10))]
        right = scoring.share(sum(inside), len(inside))
        yield f"{tenth / 10:.1f}–{tenth / 10 + 0.1:.1f}    {len(inside):6} {right:6.2f}"


def unseen(texts: Sequence[Rows], question: Question) -> Iterator[tuple[float, Row]]:
    """Yield what was asked in each text, with the answer by weights that were fitted on the other folds alone."""
    for fold in range(FOLDS):
        weights = fit([row for at, rows in enumerate(texts) if at % FOLDS != fold for row in rows[question]])
        for rows in texts[fold::FOLDS]:
            yield from ((probability(weights, row.signs), row) for row in rows[question])


def as_toml(weights: Mapping[Question, Weights]) -> str:
    """Return the weights as the text of their file: a table for each question, signs in order."""
    return HEADER + "".join(_table(question, of_question) for question, of_question in weights.items())


def _table(question: Question, weights: Weights) -> str:
    signs = sorted(sign for sign, weight in weights.items() if sign != "always" and abs(weight) >= LEAST)
    lines = [f"{json.dumps(sign, ensure_ascii=False)} = {weights[sign]:.2f}" for sign in signs]
    return "\n".join(("", f"[{question}]", f"always = {weights['always']:.2f}", *lines, ""))


if __name__ == "__main__":
    main(sys.argv[1:])
