"""Days written in figures, for texts in languages whose words for time are not known."""

import re
from collections.abc import Iterator

from flows.enrich.date_reading.meaning import When

_DAY = re.compile(
    # 2025-05-28, 2025/5/28, 2025.05.28
    r"(?<![\d./-])(?:(?P<y1>\d{4})(?P<mark>[-/.])(?P<m1>\d{1,2})(?P=mark)(?P<d1>\d{1,2})"
    # 28.05.2025, 28/5/2025: left as figures, because slashed ones can have their month first
    r"|(?P<figures>\d{1,2}(?P<dot>[./])\d{1,2}(?P=dot)\d{4}))(?![\d/]|[.-]\d)"
    # Chinese, Japanese and Korean, with and without the year
    r"|(?:(?P<y2>\d{4})\s?[年년]\s?)?(?<!\d)(?P<m2>\d{1,2})\s?[月월]\s?(?P<d2>\d{1,2})[日일号號]"
)


def figure_days(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], When]]:
    """The days in figures of the sentence `text[start:end]`, each with its span in the text."""
    for found in _DAY.finditer(text, start, end):
        if found["figures"]:
            yield found.span(), When("date", figures=found["figures"])
            continue
        year = found["y1"] or found["y2"]
        month, day = found["m1"] or found["m2"], found["d1"] or found["d2"]
        yield found.span(), When("date", year=int(year) if year else None, month=int(month), day=int(day))
