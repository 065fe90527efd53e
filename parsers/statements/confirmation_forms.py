"""The form by which a paper asks to be confirmed: the slip below a statement (对账单回执) with its two boxes, and an auditor's request.

The boxes are told by their words, whatever is drawn before them: one says that the figures are right, the other that they are not. Both
must stand, each at the beginning of a line, of a cell or behind a box: running text that merely offers to be told of objections is no form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parsers.statements.statement import ConfirmationForm
from parsers.table import Reading

_LONGEST = 400
_SHOWN = 40
_HEADING = 24
_NEAR = 4
_TELLING = re.compile(
    r"[贵貴我本你][公方司]{0,2}\s*(?:账面|帳載|帳面)?(?:金额|金額|余额|餘額|数|數|记录|記錄)|差异|差異|差额|差額|不符|\b(?:your|our)\s+(?:amount|balance|books|records?|figure)|\bdifference|\breason\b|\babweichung|\b(?:ihr|unser)\s+betrag",
    re.IGNORECASE,
)
_BOX = r"[□☐▢◻○◯■☑☒✓√●❏❑]|[\[(（【]\s*[xX√✓]?\s*[\])）】]|__+"
_TICK = re.compile(r"[☑☒✓√■●xX]")
_BEHIND = re.compile(rf"\s*[。.;；:：]?\s*(?:{_BOX})")
_SLIP = re.compile(r"[执執条條]|slip|antwort", re.IGNORECASE)
_TO = re.compile(r"(?:此?致|to|an)\s*[:：]\s*(\S.{2,60})$|(\S{4,40}(?:公司|厂|廠|集团|集團))\s*[:：]$", re.IGNORECASE)
_PIECES = re.compile(rf"(?:{_BOX})|(?<![\d.])[1-9①②][.、)）:：](?!\d)|[①②]|\b[ab][.)](?=\s)")
_ENDS = re.compile(r"[。;；:：,，!！(（\[【]|\.(?!\d)|(?:\s{3,})")
_WHAT_ZH = r"(?:(?:以上|上述|上列|所列|所載|函列|贵公司|貴公司|对账|對帳|往来|往來)?(?:信息|資訊|资料|資料|数据|數據|内容|內容|余额|餘額|账目|帳目|款项|款項|金额|金額|账款|帳款|数额|數額))"
_LEAD_ZH = r"(?:(?:经|經)?(?:我们|我們|我方|我公司|本公司|我单位|双方|雙方)?(?:核对|核對|核实|核實|查证|查證|确认|確認)(?:后|後)?[，,]?)?"
_AGREES = re.compile(
    rf"{_LEAD_ZH}{_WHAT_ZH}?(?:经|經)?(?:核对|核對|证明|證明|确认|確認)?(?:均|完全|核对|核對)?(?:无误|無誤|相符|一致|正确|正確)"
    r"|(?:we\s+)?(?:confirm|agree)\s+(?:with\s+)?(?:that\s+)?the\s+(?:above\s+)?(?:balance|information|amount|statement)"
    r"|(?:the\s+)?(?:above\s+)?(?:balances?|information|amounts?|statement|figures?)\s+(?:shown\s+)?(?:above\s+)?(?:is|are)\s+(?:correct|agreed|confirmed|in\s+agreement)"
    r"|(?:balance\s+)?(?:correct|agreed|confirmed)\b"
    r"|(?:der\s+)?(?:obige\s+)?saldo\s+(?:wird\s+|ist\s+)?(?:bestätigt|anerkannt|richtig|stimmt\s+überein)|wir\s+(?:bestätigen|anerkennen)\s+(?:den|ihren|diesen)\s+saldo"
    r"|(?:der\s+)?saldo\s+stimmt\s+(?:mit\s+[^.]{0,40})?überein",
    re.IGNORECASE,
)
_DIFFERS = re.compile(
    rf"{_LEAD_ZH}{_WHAT_ZH}?(?:经|經)?(?:核对|核對|证明|證明)?(?:不符|不一致|不相符|有误|有誤|存在差异|存在差異|不正确|不正確)"
    r"|(?:we\s+)?(?:do\s+not\s+agree|disagree)\b"
    r"|(?:the\s+)?(?:above\s+)?(?:balances?|information|amounts?|statement|figures?)\s+(?:shown\s+)?(?:above\s+)?(?:is|are|does|do)\s+(?:incorrect|not\s+(?:correct|agree|confirmed)|in\s+disagreement)"
    r"|(?:balance\s+)?(?:incorrect|not\s+(?:correct|agreed|confirmed))\b"
    r"|(?:der\s+)?(?:obige\s+)?saldo\s+(?:wird\s+|ist\s+)?nicht\s+(?:bestätigt|anerkannt|richtig)|(?:der\s+)?saldo\s+(?:weicht\s+ab|stimmt\s+nicht)|wir\s+(?:bestätigen|anerkennen)\s+(?:den|ihren|diesen)\s+saldo\s+nicht",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:无误|無誤|相符|一致|正确|正確|不符|不一致|不相符|有误|有誤|correct|agreed|confirmed|incorrect)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|nicht|incorrect|disagree)\b|不|有误|有誤|差", re.IGNORECASE)
_HINTS = (
    *"误誤符致确確差审審询詢函执執条條验驗填",
    *[
        "confirm",
        "correct",
        "agree",
        "audit",
        "slip",
        "ledger",
        "filled",
        "column",
        "sald",
        "antwort",
        "buchhaltung",
        "prüf",
        "comptes",
        "spalte",
    ],
)
"""One of these stands in every text that tells anything: most texts are passed over quickly."""
_TITLE = re.compile(
    r"(?:往来|往來|企业|企業)?(?:对账|對帳|对帐|對賬|询证|詢證|确认|確認|余额|餘額)?[单單函书書]?(?:回执|回執|回条|回條|回函)[联聯单單]?"
    r"|(?:balance|statement|account)\s+confirmation(?:\s+(?:slip|form|reply))?|confirmation\s+(?:slip|form|reply)|reply\s+slip"
    r"|saldenbestätigung|rückantwort",
    re.IGNORECASE,
)
_AUDITOR = re.compile(
    r"(?:询|詢)(?:证|證)(?:函|书|書)|(?:会|會)(?:计|計)(?:师|師)事(?:务|務)所[^。\n]{0,80}(?:审计|審計|查核|验资|驗資)|(?:审计|審計|查核)[^。\n]{0,60}(?:会|會)(?:计|計)(?:师|師)事(?:务|務)所"
    r"|(?:审计|審計)(?:师|師|机构|機構|人员|人員|需要|要求|目的|询|詢|函证|函證)|(?:配合|因|为|為|年度|年报|年報|年终|年終|财务报表|財務報表)(?:进行|進行)?(?:审计|審計)(?!费|費|服务|服務|款|收费|收費|咨询|諮詢)|函证|函證"
    r"|\baudit\s+(?:confirmation|request|enquiry|inquiry|purposes?)|\b(?:our|the|their)\s+(?:\w+\s+){0,4}auditors?\b|\bin\s+connection\s+with\s+(?:an?|the|our|their)\s+(?:\w+\s+){0,3}audit\b"
    r"|\b(?:are|is)\s+(?:\w+\s+)?auditing\b|\b(?:conduct|perform|carry)(?:ing|s)?\s+(?:out\s+)?(?:an?|the|our|their)\s+(?:\w+\s+){0,2}audit\b|\baudit\s+of\s+(?:our|the|their)\s+(?:\w+\s+){0,2}(?:financial|accounts|books|statements)"
    r"|\b(?:unser\w*|beauftragte\w*|direkt\s+an)\b[^.\n]{0,40}(?:wirtschafts|abschluss)prüf|\b(?:im\s+rahmen|anlässlich|zwecks?)\b[^.\n]{0,30}(?:jahres)?abschlussprüfung|prüfungszwecke"
    r"|\b(?:nos|notre|leurs?|directement\s+(?:à|au|aux))\b[^.\n]{0,30}commissaires?\s+aux\s+comptes",
    re.IGNORECASE,
)

_OURS = re.compile(
    r"this\s*letter\s*was\s*made\s*automatically\s*from\s*our\s*ledger|filled\s*in\s*automatically\s*from\s*the\s*comparison\s*of\s*the\s*two\s*accounts|the\s*last\s*column\s*is\s*yours"
    r"|dieses\s*schreiben\s*wurde\s*automatisch\s*aus\s*unserer\s*buchhaltung|automatisch\s*ausgefüllt\s*nach\s*abstimmung\s*beider\s*konten|die\s*letzte\s*spalte\s*für\s*sie"
    r"|本函由我公司对账系统|本回执由我公司对账系统|最后一列供贵公司填写|本確認書由本公司對帳系統|本回條由本公司對帳系統|最後一欄供貴公司填寫",
    re.IGNORECASE,
)
"""How our own letters and workbooks say what they are; a test compares this with the languages."""


def confirmation_form(readings: Iterable[Reading]) -> ConfirmationForm | None:
    """Return the form that stands in a document, None where it holds neither a form, nor an auditor's words, nor ours."""
    return form_in(text for reading in readings for text in _texts(reading))


def form_in(texts: Iterable[str]) -> ConfirmationForm | None:
    """Return the form that stands in these lines and cells, as above. A tab divides the cells of one row."""
    seen = _Seen()
    for raw in texts:
        seen.look_at(raw)
    return seen.form()


@dataclass
class _Seen:
    """What was found so far, line by line."""

    title: str = ""
    agrees: str = ""
    differs: str = ""
    auditor: str = ""
    to: str = ""
    columns: tuple[str, ...] = ()
    ours: bool = False
    ticks: set[str] = field(default_factory=set)
    _near_title: int = 0  # lines left in which the slip may name whom it goes to

    def look_at(self, raw: str) -> None:
        if (self.agrees or self.differs) and not self.columns:
            self.columns = _columns(raw)  # the table stands below the boxes
        if self._near_title and not self.to:
            self._near_title -= 1
            found = _TO.match(_folded(raw))
            self.to = next((group.strip() for group in found.groups() if group), "") if found else ""
        if not _may_tell(raw):
            return
        text = _folded(raw)
        self.ours = self.ours or _OURS.search(text) is not None
        self.auditor = self.auditor or _said(_AUDITOR.search(text))
        titled = _TITLE.search(text) if len(text) <= _SHOWN else None
        if titled and not self.title:
            self.title = _said(titled)
            self._near_title = _NEAR if _SLIP.search(self.title) else 0
        for mark, piece in _pieces(text):
            if (mark or self.title) or not _BARE.match(piece):  # a result in a column ("一致", "不一致") is no box
                self._box(mark, piece)

    def _box(self, mark: str, piece: str) -> None:
        denied = _label(_DIFFERS, piece)
        agreed = "" if denied else _label(_AGREES, piece)
        if _DENIES.search(agreed):
            agreed = ""
        self.differs = self.differs or denied
        self.agrees = self.agrees or agreed
        label = denied or agreed
        if not label:
            return
        behind = _BEHIND.match(piece[len(label) :])
        if _TICK.search(mark) or (behind and not mark and _TICK.search(behind.group())):
            self.ticks.add("differs" if denied else "agrees")

    def form(self) -> ConfirmationForm | None:
        if self.agrees and self.differs:
            return ConfirmationForm(
                title=self.title,
                agrees=self.agrees,
                differs=self.differs,
                ticked=next(iter(self.ticks)) if len(self.ticks) == 1 else "",
                to=self.to,
                auditor=self.auditor,
                columns=self.columns,
                ours=self.ours,
            )
        return ConfirmationForm(auditor=self.auditor, ours=self.ours) if self.auditor or self.ours else None


def _texts(reading: Reading) -> Iterator[str]:
    told = False
    yield from (line.text for line in reading.lines)
    for table in reading.tables:
        for row in table.rows:
            cells = [cell.text for cell in row.cells]
            joined = "".join(cells)  # a label may run over the columns that were seen in it
            if _may_tell(joined):
                told = True
                yield from cells
                yield joined
            if told:
                yield "\t".join(cells)


def _columns(row: str) -> tuple[str, ...]:
    """Return the headings of the form's own table: words without figures, of which one says whose amount, a difference or its reason."""
    cells = [
        " ".join(cell.split())
        for cell in re.split(r"\t|\s{2,}|(?<=[\u4e00-\u9fff)）])\s(?=[\u4e00-\u9fff])", row[:_LONGEST].strip())
    ]
    found = tuple(cell for cell in cells if cell)
    plain = all(len(cell) <= _HEADING and not re.search(r"\d|[。，：:]", cell) for cell in found)
    telling = sum(_TELLING.search(cell) is not None for cell in found)
    return found if 3 <= len(found) <= 10 and plain and telling else ()


def _may_tell(text: str) -> bool:
    """Whether one of the hints stands in the text: a quick look, since most texts are figures and goods."""
    small = text[:_LONGEST].casefold()
    return any(hint in small for hint in _HINTS)


def _folded(text: str) -> str:
    """Return the text with letters set apart put together ("信 息 不 符")."""
    one = " ".join(unicodedata.normalize("NFC", text)[:_LONGEST].split())
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", one)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text, and with its mark what stands behind each box or number in it: there a label may begin."""
    yield "", text.strip()
    for found in _PIECES.finditer(text):
        yield found.group(), text[found.end() :].strip()


def _label(words: re.Pattern[str], piece: str) -> str:
    """Return the box's label where the piece begins with one: its words up to the first mark."""
    found = words.match(piece)
    if found is None:
        return ""
    end = _ENDS.search(piece, found.end())
    label = piece[: end.start() if end else len(piece)].strip()
    another = _PIECES.search(label)
    label = label[: another.start()].strip() if another else label
    return label if len(label) <= _SHOWN else found.group()


def _said(found: re.Match[str] | None) -> str:
    return "" if found is None else found.group()[:_SHOWN]
