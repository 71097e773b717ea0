-- 都道府県 {prefecture_code} から {value} への行がありますが、逆の向きの行がありません。
-- 直し方: 逆の向きの行（{value},{prefecture_code},{connection}）を加えるか、この行を消してください。
-- 決まり: 隣り合う都道府県の組は、両方の向きを同じつながりで1行ずつ書く
-- needs whole: prefecture_neighbours
select
    pairs.source_file,
    pairs.source_row,
    '隣接都道府県コード' as column_name,
    pairs.neighbour_code as value,
    pairs.prefecture_code,
    pairs.connection
from source.prefecture_neighbours as pairs
anti join source.prefecture_neighbours as reverse
    on reverse.prefecture_code = pairs.neighbour_code
    and reverse.neighbour_code = pairs.prefecture_code
    and reverse.connection = pairs.connection
    and reverse.prefecture_code <> reverse.neighbour_code
where pairs.prefecture_code is not null and pairs.neighbour_code is not null
