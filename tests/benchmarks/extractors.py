"""Other extractors on the same pages: each in a process of its own, so that a page that hangs counts as empty."""

import importlib.util
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing.connection import Connection


@dataclass
class Extract:
    """What an extractor says of a page; empty where it says nothing."""

    text: str = ""
    title: str = ""
    authors: list[str] = field(default_factory=list)
    published_on: str = ""


def _trafilatura(page: str, precise: bool) -> Extract:
    import trafilatura

    found = trafilatura.bare_extraction(page, favor_precision=precise, with_metadata=True)
    if not found:
        return Extract()
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return Extract(found.text or "", found.title or "", authors, found.date or "")


def _readability(page: str) -> Extract:
    from lxml.html import fromstring
    from readability import Document

    document = Document(page)
    return Extract(fromstring(document.summary()).text_content(), document.short_title())


def _resiliparse(page: str) -> Extract:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    return Extract(extract_plain_text(page, main_content=True, alt_texts=False), HTMLTree.parse(page).title or "")


def _newspaper(page: str) -> Extract:
    from newspaper import Article

    article = Article("https://paper.example/article", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    day = article.publish_date.date().isoformat() if article.publish_date else ""
    return Extract(article.text, article.title or "", list(article.authors), day)


_PEERS: dict[str, tuple[str, str, Callable[[str], Extract]]] = {
    "trafilatura": ("trafilatura", "", lambda page: _trafilatura(page, precise=False)),
    "trafilatura in precision mode": ("trafilatura", "", lambda page: _trafilatura(page, precise=True)),
    "newspaper4k": ("newspaper4k", "newspaper", _newspaper),
    "readability-lxml": ("readability-lxml", "readability", _readability),
    "resiliparse": ("resiliparse", "resiliparse", _resiliparse),
}


def installed() -> Iterator[tuple[str, str]]:
    """Name and version of each peer that is here."""
    for name, (package, module, _) in _PEERS.items():
        if importlib.util.find_spec(module or package):
            yield name, version(package)


def extracts(name: str, pages: list[str], seconds: float = 20) -> list[Extract]:
    """What the peer says of each page; nothing where it fails or takes longer than `seconds`."""
    made: list[Extract] = []
    worker = _Worker(name)
    for page in pages:
        found = worker.ask(page, seconds)
        if found is None:
            worker.end()
            worker = _Worker(name)
        made.append(found or Extract())
    worker.end()
    return made


class _Worker:
    """A process that answers page after page."""

    def __init__(self, name: str) -> None:
        context = multiprocessing.get_context("spawn")
        self.here, there = context.Pipe()
        self.process = context.Process(target=_answer, args=(name, there), daemon=True)
        self.process.start()
        # The first answer comes when the peer is imported, which is no page's time.
        self.here.poll(120)
        self.here.recv()

    def ask(self, page: str, seconds: float) -> Extract | None:
        try:
            self.here.send(page)
            return self.here.recv() if self.here.poll(seconds) else None
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        self.process.kill()
        self.process.join()


def _answer(name: str, there: Connection) -> None:
    extract = _PEERS[name][2]
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        _failsafe(extract, "<html><body><p>A page to warm up.</p></body></html>")
        there.send(None)
        while True:
            there.send(_failsafe(extract, there.recv()))


def _failsafe(extract: Callable[[str], Extract], page: str) -> Extract:
    try:
        return extract(page)
    except Exception:  # What a peer can't read counts as nothing read
        return Extract()
