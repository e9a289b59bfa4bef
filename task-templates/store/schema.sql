-- One small supermarket, closed for the weekend.

create schema store;

create table store.products (
    sku          varchar(12)   not null,
    name         varchar(80)   not null,
    unit_price   numeric(8, 2) not null,
    organic      boolean,
    primary key (sku)
);

create table store.inventory (
    sku          varchar(12)   not null references store.products,
    on_hand      integer       not null,
    shelf        varchar(8),
    counted_at   timestamptz   not null,
    primary key (sku)
);

create table store.sales (
    receipt      bigint        not null,
    line         smallint      not null,
    sku          varchar(12)   not null references store.products,
    quantity     integer       not null,
    amount       numeric(10, 2) not null,
    sold_at      timestamptz   not null,
    primary key (receipt, line)
);
