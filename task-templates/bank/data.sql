-- Fills the bank with some 1.2 million rows, the same in every run. Run it in one session.
-- Account 1 is the story account: it starts at exactly 1,000.00, and only the story writes to it.

-- A number from 0 to n - 1 for row i, by a hash: the seed of all data is here.
create function pg_temp.pick(i bigint, purpose bigint, n bigint) returns bigint
    language sql immutable parallel safe
    return (hashint8extended(i, 20261123 + purpose) & 9223372036854775807) % n;

create function pg_temp.key(i bigint, purpose bigint) returns uuid
    language sql immutable parallel safe
    return (lpad(to_hex(hashint8extended(i, purpose)), 16, '0') || lpad(to_hex(hashint8extended(i, -purpose)), 16, '0'))::uuid;

insert into "BANKING"."BRANCHES"
select i,
       case when i > 1 then 1 + pg_temp.pick(i, 1, least(i - 1, 12)) end,
       (array['Hauptstraße', 'Place d''Été', 'Невский', '南京路', 'शाहीबाग', 'شارع النيل', 'Nørrebro', 'Main Street'])
           [1 + pg_temp.pick(i, 2, 8)] || ' ' || i,
       date '1951-03-01' + (i * 97)::integer,
       jsonb_build_object('city', (array['Berlin', 'Zürich', 'Łódź', 'İzmir', '上海', 'Москва'])[1 + pg_temp.pick(i, 3, 6)],
                          'desks', 2 + pg_temp.pick(i, 4, 20))
from generate_series(1::bigint, 120) i;

insert into "BANKING"."CUSTOMERS"
select i,
       pg_temp.key(i, 10),
       case i when 2 then null when 3 then '   ' when 4 then 'Madonna' when 5 then ' Al  Al ' when 6 then 'Jane van Doe'
       else (array['Jane', 'Zoë', 'José', 'Łukasz', 'Øystein', 'Ayşe', 'Анна', 'Дмитрий', '伟', '美玲', 'محمد', 'ليلى', 'आरव',
                   'प्रिया', 'Ada', 'Björn'])[1 + pg_temp.pick(i, 11, 16)]
            || ' ' ||
            (array['Doe', 'Müller', 'García Márquez', 'Żeleński', 'O''Brien', 'Çelik', 'Иванова', 'Достоевский', '王', '陳',
                   'العربي', 'حداد', 'शर्मा', 'पटेल', 'Lovelace', 'Åkesson'])[1 + pg_temp.pick(i, 12, 16)]
       end,
       case when i % 9 <> 0 then 'customer' || i || '@example.org' end,
       case when i % 31 <> 0 then date '1935-01-01' + pg_temp.pick(i, 13, 25000)::integer end,
       case when i > 1 and i % 4 = 0 then 1 + pg_temp.pick(i, 14, i - 1) end,
       case i % 3 when 0 then '{}'::text[]
                  when 1 then array['+49 30 ' || (1000000 + pg_temp.pick(i, 15, 8999999))]
                  else array['+1 555 ' || (1000 + i % 9000), 'ext. "' || i % 100 || '"', null] end,
       case when i % 5 <> 0 then
           jsonb_build_object('language', (array['de', 'pl', 'ru', 'zh', 'ar', 'hi', 'tr'])[1 + pg_temp.pick(i, 16, 7)],
                              'mood', (array['😀', '🤝', '🏦', 'zufrieden'])[1 + pg_temp.pick(i, 17, 4)],
                              'visits', pg_temp.pick(i, 18, 400)) end,
       -- Every hundredth signature is large enough for PostgreSQL to store it beside the row.
       case when i % 100 = 0 then (select string_agg(sha256((i || '-' || part)::bytea), '') from generate_series(1, 120) part)
            when i % 10 = 0 then sha256(i::text::bytea) end,
       1 + pg_temp.pick(i, 19, 9),
       timestamptz '1999-01-04 09:00:00+00' + i * interval '3 hours 7 minutes 11.25 seconds'
from generate_series(1::bigint, 60000) i;

-- Ten entries for each account: one that opens it and nine that cannot use it up. The story account has its opening only.
insert into "BANKING"."LEDGER"
select i,
       1 + (i - 1) % 80000,
       case when i <= 80000 then 'opening'
            when pg_temp.pick(i, 20, 2) = 0 then 'deposit' else 'withdrawal' end,
       case when i = 1 then 1000
            when i <= 80000 then 2000 + pg_temp.pick(i, 21, 500000) / 100.0
            else (pg_temp.pick(i, 22, 20000) + 1) / 100.0 * (1 - 2 * pg_temp.pick(i, 20, 2)) end,
       timestamptz '2020-01-02 08:00:00+00' + i * interval '231.125 seconds',
       pg_temp.key(i, 23),
       (array['Miete', 'salary', 'зарплата', '房租', 'إيجار', 'किराया', 'café ☕', null, null, 'rückzahlung'])[1 + pg_temp.pick(i, 24, 10)]
from generate_series(1::bigint, 800000) i
where i = 1 or i % 80000 <> 1;

insert into "BANKING"."ACCOUNTS"
select entry."ACCOUNT_ID",
       1 + pg_temp.pick(entry."ACCOUNT_ID", 30, 60000),
       1 + pg_temp.pick(entry."ACCOUNT_ID", 31, 120),
       'DE' || lpad((entry."ACCOUNT_ID" % 97)::text, 2, '0') || '50010517' || lpad(entry."ACCOUNT_ID"::text, 10, '0'),
       (array['EUR', 'EUR', 'EUR', 'CHF', 'USD'])[1 + pg_temp.pick(entry."ACCOUNT_ID", 32, 5)],
       sum(entry."AMOUNT"),
       case when pg_temp.pick(entry."ACCOUNT_ID", 33, 3) > 0 then pg_temp.pick(entry."ACCOUNT_ID", 34, 400) / 10000.0 end,
       timestamptz '2012-06-01 10:00:00+00' + entry."ACCOUNT_ID" * interval '47 minutes'
from "BANKING"."LEDGER" entry
group by entry."ACCOUNT_ID";

insert into "BANKING"."ACCOUNT_HOLDERS"
select "ACCOUNT_ID", "CUST_ID", 'owner' from "BANKING"."ACCOUNTS"
union all
select "ACCOUNT_ID", "CUST_ID" % 60000 + 1, 'joint' from "BANKING"."ACCOUNTS" where "ACCOUNT_ID" % 4 = 0;

insert into "BANKING"."CARDS"
select "ACCOUNT_ID",
       "ACCOUNT_ID",
       "CUST_ID",
       '4021 ' || to_char(pg_temp.pick("ACCOUNT_ID", 40, 1000000000000), 'FM0000 0000 0000'),
       date '2027-01-31' + pg_temp.pick("ACCOUNT_ID", 41, 1400)::integer,
       case when "ACCOUNT_ID" % 6 <> 0 then 500 * (1 + pg_temp.pick("ACCOUNT_ID", 42, 8)) end,
       pg_temp.pick("ACCOUNT_ID", 43, 3) > 0
from "BANKING"."ACCOUNTS"
where "ACCOUNT_ID" % 8 <> 7;

insert into "BANKING"."DAILY_BALANCES"
select "ACCOUNT_ID", date '2026-10-31' - day, "BALANCE" - day * 10
from "BANKING"."ACCOUNTS", generate_series(0, 3) day
where "ACCOUNT_ID" % 3 = 0;

insert into "BANKING"."auditLog"
select i,
       (array['batch', 'teller', 'Prüfer', 'система'])[1 + pg_temp.pick(i, 50, 4)],
       timestamptz '2025-10-26 00:30:00+00' + i * interval '61.000001 seconds',
       case when i % 7 <> 0 then jsonb_build_object('ip', '10.0.' || i % 256 || '.7', 'ok', i % 50 <> 0, 'path', array[i, i * 2]) end
from generate_series(1::bigint, 5000) i;

insert into "BANKING"."BATCH_WORK" select i, 'done' from generate_series(1, 100) i;

insert into "ARCHIVE"."NOTICES"
select i,
       1 + pg_temp.pick(i, 60, 60000),
       date '2015-01-01' + (i / 5)::integer,
       case when i % 13 <> 0 then
           repeat((array['Sehr geehrte Damen und Herren, ', 'Уважаемый клиент, ', '尊敬的客户,', 'عزيزنا العميل، ', 'प्रिय ग्राहक, '])
                      [1 + pg_temp.pick(i, 61, 5)], 3) || E'\nNo. ' || i || E'\t100 % \\ "ok"' end
from generate_series(1::bigint, 20000) i;

alter table "BANKING"."BRANCHES" add primary key ("BRANCH_ID");
alter table "BANKING"."BRANCHES" add foreign key ("PARENT_BRANCH_ID") references "BANKING"."BRANCHES";
alter table "BANKING"."CUSTOMERS" add primary key ("CUST_ID");
alter table "BANKING"."CUSTOMERS" add foreign key ("REFERRED_BY") references "BANKING"."CUSTOMERS";
alter table "BANKING"."ACCOUNTS" add primary key ("ACCOUNT_ID");
alter table "BANKING"."ACCOUNTS" add foreign key ("CUST_ID") references "BANKING"."CUSTOMERS";
alter table "BANKING"."ACCOUNTS" add foreign key ("BRANCH_ID") references "BANKING"."BRANCHES";
alter table "BANKING"."ACCOUNT_HOLDERS" add primary key ("ACCOUNT_ID", "CUST_ID");
alter table "BANKING"."ACCOUNT_HOLDERS" add foreign key ("ACCOUNT_ID") references "BANKING"."ACCOUNTS";
alter table "BANKING"."CARDS" add primary key ("CARD_ID");
alter table "BANKING"."CARDS" add foreign key ("ACCOUNT_ID") references "BANKING"."ACCOUNTS";
alter table "BANKING"."LEDGER" add primary key ("ENTRY_ID");
alter table "BANKING"."LEDGER" add foreign key ("ACCOUNT_ID") references "BANKING"."ACCOUNTS";
alter table "BANKING"."DAILY_BALANCES" add primary key ("ACCOUNT_ID", "DAY");
alter table "BANKING"."auditLog" add primary key ("entryId");
alter table "BANKING"."BATCH_WORK" add primary key ("JOB_ID");
alter table "ARCHIVE"."NOTICES" add primary key ("NOTICE_ID");

select setval('"BANKING"."CUSTOMER_SEQ"', 60000),
       setval('"BANKING"."ACCOUNT_SEQ"', 80000),
       setval('"BANKING"."CARD_SEQ"', 80000),
       setval('"BANKING"."LEDGER_SEQ"', 800000);

analyze;
