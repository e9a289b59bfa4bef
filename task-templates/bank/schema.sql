-- The old bank, as its Oracle database spells it: upper-case names, which PostgreSQL keeps when they are quoted.
-- Keys and indexes come with data.sql, after the rows: building them once is cheaper than keeping them up to date.

create schema "BANKING";
create schema "ARCHIVE";

create table "BANKING"."BRANCHES" (
    "BRANCH_ID"        integer      not null,
    "PARENT_BRANCH_ID" integer,                      -- the branch it reports to; head office has none
    "NAME"             varchar(80)  not null,
    "OPENED_ON"        date         not null,
    "ADDRESS"          jsonb        not null
);

create table "BANKING"."CUSTOMERS" (
    "CUST_ID"          bigint       not null,
    "CUST_KEY"         uuid         not null,
    "FULL_NAME"        varchar(200),
    "EMAIL"            varchar(120),
    "BORN_ON"          date,
    "REFERRED_BY"      bigint,                       -- another customer
    "PHONES"           text[]       not null,
    "PROFILE"          jsonb,
    "SIGNATURE"        bytea,
    "INTERNAL_RATING"  smallint,                     -- must not leave the old bank
    "JOINED_AT"        timestamptz  not null
);

create table "BANKING"."ACCOUNTS" (
    "ACCOUNT_ID"       bigint         not null,
    "CUST_ID"          bigint         not null,
    "BRANCH_ID"        integer        not null,
    "IBAN"             varchar(34)    not null,
    "CURRENCY"         char(3)        not null,
    "BALANCE"          numeric(14, 2) not null,      -- always the sum of the account's ledger entries
    "INTEREST_RATE"    numeric(6, 4),
    "OPENED_AT"        timestamptz    not null
);

create table "BANKING"."ACCOUNT_HOLDERS" (
    "ACCOUNT_ID"       bigint       not null,
    "CUST_ID"          bigint       not null,
    "ROLE"             varchar(12)  not null
);

create table "BANKING"."CARDS" (
    "CARD_ID"          bigint         not null,
    "ACCOUNT_ID"       bigint         not null,
    "CUST_ID"          bigint         not null,
    "CARD_NUMBER"      varchar(19)    not null,      -- arrives with every digit masked
    "VALID_UNTIL"      date           not null,
    "DAILY_LIMIT"      numeric(14, 2),
    "CONTACTLESS"      boolean        not null
);

create table "BANKING"."LEDGER" (
    "ENTRY_ID"         bigint         not null,
    "ACCOUNT_ID"       bigint         not null,
    "KIND"             varchar(12)    not null,
    "AMOUNT"           numeric(14, 2) not null,
    "BOOKED_AT"        timestamptz    not null,
    "REFERENCE"        uuid           not null,
    "NOTE"             varchar(200)
);

create table "BANKING"."DAILY_BALANCES" (
    "ACCOUNT_ID"       bigint         not null,
    "DAY"              date           not null,
    "BALANCE"          numeric(14, 2) not null
);

create table "BANKING"."auditLog" (
    "entryId"          bigint       not null,
    "Actor"            varchar(40)  not null,
    "happenedAt"       timestamptz  not null,
    "Details"          jsonb
);

-- Left behind: the mapping excludes BATCH%.
create table "BANKING"."BATCH_WORK" (
    "JOB_ID"           integer      not null,
    "STATE"            varchar(20)  not null
);

-- Written and replicated once, at the cutover, to prove that nothing is under way any more.
create table "BANKING"."DMSKIT_MARKER" (
    "ID"               varchar(64)  not null primary key,
    "WRITTEN_AT"       timestamptz  not null
);

-- Letters to customers. Only those since 2020 go along.
create table "ARCHIVE"."NOTICES" (
    "NOTICE_ID"        bigint       not null,
    "CUST_ID"          bigint       not null,
    "WRITTEN_ON"       date         not null,
    "BODY"             text
);

create sequence "BANKING"."CUSTOMER_SEQ";
create sequence "BANKING"."ACCOUNT_SEQ";
create sequence "BANKING"."CARD_SEQ";
create sequence "BANKING"."LEDGER_SEQ";
