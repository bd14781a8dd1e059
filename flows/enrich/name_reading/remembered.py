"""What a function makes of short texts, remembered: few of the chunks between spaces are new."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

# Bounds the memory to about 10 or 20 MB a language; longer texts seldom come again.
_MOST = 1 << 16
_LONGEST = 40


class Remembered(dict[str, T], Generic[T]):
    """`remembered[text]` is what `make` returns for the text, kept up to a bound; then all is forgotten."""

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make

    def __missing__(self, text: str) -> T:
        made = self._make(text)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = made
        return made
