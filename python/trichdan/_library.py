"""The C interface of the library, ``trichdan.h``, by ctypes."""

from __future__ import annotations

import ctypes
import os
import threading
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


class TrichdanError(ValueError):
    """What the library refuses, with the reason in words."""


def _load() -> ctypes.CDLL:
    path = os.environ.get("TRICHDAN_LIBRARY") or str(_FOLDER / "libtrichdan.so")
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(
            f"the library cannot be loaded: {error}. The wheel holds it; a checkout needs `make wheel`, or "
            "TRICHDAN_LIBRARY with the path of a libtrichdan.so"
        ) from error
    text, size = ctypes.c_char_p, ctypes.c_size_t
    signatures: dict[str, tuple[Any, list[Any]]] = {
        "create": (ctypes.c_void_p, [text]),
        "destroy": (None, [ctypes.c_void_p]),
        "annotate": (ctypes.c_void_p, [ctypes.c_void_p, text, text, size]),
        "annotate_lines": (
            ctypes.c_void_p,
            [ctypes.c_void_p, text, size, ctypes.c_int, ctypes.POINTER(size)],
        ),
        "check": (ctypes.c_void_p, [ctypes.c_void_p, text, text, text, size]),
        "group": (ctypes.c_void_p, [ctypes.c_void_p, text, size]),
        "patterns_version": (ctypes.c_void_p, [ctypes.c_void_p]),
        "version": (text, []),
        "free": (None, [ctypes.c_void_p]),
        "last_error": (text, []),
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(library, "trichdan_" + name)
        function.restype = result
        function.argtypes = arguments
    return library


_library = _load()

PLAIN = 0
IDENTITY = 1


def _failure() -> TrichdanError:
    message: bytes = _library.trichdan_last_error()
    return TrichdanError(message.decode("utf-8", "replace"))


def utf8(text: object, what: str) -> bytes:
    """Text as UTF-8; bytes are taken as they are. Raises TypeError for anything else, such as None and NaN."""
    if isinstance(text, str):
        try:
            return text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise TrichdanError(f"{what} holds half a surrogate pair at {error.start}") from None
    if isinstance(text, (bytes, bytearray)):
        return bytes(text)
    raise TypeError(f"{what} has to be a string, not {type(text).__name__}")


class Library:
    """Patterns that were read, with the engines that work by them. Any number of threads may use one."""

    def __init__(self, patterns: str | os.PathLike[str] | None = None) -> None:
        folder = patterns if patterns is not None else os.environ.get("TRICHDAN_PATTERNS")
        if not folder:
            folder = _FOLDER / "Patterns"
        self._pointer: int | None = _library.trichdan_create(os.fsencode(folder))
        if self._pointer is None:
            raise _failure()

    def __del__(self) -> None:
        if getattr(self, "_pointer", None):
            _library.trichdan_destroy(self._pointer)
            self._pointer = None

    @staticmethod
    def _take(answer: int | None, length: int | None = None) -> bytes:
        if answer is None:
            raise _failure()
        try:
            return ctypes.string_at(answer) if length is None else ctypes.string_at(answer, length)
        finally:
            _library.trichdan_free(answer)

    def annotate(self, text: bytes, id: bytes = b"") -> bytes:
        """One article's JSON object."""
        return self._take(_library.trichdan_annotate(self._pointer, id, text, len(text)))

    def annotate_lines(self, lines: bytes, options: int = PLAIN) -> bytes:
        """A line of JSON for each line of JSON."""
        length = ctypes.c_size_t()
        answer = _library.trichdan_annotate_lines(
            self._pointer, lines, len(lines), options, ctypes.byref(length)
        )
        return self._take(answer, length.value)

    def check(self, quote: bytes, speaker: bytes | None, source: bytes) -> bytes:
        """The JSON object of a check."""
        return self._take(_library.trichdan_check(self._pointer, quote, speaker, source, len(source)))

    def group(self, members: bytes) -> bytes:
        """The JSON array of groups."""
        return self._take(_library.trichdan_group(self._pointer, members, len(members)))

    @property
    def patterns_version(self) -> str:
        """A short hash of the patterns."""
        return self._take(_library.trichdan_patterns_version(self._pointer)).decode()


_lock = threading.Lock()
_opened: dict[tuple[int, str | None], Library] = {}


def library(patterns: str | os.PathLike[str] | None = None) -> Library:
    """The library of a folder of patterns, read once in each process."""
    # A process that was forked while engines were at work must not go on with them.
    key = (os.getpid(), None if patterns is None else os.fspath(patterns))
    with _lock:
        if key not in _opened:
            _opened[key] = Library(patterns)
        return _opened[key]


def patterns_version(patterns: str | os.PathLike[str] | None = None) -> str:
    """A short hash of all pattern files, which tells one version of the patterns from another."""
    return library(patterns).patterns_version


def library_version() -> str:
    """The version of the library."""
    version: bytes = _library.trichdan_version()
    return version.decode()
