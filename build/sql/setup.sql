-- setup: what is written (source), what is derived from it (clean), what readers download (publish).
create schema source;
create schema clean;
create schema publish;
set schema = 'source';
create table source.published_values (table_name varchar, column_name varchar, cell varchar, cell_count bigint);
