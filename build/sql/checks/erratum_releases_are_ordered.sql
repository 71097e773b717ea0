-- 列「誤りの最後のリリース」の {value} は、誤りの最初のリリース {first} より前です。
-- 直し方: 2つのリリースの番号を確かめてください。
-- 決まり: 誤りの最後のリリースは、最初のリリースと同じか後
-- needs whole: errata
select
    source_file,
    source_row,
    '誤りの最後のリリース' as column_name,
    last_wrong_release as value,
    first_wrong_release as first
from source.errata
where string_split(last_wrong_release, '.')::bigint[] < string_split(first_wrong_release, '.')::bigint[]
