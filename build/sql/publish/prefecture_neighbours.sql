-- prefecture_neighbours: the code list as written.
-- grain:   one row per pair of neighbouring prefectures, both ways
-- reads:   prefecture_neighbours
select * from source.prefecture_neighbours order by prefecture_code, neighbour_code
