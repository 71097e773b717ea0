-- 補助率の分子は「{numerator}」、分母は「{value}」です。
-- 直し方: 2分の1なら、分子に 1、分母に 2 と書いてください。率が書かれていないときは、両方を空欄にします。
-- 決まり: 補助率は、分子と分母をそろえて書き、1を超えない
-- needs whole: subsidy_rules, subsidies_applied
with rates as (
    select source_file, source_row, rate_numerator as numerator, rate_denominator as denominator
    from source.subsidy_rules
    union all
    select source_file, source_row, rate_numerator, rate_denominator
    from source.subsidies_applied
)
select source_file, source_row, '補助率の分母' as column_name, denominator as value, numerator
from rates
where (numerator is null) <> (denominator is null) or numerator > denominator
