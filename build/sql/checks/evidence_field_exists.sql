-- 列「項目」の「{value}」は、調査票の列の名前ではありません。
-- 直し方: 調査票の列の名前を、そのまま書いてください。
-- 決まり: 項目は調査票の列の名前（schemas/survey_cases.schema.json）
-- needs whole: evidence
select evidence.source_file, evidence.source_row, '項目' as column_name, evidence.field as value
from source.evidence
anti join source.survey_fields on survey_fields.field_title = evidence.field
where evidence.field is not null
