"""Who is quoted as saying what in Vietnamese news articles.

>>> import trichdan
>>> article = trichdan.extract("“Đò sẽ chạy lại trước Tết”, bà Lê Thị Mận nói.")
>>> article.quotes[0].speaker.name
'Lê Thị Mận'

``extract`` reads one article, ``extract_many`` many on all cores, ``check`` holds a quote against its source, and
``open_database`` reads a database that the program has made. ``trichdan.spacy`` and ``trichdan.spark`` do the same inside
those.
"""

from ._library import TrichdanError, library_version, patterns_version
from ._version import VERSION as __version__
from .checking import CheckAnswer, DiffStep, check
from .database import Database, StoredQuote, StoredSpeaker, open_database
from .extraction import Extraction, extract, extract_many
from .records import Article, ArticleSpeaker, Figure, Passage, Quote, Speaker, to_pandas

__all__ = [
    "Article",
    "ArticleSpeaker",
    "CheckAnswer",
    "Database",
    "DiffStep",
    "Extraction",
    "Figure",
    "Passage",
    "Quote",
    "Speaker",
    "StoredQuote",
    "StoredSpeaker",
    "TrichdanError",
    "__version__",
    "check",
    "extract",
    "extract_many",
    "library_version",
    "open_database",
    "patterns_version",
    "to_pandas",
]
