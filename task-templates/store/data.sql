-- 400 products, what is left of each, and 80,000 lines of receipts. The same in every run; run it in one session.

create function pg_temp.pick(i bigint, purpose bigint, n bigint) returns bigint
    language sql immutable parallel safe
    return (hashint8extended(i, 20261123 + purpose) & 9223372036854775807) % n;

insert into store.products
select 'SKU-' || lpad(i::text, 5, '0'),
       (array['Milch', 'Brötchen', 'crème fraîche', 'Пельмени', '豆腐', 'قهوة', 'मसाला चाय', 'Żurek', 'Olives 🫒'])[1 + pg_temp.pick(i, 1, 9)]
           || ' ' || (array['250 g', '500 g', '1 kg', '1 l'])[1 + pg_temp.pick(i, 2, 4)],
       (49 + pg_temp.pick(i, 3, 2950)) / 100.0,
       case when i % 11 <> 0 then i % 3 = 0 end
from generate_series(1::bigint, 400) i;

insert into store.inventory
select sku,
       pg_temp.pick(substr(sku, 5)::bigint, 4, 300),
       case when substr(sku, 5)::bigint % 17 <> 0 then chr(65 + pg_temp.pick(substr(sku, 5)::bigint, 5, 8)::integer) || '-3' end,
       timestamptz '2026-11-20 20:15:00+00'
from store.products;

insert into store.sales
select sold.receipt, sold.line, sku, sold.quantity, sold.quantity * unit_price, sold.sold_at
from (select 1 + i / 4 as receipt,
             1 + i % 4 as line,
             'SKU-' || lpad((1 + pg_temp.pick(i, 6, 400))::text, 5, '0') as sku,
             1 + pg_temp.pick(i, 7, 6) as quantity,
             timestamptz '2026-11-02 07:00:00+00' + i / 4 * interval '79.5 seconds' as sold_at
      from generate_series(0::bigint, 79999) i) sold
join store.products using (sku);

analyze;
