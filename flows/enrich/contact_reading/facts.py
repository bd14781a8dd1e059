"""Whether words of contact tell of something that happened: not planned, wished for, cancelled, refused or denied."""

import re

from flows.enrich.contact_reading.masks import ACTOR

_BEFORE_VERB = re.compile(
    r"\b(?:not|never|no|nor|neither|without|would|could|might|may|should|if|whether|almost|nearly|denied|denies|"
    r"denying|"
    r"refus\w+|declin\w+|before|until|unless|have to|claims? that|"
    r"(?:was|were|is|are|due|supposed|meant|intended|planned|hoped|expected|about) to)\b[^,;:]*$|n't\b[^,;:]*$"
    r"|\b(?:had|have|has) last (?:been )?$"
)
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:will|would|could|should|might|may|can|cannot|plan\w*|due|schedul\w+|expect\w+|propos\w+|possible|"
    r"potential|"
    r"to (?:hold|have|take|make|pay|send|schedule|arrange|attend|meet)|upcoming|next|future|further|another|no|"
    r"not|never|"
    r"without|refus\w+|declin\w+|den(?:y|ies|ied|ying)|cancel\w*|postpon\w*|urg\w+|want\w*|seek\w*|sought|request\w*|"
    r"ask\w* for|call(?:s|ed|ing)? for|efforts?|hop(?:e|es|ed|ing)|before|ahead of|until|if|whether|agreed to|offer\w*|"
    r"ready for|invit\w+ (?:\S+ ){0,4}(?:to|for)|prepar\w+|missed|demand\w*|return to|resum\w+|"
    r"(?:had|have|has) last)\b|n't\b)[^;:]{0,60}$",
    re.IGNORECASE,
)
_AFTER_NOUN = re.compile(
    r"^[^;:.]{0,90}?\b(?:will|would|could|should|might|may|cannot|(?:is|are) (?:due|planned|scheduled|expected|set)|"
    r"(?:was|were|been|be) (?:cancelled|canceled|postponed|called off|put off|scrapped|rejected|refused)|is off|"
    r"never (?:took|happened|came|materiali[sz]ed)|pencilled in|f[ae]ll(?:s|en)? (?:through|apart)|"
    r"(?:did|has|have|had) not|collapsed|(?:are|is|have|has) stalled|ceased)\b"
)
_DENIES = re.compile(
    r"\b(?:den(?:y|ied|ies|ying) (?:that|having|any|a|the)\b"
    r"|(?:den|dismiss|reject|disput|refut)(?:y|ies|ied|ing|e[ds]?|es)?\b[^;:]*\b(?:reports?|claims?|rumou?rs?|"
    r"suggestions?|allegations?)\b|no truth (?:in|to)\b)[^;:]*$"
)
_DENIED = re.compile(r"\b(?:no (?:such )?|denie[sd] (?:that |any |having )?|did not |never |not )", re.IGNORECASE)
HAPPENED = re.compile(
    r"\b(?:took place|taken place|occurred|happened|(?:was|were|been) (?:held|made|arranged|conducted|called)|lasted|"
    r"dealt with|focused|came|centred|covered|followed|is a continuation|marked|ended)\b"
)


def is_unreal_verb(before: str) -> bool:
    """Whether what stands before a verb of contact in its clause takes it back."""
    return bool(_BEFORE_VERB.search(_nearest_thought(before)) or _DENIES.search(before))


def is_unreal_noun(before: str, after: str) -> bool:
    """Whether what stands before or after a noun of contact in its clause makes it none that happened."""
    return bool(_BEFORE_NOUN.search(_nearest_thought(before)) or _DENIES.search(before) or _AFTER_NOUN.search(after))


def is_denied(before: str) -> bool:
    """Whether somebody says that it didn't happen."""
    return _DENIED.search(before) is not None


def _nearest_thought(before: str) -> str:
    """The words from the last actor, comma or conjunction on: what is willed further left is something else."""
    return re.split(rf"[{ACTOR},]|\b(?:when|after|while|as|that|which|who)\b", before)[-1]
