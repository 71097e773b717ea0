-- aside: a second database, whose tables stand in front of those of the first; what is made from now on is made in it.
attach ':memory:' as aside;
create schema aside.source;
create schema aside.clean;
create schema aside.publish;
set search_path = 'aside.source,aside.clean,aside.publish,memory.source,memory.clean,memory.publish';
