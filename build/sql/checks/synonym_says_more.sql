-- 「{typed_word}」と「{value}」は、片方がもう片方をふくむので、言いかえになりません。
-- 直し方: この行を消すか、「{typed_word}」を別の言いかたに直してください（ふくむことばは、言いかえがなくても見つかります）。
-- 決まり: 検索の言いかえの2つのことばは、たがいにふくまない
-- needs whole: search_synonyms
select
    source_file,
    source_row,
    '載っていることば' as column_name,
    written_word as value,
    typed_word
from source.search_synonyms
where contains(written_word, typed_word) or contains(typed_word, written_word)
