"""The words by which cleaning knows names, dates and outlets, in the languages that it reads."""

import re
from collections.abc import Iterable


def words(text: str) -> list[str]:
    """The words of a list that is written as a text."""
    return text.split()


def any_of(listed: Iterable[str]) -> str:
    """A pattern for any of these, longest first."""
    return "|".join(sorted(map(re.escape, set(listed)), key=lambda word: (-len(word), word)))


# Of each month: names and short forms, in the case that dates need.
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            """january jan ianuarie januára ledna enero ene janvier janv januar jänner gennaio gen janeiro января янв
            січня stycznia januari
            ocak ιανουαρίου يناير ژانویه जनवरी""",
            """february feb februarie února febr febrero février févr fév februar febbraio fevereiro fev февраля фев
            февр лютого lutego
            februari şubat φεβρουαρίου فبراير فوریه फरवरी फ़रवरी""",
            """march mar martie marts března maaliskuuta marzo mars märz mär março марта мар березня marca maart mart
            μαρτίου مارس मार्च""",
            """april apr aprilie dubna abril abr avril avr aprile апреля апр квітня kwietnia nisan απριλίου أبريل
            ابريل آوریل अप्रैल""",
            "may maj května mayo mai maggio maio мая май травня maja mei mayıs μαΐου مايو मई مه",
            """june jun iunie června junio juin juni giugno giu junho июня июн червня czerwca haziran ιουνίου يونيو
            ژوئن जून""",
            """july jul iulie července julio juillet juil juli luglio lug julho июля июл липня lipca temmuz ιουλίου
            يوليو ژوئیه जुलाई""",
            """august augusti srpna aug agosto ago août aout августа авг серпня sierpnia augustus ağustos αυγούστου
            أغسطس اغسطس اوت
            अगस्त""",
            """september septembrie září sep sept septiembre setiembre septembre settembre set setembro сентября сен
            сент вересня
            września eylül σεπτεμβρίου سبتمبر سپتامبر सितंबर सितम्बर""",
            """october octombrie října oct octubre octobre oktober okt ottobre ott outubro out октября окт жовтня
            października ekim
            οκτωβρίου أكتوبر اكتوبر اکتبر अक्टूबर""",
            """november noiembrie listopadu nov noviembre novembre novembro ноября ноя нояб листопада listopada kasım
            νοεμβρίου نوفمبر
            نوامبر नवंबर नवम्बर""",
            """december decembrie prosince dec diciembre dic décembre déc dezember dez dicembre dezembro декабря дек
            грудня grudnia aralık
            δεκεμβρίου ديسمبر دسامبر दिसंबर दिसम्बर""",
        ),
        1,
    )
    for name in words(names)
}
WEEKDAYS = words(
    """monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica segunda-feira terça-feira quarta-feira quinta-feira
    sexta-feira понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер
    п'ятниця субота неділя poniedziałek wtorek środa czwartek piątek sobota niedziela maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag pazartesi salı çarşamba perşembe cuma cumartesi pazar
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
    maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    pondělí úterý středa čtvrtek pátek neděle luni marți miercuri joi vineri sâmbătă duminică
    hétfő kedd szerda csütörtök péntek szombat vasárnap senin selasa rabu kamis jumat sabtu minggu
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
    الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد
    شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه
    सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天
    周一 周二 周三 周四 周五 周六 周日"""
)
# Words that stand beside a date in a header line and say nothing else.
DATE_LABELS = words(
    """published posted updated date dated on at last modified first publication publish release released time created
    added by the of from local uhr um am den vom stand veröffentlicht aktualisiert zuletzt datum erschienen erstellt
    publiziert publié publiée le à jour mis mise modifié modifiée dernière par publicado publicada el a las
    actualizado actualizada fecha hace de del h hrs hora horas pubblicato il alle ore aggiornato em às atualizado
    опубликовано опубликована дата публикации обновлено изменено в г года год мск опубліковано оновлено о р року
    opublikowano data aktualizacja godz r gepubliceerd op bijgewerkt om yayınlanma tarihi güncelleme publikováno
    发布时间 发布 时间 日期 更新 發布 更新時間 公開 更新日 配信 기사입력 최종수정 발행
    입력 수정 등록 نشر في تاريخ تحديث النشر प्रकाशित अपडेट gmt utc est edt et cst cdt ct pst
    pdt pt mst mdt bst cet cest msk ist jst kst hkt sgt aest aedt eat sast z
    am pm a p m ص م صباحا صباحاً مساء مساءً الساعة آخر uppdaterad publicerad publisert oppdatert opdateret udgivet kl
    klo julkaistu päivitetty vydáno aktualizováno publicat actualizat ora közzétéve frissítve diterbitkan
    diperbarui wczoraj dzisiaj gestern вчера ayer ieri ontem dün wib δημοσίευση ενημέρωση"""
)
# What stands before the name in a byline if a colon follows it.
COLON_LEADS = words(
    """words text author authors reporter reporters reporting da texte texto autor autora autores autoren auteur auteurs
    autore tekst teksti szerző penulis συντάκτης نویسنده автор авторы текст автори autorzy opracowanie yazan haber 文
            作者 记者 記者 来源 글 기자 लेखक"""
)
# Parts of a person's name that are written small.
PARTICLES = frozenset(
    words(
        """van von der den de del della di da dos das du la le el al bin ibn ben bint abu abd ter ten zu zur af av i y e
        o' d' l' st. st san santa dela"""
    )
)
# A name with one of these is no person's.
COLLECTIVE = frozenset(
    words(
        """staff reporter reporters correspondent correspondents desk news newsroom team editor editors editorial
        editor's editor-at-large agency agencies wire wires newswire service services press times post herald tribune
        gazette courier chronicle journal daily weekly online media magazine radio tv television network broadcasting
        report reports bureau board writer writers contributor guest special admin webmaster redaktion redaktionen
        redaction rédaction redacción redazione agence agencia agência agenzia agentur presse prensa редакция агентство
        служба новости корреспондент corp inc ltd llc company group foundation university institute ministry government
        office department council committee association society union party read share published updated posted
        голос вестник газета правда известия телеканал радио
        minutes ago views comments follow email business international politics world opinion analyst analysis sports
        columnist journalist journaliste periodista redactor redactora redakteur redakteurin
        reporterin corresponsal correspondante korrespondent korrespondentin volontär envoyé envoyée enviado
        enviada inviato inviata chroniqueur chroniqueuse rédacteur rédactrice photographer photojournalist
        videographer illustrator producer presenter freelance freelancer intern trainee blogger economist
        scientist strategist historian lecturer professor director manager president minister secretary chief
        redação deputy senior associate subscribe newsletter sign updates photos gallery comment breaking kommentar
        analyse gastbeitrag text texte texto interview entrevista reportage bericht kolumne folha jornal
        diario corriere gazzetta gazeta repubblica zeitung tageblatt anzeiger nachrichten rundschau
        tageszeitung our unser unsere unserer notre nos nuestro nuestra nuestros наш наша корреспондента
        редактор обозреватель журналист корр спецкор
        universidad universidade université universität università университета instituto institut istituto fundación
        fondation stiftung sociólogo socióloga catedrático catedrática profesor profesora escritor escritora abogado
        abogada politólogo politóloga historiador historiadora sociologue historien historienne écrivain écrivaine
        professeur professeure politologe politologin historiker historikerin soziologe soziologin schriftsteller
        schriftstellerin professorin professore docente sociologo sociologa scrittore scrittrice профессор социолог
        историк писатель политолог"""
    )
)
# Places whose names have the form of a person's.
PLACES = frozenset(
    " ".join(
        words(
            """new york, new york city, los angeles, san francisco, san diego, san jose, san antonio, las vegas, el
            paso, new orleans, new delhi, hong kong, tel aviv, abu dhabi, addis ababa, buenos aires, são paulo,
            sao paulo, rio de janeiro, belo horizonte, porto alegre, mexico city, ciudad de méxico, guatemala
            city, panama city, kuala lumpur, phnom penh, ho chi minh city, cape town, port moresby, saint
            petersburg, st petersburg, st. petersburg, saint louis, st. louis, kansas city, salt lake city, fort
            worth, long island, new jersey, new mexico, new hampshire, new england, new zealand, new south
            wales, north carolina, south carolina, north dakota, south dakota, west virginia, rhode island,
            puerto rico, costa rica, el salvador, san salvador, santo domingo, la paz, sri lanka, saudi arabia,
            south africa, south korea, north korea, great britain, northern ireland, united states, united
            kingdom, united nations, white house, capitol hill, silicon valley, bad homburg, den haag, the
            hague, novi sad, нижний новгород, великий новгород, нью йорк, тель авив, middle east, near east,
            latin america, eastern europe, western europe, southeast asia"""
        )
    ).split(", ")
)
# Words that newspapers and broadcasters have in their names.
OUTLET_WORDS = words(
    """times post herald tribune gazette courier chronicle journal daily weekly news today observer guardian telegraph
    mirror star sun globe mail express independent standard examiner inquirer enquirer bulletin dispatch ledger record
    register sentinel press review advertiser argus echo magazine radio tv television zeitung tageblatt nachrichten
    rundschau kurier anzeiger monde figaro matin libération país mundo diario nación corriere gazzetta repubblica
    folha jornal газета новости известия вестник правда время wire network broadcasting report monitor voice insider
    newspaper"""
)
# Words in the names of newspapers that are names and places too, so that they count at the top of a page only.
MASTHEAD_WORDS = words(
    """bell signal echo eco éveil réveil hebdo indépendant courant omroep rtv сегодня портал portal
    écho phare matin morning evening soir midi voz voix litoral lantern ledger packet mercury
    messenger pioneer reporter beacon clarion torch banner bugle leader eagle citizen planet patriot
    bote blatt blick presse stimme spiegel heimat posten avisen bladet tidende dagblad gazeta kurier dziennik głos echo
    Paper Tarde Prensa Opinión Razón Vanguardia Mercurio Heraldo Correo Faro Comercio Universo Tribuna Gaceta
    Crónica Noticias Periódico Correio Folha Jornal Gazeta Notícias Diário Dépêche Courrier Gazette Dauphiné
    Progrès Républicain Écho Télégramme Quotidien Stampa Giornale Messaggero Mattino Tirreno Gazzettino Merkur
    Allgemeine Abendblatt Morgenpost ведомости вести обозрение хроника голос вестник край правда труд заря маяк
    знамя новости время звезда рабочий вісник голос новини
    صحيفة جريدة صدى أخبار الأخبار اليوم समाचार टाइम्स जागरण haber gazete postası"""
)
MASTHEAD_ENDS = words(
    """zeitung bote blatt blick anzeiger kurier rundschau nachrichten post posten bladet avisen tidende dagblad 新聞
    しんぶん 日报 日報 晚报 晚報 时报 時報 周刊 신문 일보"""
)
# Words that names of sites are cut into.
SITE_WORDS = words(
    """the times time post herald tribune gazette courier chronicle journal daily weekly news today observer guardian
    telegraph mirror star sun globe mail express independent standard examiner inquirer bulletin dispatch ledger
    record register sentinel press review advertiser argus echo magazine radio online media network live wire report
    monitor voice insider world international national local morning evening sunday valley city coast north south east
    west northern southern eastern western atlantic pacific moscow london paris berlin york new washington los angeles
    san diego francisco chicago boston jerusalem tehran kyiv kiev japan china india korea arab gulf hindu straits
    bangkok jakarta manila africa asia europe american british irish scottish canadian australian financial business
    economic politico sky fox abc bbc cnn nbc cbs foreign policy"""
)
# Words that follow "more from", "support" and the like without being an outlet's name.
NO_OUTLET = frozenset(
    words(
        """the a an us our we home news menu search site website page this all here most on more your my it contact
        about reporters journalists editors lawyers police officials world sports business politics opinion weather
        section author contributors comments subscribe newsletter podcasts science health culture team staff
        latest breaking top main live local video videos sign log login menu"""
    )
)
# Words in capitals that announce a kind of report and no place.
ALARMS = frozenset(
    words(
        """breaking update updated exclusive opinion analysis watch live video photos note correction editorial срочно
        молния eilmeldung urgent urgente"""
    )
)
# Frequent function words; Gopher counts eight English ones, the rest follow it.
STOP_WORDS = {
    "en": """the of to and in a that is was for on with as by at from it he his be are has have had not an but which
    they their will said""",
    "ru": "и в не на что с по как это из за для о от до у же он она они его их был была было а но к также который",
    "uk": "і в не на що з по як це із за для про від до у він вона вони його їх був була було а але та також який",
    "fr": """le la les de des du et en un une à dans que qui pour sur par est il au aux avec ce son sa pas plus a ont
    été se""",
    "de": """der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er
    hat dass sie nach bei""",
    "es": "de la que el en y a los se del las un por con una su para es al lo como más o pero sus le ha fue este",
    "it": """di e il la che in un a per è una sono con del della non si le da dei al i lo gli ha anche come più nel""",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à",
    "nl": "de het een van en in is dat op te voor met zijn die niet aan er om ook als bij door naar uit was heeft",
    "pl": "w i na z się do nie to że jest o od po jak za przez dla co ale przy jego są był oraz ich",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en ki ne sonra kadar olduğu o",
}
