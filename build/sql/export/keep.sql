-- keep: copies the whole database (source, clean, publish) into a new file, so that every select can be run alone.
attach $path as kept;
copy from database memory to kept;
detach kept
