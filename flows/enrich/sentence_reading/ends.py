"""Words that tell whether a full stop ends a sentence, in the languages that end one with it."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Never end a sentence: a name follows.
TITLES = _words(
    "adm amb brig capt cdr cmdr col cpl det dr fr gen gov hon insp lt ltc maj messrs mr mrs ms mt pfc pres prof pvt",
    "const rep reps rev sen sens sgt spc st ste supt vs viz cf approx",
    "m mme mmes mlle mm mgr me dra sr sra sres srta d ud uds lic ing arq abog gral cnel tte hr frl dipl hl bgm",
    "г-н г-жа гр проф акад ген полк подп им ул пл пр просп пер обл р-н пос дер ст тов см ср напр",
)

# End a sentence only when a usual first word follows.
ABBREVIATIONS = _words(
    "inc co corp ltd llc plc bros dept univ assn est jr esq etc al am pm ave blvd rd sq hwy ft in oz lb lbs",
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun",
    "no nos art fig figs p pp vol ed eds trans op cit ca",
    "janv févr fév avr juil déc av bd env tél éd chap",
    "ene abr ago dic pág págs núm aprox ee uu ss mm avda cía",
    "jän mär okt dez bzw usw evtl ggf inkl max min nr str tel vgl zzgl sog mio mrd bspw abs jh",
    "янв фев февр мар апр авг сен сент окт ноя нояб дек г гг в вв тыс млн млрд трлн руб коп долл",
    "др пр кв га л мин сек ч стр рис табл",
)

# Never end a sentence before a digit.
BEFORE_NUMBERS = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos art fig figs p pp vol op ca approx sec ch para",
    "nr núm pág págs abs bd rz ст стр рис табл п пп гл д кв корп тел",
)

# After a number and a stop they are counted by it: `5. Mai`, `19. Jahrhundert`.
COUNTED = _words(
    "januar jänner februar märz april mai juni juli august september oktober november dezember",
    "jahrhundert jahrhunderts jahrestag geburtstag stock mal platz runde tag woche monat etage klasse",
)

# Words that often begin a sentence and are seldom part of a name.
OPENERS = _words(
    "the a an this that these those it its he she his her they their we our you i my in on at as but and or if so",
    "after before when while since for from with by to there then however although though meanwhile also according",
    "what who where why how no not yet still both all some many most several one two under during despite until once",
    "last earlier officials police more",
    "le la les l un une des du ce cette ces il elle ils elles on nous vous je mais et ou dans en à au aux pour par",
    "sur selon après avant depuis pendant lors si comme son sa ses leur leurs cependant toutefois",
    "el los las una unos unas lo este esta estos estas ese esa él ella ellos yo nosotros pero y o de del al con por",
    "para según tras antes después desde cuando como su sus también sin se ya mientras",
    "der die das den dem ein eine einen einem einer er sie es wir ihr ich und aber oder doch im am um auf an aus",
    "bei mit nach von vor zu zur zum für über unter seit wenn als wie dieser diese dieses nun auch laut",
    "в во на с со по к ко о об от до из за у при для без под над и а но да или если как когда где что это этот эта",
    "эти он она оно они мы вы я его её ее их наш также однако ранее позже после перед согласно между тем",
)

# What a full stop stands before inside an address that was torn apart.
DOMAIN_ENDS = _words("com org net gov edu info html htm php")

# Sentences of one word that people do write.
ANSWERS = _words(
    "yes no never nothing twice again maybe perhaps indeed really almost exactly period enough ever always sorry",
    "unbelievable incredible amazing",
    "thanks oui non jamais bref sí nunca nada ja nein nie niemals vielleicht да нет никогда",
)

# After a question or a call in quotation marks these go on with its sentence.
SPEECH_VERBS = _words(
    "said says asked asks replied answered told shouted cried added wrote exclaimed demanded wondered joked quipped",
    "dit demanda demandé répondit répondu lance lancé déclaré ajouté écrit interrogé",
    "dijo preguntó respondió añadió exclamó gritó escribió afirmó",
    "sagte fragte antwortete rief schrieb erklärte meinte sagt fragt",
    "сказал сказала спросил спросила ответил ответила заявил заявила добавил добавила воскликнул написал написала",
)
