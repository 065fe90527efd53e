"""One spelling for words that people write in several: accents left off, umlauts written out, traditional characters.

Headings, labels and keys are compared in this spelling; what is shown to people stays as printed.
"""

from __future__ import annotations

import unicodedata

_PAIRS = (
    "帳账賬账餘余額额貸贷單单據据憑凭證证編编號号發发類类幣币應应戶户說说備备註注參参碼码稱称結结項项業业務务總总匯汇標标關关會会計计對对聯联貨货數数價价稅税還还繳缴齡龄過过種种審审確确認认訂订銷销購购條条約约開开製制記记錄录間间員员門门電电郵邮簡简實实際际貴贵資资產产後后與与書书來来"
    "別别銀银預预進进頁页轉转歸归報报讓让紅红沖冲調调補补現现併并臺台廠厂經经華华東东區区縣县國国億亿萬万貳贰陸陆圓圆讀读請请頭头傳传幫帮貿贸線线質质學学樣样處处體体辦办擔担責责義义農农鄉乡鎮镇龍龙蘇苏陽阳灣湾濟济滬沪粵粤達达運运輸输採采鑰钥鋼钢鐵铁機机訊讯戸户儲储寫写寬宽專专屬属幾几"
    "庫库張张強强彙汇徵征從从復复愛爱慶庆懷怀戰战擬拟擴扩擇择擺摆敗败敘叙斷断無无時时晉晋曆历術术樓楼檢检歐欧氣气決决沒没淨净減减渾浑測测滿满潔洁潤润濱滨災灾煙烟熱热爭争爲为狀状獎奖獨独獲获畢毕異异療疗盡尽監监盤盘睏困禮礼祕秘積积穩稳筆笔節节範范簽签納纳紙纸級级紐纽細细終终組组絕绝給给"
    "統统絲丝維维綱纲網网緊紧緩缓練练繫系繼继續续罰罚羅罗職职聲声膠胶臨临舉举舊旧艙舱藝艺藥药虛虚裝装複复見见規规視视覽览觀观討讨訓训設设許许訴诉評评詞词試试該该詳详誤误課课誰谁談谈論论諸诸謝谢識识議议護护變变豐丰負负財财貢贡貧贫販贩貯贮費费貼贴賀贺賓宾賞赏賠赔賢贤賣卖賴赖賺赚賽赛贈赠"
    "贊赞車车軍军軟软較较載载輔辅輕轻輛辆輪轮辭辞這这連连週周遊游違违遠远適适遲迟遷迁選选邊边鄰邻醫医釋释針针釣钓鈔钞鈕钮鉅巨銅铜鋪铺錢钱錦锦鍵键鎖锁鏡镜長长閉闭問问閑闲閒闲閱阅隊队階阶隨随險险雙双雖虽雜杂離离難难霧雾靜静頂顶順顺須须頓顿領领頻频題题願愿顧顾顯显飯饭飲饮館馆駐驻騎骑驗验"
    "驚惊髮发鬥斗魚鱼鮮鲜鳳凤鹽盐麥麦黃黄點点齊齐齒齿龜龟於于個个準准幹干啟启為为舖铺檔档係系"
)
"""A traditional character, then its simplified one."""

TRADITIONAL = _PAIRS[::2]
SIMPLIFIED = _PAIRS[1::2]
_HAN = str.maketrans(TRADITIONAL + "帐", SIMPLIFIED + "账")
_WRITTEN_OUT = {"ä": "(?:ae?)", "ö": "(?:oe?)", "ü": "(?:ue?)"}


def simplified(text: str) -> str:
    """Return Chinese in simplified characters, 帐 as 账; every other letter as it is."""
    return text.translate(_HAN)


def unaccented(text: str) -> str:
    """Return the text with é as e, ä as a, ç as c: "Echeance" and "Échéance" are one word."""
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in parted if not "\u0300" <= char <= "\u036f"))


def pattern_spelling(pattern: str) -> str:
    """Return a pattern (lower case, no umlaut inside brackets) for text in this spelling: ä matches a and ae as well."""
    for umlaut, written in _WRITTEN_OUT.items():
        pattern = pattern.replace(umlaut, written)
    return simplified(unaccented(pattern))


def spellings(word: str) -> tuple[str, ...]:
    """Return a word without its accents, and with its umlauts written out ("faellig") where it has any."""
    written = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return tuple(dict.fromkeys((simplified(unaccented(word)), simplified(unaccented(written)))))
