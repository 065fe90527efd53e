--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: count_reply(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.count_reply() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        DECLARE
            was boolean := TG_OP <> 'INSERT';
            becomes boolean := TG_OP <> 'DELETE';
        BEGIN
            IF was THEN was := OLD.state IN ('ready', 'sending', 'sent', 'uncertain'); END IF;
            IF becomes THEN becomes := NEW.state IN ('ready', 'sending', 'sent', 'uncertain'); END IF;
            IF was AND becomes AND OLD.recipient = NEW.recipient AND OLD.created_at = NEW.created_at THEN
                RETURN NULL;
            END IF;
            IF was THEN INSERT INTO reply_tally (domain, since, replies) VALUES ('*', substr(OLD.created_at, 1, 16), -1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES ('*hour', substr(OLD.created_at, 1, 13), -1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES (lower(regexp_replace(OLD.recipient, '^.*@', '')), substr(OLD.created_at, 1, 16), -1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; END IF;
            IF becomes THEN INSERT INTO reply_tally (domain, since, replies) VALUES ('*', substr(NEW.created_at, 1, 16), 1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES ('*hour', substr(NEW.created_at, 1, 13), 1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; INSERT INTO reply_tally (domain, since, replies) VALUES (lower(regexp_replace(NEW.recipient, '^.*@', '')), substr(NEW.created_at, 1, 16), 1) ON CONFLICT (domain, since) DO UPDATE SET replies = reply_tally.replies + excluded.replies; END IF;
            RETURN NULL;
        END $$;


--
-- Name: noted_automation_stop(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_automation_stop() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('automation_stop', CAST(OLD."counterparty" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('automation_stop', CAST(NEW."counterparty" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_case(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_case() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('case', CAST(OLD."id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('case', CAST(NEW."id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_case_figures(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_case_figures() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('case_figures', CAST(OLD."case_id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('case_figures', CAST(NEW."case_id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_case_mark(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_case_mark() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('case_mark', CAST(OLD."case_id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('case_mark', CAST(NEW."case_id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_case_note(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_case_note() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('case_note', CAST(OLD."id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('case_note', CAST(NEW."id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_counterparty(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_counterparty() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('counterparty', CAST(OLD."code" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('counterparty', CAST(NEW."code" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_counterparty_key(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_counterparty_key() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('counterparty', CAST(OLD."code" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('counterparty', CAST(NEW."code" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_cursor(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_cursor() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('cursor', CAST(OLD."mailbox" AS TEXT), CAST(OLD."folder" AS TEXT)); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('cursor', CAST(NEW."mailbox" AS TEXT), CAST(NEW."folder" AS TEXT)); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_desk_link(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_desk_link() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('desk_link', CAST(OLD."id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('desk_link', CAST(NEW."id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_desk_session(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_desk_session() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('desk_session', CAST(OLD."id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('desk_session', CAST(NEW."id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_desk_user(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_desk_user() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('desk_user', CAST(OLD."name" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('desk_user', CAST(NEW."name" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_finding(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_finding() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('finding', CAST(OLD."case_id" AS TEXT), CAST(OLD."kind" AS TEXT)); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('finding', CAST(NEW."case_id" AS TEXT), CAST(NEW."kind" AS TEXT)); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_ledger_version(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_ledger_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('ledger_version', CAST(OLD."id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('ledger_version', CAST(NEW."id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_legal_hold(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_legal_hold() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('legal_hold', CAST(OLD."kind" AS TEXT), CAST(OLD."value" AS TEXT)); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('legal_hold', CAST(NEW."kind" AS TEXT), CAST(NEW."value" AS TEXT)); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_message(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_message() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('message', CAST(OLD."id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('message', CAST(NEW."id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_outbox(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_outbox() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('outbox', CAST(OLD."case_id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('outbox', CAST(NEW."case_id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_restoration(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_restoration() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('restoration', CAST(OLD."id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('restoration', CAST(NEW."id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: noted_staff_mail(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.noted_staff_mail() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
            BEGIN
                IF to_regclass('pg_temp.touched') IS NOT NULL THEN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO pg_temp.touched VALUES ('staff_mail', CAST(OLD."id" AS TEXT), ''); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO pg_temp.touched VALUES ('staff_mail', CAST(NEW."id" AS TEXT), ''); END IF;
                END IF;
                RETURN NULL;
            END $$;


--
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;


--
-- Name: refuse_transition(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_transition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            IF OLD.state <> NEW.state AND NOT EXISTS (SELECT 1 FROM transition
                    WHERE noun = TG_TABLE_NAME AND was = OLD.state AND becomes = NEW.state) THEN
                RAISE EXCEPTION 'impossible transition of a %', TG_TABLE_NAME;
            END IF;
            RETURN NEW;
        END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: audit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit (
    number bigint NOT NULL,
    at character varying(27) NOT NULL,
    actor text NOT NULL,
    event character varying(64) NOT NULL,
    message bigint,
    case_id bigint,
    facts text NOT NULL,
    previous character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    seals text DEFAULT ''::text NOT NULL
);


--
-- Name: automation_stop; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.automation_stop (
    counterparty character varying(200) NOT NULL,
    because text DEFAULT ''::text NOT NULL,
    placed_by text NOT NULL,
    placed_at character varying(27) NOT NULL
);


--
-- Name: case; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public."case" (
    id bigint NOT NULL,
    message bigint NOT NULL,
    number integer NOT NULL,
    document character varying(64) DEFAULT ''::character varying NOT NULL,
    document_name text DEFAULT ''::text NOT NULL,
    state character varying(16) NOT NULL,
    outcome character varying(16) DEFAULT ''::character varying NOT NULL,
    counterparty character varying(200) DEFAULT ''::character varying NOT NULL,
    account character varying(200) DEFAULT ''::character varying NOT NULL,
    ledger_version bigint,
    fingerprint character varying(64) DEFAULT ''::character varying NOT NULL,
    repeats bigint,
    tries integer DEFAULT 0 NOT NULL,
    trace text DEFAULT ''::text NOT NULL,
    claimed_by character varying(100) DEFAULT ''::character varying NOT NULL,
    lease_until character varying(27),
    created_at character varying(27) NOT NULL,
    updated_at character varying(27) NOT NULL
);


--
-- Name: case_difference; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_difference (
    case_id bigint NOT NULL,
    "position" integer NOT NULL,
    reason character varying(32) NOT NULL,
    amount text NOT NULL,
    currency character varying(8) DEFAULT ''::character varying NOT NULL,
    reference text DEFAULT ''::text NOT NULL,
    since character varying(10)
);


--
-- Name: case_figures; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_figures (
    case_id bigint NOT NULL,
    currency character varying(8) DEFAULT ''::character varying NOT NULL,
    ours text DEFAULT ''::text NOT NULL,
    theirs text DEFAULT ''::text NOT NULL,
    gap text DEFAULT ''::text NOT NULL,
    stake bigint DEFAULT 0 NOT NULL,
    verdict character varying(16) DEFAULT ''::character varying NOT NULL,
    statement_date character varying(10),
    lines integer DEFAULT 0 NOT NULL,
    matched integer DEFAULT 0 NOT NULL,
    differences integer DEFAULT 0 NOT NULL,
    gates text DEFAULT ''::text NOT NULL
);


--
-- Name: case_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: case_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.case_id_seq OWNED BY public."case".id;


--
-- Name: case_mark; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_mark (
    case_id bigint NOT NULL,
    assigned_to character varying(100) DEFAULT ''::character varying NOT NULL,
    disputed boolean DEFAULT false NOT NULL,
    first_approval character varying(100) DEFAULT ''::character varying NOT NULL,
    checked_by character varying(100) DEFAULT ''::character varying NOT NULL,
    checked_at character varying(27),
    wrong text DEFAULT ''::text NOT NULL
);


--
-- Name: case_note; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.case_note (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    at character varying(27) NOT NULL,
    by character varying(100) NOT NULL,
    text text NOT NULL
);


--
-- Name: case_note_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.case_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: case_note_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.case_note_id_seq OWNED BY public.case_note.id;


--
-- Name: counterparty; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.counterparty (
    code character varying(200) NOT NULL,
    role character varying(16) NOT NULL,
    name text NOT NULL,
    content text NOT NULL
);


--
-- Name: counterparty_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.counterparty_key (
    kind character varying(16) NOT NULL,
    value character varying(400) NOT NULL,
    code character varying(200) NOT NULL,
    CONSTRAINT ck_counterparty_key_kind CHECK (((kind)::text = ANY (ARRAY[('address'::character varying)::text, ('domain'::character varying)::text, ('account'::character varying)::text, ('name'::character varying)::text])))
);


--
-- Name: cursor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cursor (
    mailbox character varying(200) NOT NULL,
    folder character varying(500) NOT NULL,
    uidvalidity bigint NOT NULL,
    uid bigint NOT NULL,
    started_at character varying(27) NOT NULL,
    mark text DEFAULT ''::text NOT NULL
);


--
-- Name: desk_link; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.desk_link (
    id character varying(64) NOT NULL,
    purpose character varying(16) NOT NULL,
    "user" character varying(100) NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    ends_at character varying(27) NOT NULL
);


--
-- Name: desk_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.desk_session (
    id character varying(64) NOT NULL,
    "user" character varying(100) NOT NULL,
    created_at character varying(27) NOT NULL,
    used_at character varying(27) NOT NULL,
    ends_at character varying(27) NOT NULL
);


--
-- Name: desk_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.desk_user (
    name character varying(100) NOT NULL,
    role character varying(16) NOT NULL,
    password text DEFAULT ''::text NOT NULL,
    totp character varying(64) DEFAULT ''::character varying NOT NULL,
    totp_step bigint DEFAULT 0 NOT NULL,
    disabled boolean DEFAULT false NOT NULL,
    language character varying(8) DEFAULT ''::character varying NOT NULL,
    created_at character varying(27) NOT NULL,
    seen_at character varying(27)
);


--
-- Name: finding; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.finding (
    case_id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    content text NOT NULL
);


--
-- Name: ledger_account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_account (
    version bigint NOT NULL,
    account character varying(200) NOT NULL,
    currency character varying(8) NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    opening bigint NOT NULL,
    scale smallint NOT NULL,
    opening_date character varying(10),
    entries bigint NOT NULL,
    sums text DEFAULT ''::text NOT NULL
);


--
-- Name: ledger_entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_entry (
    version bigint NOT NULL,
    account character varying(200) NOT NULL,
    "position" bigint NOT NULL,
    currency character varying(8) NOT NULL,
    id text NOT NULL,
    "row" bigint NOT NULL,
    date character varying(10) NOT NULL,
    amount bigint NOT NULL,
    scale smallint NOT NULL,
    kind character varying(16),
    due_date character varying(10),
    "references" text NOT NULL,
    description text NOT NULL,
    open_amount bigint,
    open_scale smallint,
    cleared_on character varying(10)
);


--
-- Name: ledger_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ledger_version (
    id bigint NOT NULL,
    role character varying(16) NOT NULL,
    name text NOT NULL,
    sha256 character varying(64) NOT NULL,
    imported_at character varying(27) NOT NULL,
    as_of character varying(10),
    entries bigint NOT NULL,
    accounts bigint NOT NULL,
    active boolean NOT NULL
);


--
-- Name: ledger_version_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.ledger_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: ledger_version_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.ledger_version_id_seq OWNED BY public.ledger_version.id;


--
-- Name: legal_hold; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.legal_hold (
    kind character varying(16) NOT NULL,
    value character varying(200) NOT NULL,
    because text DEFAULT ''::text NOT NULL,
    placed_by text NOT NULL,
    placed_at character varying(27) NOT NULL
);


--
-- Name: message; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message (
    id bigint NOT NULL,
    mailbox character varying(200) NOT NULL,
    folder character varying(500) NOT NULL,
    uidvalidity bigint NOT NULL,
    uid bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    copy integer NOT NULL,
    size bigint NOT NULL,
    received_at character varying(27) NOT NULL,
    recorded_at character varying(27) NOT NULL,
    too_large boolean NOT NULL,
    backlog boolean NOT NULL,
    state character varying(16) NOT NULL,
    sender text DEFAULT ''::text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    message_id text DEFAULT ''::text NOT NULL,
    authenticated boolean DEFAULT false NOT NULL,
    settle character varying(16) DEFAULT ''::character varying NOT NULL,
    settled character varying(16) DEFAULT ''::character varying NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    trace text DEFAULT ''::text NOT NULL,
    claimed_by character varying(100) DEFAULT ''::character varying NOT NULL,
    lease_until character varying(27),
    remote text DEFAULT ''::text NOT NULL,
    pruned_at character varying(27)
);


--
-- Name: message_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: message_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.message_id_seq OWNED BY public.message.id;


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    case_id bigint NOT NULL,
    message_id character varying(250) NOT NULL,
    answers character varying(400),
    kind character varying(16) NOT NULL,
    state character varying(16) NOT NULL,
    mailbox character varying(200) NOT NULL,
    counterparty character varying(200) NOT NULL,
    account character varying(200) NOT NULL,
    sender text NOT NULL,
    recipient text NOT NULL,
    mail character varying(64) NOT NULL,
    mime character varying(64) DEFAULT ''::character varying NOT NULL,
    approved_by text DEFAULT ''::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    due_at character varying(27) NOT NULL,
    answer text DEFAULT ''::text NOT NULL,
    copied boolean DEFAULT false NOT NULL,
    created_at character varying(27) NOT NULL,
    updated_at character varying(27) NOT NULL
);


--
-- Name: outbox_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: outbox_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;


--
-- Name: reply_tally; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.reply_tally (
    domain text NOT NULL,
    since character varying(16) NOT NULL,
    replies bigint NOT NULL
);


--
-- Name: restoration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.restoration (
    id bigint NOT NULL,
    backup_at character varying(27) NOT NULL,
    restored_at character varying(27) NOT NULL
);


--
-- Name: restoration_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.restoration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: restoration_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.restoration_id_seq OWNED BY public.restoration.id;


--
-- Name: staff_mail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.staff_mail (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    recipient character varying(320) NOT NULL,
    "user" character varying(100) DEFAULT ''::character varying NOT NULL,
    about character varying(20) DEFAULT ''::character varying NOT NULL,
    day character varying(10) NOT NULL,
    draft character varying(64) DEFAULT ''::character varying NOT NULL,
    message_id character varying(200) NOT NULL,
    state character varying(16) NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    due_at character varying(27) NOT NULL,
    answer text DEFAULT ''::text NOT NULL,
    created_at character varying(27) NOT NULL,
    updated_at character varying(27) NOT NULL
);


--
-- Name: staff_mail_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.staff_mail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: staff_mail_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.staff_mail_id_seq OWNED BY public.staff_mail.id;


--
-- Name: transition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.transition (
    noun character varying(16) NOT NULL,
    was character varying(16) NOT NULL,
    becomes character varying(16) NOT NULL
);


--
-- Name: case id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."case" ALTER COLUMN id SET DEFAULT nextval('public.case_id_seq'::regclass);


--
-- Name: case_note id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_note ALTER COLUMN id SET DEFAULT nextval('public.case_note_id_seq'::regclass);


--
-- Name: ledger_version id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_version ALTER COLUMN id SET DEFAULT nextval('public.ledger_version_id_seq'::regclass);


--
-- Name: message id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message ALTER COLUMN id SET DEFAULT nextval('public.message_id_seq'::regclass);


--
-- Name: outbox id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);


--
-- Name: restoration id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restoration ALTER COLUMN id SET DEFAULT nextval('public.restoration_id_seq'::regclass);


--
-- Name: staff_mail id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff_mail ALTER COLUMN id SET DEFAULT nextval('public.staff_mail_id_seq'::regclass);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0011');


--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit VALUES (1, '2026-04-02T08:30:00.000000Z', 'tieout', 'mail_received', 1, NULL, '{"mailbox":"ar","sha256":"55ed5de1e9781c99f644db8e8d012d1825ba59baca0e3931a0b32cf3c243dee0","uid":"1"}', '0000000000000000000000000000000000000000000000000000000000000000', 'beb66b9120ea21579435717a5e04e4b949dbb4a3e6df71816c08ce55b63a726e', '');
INSERT INTO public.audit VALUES (2, '2026-04-02T08:30:00.000000Z', 'tieout', 'mail_received', 2, NULL, '{"mailbox":"ar","sha256":"d91e42b3d504c13f5b0851d06d10ea9c18586ca4d8e66321fb57234bdb154908","uid":"2"}', 'beb66b9120ea21579435717a5e04e4b949dbb4a3e6df71816c08ce55b63a726e', '83bee53252cd0e1da69f57988f709df27bde2627a60ec98ab168442a7b98610b', '');
INSERT INTO public.audit VALUES (3, '2026-04-02T08:30:00.000000Z', 'tieout', 'recognised', 1, 1, '{}', '83bee53252cd0e1da69f57988f709df27bde2627a60ec98ab168442a7b98610b', '105aad6167487af64dbf2b75a4e159175b86798b3db615b29f0185dfb0cbcb28', '');
INSERT INTO public.audit VALUES (4, '2026-04-02T08:30:00.000000Z', 'tieout', 'reconciled', 1, 1, '{"account":"C-1001","ledger":"1111111111111111111111111111111111111111111111111111111111111111","problem":""}', '105aad6167487af64dbf2b75a4e159175b86798b3db615b29f0185dfb0cbcb28', 'cab711b825e535f9afece8354749263814ad052cc41c001073a4006badc474f4', '');
INSERT INTO public.audit VALUES (5, '2026-04-02T08:30:00.000000Z', 'tieout', 'decided', 1, 1, '{"gates":"account_certain addressed_to_us amount_limit answers_budget asked_once audit_confirmation bank_details_changed currency_agrees disputed extraction_proven first_statement gap_limit ledger_covers ledger_fresh look_alike mail_is_automatic matches_certain only_of_its_day own_paper_returned reconciliation_complete repeated_statement sender_authenticated sender_known statement_found thread_depth independent_check","outcome":"confirm","sha256_compared":"3abb215acfbf427648bebf5e6d3589cf94761f506186ed323cb46d3a2cd035b4","sha256_decision":"5e522405a6ca3395bd6facc4ce462956276525b0d2256b065035fba171034fa0","sha256_facts":"006d74c05d0811bebb77a47a5823d279408959e91a1fe09010d47ed7bcac832c","sha256_reconciliation":"8e832393ba85549cf7405b74217b4c4e628596da3dab80558b45ac4b41c558fd","sha256_statement":"745d7186c59f87229f9488e88df3be9f582fc839f59bfb52b95e887c0e761b4e"}', 'cab711b825e535f9afece8354749263814ad052cc41c001073a4006badc474f4', '1491a506f4f487f6eefef15874d4bd48903f038cc9624c74745ad8d006f70d94', '');
INSERT INTO public.audit VALUES (6, '2026-04-02T08:30:00.000000Z', 'tieout', 'reply_ready', 1, 1, '{"because":"","mail":"9aafdf542c1090e723c9b2ab95b49e35fb93d2537b536bd5c6199c953d5d1180","message_id":"<tieout.8571f5f6ef2fbf681a798c62fc02c1e94811d154@us.example>","recipient":"ap@acme.example"}', '1491a506f4f487f6eefef15874d4bd48903f038cc9624c74745ad8d006f70d94', '5b913f94c0497323c3a4209c4429079a6cfd373eafcf11ed7c6ef1cf4e7ff202', '');
INSERT INTO public.audit VALUES (7, '2026-04-02T08:30:00.000000Z', 'tieout', 'recognised', 2, 2, '{}', '5b913f94c0497323c3a4209c4429079a6cfd373eafcf11ed7c6ef1cf4e7ff202', '9804d37e4f9d960ea99221e8afe610a4506aae7d71524ce8f943bb3652d4fa0c', '');
INSERT INTO public.audit VALUES (8, '2026-04-02T08:30:00.000000Z', 'tieout', 'reconciled', 2, 2, '{"account":"","ledger":"","problem":""}', '9804d37e4f9d960ea99221e8afe610a4506aae7d71524ce8f943bb3652d4fa0c', '29d0367b18380cf89bab7600b9eca80813eb728bec92ed77ab9437488baeb534', '');
INSERT INTO public.audit VALUES (9, '2026-04-02T08:30:00.000000Z', 'tieout', 'decided', 2, 2, '{"gates":"account_certain reconciliation_complete sender_known","outcome":"hold","sha256_decision":"76e346fc91e8491ba771ddadd3edbd90cb494fc24fc774017c208a679c380d48","sha256_facts":"efd1ad7c29405f26b5e8c20b0da561b34bf8a645f378cdaacaa7e84931f6583f","sha256_statement":"745d7186c59f87229f9488e88df3be9f582fc839f59bfb52b95e887c0e761b4e"}', '29d0367b18380cf89bab7600b9eca80813eb728bec92ed77ab9437488baeb534', 'c3a0586d740679420a282207db3ac6f2f81bd0315de1df67982fde308beef35c', '');
INSERT INTO public.audit VALUES (10, '2026-04-02T08:30:00.000000Z', 'tieout', 'waiting', 2, 2, '{}', 'c3a0586d740679420a282207db3ac6f2f81bd0315de1df67982fde308beef35c', '71dd4329a5bacb234093619838379bf2c613d6dbc0da38f3e1d82ab188521640', '');
INSERT INTO public.audit VALUES (11, '2026-04-02T08:30:00.000000Z', 'tieout', 'reply_sending', NULL, 1, '{"message_id":"<tieout.8571f5f6ef2fbf681a798c62fc02c1e94811d154@us.example>","mime":"31235aa8f8f03ae7102147a1aee12c44146d4ed503125aaf627b0d52a8b3bd57"}', '71dd4329a5bacb234093619838379bf2c613d6dbc0da38f3e1d82ab188521640', '6a4cb5e6f8c4b56bd259d4707724f0f1123a02b5b528663f5314d6d792794cb7', '');
INSERT INTO public.audit VALUES (12, '2026-04-02T08:30:00.000000Z', 'tieout', 'reply_sent', NULL, 1, '{"answer":"written to fefc9a637d5c9c8fdc5eab7964f44502.eml","message_id":"<tieout.8571f5f6ef2fbf681a798c62fc02c1e94811d154@us.example>"}', '6a4cb5e6f8c4b56bd259d4707724f0f1123a02b5b528663f5314d6d792794cb7', '2e003c75c1b2b7f13881e23fc195918d23f5996c8ceb1928fd646416fe0a2ca2', '');
INSERT INTO public.audit VALUES (13, '2026-11-25T04:33:59.544895Z', 'tieout', 'store_sealed', NULL, NULL, '{"schema":"0006"}', '2e003c75c1b2b7f13881e23fc195918d23f5996c8ceb1928fd646416fe0a2ca2', 'e36f14050dadba6442fdc5f49f9569db235ae9e49c9691c9bac0a02ecd892d67', '[["cursor","ar","INBOX","d5c0c632cdeda4b23c0b9342d95498bce173ec80f2f0384370e3aeeeb8a1ba7b"],["message","1","","e875cfb7d3bce40c199966f462d6bdc2c03652e5fb38eb8170eafb9230686db2"],["message","2","","508c1889026a10dbe45a5149ba663b753051247c32052019c5a1d970830cdd04"],["case","1","","b3f98837e25e74e331506945da9ee382d3a322fbaf6a75b11b6d85a2067f844d"],["case","2","","96bc05f68d59812745a435c0561f506ddda9551ba5e9697df6cca52a30413874"],["finding","1","account","9831c8897f04e6da3e4a0d26502527a3d7b44dbb066d33383c86fa5f838a9859"],["finding","1","compared","0077e577f4bef608f1b6780168c5d5b886817ad4ece6128a8355a498bf747c8c"],["finding","1","decision","09306ac5dd89634df3bfb3de002dd5c0c6b2e600ca85470ded3c8e21ca979d3f"],["finding","1","facts","296771e30bbb10611a0f3ac3fb071b145652ea4f22280cb483d3f46c2119dcae"],["finding","1","problems","d8ddbe4f6b0fa5fafa6be51e95f05ed392e0c01b0ea837793f0cdc37e9737f87"],["finding","1","reconciliation","cffbec8de2ba20d8fbd45696e71766e501691c189ad660c985c64afc8f260fda"],["finding","1","statement","bbfe7eeec0df3887013c18a8f8afe1de14785e41701fdaeade31e84e9db1d665"],["finding","2","account","301b9ea6420eff33078b59126dc5b642376e7ebdefe9e509af531b20e2f2c4e2"],["finding","2","decision","efa2024e34c52e56a31e2100e5dddd3948b02ab530b6b9f47c2ea16e854a11ed"],["finding","2","facts","ecd9a72e45b576e6995a8574cd731abe9b7dcb5a6acf96644653994f986fb5c7"],["finding","2","problems","7b5b9424e738c1e4c6d3d428a2c3946331b24fa73b2fba9d0248c9ea38aafecd"],["finding","2","statement","c955ae5216a1dc4e84a453ed28b12df60a01c0b7b924bcbae3da80048067be92"],["outbox","1","","7d9d5cabad2b3a8393c687b316f8fdd109cee87f58ea28de053b808a15e011f0"],["ledger_version","1","","dd1f643479eb9d3839f010b1ead0e108d960f2f3f75dd9c676a4a0cadb21fcd0"],["counterparty","C-1001","","f297e2a0997be50f839be3a08af08bf4c6f8673e03e73c66b4280bcc1047b17c"],["counterparty","C-2002","","c25545267a66e8614d40d30d89ec30e3b958f6beefdd7741df49b8351a407070"],["case_figures","1","","53bedcaf3fdc09741254266e895b603492d6c96fa68e578fbc4e1ca05a294417"],["case_figures","2","","39b65a283abafd9184bb8cc8264dbe82d3df5b5b6dd2493a42fe77525c6b10ba"],["ledger_entry","1","","5:11e6acf720039ae94e38426ba151294751d411bc39692017f6831d5c3b95ab3d:f0947b79fba6e18a6289cb9a255bea3531990f3432d10d33299d73c0bb3c8f3"],["ledger_account","1","","2:60dd318a081f01dc443cf032c09151fd48fc5e986f6cd2640ad10b38fbae8ef9:c9ba0533bd2683955f264a5b253785fc1fcef09b7f19362344b0597550fbbdc"]]');


--
-- Data for Name: automation_stop; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: case; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public."case" VALUES (2, 2, 0, '1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf', 'statement.pdf', 'waiting', 'hold', '', '', NULL, '97a16a25dcd43d9e478afc8ec4c89653de36eee7e061c673ca57725dec7b8b30', NULL, 0, '', '', NULL, '2026-04-02T08:30:00.000000Z', '2026-04-02T08:30:00.000000Z');
INSERT INTO public."case" VALUES (1, 1, 0, '1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf', 'statement.pdf', 'done', 'confirm', 'C-1001', 'C-1001', 1, '97a16a25dcd43d9e478afc8ec4c89653de36eee7e061c673ca57725dec7b8b30', NULL, 0, '', '', NULL, '2026-04-02T08:30:00.000000Z', '2026-04-02T08:30:00.000000Z');


--
-- Data for Name: case_difference; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: case_figures; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.case_figures VALUES (1, 'USD', '1050.00', '1050.00', '0.00', 10500000, 'proven', NULL, 4, 4, 0, ' account_certain addressed_to_us amount_limit answers_budget asked_once audit_confirmation bank_details_changed currency_agrees disputed extraction_proven first_statement gap_limit ledger_covers ledger_fresh look_alike mail_is_automatic matches_certain only_of_its_day own_paper_returned reconciliation_complete repeated_statement sender_authenticated sender_known statement_found thread_depth independent_check ');
INSERT INTO public.case_figures VALUES (2, 'USD', '', '1050.00', '', 10500000, 'proven', NULL, 4, 0, 0, ' account_certain reconciliation_complete sender_known ');


--
-- Data for Name: case_mark; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: case_note; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: counterparty; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counterparty VALUES ('C-1001', 'customer', 'Acme Fasteners Ltd', '{"code":"C-1001","name":"Acme Fasteners Ltd","role":"customer","aliases":[],"accounts":[],"addresses":["ap@acme.example"],"domains":[],"language":"en","currency":"USD","tolerance":null,"amount_limit":null,"bank_fee":null,"discount_rates":null,"withholding_rates":null,"withholding_names":[],"fx_tolerance":null,"cutoff_days":null,"disputed":[],"reference_map":[],"numbers_refused":[],"passwords":[]}');
INSERT INTO public.counterparty VALUES ('C-2002', 'customer', 'Bolt Brothers Ltd', '{"code":"C-2002","name":"Bolt Brothers Ltd","role":"customer","aliases":[],"accounts":[],"addresses":["ap@bolt.example"],"domains":[],"language":"en","currency":"USD","tolerance":null,"amount_limit":null,"bank_fee":null,"discount_rates":null,"withholding_rates":null,"withholding_names":[],"fx_tolerance":null,"cutoff_days":null,"disputed":[],"reference_map":[],"numbers_refused":[],"passwords":[]}');


--
-- Data for Name: counterparty_key; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counterparty_key VALUES ('account', 'C-1001', 'C-1001');
INSERT INTO public.counterparty_key VALUES ('account', 'C1001', 'C-1001');
INSERT INTO public.counterparty_key VALUES ('address', 'ap@acme.example', 'C-1001');
INSERT INTO public.counterparty_key VALUES ('name', 'acmefastenersltd', 'C-1001');
INSERT INTO public.counterparty_key VALUES ('account', 'C-2002', 'C-2002');
INSERT INTO public.counterparty_key VALUES ('account', 'C2002', 'C-2002');
INSERT INTO public.counterparty_key VALUES ('address', 'ap@bolt.example', 'C-2002');
INSERT INTO public.counterparty_key VALUES ('name', 'boltbrothersltd', 'C-2002');


--
-- Data for Name: cursor; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cursor VALUES ('ar', 'INBOX', 1795577041, 2, '2026-04-02T08:30:00.000000Z', '');


--
-- Data for Name: desk_link; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: desk_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: desk_user; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: finding; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.finding VALUES (1, 'statement', '{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","form":"balance-forward","lines":[{"date":"2026-03-03","amount":"600.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,211.5,544.1,223.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5001"],"description":"Invoice","running_balance":"700.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,211.5,464.1,223.2],"sheet":null,"cell":null,"line":null},"read_as":"600.00"},{"date":"2026-03-11","amount":"250.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,229.5,544.1,241.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5002"],"description":"Invoice","running_balance":"950.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,229.5,464.1,241.2],"sheet":null,"cell":null,"line":null},"read_as":"250.50"},{"date":"2026-03-17","amount":"-500.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,247.5,544.1,259.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"payment","references":["RCT-9001"],"description":"Payment","running_balance":"450.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[363.6,247.5,394.1,259.2],"sheet":null,"cell":null,"line":null},"read_as":"500.00"},{"date":"2026-03-25","amount":"599.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,265.5,544.1,277.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5003"],"description":"Invoice","running_balance":"1050.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,265.5,464.1,277.2],"sheet":null,"cell":null,"line":null},"read_as":"599.50"}],"holder":"Acme Fasteners Ltd","addressee":null,"account":null,"currency":"USD","date":null,"period":{"start":"2026-03-01","end":"2026-03-31"},"opening":{"amount":"100.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[513.6,193.5,544.1,205.2],"sheet":null,"cell":null,"line":null},"read_as":"100.00"},"closing":{"amount":"1050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null},"read_as":"1,050.00"},"closing_date":"2026-03-31","totals":[],"ageing":[],"credit_raises":true,"language":"en","notes":[],"proof":{"verdict":"proven","checks":[{"name":"running_balance","outcome":"holds","detail":"4 of 4 balances follow","place":null},{"name":"opening_closing","outcome":"holds","detail":"100.00 with the lines give 1050.00; printed: 1,050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null}}],"repairs":[]}}');
INSERT INTO public.finding VALUES (1, 'problems', '{"problems":[],"looks_like":null}');
INSERT INTO public.finding VALUES (1, 'account', '{"problem":""}');
INSERT INTO public.finding VALUES (1, 'reconciliation', '{"statement":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","form":"balance-forward","lines":[{"date":"2026-03-03","amount":"600.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,211.5,544.1,223.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5001"],"description":"Invoice","running_balance":"700.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,211.5,464.1,223.2],"sheet":null,"cell":null,"line":null},"read_as":"600.00"},{"date":"2026-03-11","amount":"250.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,229.5,544.1,241.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5002"],"description":"Invoice","running_balance":"950.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,229.5,464.1,241.2],"sheet":null,"cell":null,"line":null},"read_as":"250.50"},{"date":"2026-03-17","amount":"-500.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,247.5,544.1,259.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"payment","references":["RCT-9001"],"description":"Payment","running_balance":"450.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[363.6,247.5,394.1,259.2],"sheet":null,"cell":null,"line":null},"read_as":"500.00"},{"date":"2026-03-25","amount":"599.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,265.5,544.1,277.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5003"],"description":"Invoice","running_balance":"1050.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,265.5,464.1,277.2],"sheet":null,"cell":null,"line":null},"read_as":"599.50"}],"holder":"Acme Fasteners Ltd","addressee":null,"account":null,"currency":"USD","date":null,"period":{"start":"2026-03-01","end":"2026-03-31"},"opening":{"amount":"100.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[513.6,193.5,544.1,205.2],"sheet":null,"cell":null,"line":null},"read_as":"100.00"},"closing":{"amount":"1050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null},"read_as":"1,050.00"},"closing_date":"2026-03-31","totals":[],"ageing":[],"credit_raises":true,"language":"en","notes":[],"proof":{"verdict":"proven","checks":[{"name":"running_balance","outcome":"holds","detail":"4 of 4 balances follow","place":null},{"name":"opening_closing","outcome":"holds","detail":"100.00 with the lines give 1050.00; printed: 1,050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null}}],"repairs":[]}},"ledger":{"account":"C-1001","opening":"100.00","balance":"1050.00","as_of":"2026-03-31","entries":[{"id":"r3","row":3,"account":"C-1001","date":"2026-03-03","amount":"600.00","kind":"invoice","due_date":null,"references":["INV-5001"],"description":"","currency":"USD","open_amount":null,"cleared_on":null},{"id":"r4","row":4,"account":"C-1001","date":"2026-03-11","amount":"250.50","kind":"invoice","due_date":null,"references":["INV-5002"],"description":"","currency":"USD","open_amount":null,"cleared_on":null},{"id":"r5","row":5,"account":"C-1001","date":"2026-03-17","amount":"-500.00","kind":"payment","due_date":null,"references":["RCT-9001"],"description":"","currency":"USD","open_amount":null,"cleared_on":null},{"id":"r6","row":6,"account":"C-1001","date":"2026-03-25","amount":"599.50","kind":"invoice","due_date":null,"references":["INV-5003"],"description":"","currency":"USD","open_amount":null,"cleared_on":null}]},"orientation":"same","orientation_proved":true,"line_amounts":["600.00","250.50","-500.00","599.50"],"opening_theirs":"100.00","matches":[{"lines":[0],"entries":["r3"],"rule":"same_reference","certainty":"certain","unambiguous":true},{"lines":[1],"entries":["r4"],"rule":"same_reference","certainty":"certain","unambiguous":true},{"lines":[2],"entries":["r5"],"rule":"same_reference","certainty":"certain","unambiguous":true},{"lines":[3],"entries":["r6"],"rule":"same_reference","certainty":"certain","unambiguous":true}],"differences":[],"bridge":{"ours":"1050.00","theirs":"1050.00","steps":[]},"agreed":true,"notes":[]}');
INSERT INTO public.finding VALUES (1, 'compared', '{"account":["C-1001","USD"],"others":[],"role":"customer","terms":{"rounding":"0.05","bank_fee":"50","discount_rates":["0.02","0.03","0.01","0.05"],"withholding_rates":["0.10","0.15","0.06","0.20","0.05"],"withholding_names":[],"fx_tolerance":"0.03","cutoff_days":10,"disputed":[],"reference_map":[],"numbers":{"rules":[],"pairs":[]},"work_budget":2000000},"told":null}');
INSERT INTO public.finding VALUES (1, 'decision', '{"outcome":"confirm","because":[{"gate":"account_certain","answer":"confirm","text":"The statement speaks of account C-1001.","facts":{}},{"gate":"addressed_to_us","answer":"confirm","text":"The paper names no account that could belong to somebody else.","facts":{}},{"gate":"amount_limit","answer":"confirm","text":"No limit applies.","facts":{}},{"gate":"answers_budget","answer":"confirm","text":"0 answers went to this counterparty today.","facts":{}},{"gate":"asked_once","answer":"confirm","text":"The sender was not asked before.","facts":{}},{"gate":"audit_confirmation","answer":"confirm","text":"No auditor asks for a confirmation.","facts":{}},{"gate":"bank_details_changed","answer":"confirm","text":"Nothing speaks of a change of bank details.","facts":{}},{"gate":"currency_agrees","answer":"confirm","text":"Both sides are in USD.","facts":{}},{"gate":"disputed","answer":"confirm","text":"Nothing is in dispute.","facts":{}},{"gate":"extraction_proven","answer":"confirm","text":"The reading is proven by the printed figures.","facts":{}},{"gate":"first_statement","answer":"confirm","text":"First statements are treated like others, or this is none.","facts":{}},{"gate":"gap_limit","answer":"confirm","text":"No limit applies.","facts":{}},{"gate":"ledger_covers","answer":"confirm","text":"Our ledger covers the days of the statement.","facts":{}},{"gate":"ledger_fresh","answer":"confirm","text":"No limit of age applies.","facts":{}},{"gate":"look_alike","answer":"confirm","text":"No address in the mail''s header resembles another one on file.","facts":{}},{"gate":"mail_is_automatic","answer":"confirm","text":"The mail was written by a person.","facts":{}},{"gate":"matches_certain","answer":"confirm","text":"No match and no difference is a mere suggestion.","facts":{}},{"gate":"only_of_its_day","answer":"confirm","text":"The mail holds no other statement of the same account and day.","facts":{}},{"gate":"own_paper_returned","answer":"confirm","text":"None of our own papers came back.","facts":{}},{"gate":"reconciliation_complete","answer":"confirm","text":"Every line agrees, and so do the balances.","facts":{}},{"gate":"repeated_statement","answer":"confirm","text":"The statement has not come before.","facts":{}},{"gate":"sender_authenticated","answer":"confirm","text":"not required by configuration","facts":{}},{"gate":"sender_known","answer":"confirm","text":"ap@acme.example is on file for C-1001.","facts":{}},{"gate":"statement_found","answer":"confirm","text":"A statement was found.","facts":{}},{"gate":"thread_depth","answer":"confirm","text":"The thread holds 0 answers of ours.","facts":{}},{"gate":"independent_check","answer":"confirm","text":"An independent check found the same sums.","facts":{}}]}');
INSERT INTO public.finding VALUES (1, 'facts', '{"automatic":"no","automatic_because":"","sender":"ap@acme.example","look_alike":"","counterparty":{"code":"C-1001","name":"Acme Fasteners Ltd","role":"customer","aliases":[],"accounts":[],"addresses":["ap@acme.example"],"domains":[],"language":"en","currency":"USD","tolerance":null,"amount_limit":null,"bank_fee":null,"discount_rates":null,"withholding_rates":null,"withholding_names":[],"fx_tolerance":null,"cutoff_days":null,"disputed":[],"reference_map":[],"numbers_refused":[],"passwords":[]},"sender_on_file":true,"authenticated":true,"authenticated_because":"not required by configuration","documents":1,"account":"C-1001","account_problem":"","repeats_case":"","rivals":[],"our_names":["Example Trading Ltd"],"text_of_mail":"Statement March 2026\n\nPlease find our statement attached.\n\nstatement.pdf\n\nstatement pdf\n\nStatement March 2026","bank_notes":[],"new_bank_accounts":[],"forms":[],"in_thread":false,"answers_case":"","first_statement":true,"ledger_age_days":8,"ledger_begins":"2026-03-01","ledger_made":"2026-04-02","given":{"today":0,"domain":0,"service":0},"answers_in_thread":0,"answers_question":"","limits":{"amount":null,"gap":null,"hold_first_statement":false,"ledger_max_age_days":null,"answers_per_day":1000,"answers_per_domain":1000,"answers_per_hour":1000,"answers_per_thread":3}}');
INSERT INTO public.finding VALUES (2, 'statement', '{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","form":"balance-forward","lines":[{"date":"2026-03-03","amount":"600.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,211.5,544.1,223.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5001"],"description":"Invoice","running_balance":"700.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,211.5,464.1,223.2],"sheet":null,"cell":null,"line":null},"read_as":"600.00"},{"date":"2026-03-11","amount":"250.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,229.5,544.1,241.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5002"],"description":"Invoice","running_balance":"950.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,229.5,464.1,241.2],"sheet":null,"cell":null,"line":null},"read_as":"250.50"},{"date":"2026-03-17","amount":"-500.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,247.5,544.1,259.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"payment","references":["RCT-9001"],"description":"Payment","running_balance":"450.50","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[363.6,247.5,394.1,259.2],"sheet":null,"cell":null,"line":null},"read_as":"500.00"},{"date":"2026-03-25","amount":"599.50","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[51.1,265.5,544.1,277.2],"sheet":null,"cell":null,"line":null},"due_date":null,"kind":"invoice","references":["INV-5003"],"description":"Invoice","running_balance":"1050.00","amount_place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[433.6,265.5,464.1,277.2],"sheet":null,"cell":null,"line":null},"read_as":"599.50"}],"holder":"Acme Fasteners Ltd","addressee":null,"account":null,"currency":"USD","date":null,"period":{"start":"2026-03-01","end":"2026-03-31"},"opening":{"amount":"100.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[513.6,193.5,544.1,205.2],"sheet":null,"cell":null,"line":null},"read_as":"100.00"},"closing":{"amount":"1050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null},"read_as":"1,050.00"},"closing_date":"2026-03-31","totals":[],"ageing":[],"credit_raises":true,"language":"en","notes":[],"proof":{"verdict":"proven","checks":[{"name":"running_balance","outcome":"holds","detail":"4 of 4 balances follow","place":null},{"name":"opening_closing","outcome":"holds","detail":"100.00 with the lines give 1050.00; printed: 1,050.00","place":{"document":"1b890f92e04505633858f2e5c9c64d7f7c01662fb6de69f97a2d5fd0ce39c9bf","reader":"pdf_words","page":1,"box":[505.2,283.5,544.1,295.2],"sheet":null,"cell":null,"line":null}}],"repairs":[]}}');
INSERT INTO public.finding VALUES (2, 'problems', '{"problems":[],"looks_like":null}');
INSERT INTO public.finding VALUES (2, 'account', '{"problem":""}');
INSERT INTO public.finding VALUES (2, 'decision', '{"outcome":"hold","because":[{"gate":"account_certain","answer":"hold","text":"No account of ours was laid against the statement.","facts":{}},{"gate":"addressed_to_us","answer":"confirm","text":"No paper is there that could belong to somebody else.","facts":{}},{"gate":"amount_limit","answer":"confirm","text":"No limit applies.","facts":{}},{"gate":"answers_budget","answer":"confirm","text":"0 answers went to this counterparty today.","facts":{}},{"gate":"asked_once","answer":"confirm","text":"The sender was not asked before.","facts":{}},{"gate":"audit_confirmation","answer":"confirm","text":"No auditor asks for a confirmation.","facts":{}},{"gate":"bank_details_changed","answer":"confirm","text":"Nothing speaks of a change of bank details.","facts":{}},{"gate":"currency_agrees","answer":"confirm","text":"No currency is printed that could contradict ours.","facts":{}},{"gate":"disputed","answer":"confirm","text":"Nothing is in dispute.","facts":{}},{"gate":"extraction_proven","answer":"confirm","text":"The reading is proven by the printed figures.","facts":{}},{"gate":"first_statement","answer":"confirm","text":"First statements are treated like others, or this is none.","facts":{}},{"gate":"gap_limit","answer":"confirm","text":"No limit applies.","facts":{}},{"gate":"ledger_covers","answer":"confirm","text":"Nothing was compared with our ledger.","facts":{}},{"gate":"ledger_fresh","answer":"confirm","text":"No limit of age applies.","facts":{}},{"gate":"look_alike","answer":"confirm","text":"No address in the mail''s header resembles another one on file.","facts":{}},{"gate":"mail_is_automatic","answer":"confirm","text":"The mail was written by a person.","facts":{}},{"gate":"matches_certain","answer":"confirm","text":"There are no matches to doubt.","facts":{}},{"gate":"only_of_its_day","answer":"confirm","text":"The mail holds no other statement of the same account and day.","facts":{}},{"gate":"own_paper_returned","answer":"confirm","text":"None of our own papers came back.","facts":{}},{"gate":"reconciliation_complete","answer":"hold","text":"The statement was not compared with our ledger.","facts":{}},{"gate":"repeated_statement","answer":"confirm","text":"The statement has not come before.","facts":{}},{"gate":"sender_authenticated","answer":"confirm","text":"not required by configuration","facts":{}},{"gate":"sender_known","answer":"hold","text":"m@elsewhere.example is not on file for exactly one counterparty.","facts":{"sender":"m@elsewhere.example"}},{"gate":"statement_found","answer":"confirm","text":"A statement was found.","facts":{}},{"gate":"thread_depth","answer":"confirm","text":"The thread holds 0 answers of ours.","facts":{}}]}');
INSERT INTO public.finding VALUES (2, 'facts', '{"automatic":"no","automatic_because":"","sender":"m@elsewhere.example","look_alike":"","counterparty":null,"sender_on_file":false,"authenticated":true,"authenticated_because":"not required by configuration","documents":1,"account":null,"account_problem":"","repeats_case":"","rivals":[],"our_names":["Example Trading Ltd"],"text_of_mail":"Statement March 2026\n\nPlease find our statement attached.\n\nstatement.pdf\n\nstatement pdf\n\nStatement March 2026","bank_notes":[],"new_bank_accounts":[],"forms":[],"in_thread":false,"answers_case":"","first_statement":true,"ledger_age_days":null,"ledger_begins":null,"ledger_made":null,"given":{"today":0,"domain":0,"service":1},"answers_in_thread":0,"answers_question":"","limits":{"amount":null,"gap":null,"hold_first_statement":false,"ledger_max_age_days":null,"answers_per_day":1000,"answers_per_domain":1000,"answers_per_hour":1000,"answers_per_thread":3}}');


--
-- Data for Name: ledger_account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ledger_account VALUES (1, 'C-1001', 'USD', '', 10000, 2, '2026-03-01', 4, '');
INSERT INTO public.ledger_account VALUES (1, 'C-2002', 'USD', '', 0, 0, NULL, 1, '');


--
-- Data for Name: ledger_entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ledger_entry VALUES (1, 'C-1001', 1, 'USD', 'r3', 3, '2026-03-03', 60000, 2, 'invoice', NULL, '["INV-5001"]', '', NULL, NULL, NULL);
INSERT INTO public.ledger_entry VALUES (1, 'C-1001', 2, 'USD', 'r4', 4, '2026-03-11', 25050, 2, 'invoice', NULL, '["INV-5002"]', '', NULL, NULL, NULL);
INSERT INTO public.ledger_entry VALUES (1, 'C-1001', 3, 'USD', 'r5', 5, '2026-03-17', -50000, 2, 'payment', NULL, '["RCT-9001"]', '', NULL, NULL, NULL);
INSERT INTO public.ledger_entry VALUES (1, 'C-1001', 4, 'USD', 'r6', 6, '2026-03-25', 59950, 2, 'invoice', NULL, '["INV-5003"]', '', NULL, NULL, NULL);
INSERT INTO public.ledger_entry VALUES (1, 'C-2002', 5, 'USD', 'r20', 20, '2026-03-09', 7700, 2, 'invoice', NULL, '["INV-7001"]', '', NULL, NULL, NULL);


--
-- Data for Name: ledger_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ledger_version VALUES (1, 'customer', 'ledger.csv', '1111111111111111111111111111111111111111111111111111111111111111', '2026-04-02T08:30:00.000000Z', '2026-03-25', 5, 2, true);


--
-- Data for Name: legal_hold; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: message; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.message VALUES (1, 'ar', 'INBOX', 1795577041, 1, '55ed5de1e9781c99f644db8e8d012d1825ba59baca0e3931a0b32cf3c243dee0', 0, 3497, '2026-11-25T03:24:01.697507Z', '2026-04-02T08:30:00.000000Z', false, false, 'recognised', 'ap@acme.example', 'Statement March 2026', '<mail-1@acme.example>', true, '', 'done', 0, '', '', NULL, '', NULL);
INSERT INTO public.message VALUES (2, 'ar', 'INBOX', 1795577041, 2, 'd91e42b3d504c13f5b0851d06d10ea9c18586ca4d8e66321fb57234bdb154908', 0, 3501, '2026-11-25T03:24:01.706333Z', '2026-04-02T08:30:00.000000Z', false, false, 'recognised', 'm@elsewhere.example', 'Statement March 2026', '<mail-2@acme.example>', true, '', 'held', 0, '', '', NULL, '', NULL);


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES (1, 1, '<tieout.8571f5f6ef2fbf681a798c62fc02c1e94811d154@us.example>', 'C-1001|97a16a25dcd43d9e478afc8ec4c89653de36eee7e061c673ca57725dec7b8b30', 'confirm', 'sent', 'ar', 'C-1001', 'C-1001', 'ar@us.example', 'ap@acme.example', '9aafdf542c1090e723c9b2ab95b49e35fb93d2537b536bd5c6199c953d5d1180', '31235aa8f8f03ae7102147a1aee12c44146d4ed503125aaf627b0d52a8b3bd57', '', 1, '2026-04-02T08:30:00.000000Z', 'written to fefc9a637d5c9c8fdc5eab7964f44502.eml', true, '2026-04-02T08:30:00.000000Z', '2026-04-02T08:30:00.000000Z');


--
-- Data for Name: reply_tally; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.reply_tally VALUES ('*', '2026-04-02T08:30', 1);
INSERT INTO public.reply_tally VALUES ('*hour', '2026-04-02T08', 1);
INSERT INTO public.reply_tally VALUES ('acme.example', '2026-04-02T08:30', 1);


--
-- Data for Name: restoration; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: staff_mail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: transition; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.transition VALUES ('message', 'received', 'recognised');
INSERT INTO public.transition VALUES ('message', 'received', 'stuck');
INSERT INTO public.transition VALUES ('message', 'stuck', 'received');
INSERT INTO public.transition VALUES ('message', 'recorded', 'received');
INSERT INTO public.transition VALUES ('case', 'recognised', 'reconciled');
INSERT INTO public.transition VALUES ('case', 'recognised', 'stuck');
INSERT INTO public.transition VALUES ('case', 'reconciled', 'decided');
INSERT INTO public.transition VALUES ('case', 'reconciled', 'stuck');
INSERT INTO public.transition VALUES ('case', 'decided', 'answering');
INSERT INTO public.transition VALUES ('case', 'decided', 'waiting');
INSERT INTO public.transition VALUES ('case', 'decided', 'done');
INSERT INTO public.transition VALUES ('case', 'decided', 'stuck');
INSERT INTO public.transition VALUES ('case', 'answering', 'done');
INSERT INTO public.transition VALUES ('case', 'answering', 'waiting');
INSERT INTO public.transition VALUES ('case', 'waiting', 'answering');
INSERT INTO public.transition VALUES ('case', 'waiting', 'done');
INSERT INTO public.transition VALUES ('case', 'waiting', 'recognised');
INSERT INTO public.transition VALUES ('case', 'stuck', 'recognised');
INSERT INTO public.transition VALUES ('case', 'stuck', 'done');
INSERT INTO public.transition VALUES ('outbox', 'draft', 'ready');
INSERT INTO public.transition VALUES ('outbox', 'draft', 'cancelled');
INSERT INTO public.transition VALUES ('outbox', 'ready', 'sending');
INSERT INTO public.transition VALUES ('outbox', 'ready', 'draft');
INSERT INTO public.transition VALUES ('outbox', 'ready', 'cancelled');
INSERT INTO public.transition VALUES ('outbox', 'ready', 'shadow');
INSERT INTO public.transition VALUES ('outbox', 'sending', 'sent');
INSERT INTO public.transition VALUES ('outbox', 'sending', 'ready');
INSERT INTO public.transition VALUES ('outbox', 'sending', 'uncertain');
INSERT INTO public.transition VALUES ('outbox', 'sending', 'failed');
INSERT INTO public.transition VALUES ('outbox', 'uncertain', 'sent');
INSERT INTO public.transition VALUES ('outbox', 'uncertain', 'ready');
INSERT INTO public.transition VALUES ('outbox', 'uncertain', 'cancelled');
INSERT INTO public.transition VALUES ('outbox', 'failed', 'ready');
INSERT INTO public.transition VALUES ('outbox', 'failed', 'cancelled');
INSERT INTO public.transition VALUES ('message', 'received', 'own');
INSERT INTO public.transition VALUES ('outbox', 'ready', 'uncertain');
INSERT INTO public.transition VALUES ('outbox', 'uncertain', 'draft');
INSERT INTO public.transition VALUES ('case', 'done', 'recognised');


--
-- Name: case_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.case_id_seq', 2, true);


--
-- Name: case_note_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.case_note_id_seq', 1, false);


--
-- Name: ledger_version_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.ledger_version_id_seq', 1, true);


--
-- Name: message_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.message_id_seq', 2, true);


--
-- Name: outbox_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.outbox_id_seq', 1, true);


--
-- Name: restoration_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.restoration_id_seq', 1, false);


--
-- Name: staff_mail_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.staff_mail_id_seq', 1, false);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: audit pk_audit; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (number);


--
-- Name: automation_stop pk_automation_stop; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.automation_stop
    ADD CONSTRAINT pk_automation_stop PRIMARY KEY (counterparty);


--
-- Name: case pk_case; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."case"
    ADD CONSTRAINT pk_case PRIMARY KEY (id);


--
-- Name: case_difference pk_case_difference; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_difference
    ADD CONSTRAINT pk_case_difference PRIMARY KEY (case_id, "position");


--
-- Name: case_figures pk_case_figures; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_figures
    ADD CONSTRAINT pk_case_figures PRIMARY KEY (case_id);


--
-- Name: case_mark pk_case_mark; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_mark
    ADD CONSTRAINT pk_case_mark PRIMARY KEY (case_id);


--
-- Name: case_note pk_case_note; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_note
    ADD CONSTRAINT pk_case_note PRIMARY KEY (id);


--
-- Name: counterparty pk_counterparty; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counterparty
    ADD CONSTRAINT pk_counterparty PRIMARY KEY (code);


--
-- Name: counterparty_key pk_counterparty_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counterparty_key
    ADD CONSTRAINT pk_counterparty_key PRIMARY KEY (kind, value, code);


--
-- Name: cursor pk_cursor; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cursor
    ADD CONSTRAINT pk_cursor PRIMARY KEY (mailbox, folder);


--
-- Name: desk_link pk_desk_link; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_link
    ADD CONSTRAINT pk_desk_link PRIMARY KEY (id);


--
-- Name: desk_session pk_desk_session; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_session
    ADD CONSTRAINT pk_desk_session PRIMARY KEY (id);


--
-- Name: desk_user pk_desk_user; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_user
    ADD CONSTRAINT pk_desk_user PRIMARY KEY (name);


--
-- Name: finding pk_finding; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finding
    ADD CONSTRAINT pk_finding PRIMARY KEY (case_id, kind);


--
-- Name: ledger_account pk_ledger_account; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT pk_ledger_account PRIMARY KEY (version, account, currency);


--
-- Name: ledger_entry pk_ledger_entry; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT pk_ledger_entry PRIMARY KEY (version, account, "position");


--
-- Name: ledger_version pk_ledger_version; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_version
    ADD CONSTRAINT pk_ledger_version PRIMARY KEY (id);


--
-- Name: legal_hold pk_legal_hold; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_hold
    ADD CONSTRAINT pk_legal_hold PRIMARY KEY (kind, value);


--
-- Name: message pk_message; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message
    ADD CONSTRAINT pk_message PRIMARY KEY (id);


--
-- Name: outbox pk_outbox; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);


--
-- Name: reply_tally pk_reply_tally; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.reply_tally
    ADD CONSTRAINT pk_reply_tally PRIMARY KEY (domain, since);


--
-- Name: restoration pk_restoration; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.restoration
    ADD CONSTRAINT pk_restoration PRIMARY KEY (id);


--
-- Name: staff_mail pk_staff_mail; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff_mail
    ADD CONSTRAINT pk_staff_mail PRIMARY KEY (id);


--
-- Name: transition pk_transition; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.transition
    ADD CONSTRAINT pk_transition PRIMARY KEY (noun, was, becomes);


--
-- Name: case uq_case_message_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."case"
    ADD CONSTRAINT uq_case_message_number UNIQUE (message, number);


--
-- Name: message uq_message_mailbox_folder_uidvalidity_uid; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message
    ADD CONSTRAINT uq_message_mailbox_folder_uidvalidity_uid UNIQUE (mailbox, folder, uidvalidity, uid);


--
-- Name: message uq_message_sha256_copy; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message
    ADD CONSTRAINT uq_message_sha256_copy UNIQUE (sha256, copy);


--
-- Name: outbox uq_outbox_answers; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_answers UNIQUE (answers);


--
-- Name: outbox uq_outbox_case_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_case_id UNIQUE (case_id);


--
-- Name: outbox uq_outbox_message_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_message_id UNIQUE (message_id);


--
-- Name: staff_mail uq_staff_mail_kind_recipient_about_day; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff_mail
    ADD CONSTRAINT uq_staff_mail_kind_recipient_about_day UNIQUE (kind, recipient, about, day);


--
-- Name: staff_mail uq_staff_mail_message_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff_mail
    ADD CONSTRAINT uq_staff_mail_message_id UNIQUE (message_id);


--
-- Name: ix_audit_case_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_audit_case_id ON public.audit USING btree (case_id);


--
-- Name: ix_audit_message; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_audit_message ON public.audit USING btree (message);


--
-- Name: ix_case_claimed_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_claimed_by ON public."case" USING btree (claimed_by) WHERE ((claimed_by)::text <> ''::text);


--
-- Name: ix_case_counterparty_fingerprint; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_counterparty_fingerprint ON public."case" USING btree (counterparty, fingerprint);


--
-- Name: ix_case_figures_stake; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_figures_stake ON public.case_figures USING btree (stake);


--
-- Name: ix_case_mark_assigned_to; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_mark_assigned_to ON public.case_mark USING btree (assigned_to);


--
-- Name: ix_case_note_case_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_note_case_id ON public.case_note USING btree (case_id);


--
-- Name: ix_case_state_tries_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_case_state_tries_id ON public."case" USING btree (state, tries, id);


--
-- Name: ix_counterparty_key_code; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_counterparty_key_code ON public.counterparty_key USING btree (code);


--
-- Name: ix_desk_link_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_desk_link_user ON public.desk_link USING btree ("user");


--
-- Name: ix_desk_session_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_desk_session_user ON public.desk_session USING btree ("user");


--
-- Name: ix_ledger_entry_version_amount; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_ledger_entry_version_amount ON public.ledger_entry USING btree (version, amount);


--
-- Name: ix_message_claimed_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_message_claimed_by ON public.message USING btree (claimed_by) WHERE ((claimed_by)::text <> ''::text);


--
-- Name: ix_message_mailbox_settle; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_message_mailbox_settle ON public.message USING btree (mailbox, settle);


--
-- Name: ix_message_message_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_message_message_id ON public.message USING btree (message_id);


--
-- Name: ix_message_state_tries_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_message_state_tries_id ON public.message USING btree (state, tries, id);


--
-- Name: ix_outbox_counterparty_created_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_counterparty_created_at ON public.outbox USING btree (counterparty, created_at);


--
-- Name: ix_outbox_mailbox_state_copied; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_mailbox_state_copied ON public.outbox USING btree (mailbox, state, copied);


--
-- Name: ix_outbox_recipient_created_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_recipient_created_at ON public.outbox USING btree (recipient, created_at);


--
-- Name: ix_outbox_state_due_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_outbox_state_due_at ON public.outbox USING btree (state, due_at);


--
-- Name: ix_staff_mail_state_due_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_staff_mail_state_due_at ON public.staff_mail USING btree (state, due_at);


--
-- Name: uq_ledger_version_active; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX uq_ledger_version_active ON public.ledger_version USING btree (role) WHERE active;


--
-- Name: uq_message_remote; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX uq_message_remote ON public.message USING btree (mailbox, folder, remote) WHERE (remote <> ''::text);


--
-- Name: audit audit_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();


--
-- Name: case case_transition; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER case_transition BEFORE UPDATE OF state ON public."case" FOR EACH ROW EXECUTE FUNCTION public.refuse_transition();


--
-- Name: message message_transition; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER message_transition BEFORE UPDATE OF state ON public.message FOR EACH ROW EXECUTE FUNCTION public.refuse_transition();


--
-- Name: automation_stop noted_automation_stop; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_automation_stop AFTER INSERT OR DELETE OR UPDATE OF counterparty, because, placed_by, placed_at ON public.automation_stop FOR EACH ROW EXECUTE FUNCTION public.noted_automation_stop();


--
-- Name: case noted_case; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_case AFTER INSERT OR DELETE OR UPDATE OF id, message, number, document, document_name, state, outcome, counterparty, account, ledger_version, fingerprint, repeats, trace, created_at, updated_at ON public."case" FOR EACH ROW EXECUTE FUNCTION public.noted_case();


--
-- Name: case_figures noted_case_figures; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_case_figures AFTER INSERT OR DELETE OR UPDATE OF case_id, currency, ours, theirs, gap, stake, verdict, statement_date, lines, matched, differences, gates ON public.case_figures FOR EACH ROW EXECUTE FUNCTION public.noted_case_figures();


--
-- Name: case_mark noted_case_mark; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_case_mark AFTER INSERT OR DELETE OR UPDATE OF case_id, assigned_to, disputed, first_approval, checked_by, checked_at, wrong ON public.case_mark FOR EACH ROW EXECUTE FUNCTION public.noted_case_mark();


--
-- Name: case_note noted_case_note; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_case_note AFTER INSERT OR DELETE OR UPDATE OF id, case_id, at, by, text ON public.case_note FOR EACH ROW EXECUTE FUNCTION public.noted_case_note();


--
-- Name: counterparty noted_counterparty; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_counterparty AFTER INSERT OR DELETE OR UPDATE OF code, role, name, content ON public.counterparty FOR EACH ROW EXECUTE FUNCTION public.noted_counterparty();


--
-- Name: counterparty_key noted_counterparty_key; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_counterparty_key AFTER INSERT OR DELETE OR UPDATE OF kind, value, code ON public.counterparty_key FOR EACH ROW EXECUTE FUNCTION public.noted_counterparty_key();


--
-- Name: cursor noted_cursor; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_cursor AFTER INSERT OR DELETE OR UPDATE OF mailbox, folder, uidvalidity, uid, started_at, mark ON public.cursor FOR EACH ROW EXECUTE FUNCTION public.noted_cursor();


--
-- Name: desk_link noted_desk_link; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_desk_link AFTER INSERT OR DELETE OR UPDATE OF id, purpose, "user", subject, ends_at ON public.desk_link FOR EACH ROW EXECUTE FUNCTION public.noted_desk_link();


--
-- Name: desk_session noted_desk_session; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_desk_session AFTER INSERT OR DELETE OR UPDATE OF id, "user", created_at, ends_at ON public.desk_session FOR EACH ROW EXECUTE FUNCTION public.noted_desk_session();


--
-- Name: desk_user noted_desk_user; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_desk_user AFTER INSERT OR DELETE OR UPDATE OF name, role, password, totp, totp_step, disabled, language, created_at, seen_at ON public.desk_user FOR EACH ROW EXECUTE FUNCTION public.noted_desk_user();


--
-- Name: finding noted_finding; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_finding AFTER INSERT OR DELETE OR UPDATE OF case_id, kind, content ON public.finding FOR EACH ROW EXECUTE FUNCTION public.noted_finding();


--
-- Name: ledger_version noted_ledger_version; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_ledger_version AFTER INSERT OR DELETE OR UPDATE OF id, role, name, sha256, imported_at, as_of, entries, accounts, active ON public.ledger_version FOR EACH ROW EXECUTE FUNCTION public.noted_ledger_version();


--
-- Name: legal_hold noted_legal_hold; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_legal_hold AFTER INSERT OR DELETE OR UPDATE OF kind, value, because, placed_by, placed_at ON public.legal_hold FOR EACH ROW EXECUTE FUNCTION public.noted_legal_hold();


--
-- Name: message noted_message; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_message AFTER INSERT OR DELETE OR UPDATE OF id, mailbox, folder, uidvalidity, uid, sha256, copy, size, received_at, recorded_at, too_large, backlog, state, sender, subject, message_id, authenticated, settle, settled, trace, remote, pruned_at ON public.message FOR EACH ROW EXECUTE FUNCTION public.noted_message();


--
-- Name: outbox noted_outbox; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_outbox AFTER INSERT OR DELETE OR UPDATE OF id, case_id, message_id, answers, kind, state, mailbox, counterparty, account, sender, recipient, mail, mime, approved_by, attempts, due_at, answer, copied, created_at, updated_at ON public.outbox FOR EACH ROW EXECUTE FUNCTION public.noted_outbox();


--
-- Name: restoration noted_restoration; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_restoration AFTER INSERT OR DELETE OR UPDATE OF id, backup_at, restored_at ON public.restoration FOR EACH ROW EXECUTE FUNCTION public.noted_restoration();


--
-- Name: staff_mail noted_staff_mail; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER noted_staff_mail AFTER INSERT OR DELETE OR UPDATE OF id, kind, recipient, "user", about, day, draft, message_id, state, attempts, due_at, answer, created_at, updated_at ON public.staff_mail FOR EACH ROW EXECUTE FUNCTION public.noted_staff_mail();


--
-- Name: outbox outbox_tally; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER outbox_tally AFTER INSERT OR DELETE OR UPDATE OF state, recipient, created_at ON public.outbox FOR EACH ROW EXECUTE FUNCTION public.count_reply();


--
-- Name: outbox outbox_transition; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER outbox_transition BEFORE UPDATE OF state ON public.outbox FOR EACH ROW EXECUTE FUNCTION public.refuse_transition();


--
-- Name: case_difference fk_case_difference_case_id_case; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_difference
    ADD CONSTRAINT fk_case_difference_case_id_case FOREIGN KEY (case_id) REFERENCES public."case"(id);


--
-- Name: case_figures fk_case_figures_case_id_case; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_figures
    ADD CONSTRAINT fk_case_figures_case_id_case FOREIGN KEY (case_id) REFERENCES public."case"(id);


--
-- Name: case fk_case_ledger_version_ledger_version; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."case"
    ADD CONSTRAINT fk_case_ledger_version_ledger_version FOREIGN KEY (ledger_version) REFERENCES public.ledger_version(id);


--
-- Name: case_mark fk_case_mark_case_id_case; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_mark
    ADD CONSTRAINT fk_case_mark_case_id_case FOREIGN KEY (case_id) REFERENCES public."case"(id);


--
-- Name: case fk_case_message_message; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."case"
    ADD CONSTRAINT fk_case_message_message FOREIGN KEY (message) REFERENCES public.message(id);


--
-- Name: case_note fk_case_note_case_id_case; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.case_note
    ADD CONSTRAINT fk_case_note_case_id_case FOREIGN KEY (case_id) REFERENCES public."case"(id);


--
-- Name: case fk_case_repeats_case; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."case"
    ADD CONSTRAINT fk_case_repeats_case FOREIGN KEY (repeats) REFERENCES public."case"(id);


--
-- Name: counterparty_key fk_counterparty_key_code_counterparty; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counterparty_key
    ADD CONSTRAINT fk_counterparty_key_code_counterparty FOREIGN KEY (code) REFERENCES public.counterparty(code);


--
-- Name: desk_link fk_desk_link_user_desk_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_link
    ADD CONSTRAINT fk_desk_link_user_desk_user FOREIGN KEY ("user") REFERENCES public.desk_user(name);


--
-- Name: desk_session fk_desk_session_user_desk_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.desk_session
    ADD CONSTRAINT fk_desk_session_user_desk_user FOREIGN KEY ("user") REFERENCES public.desk_user(name);


--
-- Name: finding fk_finding_case_id_case; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.finding
    ADD CONSTRAINT fk_finding_case_id_case FOREIGN KEY (case_id) REFERENCES public."case"(id);


--
-- Name: ledger_account fk_ledger_account_version_ledger_version; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT fk_ledger_account_version_ledger_version FOREIGN KEY (version) REFERENCES public.ledger_version(id);


--
-- Name: ledger_entry fk_ledger_entry_version_ledger_version; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT fk_ledger_entry_version_ledger_version FOREIGN KEY (version) REFERENCES public.ledger_version(id);


--
-- Name: outbox fk_outbox_case_id_case; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_case_id_case FOREIGN KEY (case_id) REFERENCES public."case"(id);


--
-- PostgreSQL database dump complete
--


