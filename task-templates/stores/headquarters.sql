-- What all stores share at headquarters. Every row says whose it is; several stores may each find it here already.

create schema if not exists headquarters;

create table if not exists headquarters.products (
    store_id     varchar(4)    not null,
    sku          varchar(12)   not null,
    name         varchar(80)   not null,
    unit_price   numeric(8, 2) not null,
    primary key (store_id, sku)
);

create table if not exists headquarters.inventory (
    store_id     varchar(4)    not null,
    sku          varchar(12)   not null,
    on_hand      integer       not null,
    movements    integer       not null,
    changed_at   timestamptz   not null,
    primary key (store_id, sku)
);

create table if not exists headquarters.sales (
    store_id     varchar(4)    not null,
    sale_id      bigint        not null,
    sku          varchar(12)   not null,
    quantity     integer       not null,
    amount       numeric(10, 2) not null,
    sold_at      timestamptz   not null,
    primary key (store_id, sale_id)
);

create table if not exists headquarters.dmskit_marker (
    store_id     varchar(4)    not null,
    id           varchar(64)   not null,
    written_at   timestamptz   not null,
    primary key (store_id, id)
);
