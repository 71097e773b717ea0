-- 列「一致の根拠」が「{value}」ですが、列「出典ID」に公表画面がありません。
-- 直し方: 公表画面の出典IDを列「出典ID」に加えるか、一致の根拠を改めてください。
-- 決まり: 公表画面から収録した行は、種類が「公式画面」の出典を挙げる
-- needs whole: survey_cases, sources
select cases.source_file, cases.source_row, '一致の根拠' as column_name, cases.match_basis as value
from source.survey_cases as cases
where cases.match_basis = '公表画面から収録'
    and not exists (
        from source.sources
        where sources.kind = '公式画面' and list_contains(string_split(cases.source_ids, ';'), sources.source_id)
    )
