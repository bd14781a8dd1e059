"""Words of contact in German, French, Spanish and Russian, as patterns over masked sentences."""

import re
from dataclasses import dataclass

from flows.enrich.contact_reading.masks import DATE, OFFICE, PERSON


@dataclass(frozen=True)
class Tongue:
    """What a language says of contacts.

    `told` finds words of a contact that happened, `unreal` any that take it back; `media` the medium that words give.
    `called` is a verb of whoever placed a call. `topic` ends where a topic begins, `end` begins where it ends. What
    the groups of `source`, `asked` and `since` hold is who says it, who asked for it and what it is the first since.
    `own` begins a source that is a side's own, `both` is in one that is all sides'; `private` matches offices that
    take no part, spokespersons among them.
    """

    told: re.Pattern[str]
    unreal: re.Pattern[str]
    media: tuple[tuple[str, re.Pattern[str]], ...]
    called: re.Pattern[str]
    topic: re.Pattern[str]
    end: re.Pattern[str]
    source: re.Pattern[str]
    asked: re.Pattern[str]
    since: re.Pattern[str]
    own: re.Pattern[str]
    both: re.Pattern[str]
    private: re.Pattern[str]


def _tongue(video: str, phone: str, letter: str, visit: str, **patterns: str) -> Tongue:
    media = (("video", video), ("phone", phone), ("letter", letter), ("visit", visit))
    # Every pattern but `end` begins with a word.
    read = {
        name: re.compile(pattern if name == "end" else rf"(?<!\w)(?:{pattern})", re.IGNORECASE)
        for name, pattern in patterns.items()
    }
    return Tongue(media=tuple((name, re.compile(words, re.IGNORECASE)) for name, words in media), **read)


_REST = rf"[^.;,{DATE}]{{2,80}}?(?=[.;,]|\s*$| (?:am |le |el |во? )?{DATE})"
# "First" can be read as an office, "première".
TONGUES = {
    "de": _tongue(
        video="video", phone="telefon|angerufen|rief", letter=r"\b(?:brief|schreiben|schrieb|geschrieben)",
        visit="besuch|empf[aäi]ng|zu gast",
        told=r"telefoniert(?:e|en)?\b|(?:ge)?troffen\b|traf(?:en)?\b|empfangen\b|empfing(?:en)?\b|gesprochen\b|sprach(?:en)?\b|"
        r"beraten\b|beriet(?:en)?\b|k[aä]m(?:en)? [^.;]*\bzusammen\b|"
        r"zusammengekommen\b|besucht(?:e|en)?\b|angerufen\b|ausgetauscht\b|schrieb(?:en)?\b|"
        r"geschrieben\b|in einem (?:brief|schreiben)\b|in einem telefonat\b",
        unreal=r"nicht\b|kein\w*|ob\b|soll(?:en|te|ten)?\b|will\b|wollen\b|wird\b|werden\b|würden?\b|geplant\w*|abgesagt|"
        r"verschoben|geplatzt|falls\b|wenn\b|könnte\w*|möchte\w*|lehnte?\b|dementier\w*|bestritt\w*|vorgesehen",
        called=r"rief\b[^.;]* an\b|angerufen\b",
        topic=r"(?:über|(?:ging es|es ging) (?:auch )?um|"
        r"thema(?: [^.;]{1,30})? (?:sei|seien|war|waren)|kritisierte(?: [^.;]{1,30} büros)?) ",
        end=r" (?:beraten|gesprochen|ausgetauscht|gewesen|unterhalten|diskutiert)\b|"
        r", (?:wie|teilte|sagte|hieß|so|erklärte|bestätigten?)\b",
        source=r"(?:teilten?|gaben?) (?P<source>[^.;,]{2,60}?) (?:am \S+ )?(?:mit|bekannt)\b"
        rf"|(?:sagten?|erklärten?|bestätigten?|laut|nach angaben|hieß es aus) (?P<source_2>{_REST})"
        r"|wie (?P<source_3>[^.;,]{2,60}?) (?:mitteilten?|bestätigten?|erklärten?)\b",
        asked=rf"auf (?:wunsch|bitte|initiative|einladung) (?P<asked>{_REST})",
        since=r"erste[nrs]? [^.;]{0,60}?\bseit (?P<since>[^.;]+)",
        own=r"sein\w*|ihr\w*", both=r"beide\w*",
        private=r".*(?:sprecher|trainer|torwart|spieler|werksleiter|journalist|analyst|anwält|anwalt)",
    ),
    "es": _tongue(
        video="videoconferencia|videollamada|por v[ií]deo", phone="teléfono|telefónic|llamada|llamó",
        letter=r"\b(?:carta|misiva|escribió|mensaje)", visit="visit|recib",
        told=r"convers(?:ó|aron)\b|habl(?:ó|aron)\b|se reuni(?:ó|eron)\b|se entrevist(?:ó|aron)\b|recibi(?:ó|eron)\b|"
        r"fue recibid[oa]\b|visitó\b|llamó [^.;]{0,30}?\bal?\b|telefoneó\b|(?:mantuv|sostuv|tuv)(?:o|ieron)\b|"
        r"celebr(?:ó|aron) [^.;]*?(?:reuni|conversa|encuentro|diálogo)\w*|"
        r"envió [^.;]*?(?:carta|misiva|mensaje)\b|escribió\b|"
        r"dialog(?:ó|aron)\b|se encontraron\b|intercambi(?:ó|aron) [^.;]*?(?:cartas|mensajes)\b",
        unreal=r"no\b|\w+(?:irá|erá|ará|arán|irán|erán)\b|prevén?\b|previst\w+|planea\w*|cancel\w+|aplaz\w+|suspend\w+|"
        r"posterg\w+|neg(?:ó|aron)\b|desmint\w+|rechaz\w+|si\b|podrían?\b|pretende\w*|quiere\w*",
        called=r"llamó\b|telefoneó\b",
        topic=r"(?:sobre|para (?:tratar|hablar de|discutir|abordar|analizar|expresar(?:le)?)|"
        r"(?:trataron|abordaron|discutieron|analizaron|planteó|abordó|trató|pidió|en la que pide)"
        r"(?: además| también)?) ",
        end=r", (?:informó|informaron|dijo|según|anunció|confirm\w+|indicó|señaló)\b",
        source=rf"(?:informó|informaron|dijo|anunció|indicó|señaló|confirmaron|confirmó|según) (?P<source>{_REST})"
        rf"|(?P<source_2>{_REST}?) confirm(?:ó|aron)\b",
        asked=rf"a (?:petición|solicitud|pedido|instancias|iniciativa|invitación) (?P<asked>{_REST})",
        since=rf"(?:primer[ao]?|{OFFICE}) [^.;]{{0,60}}?\bdesde (?P<since>[^.;]+)",
        own=r"sus?\b", both=r"amb[oa]s\b",
        private=r".*(?:portavoz|entrenador|seleccionador|portero|jugador|periodista|analista|abogad)",
    ),
    "fr": _tongue(
        video="visio|vidéo", phone="téléphon|appel", letter=r"\b(?:lettre|courrier|missive|écrit)",
        visit="reçu|accueilli|visite|rendue?\\b",
        told=r"s'est (?:entretenue?|réunie?|rendue?)\b|se sont (?:entretenu|réuni|rencontré|parlé|vu)e?s?\b|"
        r"a (?:rencontré|reçu|accueilli|téléphoné|appelé|écrit)\b|(?:a|ont) été (?:reçu|accueilli)e?s?\b|"
        r"ont (?:discuté|échangé|conversé|tenu|eu|parlé)\b|"
        r"a eu une? (?:\w+ )?(?:entretien|échange|appel|conversation)\b|"
        r"(?:a|ont) (?:évoqué|abordé|discuté|parlé) [^.;]*?avec\b|"
        r"a (?:adressé|envoyé) [^.;]*?(?:lettre|courrier|message)\b",
        unreal=r"ne\b|n'|démenti\w*|reporté\w*|annulé\w*|prévue?s?\b|prévoi\w+|devait|doit|doivent|"
        r"\w+era\b|\w+(?:iendra|evra)\b|\w+eront\b|va\b|vont\b|pourrai\w+|devrai\w+|si\b|refus\w+|décliné|souhaite\w*|veut|aurai\w*|espèr\w+",
        called=r"a (?:téléphoné|appelé)\b",
        topic=rf"(?:(?:discuté|parlé|évoqué|abordé|évoquer|parler|discuter|aborder|réclamer|réclamé|demander|demandé)"
        rf"(?: également| aussi)?(?! (?:cet|cette|à)\b) (?:de |du |des |d'|sur )?|"
        rf"{PERSON}\)?,? (?:de |d'|du |des |sur ))",
        end=r", (?:a|ont|a-t-on|selon|indique|annonce|affirme|qui|dont)\b",
        source=rf"(?:(?:a|ont) (?:annoncé|indiqué|déclaré|précisé|fait savoir|confirmé|expliqué)|selon|indique|annonce|"
        rf"a-t-on appris auprès de) (?P<source>{_REST})",
        asked=rf"(?:à la demande|à l'initiative|à l'invitation) (?P<asked>{_REST})"
        rf"|(?P<asked_2>{PERSON})(?: avait| a)? (?:demandé|sollicité) (?:cet|cette|l'|la|le) ?"
        r"(?:entretien|appel|rencontre)",
        since=rf"(?:premi(?:er|ère)s?|{OFFICE}) [^.;]{{0,60}}?\bdepuis (?P<since>[^.;]+)",
        own=r"(?:son|sa|ses)\b", both=r"les deux\b",
        private=r".*(?:porte-parole|entraîneur|gardien|joueu|journaliste|analyste|avocat)",
    ),
    "ru": _tongue(
        video="видео", phone="телефон|созвон|позвон", letter="письм|послани|написал|телеграмм",
        visit="принял|посетил|визит",
        told=r"(?:прош|состоял)(?:ли|ла|[её]л|ась|ись|ся) [^.;]*?(?:разговор|переговоры|беседа|встреча)\w*|"
        r"пров(?:ел[аи]?|ёл) [^.;]*?(?:разговор|переговоры|беседу|встречу)\w*|созвонил\w+|позвонил\w*|"
        r"переговорил\w*|поговорил\w*|разговаривал\w*|встретил(?:ся|ась|ись)\b|принял[аи]?\b|посетил\w*|побеседовал\w*|обсудил\w*|"
        r"направил\w* [^.;]*?(?:письмо|послание|телеграмму)|обменял\w+ [^.;]*?(?:письмами|посланиями)|написал\w*",
        unreal=r"не\b|отмен\w+|отлож\w+|перенес\w+|планир\w+|запланир\w+|состо(?:ится|ятся)|встрет(?:ится|ятся)|намерен\w*|"
        r"опроверг\w*|отриц\w+|если\b|может\b|могут\b|будет\b|будут\b|хочет\b|отказал\w*|предстоящ\w+",
        called=r"позвонил\w*",
        topic=r"(?:обсудил[аи]?|обсуждал[аи]?|речь шла об?|затронул[аи]?|с просьбой|тем(?:ой|ами)[^.;]{0,30}? "
        r"(?:стал|был)[аои]?|говорил[аи]? об?) ",
        end=r", (?:сообщил|говорится|отметил|рассказал|заявил|переда[её]т|пишет|подтвердил)\w*",
        source=rf"(?:сообщил[аи]?|отметил[аи]?|рассказал[аи]?|заявил[аи]?|подтвердил[аи]?|говорится в сообщении|"
        rf"по (?:данным|словам))(?: журналистам)?(?: в| на)? (?P<source>{_REST})|"
        rf"в (?P<source_2>\S{{1,30}}) подтвердил[аи]?\b",
        asked=rf"по (?:инициативе|просьбе|приглашению) (?P<asked>{_REST})",
        since=r"перв(?:ый|ая|ое) [^.;]{0,60}?\b(?:с|со времени|после) (?P<since>[^.;]+)",
        own=r"(?:его|её|ее|их)\b", both=r"об(?:е|а|еих|оих)\b",
        private=r".*(?:тренер|вратар|футболист|пресс-секретар|журналист|аналитик|адвокат|представител)",
    ),
}  # fmt: skip
# What is read in English where its clauses tell nothing: only of persons in office, as sport and business meet too.
PLAIN_ENGLISH = _tongue(
    video="video|virtual", phone=r"telephon|phone|\bcall|\brang\b", letter=r"\b(?:letter|wrote|message|note)",
    visit="visit|hosted|received|welcomed",
    told=r"(?:spoke|talked|met|conferred|telephoned|phoned|rang|received|hosted|welcomed|visited|consulted|wrote)\b|"
    r"(?:held|had) [^.;]*?(?:talks|meeting|conversation|call|discussions?|consultations?|exchange)\b|"
    r"(?:sat down|dined|lunched|huddled) with\b|exchanged [^.;]*?(?:letters|messages|views|notes)\b|"
    r"sent [^.;]*?(?:letter|message|note)\b|"
    r"(?:call|conversation|meeting|talks|exchange|session|lunch|dinner|breakfast) (?:[^.;,]{1,40} )?(?:between|with)\b|"
    r"(?:picked up|got on|came on) the (?:phone|line)\b|by (?:tele)?phone\b|shook hands\b|closeted\b|greeted\b|"
    r"paid [^.;,]{0,30}?(?:call|visit)\b|took a call\b|was (?:summoned|called in)\b|"
    # Whatever two persons in office did "with" each other, but a quarrel.
    rf"{PERSON}[^.;{PERSON}]{{0,40}}?\b(?!disagreed|clashed|argued|quarrel|compet|sided|feud|parted|broke|lost)"
    rf"\w+(?:ed|t|w|ng) [^.;{PERSON}]{{0,60}}?\bwith [^.;{PERSON}]{{0,60}}?{PERSON}",
    unreal=r"not?\b|never\b|\w+n['’]t\b|will\b|would\b|plan\w*|cancel\w*|postpon\w*|refus\w*|declin\w*|deni\w*|deny|"
    r"scheduled|expected|hop(?:e|es|ed|ing)\b|if\b|whether|could|might|should|due to|to (?:meet|hold|host|receive|"
    r"visit|speak|talk|discuss)\b|upcoming|next (?:week|month|year)|called (?:on|for|off)\b|invit\w*|ahead of|"
    r"(?:is|are|was|were) to\b|next\b|pencilled|f[ae]ll(?:s|en)? through|turned down|"
    r"(?:rejected|ruled out|proposed|offered)\b|trial|match\b|game\b",
    called=r"(?:called|telephoned|phoned|rang)\b",
    topic=r"(?:discuss(?:ed|ing)|about|focused on|covered|touched on|talks on|raised) ",
    end=r", (?:said|according|officials)\b| (?:said|according)\b",
    source=rf"(?:according to|said|announced by|confirmed by) (?P<source>{_REST})"
    r"|(?P<source_2>[^.;,]{2,60}?) (?:said|confirmed|announced)\b",
    asked=rf"at the (?:request|initiative|invitation) of (?P<asked>{_REST})|"
    rf"(?:requested|initiated) by (?P<asked_2>{_REST})",
    since=r"first [^.;]{0,60}?\bsince (?P<since>[^.;]+)",
    own=r"(?:his|her|their|its)\b", both=r"(?:both|the two)\b",
    private=r"$|.*(?:spokes|coach|captain|player|keeper|journalist|analyst|lawyer|counsel|reporter|professor|director|"
    r"executive|ceo|chairman|owner|actor|singer|attorney|judge|manager|editor)",
)  # fmt: skip
