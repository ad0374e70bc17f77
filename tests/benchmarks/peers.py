"""Other ways to search the same texts, each as a function from a paste to the entry that it puts first.

Those that need a large library are there only where it is installed, which ``make bench`` sees to.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from typing import Final

from rapidfuzz import fuzz, process

from catalog.catalog import Catalog

First = Callable[[str], str | None]
"""Tells the entry that a way of searching puts first, if any."""

_Texts = Sequence[tuple[str, str]]
_SLOW: Final = 8
_MOST_WORDS: Final = 120
_WORD: Final = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Peer:
    """A way of searching, and how many pastes of the sample it is spared for each that it sees."""

    name: str
    first: First
    every: int = 1


WRATIO: Final = "rapidfuzz WRatio"


def peers(catalog: Catalog) -> Iterator[Peer]:
    """Every peer that is installed, with the catalog's messages indexed; each message beside its code."""
    texts = [
        (entry.id, f"{entry.id} {text}")
        for entry in catalog.entries.values()
        for text in entry.printed or (entry.id,)
    ]
    yield Peer(WRATIO, _fuzzy(texts, fuzz.WRatio), _SLOW)
    yield Peer("rapidfuzz token_set_ratio", _fuzzy(texts, fuzz.token_set_ratio))
    yield Peer("SQLite FTS5, words", _fts(texts, "unicode61"))
    yield Peer("SQLite FTS5, trigrams", _fts(texts, "trigram"))
    for name, library, search in (
        ("bm25s", "bm25s", _bm25),
        ("tantivy, words", "tantivy", _tantivy),
        ("scikit-learn, TF-IDF of characters", "sklearn", _tf_idf),
    ):
        if find_spec(library):
            yield Peer(name, search(texts))


def _fuzzy(texts: _Texts, scorer: Callable[..., float]) -> First:
    choices = [text.lower() for _, text in texts]

    def first(text: str) -> str | None:
        found = process.extractOne(text.lower(), choices, scorer=scorer)
        return texts[found[2]][0] if found else None

    return first


def _words(text: str) -> list[str]:
    return list(islice(dict.fromkeys(_WORD.findall(text)), _MOST_WORDS))


def _fts(texts: _Texts, tokenizer: str) -> First:
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, text, tokenize='{tokenizer}')")
    database.executemany("INSERT INTO texts VALUES (?, ?)", texts)

    def first(text: str) -> str | None:
        query = " OR ".join(f'"{word}"' for word in _words(text))
        if not query:
            return None
        row = database.execute(
            "SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 1", (query,)
        ).fetchone()
        return str(row[0]) if row else None

    return first


def _bm25(texts: _Texts) -> First:
    import bm25s  # noqa: PLC0415 - large, and not always installed

    index = bm25s.BM25()
    index.index(bm25s.tokenize([text for _, text in texts], show_progress=False), show_progress=False)

    def first(text: str) -> str | None:
        tokens = bm25s.tokenize([text], show_progress=False, return_ids=False)
        if not tokens[0]:
            return None
        found, _ = index.retrieve(tokens, k=1, show_progress=False)
        return texts[int(found[0, 0])][0]

    return first


def _tantivy(texts: _Texts) -> First:
    import tantivy  # noqa: PLC0415 - large, and not always installed

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False)
    builder.add_text_field("id", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for entry_id, text in texts:
        writer.add_document(tantivy.Document(id=entry_id, text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def first(text: str) -> str | None:
        words = " ".join(_words(text)).lower()
        hits = searcher.search(index.parse_query(words, ["text"]), 1).hits if words else []
        return str(searcher.doc(hits[0][1])["id"][0]) if hits else None

    return first


def _tf_idf(texts: _Texts) -> First:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - large, not always there

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    index = vectorizer.fit_transform(text for _, text in texts).T.tocsr()

    def first(text: str) -> str | None:
        scores = (vectorizer.transform([text]) @ index).toarray()[0]
        best = int(scores.argmax())
        return texts[best][0] if scores[best] > 0 else None

    return first
