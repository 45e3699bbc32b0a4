"""Is this quote in its source, in these words, by this speaker?"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any

from ._library import library, utf8
from .records import Article, Speaker


@dataclass(slots=True)
class DiffStep:
    """A stretch of the comparison: ``equal``, ``omitted``, ``added`` or ``replaced`` words."""

    kind: str
    source: str
    quote: str
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class CheckAnswer:
    """What a check comes to: ``verbatim``, ``shortened``, ``altered``, ``misattributed``, ``not-found`` or ``ambiguous``.

    ``start`` and ``end`` are the place in the source's text in NFC with ``\\n`` line ends; ``warnings`` names what a checker must
    see, such as ``negation-changed``. ``record`` is the whole JSON object of the program's ``check --format json``.
    """

    verdict: str
    score: float
    found: str | None
    start: int | None
    end: int | None
    speaker: Speaker | None
    confidence: float | None
    speaker_confirmed: bool | None
    diff: list[DiffStep]
    warnings: list[str]
    notes: list[str]
    record: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def is_verified(self) -> bool:
        """Whether the words stand there, and the speaker, where one was asked for, is theirs."""
        return self.verdict == "verbatim" and self.speaker_confirmed is not False


def check(
    quote: str,
    source: str | Article,
    speaker: str | None = None,
    *,
    patterns: str | os.PathLike[str] | None = None,
) -> CheckAnswer:
    """Holds a quote against the article it was taken from.

    >>> check("Đò sẽ không chạy", "“Đò sẽ chạy”, bà Lê Thị Mận nói.").warnings
    ['negation-changed']
    """
    text = source.text if isinstance(source, Article) else source
    answer = json.loads(
        library(patterns).check(
            utf8(quote, "quote").replace(b"\0", b""),
            None if speaker is None else utf8(speaker, "speaker").replace(b"\0", b""),
            utf8(text, "source"),
        )
    )
    who = answer["speaker"]
    return CheckAnswer(
        answer["verdict"],
        answer["score"],
        answer["found"],
        answer["start"],
        answer["end"],
        None if who is None else Speaker(who["name"], who["kind"]),
        None if who is None else who["confidence"],
        answer.get("speakerConfirmed"),
        [DiffStep(**step) for step in answer["diff"]],
        answer["warnings"],
        answer["notes"],
        answer,
    )
