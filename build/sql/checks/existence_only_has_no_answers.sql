-- 列「確度」は「存在のみ」ですが、列「{column_name}」に回答の値があります。
-- 直し方: 値に出典があるなら確度を「公表」か「導出」に、出典がないなら値を「…」に書きかえてください。
-- 決まり: 確度が「存在のみ」の行には、事例を見分ける列（システム名、サービス名）のほかに回答の値を書かない
-- needs whole: survey_cases
with answers as (
    unpivot (
        select source_file, source_row, columns('.*_status') as '\0'
        from source.survey_cases
        where certainty = '存在のみ'
    )
    on columns('.*_status')
    into name status_column value status
)
select
    answers.source_file,
    answers.source_row,
    survey_fields.field_title as column_name,
    null as value
from answers
join source.survey_fields on survey_fields.field || '_status' = answers.status_column
where answers.status = 'answered' and survey_fields.field not in ('system_name', 'service_name')
