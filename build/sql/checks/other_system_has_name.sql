-- 列「システム種別」が「{system_type}」ですが、列「システム名」が空欄です。
-- 直し方: 何のシステムかを列「システム名」に書いてください。分からないときは「-」、まだ集めていないときは「…」と書きます。
-- 決まり: 「その他」の中身は別の列に書く（機械可読性ルール L2-05）
-- needs whole: survey_cases
select source_file, source_row, 'システム名' as column_name, null as value, system_type
from source.survey_cases
where system_type like 'その他システム%' and system_name_status = 'blank'
