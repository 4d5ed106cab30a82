"""Languages: ISO 639-2/B in the trade, ISO 639-1 here where there is one."""

from octavo.importers.onix.node import Node
from octavo.importers.onix.reading import Reading

# ISO 639-1 and the bibliographic code of ISO 639-2.
_PAIRS = """
aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis bm:bam bn:ben
bo:tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:cze cu:chu cv:chv cy:wel da:dan de:ger dv:div dz:dzo ee:ewe el:gre
en:eng eo:epo es:spa et:est eu:baq fa:per ff:ful fi:fin fj:fij fo:fao fr:fre fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv
ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:arm hz:her ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:ice it:ita
iu:iku ja:jpn jv:jav ka:geo kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir
la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mao mk:mac ml:mal mn:mon mr:mar ms:may mt:mlt
my:bur na:nau nb:nob nd:nde ne:nep ng:ndo nl:dut nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan
pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ro:rum ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slo sl:slv
sm:smo sn:sna so:som sq:alb sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn
to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor
za:zha zh:chi zu:zul
"""
TO_TRADE = dict(pair.split(":") for pair in _PAIRS.split())
# The terminological codes of ISO 639-2, withdrawn ones, and Mandarin, whose written form is Chinese.
_OTHER_NAMES = {
    **{"bod": "bo", "ces": "cs", "cym": "cy", "deu": "de", "ell": "el", "eus": "eu", "fas": "fa", "fra": "fr", "hye": "hy"},
    **{"isl": "is", "kat": "ka", "mkd": "mk", "mri": "mi", "msa": "ms", "mya": "my", "nld": "nl", "ron": "ro", "slk": "sk"},
    **{"sqi": "sq", "zho": "zh", "scr": "hr", "scc": "sr", "mol": "ro", "cmn": "zh"},
}
_FROM_TRADE = {trade: ours for ours, trade in TO_TRADE.items()} | _OTHER_NAMES
_NOT_A_LANGUAGE = {"und", "zxx", "mis"}
_NOT_LATIN = frozenset(
    "am ar be bg bn bo dv dz el fa gu he hi hy ja ka km kn ko ks lo mk ml mn mr my ne or os pa ps ru sa sd si sr ta te tg th ti"
    " ug uk ur yi zh grc lzh yue cop syr".split()
)
_OF_TEXT = ("01", "08", "06", "07", "11")
_ORIGINAL = ("02", "10")


def our_code(code: str) -> str:
    """Return ISO 639-1 where there is one, else the three letters; "" for what names no language."""
    code = code.strip().lower().partition("-")[0]
    if code in _NOT_A_LANGUAGE or not (code.isascii() and code.isalpha() and len(code) in {2, 3}):
        return ""
    return _FROM_TRADE.get(code, code)


def trade_code(code: str) -> str:
    """Return ISO 639-2/B, which ONIX wants."""
    return TO_TRADE.get(code, code)


def is_written_in_latin(code: str) -> bool:
    """Tell whether a language is known to be written in Latin letters; of one not named nothing is known."""
    return bool(code) and our_code(code) not in _NOT_LATIN


def languages_of(reading: Reading) -> tuple[str, ...] | None:
    """Return the languages of the text, the header's where the record names none."""
    block = reading.block("DescriptiveDetail")
    if block is None or not reading.replaces("DescriptiveDetail"):
        found = _in_role(reading, block, _OF_TEXT) if block else []
        return tuple(found) or None
    found = _in_role(reading, block, _OF_TEXT) or [our_code(code) for code in block.codes("LanguageOfText")]
    return tuple(dict.fromkeys(code for code in found or [our_code(reading.defaults.language)] if code))


def original_language_of(reading: Reading) -> str | None:
    """Return the language a translation was made from; "" where the record is whole and names none."""
    block = reading.block("DescriptiveDetail")
    found = _in_role(reading, block, _ORIGINAL) if block else []
    if block and not found:
        found = [code for written in block.codes("OriginalLanguage") if (code := our_code(written))]
    return found[0] if found else ("" if reading.replaces("DescriptiveDetail") else None)


def _in_role(reading: Reading, block: Node, roles: tuple[str, ...]) -> list[str]:
    found: dict[str, None] = {}
    for role in roles:
        for language in block.all("Language"):
            written = language.text("LanguageCode")
            if language.text("LanguageRole") == role and written.lower() not in _NOT_A_LANGUAGE:
                if code := our_code(written):
                    found[code] = None
                elif written:
                    reading.note("A language that nobody knows was left out.", written[:60])
    return list(found)
