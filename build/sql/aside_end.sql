-- aside_end: back to the first database alone.
set search_path = 'memory.source';
detach aside;
