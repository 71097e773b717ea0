-- 列「公表一覧との対応」が「一致」ですが、列「一致の根拠」が空欄です。
-- 直し方: そう言える根拠を、選択肢から選んで書いてください。
-- 決まり: 一致の根拠は、公表画面から収録・同じ調達と確認・都道府県と種別が一致のどれか
-- needs whole: survey_cases
select source_file, source_row, '一致の根拠' as column_name, null as value
from source.survey_cases
where official_match = '一致' and match_basis is null
