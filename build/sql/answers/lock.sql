-- lock: no file but the one that is open, no network, bounded memory, nothing on standard output; and no statement changes that
set enable_external_access = false;
set autoinstall_known_extensions = false;
set autoload_known_extensions = false;
set memory_limit = '512MB';
set threads = 1;
set enable_progress_bar = false;
set lock_configuration = true;
