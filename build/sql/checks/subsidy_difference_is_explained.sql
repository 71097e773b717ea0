-- 適用された補助率 {value} は規則の {rule_rate} と違いますが、列「規則との違い」が空欄です。
-- 直し方: 違う率が適用された理由を、出典のとおりに書いてください。理由が書かれていないなら、そう書きます。
-- 決まり: 規則と違う補助率には、違いの説明を書く
-- needs whole: subsidy_rules, subsidies_applied
select
    applied.source_file,
    applied.source_row,
    '規則との違い' as column_name,
    applied.rate_numerator || '/' || applied.rate_denominator as value,
    rules.rate_numerator || '/' || rules.rate_denominator as rule_rate
from source.subsidies_applied as applied
join source.subsidy_rules as rules on rules.subsidy_id = applied.subsidy_id
where applied.difference is null
    and applied.rate_numerator * rules.rate_denominator <> rules.rate_numerator * applied.rate_denominator
