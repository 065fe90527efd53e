"""What statements and ledgers write above their columns, by language. Only whole headings, folded, count; see `headings`."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.heading_kinds import Heading

WORDS: Mapping[Heading, Mapping[str, str]] = {
    Heading.DATE: {
        "en": "date; posting date; post date; posted; posted on; date posted; transaction date; trans date; tran date; txn date; trx date; entry date; "
        "booking date; gl date; accounting date; effective date; value date; report date; activity date; dates; dt; pstng date",
        "zh": "日期; 业务日期; 记账日期; 凭证日期; 制单日期; 过账日期; 入账日期; 交易日期; 发生日期; 登记日期; 时间; 年月日; 记帐日期; 日 期; 会计日期; 业务时间; 单据时间; 开票时间; 记账时间; 入账时间; 交易时间; 制单时间; 发生时间",
        "de": "datum; buchungsdatum; buchungsdat; buchungstag; buch datum; buchdat; valuta; wertstellung; buchung am",
        "fr": "date comptable; date d'écriture; date ecriture; date opération; date de comptabilisation; date comptabilisation; date valeur",
    },
    Heading.DOCUMENT_DATE: {
        "en": "document date; doc date; invoice date; inv date; bill date; voucher date; issue date; date of issue; date issued; tax date; date of invoice; "
        "item date; ref date; reference date; date of document; docdate; billing date",
        "zh": "单据日期; 开票日期; 出货日期; 收货日期; 入库日期; 结算日期; 送货单日期; 交货日期; 发票日期; 票据日期; 出库日期; 送货日期; 订单日期; 开单日期; 立账日期; 账单日期; 发货日期",
        "de": "belegdatum; rechnungsdatum; re datum; rg datum; ausstellungsdatum; bel dat; belegdat; rechn datum; rechdatum",
        "fr": "date de facture; date facture; date fact; date pièce; date de pièce; date du document; date document; date d'émission; date de la facture",
    },
    Heading.DUE_DATE: {
        "en": "due date; due; invoice due date; bill due date; due on; net due date; payment due; payment due date; date due; maturity; maturity date; pay by; due dt; net due dt; duedate; expiry date",
        "zh": "到期日; 到期日期; 付款到期日; 应付日期; 应收日期; 付款期限; 账期到期日; 收款到期日; 到期; 最后付款日; 约定付款日; 应付款日; 收款期限",
        "de": "fällig; fällig am; fälligkeit; fälligkeitsdatum; netto fällig; nettofälligkeit; zahlbar bis; fälligkeitstag; faellig; faelligkeit; fälligkeitsdat",
        "fr": "échéance; date d'échéance; date échéance; ech; éch; à payer avant le; payable le; date echeance; exigible le; à payer le; à régler le; à régler avant le; date limite; date limite de paiement",
    },
    Heading.YEAR: {"zh": "年; 年度", "en": "fiscal year; year", "de": "geschäftsjahr", "fr": "exercice"},
    Heading.MONTH: {"zh": "月", "en": "month"},
    Heading.DAY: {"zh": "日"},
    Heading.REFERENCE: {
        "en": "reference; ref; ref no; ref number; reference no; reference number; ref #; refs; references; document no; document number; document; doc no; "
        "doc number; doc; doc #; docno; document #; document id; invoice no; invoice number; invoice; invoice #; inv no; inv number; inv #; inv; num; "
        "bill no; bill number; our reference; our ref; transaction number; transaction no; trans no; transaction ref; transaction reference; trx number; "
        "transaction #; number/reference; invoice/credit note no; ref - label; invoice/ref; doc ref; item no; document reference; document ref; invoice nbr; ref doc; reference document; trx no; invoice/cn no; invoice or credit note; docnum; reference nbr; "
        "invoice reference; documentno; doc num; ref num; invoice/reference; reference/invoice no; invoice id; transaction id; trans #; tran no; reference nr; ref nr; "
        "invoice no/reference; invoice/document no; receipt no; bill; note no; item; delivery note; delivery note no; docket; docket no; ticket no; folio no; folio;  document num; statement item",
        "zh": "单据号; 单据编号; 单据编码; 单号; 发票号; 发票号码; 发票编号; 票号; 参考号; 参考编号; 业务单号; 文件号; 文件编号; 应收付单据号; 单据号码; 出库单号; 送货单号; 出货单号; 入库单号; 收货单号; 交货单号; 对账单号; "
        "流水号; 交易号; 参考; 票据号; 交易流水号; 发票; 发票号/单号; 账单号; 账单编号; 源单号; 结算单号; 单据",
        "de": "belegnummer; belegnr; beleg nr; beleg; rechnungsnummer; rechnungsnr; rechnung nr; rechnung; re nr; rg nr; referenz; referenznummer; belegfeld 1; belegfeld1; "
        "dokumentnummer; dokument; dokumentnr; rechnungs nr; ref nr.; vorgang; op nummer; rechn nr; rechnungs-/belegnr; beleg-nr.; re-nummer",
        "fr": "référence; réf; n° de pièce; n° pièce; pièce; no pièce; numéro de pièce; n° facture; n° de facture; numéro de facture; facture; no facture; facture n°; "
        "numéro; n° document; numéro de document; réf pièce; num pièce; n° de document; numéro facture; ref pièce",
    },
    Heading.VOUCHER: {
        "en": "voucher no; voucher number; voucher; vch no; journal no; journal number; entry no; entry number; jnl no; gl entry; batch no; je number; entry",
        "zh": "凭证号; 凭证字号; 凭证编号; 凭证号数; 凭证字; 凭证; 记账凭证号; 字号; 凭证号码; 会计凭证; 会计凭证号; 凭证种类号数",
        "de": "buchungsnummer; buchungsnr; journalnr; journalnummer; buchungs nr; lfd buchungsnr",
        "fr": "n° écriture; n° d'écriture; numéro d'écriture; mouvement n°; n° mouvement",
    },
    Heading.NUMBER: {"en": "no; number; nbr; #no; nos", "zh": "编号; 号码; 号", "de": "nr; nummer", "fr": "n°"},
    Heading.THEIR_REFERENCE: {
        "en": "your reference; your ref; your no; customer reference; customer ref; cust ref; supplier reference; supplier ref; vendor reference; external document no; "
        "external doc no; ext doc no; external reference; their ref; their reference; customer lpo; lpo; lpo no; supplier invoice no; supplier invoice; "
        "vendor invoice no; vendor invoice; customer invoice no; supplier inv no; against bill no; assignment; your invoice; external document number; "
        "customer document no; yourref; supplier invoice number; vendor invoice number; ext ref; external ref; extern doc no; supplier bill no; vendor ref",
        "zh": "对方单号; 客户单号; 贵方单号; 对方单据号; 源单编号; 供应商发票号; 客户参考号; 外部单号; 对应单据号; 供应商单号; 客户订单号; 对方发票号; 贵司单号; 外部单据号; 分配; 你方参考; 对方参考号",
        "de": "ihr zeichen; ihre referenz; kundenreferenz; lieferantenrechnung; externe belegnummer; zuordnung; fremdbelegnummer; ihre rechnung; ihre belegnr; ihre nr; externe belegnr; fremdbeleg",
        "fr": "votre référence; votre réf; référence client; réf client; réf fournisseur; référence fournisseur; n° facture fournisseur; v/réf; vos réf; n° doc externe; affectation",
    },
    Heading.ORDER: {
        "en": "order no; order number; po; po no; po number; purchase order; purchase order no; sales order; so no; customer po; order; order #; po #; p.o. no; "
        "customer po no; cust po; order ref; customer order; order reference; job no; job number; b/l no; bl no; customer order no; po reference; p/o; po ref; sales order no; customer po number; dn no; delivery no; "
        "po num; contract; contract no",
        "zh": "订单号; 订单编号; 订单号码; po号; 客户po; po号码; 采购订单号; 销售订单号; 合同号; 合同编号; 合同; 订单; 采购订单; 送货单",
        "de": "bestellnummer; bestellnr; auftrag; auftragsnummer; auftragsnr; bestellung; auftrags nr; bestell nr; lieferschein; lieferscheinnr; ihre bestellung",
        "fr": "n° commande; commande; n° de commande; bon de commande; numéro de commande; bl; bon de livraison",
    },
    Heading.DESCRIPTION: {
        "en": "description; details; detail; particulars; narration; narrative; memo; memo/description; memo description; text; transaction details; activity; "
        "transaction; transactions; transaction description; explanation; label; item text; line description; document header text; header text; doc header text; "
        "concerning; comment/description; desc; descr; document description; item description; subject; transaction detail; reference/description; reference details; "
        "description/reference; narratives; description of transaction; user text; entry description; posting text; posting description; statement text; payment type and details; type and details; payment details; transaction type and details",
        "zh": "摘要; 说明; 内容; 描述; 业务摘要; 摘 要; 事由; 业务说明; 文本; 项目文本; 交易说明; 业务内容; 备注/摘要; 明细; 款项说明; 内容摘要; 用途; 抬头文本; 交易内容; 摘要说明; 事项; 项目; 业务描述",
        "de": "buchungstext; text; bezeichnung; beschreibung; verwendungszweck; betreff; bemerkung/text; positionstext; vorgangstext; belegtext; kopftext; belegkopftext; vorgang/text; posten text",
        "fr": "libellé; désignation; intitulé; détail; détails; libellé écriture; libellé de l'écriture; objet; texte; libelle operation; libellé opération; opération; opérations",
    },
    Heading.REMARK: {
        "en": "remark; remarks; note; notes; comment; comments; customer notes; internal note",
        "zh": "备注; 附注; 注释; 备 注; 附言; 批注",
        "de": "bemerkung; bemerkungen; notiz; anmerkung; hinweis; kommentar",
        "fr": "remarque; remarques; commentaire; commentaires; observation; observations",
    },
    Heading.KIND: {
        "en": "type; transaction type; trans type; tran type; document type; doc type; voucher type; vch type; txn type; trx type; entry type; source; source type; "
        "journal type; journal; invoice type; type of document; item type; document class; tr type; transaction code; tran code; trans code; doctype; trn type; trantype; code",
        "zh": "类型; 单据类型; 业务类型; 凭证类型; 单据种类; 交易类型; 类别; 业务类别; 单据类别; 款项类型; 票据类型; 业务种类; 凭证类别; 单据名称",
        "de": "belegart; art; buchungsart; typ; vorgangsart; dokumentart; belegtyp; ba; vorgangstyp",
        "fr": "type de pièce; type pièce; nature; type de document; code journal; jnl; jrnl; type d'opération; journal; type document",
    },
    Heading.DEBIT: {
        "en": "debit; debits; debit amount; dr; dr amount; debit amt; amount debit; amount dr; amount (dr); debit value; debit (dr); debitamount; original debit; "
        "debit in document currency; debit (transaction currency); debit in transaction currency",
        "zh": "借方; 借方金额; 借方发生额; 借; 本期借方; 本期借方发生额; 借方发生; 借方发生金额; 借方(原币); 借方原币; 原币借方; 借方原币金额; 原币借方金额; 借方数; 借项; 借方合计; 借 方; 借方本期发生额; 借方发生原币; 借金额; 本期借方发生; 借方本期发生",
        "de": "soll; sollbetrag; betrag soll; soll betrag; umsatz soll; lastschrift; belastung; soll währung; belastungen",
        "fr": "débit; montant débit; débits; debit; mouvement débit; montant débiteur; débiteur",
    },
    Heading.CREDIT: {
        "en": "credit; credits; credit amount; cr; cr amount; credit amt; amount credit; amount cr; credit value; credit (cr); creditamount; original credit; "
        "credit in document currency; credit (transaction currency); credit in transaction currency",
        "zh": "贷方; 贷方金额; 贷方发生额; 贷; 本期贷方; 本期贷方发生额; 贷方发生; 贷方发生金额; 贷方(原币); 贷方原币; 原币贷方; 贷方原币金额; 原币贷方金额; 贷方数; 贷项; 贷方合计; 贷 方; 贷方本期发生额; 贷方发生原币; 贷金额; 本期贷方发生; 贷方本期发生",
        "de": "haben; habenbetrag; betrag haben; haben betrag; umsatz haben; gutschrift; gutschriften; haben währung",
        "fr": "crédit; montant crédit; crédits; mouvement crédit; montant créditeur; créditeur",
    },
    Heading.INCREASE: {
        "en": "paid in; money in; charges; charge; invoiced; invoiced amount; billed; billings; invoices; invoice amount due; sales; purchases; new charges; billed amount; charge amount; amount charged; amount invoiced",
        "zh": "本期应收; 应收金额; 销售额; 本期销售额; 本期应付; 应付金额; 应收款; 应付款; 应收; 应付; 销售金额; 本期销售; 本期增加; 增加; 销货金额; 本期应收金额; 本期应付金额; 发货金额; 货款金额; 货款; 送货金额; 本期采购; 采购金额; 本月应收; 本月应付; 应收增加; 应付增加; 销售应收; 收入; 收入金额; 应收发生",
        "de": "rechnungen; belastet; forderung; forderungen; zugang; zugänge",
        "fr": "facturé; facturation; factures; montant facturé; achats; ventes",
    },
    Heading.DECREASE: {
        "en": "paid out; money out; payments; payments/credits; payments and credits; payment/credit; credits/payments; payments received; receipts; payment received; payment amount; received amount; amount received; "
        "payment; received; receipt; receipt amount; payments & credits; payment/credits; payments made",
        "zh": "本期收回; 本期实收; 回款额; 本次付款; 本次收款; 收款金额; 付款金额; 本期收款; 本期付款; 本期回款; 回款金额; 实收金额; 实付金额; 收款; 付款; 销售收款; 采购付款; 回款; 本期实付; 本期减少; 减少; 本期已收; 本期已付; 退货金额; 退货; 退货额; 销售退货; 采购退货; 退货款; 折让金额; 本期退货; 销售退回; 已回款; 实收; 实付; 本月收款; 本月付款; 本月回款; 支出; 支出金额; 应收减少; 应付减少",
        "de": "zahlungen; zahlung; zahlungseingang; eingänge; bezahlung; abgang; abgänge; zahlbetrag",
        "fr": "règlements; règlement; paiements; paiement; encaissements; versements; encaissement",
    },
    Heading.AMOUNT: {
        "en": "amount; c/d (lc); c/d (fc); c/d (sc); amt; value; total; gross; gross amount; total amount; transaction amount; amount in doc curr; amount in document currency; amount doc curr; "
        "document amount; doc amount; line amount; net amount due; amount (gross); amount in transaction currency; transaction value; doc curr amount; amount fc; "
        "foreign amount; amount (fc); doc total; total value; amount in foreign currency; amount currency; amount in currency; gross value; currency amount; amount in fc; "
        "amount incl tax; amount incl vat; total incl vat; total incl tax; amount including vat; amount document currency; document currency amount; document currency value; "
        "amount in trans curr; trans amount; entered amount; accounted amount; signed amount; movement; movements; amounts; amount total",
        "zh": "金额; 发生额; 对账金额; 金额合计; 本期金额; 送货总额; 结算总额; 本期发生额; 交易金额; 总额; 价税合计; 含税金额; 原币金额; 发票金额; 单据金额; 总金额; 金 额; 合计金额; 合计; 业务金额; 发生金额; 原币; 凭证货币金额; 原币发生额; 凭证货币计的金额; 小计; 交易额; 业务额; 结算额; 往来金额; 往来额; 开票金额; 票面金额; 本次金额; 交易货币金额",
        "de": "betrag; umsatz; bruttobetrag; brutto; gesamtbetrag; summe; betrag in belegwährung; belegbetrag; wert; betrag brutto; betrag in belwähr; gesamt; betrag bw; bewegung; betrag belegwährung; umsätze",
        "fr": "montant; montant ttc; ttc; total ttc; valeur; somme; montant devise; montant en devise; montant total; mouvement; mouvements; montant pièce; total",
    },
    Heading.BALANCE: {
        "en": "balance; running balance; account balance; balance due running; closing balance; cumulative balance; bal; new balance; balance amount; cumulative; running total; running; ending balance; "
        "balance c/f; balance (dr/cr); running bal; balance amt; cum balance; balance outstanding running; balance after; accumulated balance; account total; net balance",
        "zh": "余额; 期末余额; 结余; 余 额; 账面余额; 期末应收; 期末应付; 应收余额; 应付余额; 累计余额; 金额余额; 本月余额; 结存; 本期余额; 期末; 余额(原币); 原币余额; 期末应收余额; 期末应付余额; 结余金额; 余额金额; 累计欠款; 期末应收款; 期末应付款; 应收账款余额; 应付账款余额; 期末欠款; 当前余额; 滚动余额; 结存金额; 结存余额; 结欠; 结欠金额; 尚欠余额; 累计结欠; 累计余款; 累计应收; 累计应付; 累计未收; 累计未付; 累计未付款; 累计未收款",
        "de": "saldo; kontostand; saldo neu; laufender saldo; endsaldo; kumuliert; saldo kumuliert; neuer saldo; kontosaldo",
        "fr": "solde; solde progressif; solde cumulé; cumul; nouveau solde; solde courant; solde final; solde compte",
    },
    Heading.DIRECTION: {
        "en": "dr/cr; d/c; debit/credit; dc; cr/dr; debit/credit indicator; d/c indicator; debit or credit; sign; debit/credit ind; d/c ind; dr/cr ind; dr or cr; c/d; drcr",
        "zh": "方向; 借贷方向; 借贷; 借/贷; 余额方向; 借或贷; 借贷标志; 借贷标识; 方 向; 借贷标记; 借贷别; 借/贷标识; 借\\贷",
        "de": "soll/haben; s/h; soll/haben kennzeichen; sh; shkz; s/h kennzeichen; soll haben kz",
        "fr": "débit/crédit; sens; d/c sens",
    },
    Heading.CURRENCY: {
        "en": "currency; curr; ccy; cur; document currency; currency code; doc currency; doc curr; crcy; transaction currency; invoice currency; cur.; curr code; ccy code",
        "zh": "币种; 币别; 货币; 原币币种; 币种名称; 凭证货币; 币种编码; 交易货币; 原币币别; 结算币种",
        "de": "währung; belegwährung; währg; whg; waehrung; währungsschlüssel; wkz; wähg",
        "fr": "devise; monnaie; code devise; dev",
    },
    Heading.ACCOUNT: {
        "en": "account; account no; account number; account code; acct; acct no; account ref; a/c; a/c no; a/c ref; account reference; account id; a/c code; acc no; acc code; account #; acct #; acctnum",
        "zh": "账号; 账户; 账户编号; 账户号; 户号; 账户编码",
        "de": "konto; kontonummer; kontonr; personenkonto; konto nr; personenkontonr",
        "fr": "compte; n° compte; numéro de compte; n° de compte; code compte; compte auxiliaire; compte tiers",
    },
    Heading.ACCOUNT_NAME: {
        "en": "name; account name; customer name; supplier name; vendor name; party name; company name; name 1; partner name; client name; debtor name; creditor name; "
        "business partner name; a/c name; account description; customer/supplier name; bp name; full name; legal name; display name; organisation name; organization name; contact name",
        "zh": "客户名称; 供应商名称; 往来单位名称; 单位名称; 名称; 对账对象名称; 户名; 客商名称; 往来名称; 公司名称; 账户名称; 往来户名称; 核算项目名称; 往来人员姓名; 结算单位; 对方单位名称; 客户全称; 供应商全称; 客户简称; 简称; 全称; 往来单位全称",
        "de": "kundenname; lieferantenname; name; firma; kontobezeichnung; kontoname; firmenname; name 1; debitorenname; kreditorenname",
        "fr": "nom; nom du client; nom client; nom fournisseur; raison sociale; intitulé du compte; libellé compte; nom du fournisseur; intitulé compte",
    },
    Heading.PARTY: {
        "en": "customer; customer no; customer number; customer code; customer id; supplier; supplier no; supplier code; supplier number; supplier id; vendor; vendor no; vendor code; "
        "vendor number; vendor id; party; partner; client; client code; client no; client id; debtor; creditor; debtor code; creditor code; debtor no; creditor no; business partner; bp code; card code; "
        "cust no; cust code; customer account; supplier account; vendor account; sold to; customer/supplier; bill to; bill to customer; customer #; vendor #; "
        "counterparty; counterparty code; customer a/c; cardcode; custno; customer acct; counterparty no; trading partner; party code; partner code",
        "zh": "客户; 客户编码; 客户编号; 客户代码; 供应商; 供应商编码; 供应商编号; 供应商代码; 往来单位; 往来单位编码; 往来单位代码; 往来单位编号; 客商编号; 客商编码; 对账对象编码; 客商; 往来户; "
        "单位编码; 单位编号; 核算项目; 客户号; 供应商号; 往来对象; 往来编码; 客商代码; 核算项目编码; 核算项目代码; 往来对象编码; 辅助核算; 对方单位; 往来客户; 核算维度",
        "de": "kunde; kundennummer; kundennr; lieferant; lieferantennummer; lieferantennr; debitor; kreditor; debitorennummer; kreditorennummer; debitorennr; kreditorennr; kunden nr; geschäftspartner; lieferanten nr; debitor nr; kreditor nr",
        "fr": "client; code client; n° client; fournisseur; code fournisseur; n° fournisseur; tiers; code tiers; partenaire; numéro client; numéro fournisseur",
    },
    Heading.LEDGER_ACCOUNT: {
        "en": "g/l account; gl account; gl code; nominal code; n/c; nominal; ledger account; g/l; general ledger account; control account; gl; g/l acct; account type; reconciliation account",
        "zh": "科目; 科目编码; 科目代码; 科目编号; 会计科目; 总账科目; 科目名称; 会计科目名称; 科目号; 会计科目编码; 一级科目; 统驭科目",
        "de": "sachkonto; hauptbuchkonto; sachkontonummer; abstimmkonto",
        "fr": "compte général; compte collectif; compte de tiers",
    },
    Heading.OPEN_AMOUNT: {
        "en": "open amount; outstanding; outstanding amount; amount outstanding; amount due; balance due; open balance; remaining amt lcy; remaining amount lcy; remaining amount; residual; unpaid; unpaid amount; o/s; amount open; remaining; "
        "due amount; amount owing; amt due; total outstanding; unpaid balance; remaining due; still due; open item amount; remaining balance; outstanding balance; remaining amt; amount remaining; unallocated; o/s amount; os amount; owed; owing; "
        "amount still due; balance outstanding; total due; net due; residual amount; amount unpaid; pending amount; cur residual; now due; due balance; amount payable; payable amount; to pay; outstanding amt; open amt; still open; remains; still owed; balance remaining",
        "zh": "未结金额; 未核销金额; 未付款金额; 欠款额; 未收款金额; 未收金额; 未付金额; 欠款; 未结清金额; 未清金额; 未核销; 未结余额; 剩余金额; 未收款; 未付款; 欠款金额; 未清项金额; 尚欠金额; 未收余额; 未付余额; 未收; 未付; 借方未结金额; 未结; 欠款余额; 未到账金额; 应收未收; 未回款; 未回款金额; 剩余未付; 剩余未收; 剩余应收; 剩余应付; 尚欠; 尚欠款; 未结算金额; 未销金额; 待收金额; 待付金额; 未收余款; 下欠; 下欠金额; 累欠",
        "de": "offen; offener betrag; restbetrag; offener posten; noch offen; offen betrag; offene forderung; op betrag; offener saldo; rest; offen eur; zu zahlen; zahlbetrag offen; offene beträge; restsaldo",
        "fr": "montant dû; reste à payer; solde dû; restant dû; montant restant; reste dû; montant ouvert; non réglé; montant à payer; net à payer; restant; solde restant; à payer; impayé",
    },
    Heading.ORIGINAL_AMOUNT: {
        "en": "original amount; invoice amt; original invoice amt; invoice total; invoice amount; inv amount; original; orig amount; invoice value; invoice grand total; original amt; bill amount; original value; inv amt; initial amount; original balance; "
        "document total; original invoice amount; total invoice amount; cur original; original amt lcy; original amount lcy; original invoice; inv total",
        "zh": "原始金额; 应收总额; 账单金额; 结算金额; 初始金额; 原单金额; 应付总额",
        "de": "rechnungsbetrag; ursprungsbetrag; ursprünglicher betrag; originalbetrag; rechnungssumme; ursprungsbetr",
        "fr": "montant initial; montant de la facture; montant facture; montant d'origine; montant original; montant origine",
    },
    Heading.PAID_AMOUNT: {
        "en": "paid; paid amount; amount paid; applied; applied amount; allocated; credited; settled; payments applied; paid to date; credit note; debit note; allocated amount; settled amount; less payments; amount applied; credits applied",
        "zh": "已收金额; 已付金额; 已核销金额; 已结金额; 收回金额; 已收; 已付; 已收款; 已付款; 已核销; 累计收款; 累计付款; 已结; 原币收回金额; 核销金额; 已回款金额; 累计已收; 累计已付; 已结算金额; 已收款金额; 已付款金额",
        "de": "bezahlt; gezahlt; beglichen; ausgeglichen; bereits bezahlt; bezahlter betrag; zahlung bisher; ausgleichsbetrag",
        "fr": "payé; montant payé; réglé; montant réglé; acompte; acomptes; déjà réglé; lettré",
    },
    Heading.OPENING_BALANCE: {
        "en": "opening balance; balance b/f; balance brought forward; opening; brought forward; previous balance; beginning balance; prior balance",
        "zh": "期初余额; 期初应收; 前期余额; 前期欠款; 期初应付; 期初; 上期余额; 期初金额; 期初应收金额; 上期结余; 期初应付金额; 上月余额; 上期欠款; 期初欠款",
        "de": "anfangssaldo; saldovortrag; eröffnungssaldo; vortrag; saldo alt; alter saldo",
        "fr": "solde initial; report; à nouveau; ancien solde; solde précédent; solde d'ouverture; solde antérieur",
    },
    Heading.LOCAL_AMOUNT: {
        "en": "amount in local currency; amount (local); amount in lc; amount lcy; local amount; amount (lcy); amount in loc curr; local currency amount; base amount; home amount; amount lc; amount (lc); amount in company code currency; "
        "functional amount; amount in base currency; company code currency value; amount in cocd crcy; base currency amount; amount in company currency; amount (base)",
        "zh": "本币金额; 本位币金额; 本币; 本位币; 本币发生额; 公司代码货币金额; 以本币计的金额; 本位币发生额; 记账本位币金额",
        "de": "betrag in hauswährung; betrag hw; betrag in hw; hauswährungsbetrag; betrag hauswährung; betrag mw; betrag in hauswähr",
        "fr": "montant en devise locale; montant devise société; contre valeur; montant en monnaie locale",
    },
    Heading.LOCAL_DEBIT: {
        "en": "debit amount lcy; debit lcy; debit in local currency; debit lc; debit (base); debit in company currency; local debit; debit base; debit in lc",
        "zh": "借方本币; 本币借方; 借方本位币; 借方(本位币); 借方本币金额; 借方本位币金额; 本位币借方; 借方发生本币; 本币借方金额; 本位币借方金额",
        "de": "soll hauswährung; soll hw; soll in hauswährung",
    },
    Heading.LOCAL_CREDIT: {
        "en": "credit amount lcy; credit lcy; credit in local currency; credit lc; credit (base); credit in company currency; local credit; credit base; credit in lc",
        "zh": "贷方本币; 本币贷方; 贷方本位币; 贷方(本位币); 贷方本币金额; 贷方本位币金额; 本位币贷方; 贷方发生本币; 本币贷方金额; 本位币贷方金额",
        "de": "haben hauswährung; haben hw; haben in hauswährung",
    },
    Heading.LOCAL_BALANCE: {
        "en": "balance lcy; balance in local currency; local balance; balance lc; balance in company currency; balance (base); balance base; balance in lc",
        "zh": "余额本币; 本币余额; 本位币余额; 余额(本位币); 期末余额本币; 余额本位币",
        "de": "saldo hauswährung; saldo hw",
    },
    Heading.LOCAL_CURRENCY: {
        "en": "local currency; company currency; company code currency; base currency; lcurr; local crcy; functional currency",
        "zh": "本位币币种; 公司代码货币; 本币币种; 记账本位币",
        "de": "hauswährung",
        "fr": "devise locale; devise société",
    },
    Heading.AGEING: {
        "en": "current; not due; not yet due; overdue; 0-30; 1-30; 31-60; 61-90; 91-120; over 90; over 120; 90+; 120+; older; 1 month; 2 months; 3 months; < 1 month; 0-30 days; 1-30 days; 31-60 days; 61-90 days; "
        "91-120 days; over 90 days; over 120 days; 90+ days; 90 days +; 90 days and over; 120+ days; 30 days; 60 days; 90 days; 120 days; > 90; > 120; > 90 days; > 120 days; past due; 91+; 91+ days; 121+; 30 days past due; 60 days past due; "
        "1-30 days past due; 31-60 days past due; 61-90 days past due; over 90 days past due; 121+ days; 1-30 days overdue; 31-60 days overdue; 61-90 days overdue; 90+ days overdue; 30+; 60+; 30+ days; 60+ days; ageing; aging",
        "zh": "未到期; 逾期; 账龄; 30天以内; 30-60天; 60-90天; 90天以上; 1-30天; 31-60天; 61-90天; 0-30天; 91-120天; 120天以上; 一个月以内; 30天内; 未逾期; 已逾期; 1个月以内; 逾期金额; 到期金额; 超过90天",
        "de": "nicht fällig; überfällig; 1-30 tage; 31-60 tage; 61-90 tage; über 90 tage; 0-30 tage; noch nicht fällig; > 90 tage; ab 91 tage",
        "fr": "non échu; échu; 1-30 jours; 31-60 jours; 61-90 jours; plus de 90 jours; 0-30 jours; > 90 jours; retard; + de 90 jours",
    },
    Heading.DAYS: {
        "en": "days; age; days o/s; days late/early; age (days); days overdue; days past due; days late; arrears; overdue days; no of days; days outstanding; aged days; days open",
        "zh": "天数; 逾期天数; 账龄天数; 超期天数; 账龄(天)",
        "de": "tage; verzugstage; tage überf; tage überfällig; verzug; tage verzug",
        "fr": "jours; jours de retard; nb jours; nombre de jours",
    },
    Heading.STATUS: {
        "en": "status; state; open; cleared; status symbol; open/closed; cleared/open items symbol; payment status; matching; reconciled; cleared items; closed",
        "zh": "状态; 核销状态; 结清状态; 已清项目/未清项目符号; 期初标志; 对账状态; 单据状态; 审核状态; 是否核销",
        "de": "status; ausgeglichen kz; op status",
        "fr": "statut; état; lettrage; lettre",
    },
    Heading.CLEARING_REFERENCE: {
        "en": "clearing document; clearing doc; clrng doc; applied to; against voucher; cleared by; clearing",
        "zh": "清账凭证; 清算凭证; 核销单号",
        "de": "ausgleichsbeleg; ausglbeleg",
    },
    Heading.CLEARING_DATE: {
        "en": "clearing date; cleared on; date paid; paid date; payment date; paid on; last payment date",
        "zh": "清账日期; 核销日期; 付款日期; 收款日期; 清算日期",
        "de": "ausgleichsdatum; ausgleich; zahldatum",
        "fr": "date de règlement; date règlement; date de paiement",
    },
    Heading.LINE_NUMBER: {
        "en": "line; line no; s/n; sr no; sl no; s no; serial no; #; row; seq; sno; line #; item #; sr; pos; srl no; seq no; serial",
        "zh": "序号; 行号; 序; 项次; 行次; 序列号",
        "de": "pos; position; lfd nr; zeile; lfdnr; pos nr",
        "fr": "ligne; n° ligne",
    },
    Heading.TAX: {
        "en": "vat; tax; gst; vat amount; tax amount; gst amount; sales tax; vat rate; tax rate; tax code; t/c; vat incl; vat included; vat included in amount; igst; cgst; sgst; hst",
        "zh": "税额; 税率; 税金; 增值税; 税率(%)",
        "de": "mwst; ust; steuer; mehrwertsteuer; steuersatz; steuerbetrag; ust %; mwst %",
        "fr": "tva; taxe; montant tva; taux tva",
    },
    Heading.NET: {
        "en": "net; net amount; net value; amount excl tax; amount excl vat; excl vat; ex vat; subtotal; goods value; taxable amount; taxable value",
        "zh": "不含税金额; 未税金额; 净额; 无税金额",
        "de": "netto; nettobetrag; betrag netto; nettowert",
        "fr": "ht; montant ht; total ht; net",
    },
    Heading.RATE: {
        "en": "exchange rate; rate; fx rate; exch rate; discount; discount date; pmt discount date; discount amount; cash discount",
        "zh": "汇率; 折扣; 折扣率; 折扣金额",
        "de": "kurs; wechselkurs; skonto; skontobetrag",
        "fr": "cours; taux; taux de change; escompte; remise",
    },
    Heading.QUANTITY: {
        "en": "quantity; qty; units; uom; unit; weight",
        "zh": "数量; 单位; 件数; 重量; 计量单位; 实发数量",
        "de": "menge; anzahl; einheit",
        "fr": "quantité; qté; unité",
    },
    Heading.PRICE: {
        "en": "price; unit price; unit cost",
        "zh": "单价; 含税单价; 不含税单价; 单价(元)",
        "de": "preis; einzelpreis; stückpreis",
        "fr": "prix; prix unitaire; pu",
    },
    Heading.GOODS: {
        "en": "product; product code; sku; material; article; goods; model; specification; part no",
        "zh": "商品名称; 规格; 客户料号; 料号; 物料描述; 型号; 规格型号; 产品名称; 品名; 商品; 商品规格; 产品; 物料; 物料名称; 存货名称; 货物名称; 物料编码; 商品编码; 产品编码; 产品规格; 品名规格",
        "de": "artikel; artikelnummer; ware",
        "fr": "article; produit",
    },
    Heading.DEPARTMENT: {
        "en": "department; dept; branch; cost center; cost centre; project; business area; profit center; profit centre; segment; location; site; store; division; region; plant",
        "zh": "部门; 部门编号; 部门编码; 项目编号; 利润中心; 成本中心; 业务范围; 项目编码; 门店; 分公司; 项目名称; 部门名称; 仓库",
        "de": "kostenstelle; abteilung; filiale; projekt; geschäftsbereich; niederlassung; profitcenter",
        "fr": "centre de coût; agence; service; projet; établissement",
    },
    Heading.PERSON: {
        "en": "salesperson; sales person; sales rep; rep; salesman; user; created by; posted by; buyer; user name; entered by; contact",
        "zh": "业务员; 制单人; 销售员; 经办人; 职员编码; 制单; 审核; 审核人; 经手人; 本方确认人; 业务人员; 录入人; 采购员; 联系人; 签收人",
        "de": "sachbearbeiter; verkäufer; benutzer; ansprechpartner; erfasst von",
        "fr": "commercial; vendeur; utilisateur; saisi par",
    },
    Heading.COMPANY: {
        "en": "company; company code; entity; orgid; orgname; legal entity; operating unit; cocd; tenant; business unit",
        "zh": "公司; 公司代码; 账簿; 组织; 核算组织; 结算组织; 销售组织; 采购组织; 所属公司",
        "de": "buchungskreis; mandant; gesellschaft; bukr",
        "fr": "société; entité",
    },
    Heading.TERMS: {
        "en": "terms; payment terms; payment term; payment method; pmt method; payment block; method; special g/l ind; posting key; pk; pay terms; reason code; dunning level",
        "zh": "付款条件; 结算方式; 支付方式; 收款条件; 付款方式; 收款方式; 方案编号; 对账方式; 账期; 信用期; 结算期",
        "de": "zahlungsbedingung; zahlungsbedingungen; zahlweise; mahnstufe; zahlungsziel; zahlungsart; mahnsperre",
        "fr": "conditions; mode de règlement; mode de paiement; conditions de paiement; mode règlement",
    },
    Heading.MAIL: {
        "en": "email; e-mail; mail; email address; e-mail address; mail address; emails; email addresses; mail addresses",
        "zh": "邮箱; 电子邮箱; 邮件地址; 电子邮件; 联系邮箱; 对账邮箱",
        "de": "e-mail-adresse; mailadresse",
        "fr": "courriel; adresse e-mail; adresse mail",
    },
    Heading.OTHER: {
        "en": "period; cheque no; check no; split; posting; bank; disputed; tags; class; category; deleted flag; date entered; bank amount; opposite account; against account; against voucher type; open item; address; phone; telephone; created; "
        "future payment ref; future payment amount; age bucket; fiscal period; posting period; division code; currency key; url; link; attachment",
        "zh": "期间; 对方科目; 月份; 开票状态; 已开票金额; 未开票金额; 会计期间; 经济科目; 银行; 地址; 电话; 附件; 附件数; 科目方向; 会计年度; 期间数; 审核日期; 图片; 签字; 盖章; 确认; 车号; 车牌号",
        "de": "periode; gegenkonto; buchungsperiode; bank; gkonto; gegenkto",
        "fr": "période; contrepartie; banque; compte de contrepartie",
    },
}
