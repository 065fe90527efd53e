"""Who appears in made-up statements, and the words that they write: parties, currencies, number series, descriptions.

All names are invented. Descriptions carry what real ones carry: other numbers, dates, quantities and prices, which a
reader must not take for amounts.
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "en", "en", "zh_CN", "zh_CN", "zh_CN", "zh_TW", "de", "fr")

CURRENCIES: Final = {
    "en": ("GBP", "USD", "EUR", "AUD", "INR", "SGD", "HKD", "JPY"),
    "zh_CN": ("CNY", "CNY", "CNY", "CNY", "USD", "HKD"),
    "zh_TW": ("TWD", "HKD", "USD"),
    "de": ("EUR", "EUR", "CHF"),
    "fr": ("EUR", "EUR", "CHF", "CAD"),
}

PARTIES: Final = {
    "en": (
        "Harbour Street Supplies Ltd", "Northgate Tools & Fixings Limited", "Acme Fasteners Inc.", "Bolt Brothers LLC",
        "Pennine Packaging PLC", "Coastal Foods Pty Ltd", "Marigold Trading Pte. Ltd.", "Sunrise Textiles Pvt. Ltd.",
        "4Ways Logistics (UK) Ltd", "O'Leary & Sons", "Total Energy Services Ltd", "Balance Health Products Ltd",
    ),
    "zh_CN": (
        "苏州瑞丰精密机械有限公司", "上海博联贸易有限公司", "深圳市华芯电子科技有限公司", "宁波海纳紧固件股份有限公司",
        "成都天府食品有限责任公司", "北京合计信息技术有限公司", "广州日升纺织品有限公司", "青岛蓝湾物流有限公司",
    ),
    "zh_TW": ("台灣精密工業股份有限公司", "高雄海洋貿易有限公司", "香港聯發電子有限公司", "新北市永豐紙業有限公司"),
    "de": (
        "Müller & Söhne Werkzeugbau GmbH", "Nordlicht Handels GmbH & Co. KG", "Käserei Alpenblick AG",
        "Straßenbau Groß e.K.", "Fröhlich Verpackungen GmbH", "Saldo Büroservice GmbH",
    ),
    "fr": (
        "Établissements Lefèvre SARL", "Société Générale de Boulonnerie SAS", "Papeterie du Rhône S.A.",
        "Transports Noël & Fils", "Les Vergers d'Été SCEA",
    ),
}  # fmt: skip

NUMBERS: Final = {
    "en": {
        "invoice": ("INV-{n:05d}", "SI{n:06d}", "{y}/{n:04d}", "900{n:05d}", "IN-{d:%y%m}-{n:04d}", "F{n:07d}"),
        "credit_note": ("CN-{n:05d}", "SC{n:06d}", "CRN{n:05d}", "901{n:05d}"),
        "payment": ("BACS {n:06d}", "CHQ {n:06d}", "RCT-{n:05d}", "TT{d:%Y%m%d}{n:03d}", "PMT{n:06d}"),
        "journal": ("JNL{n:04d}", "JE-{n:05d}"),
    },
    "zh": {
        "invoice": ("XS-{d:%Y%m}-{n:04d}", "SO{d:%Y%m%d}{n:03d}", "记-{n:04d}", "FP{n:08d}", "{n:08d}", "转-{n:03d}"),
        "credit_note": ("TH-{d:%Y%m}-{n:04d}", "HZ{n:08d}", "CN{n:06d}"),
        "payment": ("SK{d:%Y%m%d}{n:03d}", "收-{n:04d}", "HK-{d:%Y%m}-{n:04d}", "银-{n:03d}"),
        "journal": ("调-{n:03d}", "JZ{n:06d}"),
    },
    "de": {
        "invoice": ("RE{y}-{n:05d}", "RG {n:06d}", "{y}{n:06d}", "R-{n:05d}/{d:%y}"),
        "credit_note": ("GS{y}-{n:05d}", "GU {n:06d}"),
        "payment": ("ZA{n:06d}", "BK-{n:04d}", "ZE {n:05d}"),
        "journal": ("UB{n:05d}", "SB-{n:04d}"),
    },
    "fr": {
        "invoice": ("FA{y}-{n:05d}", "FC{n:06d}", "F {n:06d}", "{y}-{n:05d}"),
        "credit_note": ("AV{y}-{n:05d}", "AV{n:06d}"),
        "payment": ("RG{n:06d}", "VIR {n:06d}", "CHQ {n:07d}"),
        "journal": ("OD{n:05d}",),
    },
}  # fmt: skip

_CHINESE = {
    "invoice": (
        "销售商品", "货款", "销售出库 标准件一批", "合同HT-2026-013 第2批", "M8×40内六角螺栓 2,000件 单价0.35元",
        "不锈钢板材 3.5mm 加工费", "运费及包装费", "订单{po}",
    ),
    "credit_note": ("销售退货", "红字发票 冲销多开部分", "质量扣款", "折让"),
    "payment": ("收到货款", "银行转账", "电汇收款 工行尾号3389", "承兑汇票 到期日{d:%Y-%m-%d}", "回款"),
    "journal": ("往来调整", "尾差调整", "账务核对调整"),
}  # fmt: skip

DESCRIPTIONS: Final = {
    "en": {
        "invoice": (
            "Sales invoice", "Goods supplied", "Invoice {ref}", "Steel fixings M8 x 40, 250 pcs @ 0.35", "Order {po}",
            "Pallet delivery {d:%d/%m/%Y} to Unit 7", "Monthly service charge", "Consulting 12.5 hours at 95.00",
            "Spare parts for machine 2045-B", "Freight and insurance", "Balance of order",
        ),
        "credit_note": ("Credit note", "Returned goods", "Price adjustment", "Credit for damaged items, 3 boxes"),
        "payment": (
            "Payment received", "Payment - thank you", "Bank transfer", "Cheque received", "Payment on account",
            "Direct debit collection", "Remittance dated {d:%d %b %Y}",
        ),
        "journal": ("Adjustment", "Small balance write-off", "Journal transfer"),
    },
    "zh_CN": _CHINESE,
    "zh_TW": {
        "invoice": ("銷貨", "貨款", "標準零件一批", "訂單{po}", "運費及包裝費"),
        "credit_note": ("銷貨退回", "折讓單"),
        "payment": ("收款", "銀行匯款", "支票收款 票號88213"),
        "journal": ("帳務調整",),
    },
    "de": {
        "invoice": (
            "Rechnung", "Warenlieferung", "Lieferung vom {d:%d.%m.%Y}", "Schrauben M8 x 40, 250 Stück à 0,35",
            "Bestellung {po}", "Wartungsvertrag 2. Quartal", "Rechnung {ref}", "Fracht und Verpackung",
        ),
        "credit_note": ("Gutschrift", "Rücksendung", "Bonus 2. Quartal"),
        "payment": ("Zahlungseingang", "Überweisung", "Zahlung", "Lastschrift"),
        "journal": ("Umbuchung", "Korrektur"),
    },
    "fr": {
        "invoice": (
            "Facture", "Vente de marchandises", "Livraison du {d:%d/%m/%Y}", "Commande {po}", "Prestation mensuelle",
            "Boulons M8 x 40, 250 pièces à 0,35", "Frais de port",
        ),
        "credit_note": ("Avoir", "Retour de marchandises"),
        "payment": ("Règlement", "Virement reçu", "Paiement par chèque", "Prélèvement"),
        "journal": ("Opération diverse", "Écart de règlement"),
    },
}  # fmt: skip
