BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0011');
CREATE TABLE audit (
	number INTEGER NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	actor TEXT NOT NULL, 
	event VARCHAR(64) NOT NULL, 
	message BIGINT, 
	case_id BIGINT, 
	facts TEXT NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, seals TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (number)
);
INSERT INTO "audit" VALUES(1,'2026-04-02T08:30:00.000000Z','tieout','mail_received',1,NULL,'{"mailbox":"ar","sha256":"55ed5de1e9781c99f644db8e8d012d1825ba59baca0e3931a0b32cf3c243dee0","uid":"1"}','0000000000000000000000000000000000000000000000000000000000000000','beb66b9120ea21579435717a5e04e4b949dbb4a3e6df71816c08ce55b63a726e','');
INSERT INTO "audit" VALUES(2,'2026-04-02T08:30:00.000000Z','tieout','mail_received',2,NULL,'{"mailbox":"ar","sha256":"d91e42b3d504c13f5b0851d06d10ea9c18586ca4d8e66321fb57234bdb154908","uid":"2"}','beb66b9120ea21579435717a5e04e4b949dbb4a3e6df71816c08ce55b63a726e','83bee53252cd0e1da69f57988f709df27bde2627a60ec98ab168442a7b98610b','');
INSERT INTO "audit" VALUES(3,'2026-04-02T08:30:00.000000Z','tieout','recognised',1,1,'{}','83bee53252cd0e1da69f57988f709df27bde2627a60ec98ab168442a7b98610b','105aad6167487af64dbf2b75a4e159175b86798b3db615b29f0185dfb0cbcb28','');
INSERT INTO "audit" VALUES(4,'2026-04-02T08:30:00.000000Z','tieout','reconciled',1,1,'{"account":"C-1001","ledger":"1111111111111111111111111111111111111111111111111111111111111111","problem":""}','105aad6167487af64dbf2b75a4e159175b86798b3db615b29f0185dfb0cbcb28','cab711b825e535f9afece8354749263814ad052cc41c001073a4006badc474f4','');
INSERT INTO "audit" VALUES(5,'2026-04-02T08:30:00.000000Z','tieout','decided',1,1,'{"gates":"account_certain addressed_to_us amount_limit answers_budget asked_once audit_confirmation bank_details_changed currency_agrees disputed extraction_proven first_statement gap_limit ledger_covers ledger_fresh look_alike mail_is_automatic matches_certain only_of_its_day own_paper_returned reconciliation_complete repeated_statement sender_authenticated sender_known statement_found thread_depth independent_check","outcome":"confirm","sha256_compared":"3abb215acfbf427648bebf5e6d3589cf94761f506186ed323cb46d3a2cd035b4","sha256_decision":"5e522405a6ca3395bd6facc4ce462956276525b0d2256b065035fba171034fa0","sha256_facts":"006d74c05d0811bebb77a47a5823d279408959e91a1fe09010d47ed7bcac832c","sha256_reconciliation":"8e832393ba85549cf7405b74217b4c4e628596da3dab80558b45ac4b41c558fd","sha256_statement":"745d7186c59f87229f9488e88df3be9f582fc839f59bfb52b95e887c0e761b4e"}','cab711b825e535f9afece8354749263814ad052cc41c001073a4006badc474f4','1491a506f4f487f6eefef15874d4bd48903f038cc9624c74745ad8d006f70d94','');
INSERT INTO "audit" VALUES(6,'2026-04-02T08:30:00.000000Z','tieout','reply_ready',1,1,'{"because":"","mail":"9aafdf542c1090e723c9b2ab95b49e35fb93d2537b536bd5c6199c953d5d1180","message_id":"<tieout.8571f5f6ef2fbf681a798c62fc02c1e94811d154@us.example>","recipient":"ap@acme.example"}','1491a506f4f487f6eefef15874d4bd48903f038cc9624c74745ad8d006f70d94','5b913f94c0497323c3a4209c4429079a6cfd373eafcf11ed7c6ef1cf4e7ff202','');
INSERT INTO "audit" VALUES(7,'2026-04-02T08:30:00.000000Z','tieout','recognised',2,2,'{}','5b913f94c0497323c3a4209c4429079a6cfd373eafcf11ed7c6ef1cf4e7ff202','9804d37e4f9d960ea99221e8afe610a4506aae7d71524ce8f943bb3652d4fa0c','');
INSERT INTO "audit" VALUES(8,'2026-04-02T08:30:00.000000Z','tieout','reconciled',2,2,'{"account":"","ledger":"","problem":""}','9804d37e4f9d960ea99221e8afe610a4506aae7d71524ce8f943bb3652d4fa0c','29d0367b18380cf89bab7600b9eca80813eb728bec92ed77ab9437488baeb534','');
INSERT INTO "audit" VALUES(9,'2026-04-02T08:30:00.000000Z','tieout','decided',2,2,'{"gates":"account_certain reconciliation_complete sender_known","outcome":"hold","sha256_decision":"76e346fc91e8491ba771ddadd3edbd90cb494fc24fc774017c208a679c380d48","sha256_facts":"efd1ad7c29405f26b5e8c20b0da561b34bf8a645f378cdaacaa7e84931f6583f","sha256_statement":"745d7186c59f87229f9488e88df3be9f582fc839f59bfb52b95e887c0e761b4e"}','29d0367b18380cf89bab7600b9eca80813eb728bec92ed77ab9437488baeb534','c3a0586d740679420a282207db3ac6f2f81bd0315de1df67982fde308beef35c','');
INSERT INTO "audit" VALUES(10,'2026-04-02T08:30:00.000000Z','tieout','waiting',2,2,'{}','c3a0586d740679420a282207db3ac6f2f81bd0315de1df67982fde308beef35c','71dd4329a5bacb234093619838379bf2c613d6dbc0da38f3e1d82ab188521640','');
INSERT INTO "audit" VALUES(11,'2026-04-02T08:30:00.000000Z','tieout','reply_sending',NULL,1,'{"message_id":"<tieout.8571f5f6ef2fbf681a798c62fc02c1e94811d154@us.example>","mime":"31235aa8f8f03ae7102147a1aee12c44146d4ed503125aaf627b0d52a8b3bd57"}','71dd4329a5bacb234093619838379bf2c613d6dbc0da38f3e1d82ab188521640','6a4cb5e6f8c4b56bd259d4707724f0f1123a02b5b528663f5314d6d792794cb7','');
INSERT INTO "audit" VALUES(12,'2026-04-02T08:30:00.000000Z','tieout','reply_sent',NULL,1,'{"answer":"written to fefc9a637d5c9c8fdc5eab7964f44502.eml","message_id":"<tieout.8571f5f6ef2fbf681a798c62fc02c1e94811d154@us.example>"}','6a4cb5e6f8c4b56bd259d4707724f0f1123a02b5b528663f5314d6d792794cb7','2e003c75c1b2b7f13881e23fc195918d23f5996c8ceb1928fd646416fe0a2ca2','');
INSERT INTO "audit" VALUES(13,'2026-11-25T04:32:45.097221Z','tieout','store_sealed',NULL,NULL,'{"schema":"0006"}','2e003c75c1b2b7f13881e23fc195918d23f5996c8ceb1928fd646416fe0a2ca2','4ee5951c4617a0e14c92b401ac93ef4897bb9a24a10476b35829f5ebb259d4e5','[["cursor","ar","INBOX","fc9259f65b6846427a7981cd4f90f849f8b674ffd63c858c5da89c04aeca178d"],["message","1","","69bd105fadb6f957ff9963fc6ec7540fb84cd34ec1b5ad25aaf7c4ad27741570"],["message","2","","7eb9c4930aa600de3663aa99c95d26c19613e124925a2b3b85bab5417d331ceb"],["case","1","","b3f98837e25e74e331506945da9ee382d3a322fbaf6a75b11b6d85a2067f844d"],["case","2","","96bc05f68d59812745a435c0561f506ddda9551ba5e9697df6cca52a30413874"],["finding","1","account","9831c8897f04e6da3e4a0d26502527a3d7b44dbb066d33383c86fa5f838a9859"],["finding","1","compared","0077e577f4bef608f1b6780168c5d5b886817ad4ece6128a8355a498bf747c8c"],["finding","1","decision","09306ac5dd89634df3bfb3de002dd5c0c6b2e600ca85470ded3c8e21ca979d3f"],["finding","1","facts","296771e30bbb10611a0f3ac3fb071b145652ea4f22280cb483d3f46c2119dcae"],["finding","1","problems","d8ddbe4f6b0fa5fafa6be51e95f05ed392e0c01b0ea837793f0cdc37e9737f87"],["finding","1","reconciliation","cffbec8de2ba20d8fbd45696e71766e501691c189ad660c985c64afc8f260fda"],["finding","1","statement","bbfe7eeec0df3887013c18a8f8afe1de14785e41701fdaeade31e84e9db1d665"],["finding","2","account","301b9ea6420eff33078b59126dc5b642376e7ebdefe9e509af531b20e2f2c4e2"],["finding","2","decision","efa2024e34c52e56a31e2100e5dddd3948b02ab530b6b9f47c2ea16e854a11ed"],["finding","2","facts","ecd9a72e45b576e6995a8574cd731abe9b7dcb5a6acf96644653994f986fb5c7"],["finding","2","problems","7b5b9424e738c1e4c6d3d428a2c3946331b24fa73b2fba9d0248c9ea38aafecd"],["finding","2","statement","c955ae5216a1dc4e84a453ed28b12df60a01c0b7b924bcbae3da80048067be92"],["outbox","1","","7d9d5cabad2b3a8393c687b316f8fdd109cee87f58ea28de053b808a15e011f0"],["ledger_version","1","","dd1f643479eb9d3839f010b1ead0e108d960f2f3f75dd9c676a4a0cadb21fcd0"],["counterparty","C-1001","","f297e2a0997be50f839be3a08af08bf4c6f8673e03e73c66b4280bcc1047b17c"],["counterparty","C-2002","","c25545267a66e8614d40d30d89ec30e3b958f6beefdd7741df49b8351a407070"],["case_figures","1","","53bedcaf3fdc09741254266e895b603492d6c96fa68e578fbc4e1ca05a294417"],["case_figures","2","","39b65a283abafd9184bb8cc8264dbe82d3df5b5b6dd2493a42fe77525c6b10ba"],["ledger_entry","1","","5:11e6acf720039ae94e38426ba151294751d411bc39692017f6831d5c3b95ab3d:f0947b79fba6e18a6289cb9a255bea3531990f3432d10d33299d73c0bb3c8f3"],["ledger_account","1","","2:60dd318a081f01dc443cf032c09151fd48fc5e986f6cd2640ad10b38fbae8ef9:c9ba0533bd2683955f264a5b253785fc1fcef09b7f19362344b0597550fbbdc"]]');
CREATE TABLE automation_stop (
	counterparty VARCHAR(200) NOT NULL, 
	because TEXT DEFAULT '' NOT NULL, 
	placed_by TEXT NOT NULL, 
	placed_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_automation_stop PRIMARY KEY (counterparty)
);
CREATE TABLE "case" (
	id INTEGER NOT NULL, 
	message INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	document VARCHAR(64) DEFAULT '' NOT NULL, 
	document_name TEXT DEFAULT '' NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	outcome VARCHAR(16) DEFAULT '' NOT NULL, 
	counterparty VARCHAR(200) DEFAULT '' NOT NULL, 
	account VARCHAR(200) DEFAULT '' NOT NULL, 
	ledger_version INTEGER, 
	fingerprint VARCHAR(64) DEFAULT '' NOT NULL, 
	repeats INTEGER, 
	tries INTEGER DEFAULT 0 NOT NULL, 
	trace TEXT DEFAULT '' NOT NULL, 
	claimed_by VARCHAR(100) DEFAULT '' NOT NULL, 
	lease_until VARCHAR(27), 
	created_at VARCHAR(27) NOT NULL, 
	updated_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_case PRIMARY KEY (id), 
	CONSTRAINT fk_case_ledger_version_ledger_version FOREIGN KEY(ledger_version) REFERENCES ledger_version (id), 
	CONSTRAINT fk_case_message_message FOREIGN KEY(message) REFERENCES message (id), 
	CONSTRAINT fk_case_repeats_case FOREIGN KEY(repeats) REFERENCES "case" (id), 
	CONSTRAINT uq_case_message_number UNIQUE (message, number)
);
INSERT INTO "case" VALUES(1,1,0,'1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf','statement.pdf','done','confirm','C-1001','C-1001',1,'97a16a25dcd43d9e478afc8ec4c89653de36eee7e061c673ca57725dec7b8b30',NULL,0,'','',NULL,'2026-04-02T08:30:00.000000Z','2026-04-02T08:30:00.000000Z');
INSERT INTO "case" VALUES(2,2,0,'1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf','statement.pdf','waiting','hold','','',NULL,'97a16a25dcd43d9e478afc8ec4c89653de36eee7e061c673ca57725dec7b8b30',NULL,0,'','',NULL,'2026-04-02T08:30:00.000000Z','2026-04-02T08:30:00.000000Z');
CREATE TABLE case_difference (
	case_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	reason VARCHAR(32) NOT NULL, 
	amount TEXT NOT NULL, 
	currency VARCHAR(8) DEFAULT '' NOT NULL, 
	reference TEXT DEFAULT '' NOT NULL, 
	since VARCHAR(10), 
	CONSTRAINT pk_case_difference PRIMARY KEY (case_id, position), 
	CONSTRAINT fk_case_difference_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id)
);
CREATE TABLE case_figures (
	case_id INTEGER NOT NULL, 
	currency VARCHAR(8) DEFAULT '' NOT NULL, 
	ours TEXT DEFAULT '' NOT NULL, 
	theirs TEXT DEFAULT '' NOT NULL, 
	gap TEXT DEFAULT '' NOT NULL, 
	stake BIGINT DEFAULT 0 NOT NULL, 
	verdict VARCHAR(16) DEFAULT '' NOT NULL, 
	statement_date VARCHAR(10), 
	lines INTEGER DEFAULT 0 NOT NULL, 
	matched INTEGER DEFAULT 0 NOT NULL, 
	differences INTEGER DEFAULT 0 NOT NULL, 
	gates TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_case_figures PRIMARY KEY (case_id), 
	CONSTRAINT fk_case_figures_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id)
);
INSERT INTO "case_figures" VALUES(1,'USD','1050.00','1050.00','0.00',10500000,'proven',NULL,4,4,0,' account_certain addressed_to_us amount_limit answers_budget asked_once audit_confirmation bank_details_changed currency_agrees disputed extraction_proven first_statement gap_limit ledger_covers ledger_fresh look_alike mail_is_automatic matches_certain only_of_its_day own_paper_returned reconciliation_complete repeated_statement sender_authenticated sender_known statement_found thread_depth independent_check ');
INSERT INTO "case_figures" VALUES(2,'USD','','1050.00','',10500000,'proven',NULL,4,0,0,' account_certain reconciliation_complete sender_known ');
CREATE TABLE case_mark (
	case_id INTEGER NOT NULL, 
	assigned_to VARCHAR(100) DEFAULT '' NOT NULL, 
	disputed BOOLEAN DEFAULT 0 NOT NULL, 
	first_approval VARCHAR(100) DEFAULT '' NOT NULL, 
	checked_by VARCHAR(100) DEFAULT '' NOT NULL, 
	checked_at VARCHAR(27), 
	wrong TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_case_mark PRIMARY KEY (case_id), 
	CONSTRAINT fk_case_mark_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id)
);
CREATE TABLE case_note (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	"by" VARCHAR(100) NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_case_note PRIMARY KEY (id), 
	CONSTRAINT fk_case_note_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id)
);
CREATE TABLE counterparty (
	code VARCHAR(200) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_counterparty PRIMARY KEY (code)
);
INSERT INTO "counterparty" VALUES('C-1001','customer','Acme Fasteners Ltd','{"code":"C-1001","name":"Acme Fasteners Ltd","role":"customer","aliases":[],"accounts":[],"addresses":["ap@acme.example"],"domains":[],"language":"en","currency":"USD","tolerance":null,"amount_limit":null,"bank_fee":null,"discount_rates":null,"withholding_rates":null,"withholding_names":[],"fx_tolerance":null,"cutoff_days":null,"disputed":[],"reference_map":[],"numbers_refused":[],"passwords":[]}');
INSERT INTO "counterparty" VALUES('C-2002','customer','Bolt Brothers Ltd','{"code":"C-2002","name":"Bolt Brothers Ltd","role":"customer","aliases":[],"accounts":[],"addresses":["ap@bolt.example"],"domains":[],"language":"en","currency":"USD","tolerance":null,"amount_limit":null,"bank_fee":null,"discount_rates":null,"withholding_rates":null,"withholding_names":[],"fx_tolerance":null,"cutoff_days":null,"disputed":[],"reference_map":[],"numbers_refused":[],"passwords":[]}');
CREATE TABLE counterparty_key (
	kind VARCHAR(16) NOT NULL, 
	value VARCHAR(400) NOT NULL, 
	code VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_counterparty_key PRIMARY KEY (kind, value, code), 
	CONSTRAINT ck_counterparty_key_kind CHECK (kind IN ('address', 'domain', 'account', 'name')), 
	CONSTRAINT fk_counterparty_key_code_counterparty FOREIGN KEY(code) REFERENCES counterparty (code)
);
INSERT INTO "counterparty_key" VALUES('account','C-1001','C-1001');
INSERT INTO "counterparty_key" VALUES('account','C1001','C-1001');
INSERT INTO "counterparty_key" VALUES('address','ap@acme.example','C-1001');
INSERT INTO "counterparty_key" VALUES('name','acmefastenersltd','C-1001');
INSERT INTO "counterparty_key" VALUES('account','C-2002','C-2002');
INSERT INTO "counterparty_key" VALUES('account','C2002','C-2002');
INSERT INTO "counterparty_key" VALUES('address','ap@bolt.example','C-2002');
INSERT INTO "counterparty_key" VALUES('name','boltbrothersltd','C-2002');
CREATE TABLE cursor (
	mailbox VARCHAR(200) NOT NULL, 
	folder VARCHAR(500) NOT NULL, 
	uidvalidity BIGINT NOT NULL, 
	uid BIGINT NOT NULL, 
	started_at VARCHAR(27) NOT NULL, mark TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_cursor PRIMARY KEY (mailbox, folder)
);
INSERT INTO "cursor" VALUES('ar','INBOX',1795577039,2,'2026-04-02T08:30:00.000000Z','');
CREATE TABLE desk_link (
	id VARCHAR(64) NOT NULL, 
	purpose VARCHAR(16) NOT NULL, 
	user VARCHAR(100) NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	ends_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_desk_link PRIMARY KEY (id), 
	CONSTRAINT fk_desk_link_user_desk_user FOREIGN KEY(user) REFERENCES desk_user (name)
);
CREATE TABLE desk_session (
	id VARCHAR(64) NOT NULL, 
	user VARCHAR(100) NOT NULL, 
	created_at VARCHAR(27) NOT NULL, 
	used_at VARCHAR(27) NOT NULL, 
	ends_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_desk_session PRIMARY KEY (id), 
	CONSTRAINT fk_desk_session_user_desk_user FOREIGN KEY(user) REFERENCES desk_user (name)
);
CREATE TABLE desk_user (
	name VARCHAR(100) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	password TEXT DEFAULT '' NOT NULL, 
	totp VARCHAR(64) DEFAULT '' NOT NULL, 
	totp_step BIGINT DEFAULT 0 NOT NULL, 
	disabled BOOLEAN DEFAULT 0 NOT NULL, 
	language VARCHAR(8) DEFAULT '' NOT NULL, 
	created_at VARCHAR(27) NOT NULL, 
	seen_at VARCHAR(27), 
	CONSTRAINT pk_desk_user PRIMARY KEY (name)
);
CREATE TABLE finding (
	case_id INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_finding PRIMARY KEY (case_id, kind), 
	CONSTRAINT fk_finding_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id)
);
INSERT INTO "finding" VALUES(1,'statement','{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","form":"balance-forward","lines":[{"date":"2026-03-03","amount":"600.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,211.5,544.1,223.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5001"],"description":"Invoice","running_balance":"700.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,211.5,464.1,223.2],"sheet":null,"cell":null,"line":null},"read_as":"600.00"},{"date":"2026-03-11","amount":"250.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,229.5,544.1,241.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5002"],"description":"Invoice","running_balance":"950.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,229.5,464.1,241.2],"sheet":null,"cell":null,"line":null},"read_as":"250.50"},{"date":"2026-03-17","amount":"-500.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,247.5,544.1,259.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"payment","references":["RCT-9001"],"description":"Payment","running_balance":"450.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[363.6,247.5,394.1,259.2],"sheet":null,"cell":null,"line":null},"read_as":"500.00"},{"date":"2026-03-25","amount":"599.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,265.5,544.1,277.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5003"],"description":"Invoice","running_balance":"1050.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,265.5,464.1,277.2],"sheet":null,"cell":null,"line":null},"read_as":"599.50"}],"holder":"Acme Fasteners Ltd","addressee":null,"account":null,"currency":"USD","date":null,"period":{"start":"2026-03-01","end":"2026-03-31"},"opening":{"amount":"100.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[513.6,193.5,544.1,205.2],"sheet":null,"cell":null,"line":null},"read_as":"100.00"},"closing":{"amount":"1050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null},"read_as":"1,050.00"},"closing_date":"2026-03-31","totals":[],"ageing":[],"credit_raises":true,"language":"en","notes":[],"proof":{"verdict":"proven","checks":[{"name":"running_balance","outcome":"holds","detail":"4 of 4 balances follow","place":null},{"name":"opening_closing","outcome":"holds","detail":"100.00 with the lines give 1050.00; printed: 1,050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null}}],"repairs":[]}}');
INSERT INTO "finding" VALUES(1,'problems','{"problems":[],"looks_like":null}');
INSERT INTO "finding" VALUES(1,'account','{"problem":""}');
INSERT INTO "finding" VALUES(1,'reconciliation','{"statement":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","form":"balance-forward","lines":[{"date":"2026-03-03","amount":"600.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,211.5,544.1,223.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5001"],"description":"Invoice","running_balance":"700.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,211.5,464.1,223.2],"sheet":null,"cell":null,"line":null},"read_as":"600.00"},{"date":"2026-03-11","amount":"250.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,229.5,544.1,241.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5002"],"description":"Invoice","running_balance":"950.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,229.5,464.1,241.2],"sheet":null,"cell":null,"line":null},"read_as":"250.50"},{"date":"2026-03-17","amount":"-500.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,247.5,544.1,259.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"payment","references":["RCT-9001"],"description":"Payment","running_balance":"450.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[363.6,247.5,394.1,259.2],"sheet":null,"cell":null,"line":null},"read_as":"500.00"},{"date":"2026-03-25","amount":"599.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,265.5,544.1,277.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5003"],"description":"Invoice","running_balance":"1050.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,265.5,464.1,277.2],"sheet":null,"cell":null,"line":null},"read_as":"599.50"}],"holder":"Acme Fasteners Ltd","addressee":null,"account":null,"currency":"USD","date":null,"period":{"start":"2026-03-01","end":"2026-03-31"},"opening":{"amount":"100.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[513.6,193.5,544.1,205.2],"sheet":null,"cell":null,"line":null},"read_as":"100.00"},"closing":{"amount":"1050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null},"read_as":"1,050.00"},"closing_date":"2026-03-31","totals":[],"ageing":[],"credit_raises":true,"language":"en","notes":[],"proof":{"verdict":"proven","checks":[{"name":"running_balance","outcome":"holds","detail":"4 of 4 balances follow","place":null},{"name":"opening_closing","outcome":"holds","detail":"100.00 with the lines give 1050.00; printed: 1,050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null}}],"repairs":[]}},"ledger":{"account":"C-1001","opening":"100.00","balance":"1050.00","as_of":"2026-03-31","entries":[{"id":"r3","row":3,"account":"C-1001","date":"2026-03-03","amount":"600.00","kind":"invoice","due_date":null,"references":["INV-5001"],"description":"","currency":"USD","open_amount":null,"cleared_on":null},{"id":"r4","row":4,"account":"C-1001","date":"2026-03-11","amount":"250.50","kind":"invoice","due_date":null,"references":["INV-5002"],"description":"","currency":"USD","open_amount":null,"cleared_on":null},{"id":"r5","row":5,"account":"C-1001","date":"2026-03-17","amount":"-500.00","kind":"payment","due_date":null,"references":["RCT-9001"],"description":"","currency":"USD","open_amount":null,"cleared_on":null},{"id":"r6","row":6,"account":"C-1001","date":"2026-03-25","amount":"599.50","kind":"invoice","due_date":null,"references":["INV-5003"],"description":"","currency":"USD","open_amount":null,"cleared_on":null}]},"orientation":"same","orientation_proved":true,"line_amounts":["600.00","250.50","-500.00","599.50"],"opening_theirs":"100.00","matches":[{"lines":[0],"entries":["r3"],"rule":"same_reference","certainty":"certain","unambiguous":true},{"lines":[1],"entries":["r4"],"rule":"same_reference","certainty":"certain","unambiguous":true},{"lines":[2],"entries":["r5"],"rule":"same_reference","certainty":"certain","unambiguous":true},{"lines":[3],"entries":["r6"],"rule":"same_reference","certainty":"certain","unambiguous":true}],"differences":[],"bridge":{"ours":"1050.00","theirs":"1050.00","steps":[]},"agreed":true,"notes":[]}');
INSERT INTO "finding" VALUES(1,'compared','{"account":["C-1001","USD"],"others":[],"role":"customer","terms":{"rounding":"0.05","bank_fee":"50","discount_rates":["0.02","0.03","0.01","0.05"],"withholding_rates":["0.10","0.15","0.06","0.20","0.05"],"withholding_names":[],"fx_tolerance":"0.03","cutoff_days":10,"disputed":[],"reference_map":[],"numbers":{"rules":[],"pairs":[]},"work_budget":2000000},"told":null}');
INSERT INTO "finding" VALUES(1,'decision','{"outcome":"confirm","because":[{"gate":"account_certain","answer":"confirm","text":"The statement speaks of account C-1001.","facts":{}},{"gate":"addressed_to_us","answer":"confirm","text":"The paper names no account that could belong to somebody else.","facts":{}},{"gate":"amount_limit","answer":"confirm","text":"No limit applies.","facts":{}},{"gate":"answers_budget","answer":"confirm","text":"0 answers went to this counterparty today.","facts":{}},{"gate":"asked_once","answer":"confirm","text":"The sender was not asked before.","facts":{}},{"gate":"audit_confirmation","answer":"confirm","text":"No auditor asks for a confirmation.","facts":{}},{"gate":"bank_details_changed","answer":"confirm","text":"Nothing speaks of a change of bank details.","facts":{}},{"gate":"currency_agrees","answer":"confirm","text":"Both sides are in USD.","facts":{}},{"gate":"disputed","answer":"confirm","text":"Nothing is in dispute.","facts":{}},{"gate":"extraction_proven","answer":"confirm","text":"The reading is proven by the printed figures.","facts":{}},{"gate":"first_statement","answer":"confirm","text":"First statements are treated like others, or this is none.","facts":{}},{"gate":"gap_limit","answer":"confirm","text":"No limit applies.","facts":{}},{"gate":"ledger_covers","answer":"confirm","text":"Our ledger covers the days of the statement.","facts":{}},{"gate":"ledger_fresh","answer":"confirm","text":"No limit of age applies.","facts":{}},{"gate":"look_alike","answer":"confirm","text":"No address in the mail''s header resembles another one on file.","facts":{}},{"gate":"mail_is_automatic","answer":"confirm","text":"The mail was written by a person.","facts":{}},{"gate":"matches_certain","answer":"confirm","text":"No match and no difference is a mere suggestion.","facts":{}},{"gate":"only_of_its_day","answer":"confirm","text":"The mail holds no other statement of the same account and day.","facts":{}},{"gate":"own_paper_returned","answer":"confirm","text":"None of our own papers came back.","facts":{}},{"gate":"reconciliation_complete","answer":"confirm","text":"Every line agrees, and so do the balances.","facts":{}},{"gate":"repeated_statement","answer":"confirm","text":"The statement has not come before.","facts":{}},{"gate":"sender_authenticated","answer":"confirm","text":"not required by configuration","facts":{}},{"gate":"sender_known","answer":"confirm","text":"ap@acme.example is on file for C-1001.","facts":{}},{"gate":"statement_found","answer":"confirm","text":"A statement was found.","facts":{}},{"gate":"thread_depth","answer":"confirm","text":"The thread holds 0 answers of ours.","facts":{}},{"gate":"independent_check","answer":"confirm","text":"An independent check found the same sums.","facts":{}}]}');
INSERT INTO "finding" VALUES(1,'facts','{"automatic":"no","automatic_because":"","sender":"ap@acme.example","look_alike":"","counterparty":{"code":"C-1001","name":"Acme Fasteners Ltd","role":"customer","aliases":[],"accounts":[],"addresses":["ap@acme.example"],"domains":[],"language":"en","currency":"USD","tolerance":null,"amount_limit":null,"bank_fee":null,"discount_rates":null,"withholding_rates":null,"withholding_names":[],"fx_tolerance":null,"cutoff_days":null,"disputed":[],"reference_map":[],"numbers_refused":[],"passwords":[]},"sender_on_file":true,"authenticated":true,"authenticated_because":"not required by configuration","documents":1,"account":"C-1001","account_problem":"","repeats_case":"","rivals":[],"our_names":["Example Trading Ltd"],"text_of_mail":"Statement March 2026\n\nPlease find our statement attached.\n\nstatement.pdf\n\nstatement pdf\n\nStatement March 2026","bank_notes":[],"new_bank_accounts":[],"forms":[],"in_thread":false,"answers_case":"","first_statement":true,"ledger_age_days":8,"ledger_begins":"2026-03-01","ledger_made":"2026-04-02","given":{"today":0,"domain":0,"service":0},"answers_in_thread":0,"answers_question":"","limits":{"amount":null,"gap":null,"hold_first_statement":false,"ledger_max_age_days":null,"answers_per_day":1000,"answers_per_domain":1000,"answers_per_hour":1000,"answers_per_thread":3}}');
INSERT INTO "finding" VALUES(2,'statement','{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","form":"balance-forward","lines":[{"date":"2026-03-03","amount":"600.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,211.5,544.1,223.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5001"],"description":"Invoice","running_balance":"700.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,211.5,464.1,223.2],"sheet":null,"cell":null,"line":null},"read_as":"600.00"},{"date":"2026-03-11","amount":"250.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,229.5,544.1,241.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5002"],"description":"Invoice","running_balance":"950.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,229.5,464.1,241.2],"sheet":null,"cell":null,"line":null},"read_as":"250.50"},{"date":"2026-03-17","amount":"-500.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,247.5,544.1,259.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"payment","references":["RCT-9001"],"description":"Payment","running_balance":"450.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[363.6,247.5,394.1,259.2],"sheet":null,"cell":null,"line":null},"read_as":"500.00"},{"date":"2026-03-25","amount":"599.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,265.5,544.1,277.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5003"],"description":"Invoice","running_balance":"1050.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,265.5,464.1,277.2],"sheet":null,"cell":null,"line":null},"read_as":"599.50"}],"holder":"Acme Fasteners Ltd","addressee":null,"account":null,"currency":"USD","date":null,"period":{"start":"2026-03-01","end":"2026-03-31"},"opening":{"amount":"100.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[513.6,193.5,544.1,205.2],"sheet":null,"cell":null,"line":null},"read_as":"100.00"},"closing":{"amount":"1050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null},"read_as":"1,050.00"},"closing_date":"2026-03-31","totals":[],"ageing":[],"credit_raises":true,"language":"en","notes":[],"proof":{"verdict":"proven","checks":[{"name":"running_balance","outcome":"holds","detail":"4 of 4 balances follow","place":null},{"name":"opening_closing","outcome":"holds","detail":"100.00 with the lines give 1050.00; printed: 1,050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null}}],"repairs":[]}}');
INSERT INTO "finding" VALUES(2,'problems','{"problems":[],"looks_like":null}');
INSERT INTO "finding" VALUES(2,'account','{"problem":""}');
INSERT INTO "finding" VALUES(2,'decision','{"outcome":"hold","because":[{"gate":"account_certain","answer":"hold","text":"No account of ours was laid against the statement.","facts":{}},{"gate":"addressed_to_us","answer":"confirm","text":"No paper is there that could belong to somebody else.","facts":{}},{"gate":"amount_limit","answer":"confirm","text":"No limit applies.","facts":{}},{"gate":"answers_budget","answer":"confirm","text":"0 answers went to this counterparty today.","facts":{}},{"gate":"asked_once","answer":"confirm","text":"The sender was not asked before.","facts":{}},{"gate":"audit_confirmation","answer":"confirm","text":"No auditor asks for a confirmation.","facts":{}},{"gate":"bank_details_changed","answer":"confirm","text":"Nothing speaks of a change of bank details.","facts":{}},{"gate":"currency_agrees","answer":"confirm","text":"No currency is printed that could contradict ours.","facts":{}},{"gate":"disputed","answer":"confirm","text":"Nothing is in dispute.","facts":{}},{"gate":"extraction_proven","answer":"confirm","text":"The reading is proven by the printed figures.","facts":{}},{"gate":"first_statement","answer":"confirm","text":"First statements are treated like others, or this is none.","facts":{}},{"gate":"gap_limit","answer":"confirm","text":"No limit applies.","facts":{}},{"gate":"ledger_covers","answer":"confirm","text":"Nothing was compared with our ledger.","facts":{}},{"gate":"ledger_fresh","answer":"confirm","text":"No limit of age applies.","facts":{}},{"gate":"look_alike","answer":"confirm","text":"No address in the mail''s header resembles another one on file.","facts":{}},{"gate":"mail_is_automatic","answer":"confirm","text":"The mail was written by a person.","facts":{}},{"gate":"matches_certain","answer":"confirm","text":"There are no matches to doubt.","facts":{}},{"gate":"only_of_its_day","answer":"confirm","text":"The mail holds no other statement of the same account and day.","facts":{}},{"gate":"own_paper_returned","answer":"confirm","text":"None of our own papers came back.","facts":{}},{"gate":"reconciliation_complete","answer":"hold","text":"The statement was not compared with our ledger.","facts":{}},{"gate":"repeated_statement","answer":"confirm","text":"The statement has not come before.","facts":{}},{"gate":"sender_authenticated","answer":"confirm","text":"not required by configuration","facts":{}},{"gate":"sender_known","answer":"hold","text":"m@elsewhere.example is not on file for exactly one counterparty.","facts":{"sender":"m@elsewhere.example"}},{"gate":"statement_found","answer":"confirm","text":"A statement was found.","facts":{}},{"gate":"thread_depth","answer":"confirm","text":"The thread holds 0 answers of ours.","facts":{}}]}');
INSERT INTO "finding" VALUES(2,'facts','{"automatic":"no","automatic_because":"","sender":"m@elsewhere.example","look_alike":"","counterparty":null,"sender_on_file":false,"authenticated":true,"authenticated_because":"not required by configuration","documents":1,"account":null,"account_problem":"","repeats_case":"","rivals":[],"our_names":["Example Trading Ltd"],"text_of_mail":"Statement March 2026\n\nPlease find our statement attached.\n\nstatement.pdf\n\nstatement pdf\n\nStatement March 2026","bank_notes":[],"new_bank_accounts":[],"forms":[],"in_thread":false,"answers_case":"","first_statement":true,"ledger_age_days":null,"ledger_begins":null,"ledger_made":null,"given":{"today":0,"domain":0,"service":1},"answers_in_thread":0,"answers_question":"","limits":{"amount":null,"gap":null,"hold_first_statement":false,"ledger_max_age_days":null,"answers_per_day":1000,"answers_per_domain":1000,"answers_per_hour":1000,"answers_per_thread":3}}');
CREATE TABLE ledger_account (
	version INTEGER NOT NULL, 
	account VARCHAR(200) NOT NULL, 
	currency VARCHAR(8) NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	opening BIGINT NOT NULL, 
	scale SMALLINT NOT NULL, 
	opening_date VARCHAR(10), 
	entries BIGINT NOT NULL, sums TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_ledger_account PRIMARY KEY (version, account, currency), 
	CONSTRAINT fk_ledger_account_version_ledger_version FOREIGN KEY(version) REFERENCES ledger_version (id)
);
INSERT INTO "ledger_account" VALUES(1,'C-1001','USD','',10000,2,'2026-03-01',4,'');
INSERT INTO "ledger_account" VALUES(1,'C-2002','USD','',0,0,NULL,1,'');
CREATE TABLE ledger_entry (
	version INTEGER NOT NULL, 
	account VARCHAR(200) NOT NULL, 
	position BIGINT NOT NULL, 
	currency VARCHAR(8) NOT NULL, 
	id TEXT NOT NULL, 
	"row" BIGINT NOT NULL, 
	date VARCHAR(10) NOT NULL, 
	amount BIGINT NOT NULL, 
	scale SMALLINT NOT NULL, 
	kind VARCHAR(16), 
	due_date VARCHAR(10), 
	"references" TEXT NOT NULL, 
	description TEXT NOT NULL, 
	open_amount BIGINT, 
	open_scale SMALLINT, cleared_on VARCHAR(10), 
	CONSTRAINT pk_ledger_entry PRIMARY KEY (version, account, position), 
	CONSTRAINT fk_ledger_entry_version_ledger_version FOREIGN KEY(version) REFERENCES ledger_version (id)
)
 WITHOUT ROWID

;
INSERT INTO "ledger_entry" VALUES(1,'C-1001',1,'USD','r3',3,'2026-03-03',60000,2,'invoice',NULL,'["INV-5001"]','',NULL,NULL,NULL);
INSERT INTO "ledger_entry" VALUES(1,'C-1001',2,'USD','r4',4,'2026-03-11',25050,2,'invoice',NULL,'["INV-5002"]','',NULL,NULL,NULL);
INSERT INTO "ledger_entry" VALUES(1,'C-1001',3,'USD','r5',5,'2026-03-17',-50000,2,'payment',NULL,'["RCT-9001"]','',NULL,NULL,NULL);
INSERT INTO "ledger_entry" VALUES(1,'C-1001',4,'USD','r6',6,'2026-03-25',59950,2,'invoice',NULL,'["INV-5003"]','',NULL,NULL,NULL);
INSERT INTO "ledger_entry" VALUES(1,'C-2002',5,'USD','r20',20,'2026-03-09',7700,2,'invoice',NULL,'["INV-7001"]','',NULL,NULL,NULL);
CREATE TABLE ledger_version (
	id INTEGER NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	imported_at VARCHAR(27) NOT NULL, 
	as_of VARCHAR(10), 
	entries BIGINT NOT NULL, 
	accounts BIGINT NOT NULL, 
	active BOOLEAN NOT NULL, 
	CONSTRAINT pk_ledger_version PRIMARY KEY (id)
);
INSERT INTO "ledger_version" VALUES(1,'customer','ledger.csv','1111111111111111111111111111111111111111111111111111111111111111','2026-04-02T08:30:00.000000Z','2026-03-25',5,2,1);
CREATE TABLE legal_hold (
	kind VARCHAR(16) NOT NULL, 
	value VARCHAR(200) NOT NULL, 
	because TEXT DEFAULT '' NOT NULL, 
	placed_by TEXT NOT NULL, 
	placed_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_legal_hold PRIMARY KEY (kind, value)
);
CREATE TABLE message (
	id INTEGER NOT NULL, 
	mailbox VARCHAR(200) NOT NULL, 
	folder VARCHAR(500) NOT NULL, 
	uidvalidity BIGINT NOT NULL, 
	uid BIGINT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	copy INTEGER NOT NULL, 
	size BIGINT NOT NULL, 
	received_at VARCHAR(27) NOT NULL, 
	recorded_at VARCHAR(27) NOT NULL, 
	too_large BOOLEAN NOT NULL, 
	backlog BOOLEAN NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	sender TEXT DEFAULT '' NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	message_id TEXT DEFAULT '' NOT NULL, 
	authenticated BOOLEAN DEFAULT 0 NOT NULL, 
	settle VARCHAR(16) DEFAULT '' NOT NULL, 
	settled VARCHAR(16) DEFAULT '' NOT NULL, 
	tries INTEGER DEFAULT 0 NOT NULL, 
	trace TEXT DEFAULT '' NOT NULL, 
	claimed_by VARCHAR(100) DEFAULT '' NOT NULL, 
	lease_until VARCHAR(27), remote TEXT DEFAULT '' NOT NULL, pruned_at VARCHAR(27), 
	CONSTRAINT pk_message PRIMARY KEY (id), 
	CONSTRAINT uq_message_mailbox_folder_uidvalidity_uid UNIQUE (mailbox, folder, uidvalidity, uid), 
	CONSTRAINT uq_message_sha256_copy UNIQUE (sha256, copy)
);
INSERT INTO "message" VALUES(1,'ar','INBOX',1795577039,1,'55ed5de1e9781c99f644db8e8d012d1825ba59baca0e3931a0b32cf3c243dee0',0,3497,'2026-11-25T03:23:59.223870Z','2026-04-02T08:30:00.000000Z',0,0,'recognised','ap@acme.example','Statement March 2026','<mail-1@acme.example>',1,'','done',0,'','',NULL,'',NULL);
INSERT INTO "message" VALUES(2,'ar','INBOX',1795577039,2,'d91e42b3d504c13f5b0851d06d10ea9c18586ca4d8e66321fb57234bdb154908',0,3501,'2026-11-25T03:23:59.241460Z','2026-04-02T08:30:00.000000Z',0,0,'recognised','m@elsewhere.example','Statement March 2026','<mail-2@acme.example>',1,'','held',0,'','',NULL,'',NULL);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	case_id INTEGER NOT NULL, 
	message_id VARCHAR(250) NOT NULL, 
	answers VARCHAR(400), 
	kind VARCHAR(16) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	mailbox VARCHAR(200) NOT NULL, 
	counterparty VARCHAR(200) NOT NULL, 
	account VARCHAR(200) NOT NULL, 
	sender TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	mail VARCHAR(64) NOT NULL, 
	mime VARCHAR(64) DEFAULT '' NOT NULL, 
	approved_by TEXT DEFAULT '' NOT NULL, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	due_at VARCHAR(27) NOT NULL, 
	answer TEXT DEFAULT '' NOT NULL, 
	copied BOOLEAN DEFAULT 0 NOT NULL, 
	created_at VARCHAR(27) NOT NULL, 
	updated_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT fk_outbox_case_id_case FOREIGN KEY(case_id) REFERENCES "case" (id), 
	CONSTRAINT uq_outbox_answers UNIQUE (answers), 
	CONSTRAINT uq_outbox_case_id UNIQUE (case_id), 
	CONSTRAINT uq_outbox_message_id UNIQUE (message_id)
);
INSERT INTO "outbox" VALUES(1,1,'<tieout.8571f5f6ef2fbf681a798c62fc02c1e94811d154@us.example>','C-1001|97a16a25dcd43d9e478afc8ec4c89653de36eee7e061c673ca57725dec7b8b30','confirm','sent','ar','C-1001','C-1001','ar@us.example','ap@acme.example','9aafdf542c1090e723c9b2ab95b49e35fb93d2537b536bd5c6199c953d5d1180','31235aa8f8f03ae7102147a1aee12c44146d4ed503125aaf627b0d52a8b3bd57','',1,'2026-04-02T08:30:00.000000Z','written to fefc9a637d5c9c8fdc5eab7964f44502.eml',1,'2026-04-02T08:30:00.000000Z','2026-04-02T08:30:00.000000Z');
CREATE TABLE reply_tally (
	domain TEXT NOT NULL, 
	since VARCHAR(16) NOT NULL, 
	replies INTEGER NOT NULL, 
	CONSTRAINT pk_reply_tally PRIMARY KEY (domain, since)
);
INSERT INTO "reply_tally" VALUES('*','2026-04-02T08:30',1);
INSERT INTO "reply_tally" VALUES('*hour','2026-04-02T08',1);
INSERT INTO "reply_tally" VALUES('acme.example','2026-04-02T08:30',1);
CREATE TABLE restoration (
	id INTEGER NOT NULL, 
	backup_at VARCHAR(27) NOT NULL, 
	restored_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_restoration PRIMARY KEY (id)
);
CREATE TABLE staff_mail (
	id INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	recipient VARCHAR(320) NOT NULL, 
	user VARCHAR(100) DEFAULT '' NOT NULL, 
	about VARCHAR(20) DEFAULT '' NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	draft VARCHAR(64) DEFAULT '' NOT NULL, 
	message_id VARCHAR(200) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	due_at VARCHAR(27) NOT NULL, 
	answer TEXT DEFAULT '' NOT NULL, 
	created_at VARCHAR(27) NOT NULL, 
	updated_at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_staff_mail PRIMARY KEY (id), 
	CONSTRAINT uq_staff_mail_kind_recipient_about_day UNIQUE (kind, recipient, about, day), 
	CONSTRAINT uq_staff_mail_message_id UNIQUE (message_id)
);
CREATE TABLE transition (
	noun VARCHAR(16) NOT NULL, 
	was VARCHAR(16) NOT NULL, 
	becomes VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_transition PRIMARY KEY (noun, was, becomes)
);
INSERT INTO "transition" VALUES('message','received','recognised');
INSERT INTO "transition" VALUES('message','received','stuck');
INSERT INTO "transition" VALUES('message','stuck','received');
INSERT INTO "transition" VALUES('message','recorded','received');
INSERT INTO "transition" VALUES('case','recognised','reconciled');
INSERT INTO "transition" VALUES('case','recognised','stuck');
INSERT INTO "transition" VALUES('case','reconciled','decided');
INSERT INTO "transition" VALUES('case','reconciled','stuck');
INSERT INTO "transition" VALUES('case','decided','answering');
INSERT INTO "transition" VALUES('case','decided','waiting');
INSERT INTO "transition" VALUES('case','decided','done');
INSERT INTO "transition" VALUES('case','decided','stuck');
INSERT INTO "transition" VALUES('case','answering','done');
INSERT INTO "transition" VALUES('case','answering','waiting');
INSERT INTO "transition" VALUES('case','waiting','answering');
INSERT INTO "transition" VALUES('case','waiting','done');
INSERT INTO "transition" VALUES('case','waiting','recognised');
INSERT INTO "transition" VALUES('case','stuck','recognised');
INSERT INTO "transition" VALUES('case','stuck','done');
INSERT INTO "transition" VALUES('outbox','draft','ready');
INSERT INTO "transition" VALUES('outbox','draft','cancelled');
INSERT INTO "transition" VALUES('outbox','ready','sending');
INSERT INTO "transition" VALUES('outbox','ready','draft');
INSERT INTO "transition" VALUES('outbox','ready','cancelled');
INSERT INTO "transition" VALUES('outbox','ready','shadow');
INSERT INTO "transition" VALUES('outbox','sending','sent');
INSERT INTO "transition" VALUES('outbox','sending','ready');
INSERT INTO "transition" VALUES('outbox','sending','uncertain');
INSERT INTO "transition" VALUES('outbox','sending','failed');
INSERT INTO "transition" VALUES('outbox','uncertain','sent');
INSERT INTO "transition" VALUES('outbox','uncertain','ready');
INSERT INTO "transition" VALUES('outbox','uncertain','cancelled');
INSERT INTO "transition" VALUES('outbox','failed','ready');
INSERT INTO "transition" VALUES('outbox','failed','cancelled');
INSERT INTO "transition" VALUES('message','received','own');
INSERT INTO "transition" VALUES('outbox','ready','uncertain');
INSERT INTO "transition" VALUES('outbox','uncertain','draft');
INSERT INTO "transition" VALUES('case','done','recognised');
CREATE INDEX ix_audit_case_id ON audit (case_id);
CREATE UNIQUE INDEX uq_ledger_version_active ON ledger_version (role) WHERE active;
CREATE INDEX ix_message_mailbox_settle ON message (mailbox, settle);
CREATE INDEX ix_message_state_tries_id ON message (state, tries, id);
CREATE INDEX ix_case_counterparty_fingerprint ON "case" (counterparty, fingerprint);
CREATE INDEX ix_case_state_tries_id ON "case" (state, tries, id);
CREATE INDEX ix_counterparty_key_code ON counterparty_key (code);
CREATE INDEX ix_outbox_counterparty_created_at ON outbox (counterparty, created_at);
CREATE INDEX ix_outbox_mailbox_state_copied ON outbox (mailbox, state, copied);
CREATE INDEX ix_outbox_state_due_at ON outbox (state, due_at);
CREATE TRIGGER message_transition BEFORE UPDATE OF state ON "message"
            WHEN OLD.state <> NEW.state AND NOT EXISTS (
                SELECT 1 FROM transition WHERE noun = 'message' AND was = OLD.state AND becomes = NEW.state)
            BEGIN SELECT RAISE(ABORT, 'impossible transition of a message'); END;
CREATE TRIGGER case_transition BEFORE UPDATE OF state ON "case"
            WHEN OLD.state <> NEW.state AND NOT EXISTS (
                SELECT 1 FROM transition WHERE noun = 'case' AND was = OLD.state AND becomes = NEW.state)
            BEGIN SELECT RAISE(ABORT, 'impossible transition of a case'); END;
CREATE TRIGGER outbox_transition BEFORE UPDATE OF state ON "outbox"
            WHEN OLD.state <> NEW.state AND NOT EXISTS (
                SELECT 1 FROM transition WHERE noun = 'outbox' AND was = OLD.state AND becomes = NEW.state)
            BEGIN SELECT RAISE(ABORT, 'impossible transition of a outbox'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE UNIQUE INDEX uq_message_remote ON message (mailbox, folder, remote) WHERE remote != '';
CREATE INDEX ix_case_figures_stake ON case_figures (stake);
CREATE INDEX ix_case_mark_assigned_to ON case_mark (assigned_to);
CREATE INDEX ix_case_note_case_id ON case_note (case_id);
CREATE INDEX ix_desk_session_user ON desk_session (user);
CREATE INDEX ix_desk_link_user ON desk_link (user);
CREATE INDEX ix_audit_message ON audit (message);
CREATE INDEX ix_message_message_id ON message (message_id);
CREATE INDEX ix_ledger_entry_version_amount ON ledger_entry (version, amount);
CREATE INDEX ix_outbox_recipient_created_at ON outbox (recipient, created_at);
CREATE INDEX ix_staff_mail_state_due_at ON staff_mail (state, due_at);
CREATE INDEX ix_message_claimed_by ON message (claimed_by) WHERE claimed_by != '';
CREATE INDEX ix_case_claimed_by ON "case" (claimed_by) WHERE claimed_by != '';
CREATE TRIGGER outbox_tally_insert AFTER INSERT ON outbox WHEN NEW.state IN ('ready', 'sending', 'sent', 'uncertain') BEGIN INSERT INTO reply_tally (domain, since, replies) VALUES ('*', substr(NEW.created_at, 1, 16), 1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES ('*hour', substr(NEW.created_at, 1, 13), 1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES (lower(substr(NEW.recipient, length(rtrim(NEW.recipient, replace(NEW.recipient, '@', ''))) + 1)), substr(NEW.created_at, 1, 16), 1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; END;
CREATE TRIGGER outbox_tally_delete AFTER DELETE ON outbox WHEN OLD.state IN ('ready', 'sending', 'sent', 'uncertain') BEGIN INSERT INTO reply_tally (domain, since, replies) VALUES ('*', substr(OLD.created_at, 1, 16), -1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES ('*hour', substr(OLD.created_at, 1, 13), -1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES (lower(substr(OLD.recipient, length(rtrim(OLD.recipient, replace(OLD.recipient, '@', ''))) + 1)), substr(OLD.created_at, 1, 16), -1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; END;
CREATE TRIGGER outbox_tally_less AFTER UPDATE OF state, recipient, created_at ON outbox WHEN OLD.state IN ('ready', 'sending', 'sent', 'uncertain') AND (NOT NEW.state IN ('ready', 'sending', 'sent', 'uncertain') OR (OLD.recipient != NEW.recipient OR OLD.created_at != NEW.created_at)) BEGIN INSERT INTO reply_tally (domain, since, replies) VALUES ('*', substr(OLD.created_at, 1, 16), -1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES ('*hour', substr(OLD.created_at, 1, 13), -1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES (lower(substr(OLD.recipient, length(rtrim(OLD.recipient, replace(OLD.recipient, '@', ''))) + 1)), substr(OLD.created_at, 1, 16), -1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; END;
CREATE TRIGGER outbox_tally_more AFTER UPDATE OF state, recipient, created_at ON outbox WHEN NEW.state IN ('ready', 'sending', 'sent', 'uncertain') AND (NOT OLD.state IN ('ready', 'sending', 'sent', 'uncertain') OR (OLD.recipient != NEW.recipient OR OLD.created_at != NEW.created_at)) BEGIN INSERT INTO reply_tally (domain, since, replies) VALUES ('*', substr(NEW.created_at, 1, 16), 1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES ('*hour', substr(NEW.created_at, 1, 13), 1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES (lower(substr(NEW.recipient, length(rtrim(NEW.recipient, replace(NEW.recipient, '@', ''))) + 1)), substr(NEW.created_at, 1, 16), 1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; END;
COMMIT;
