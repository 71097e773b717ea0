"""The rows for decisions in the small made-up folder: demand, schemes, subsidies, events, amounts."""

from collections.abc import Mapping, Sequence

Rows = Sequence[Mapping[str, str]]

SURVEYS, STATEMENTS = "demand/surveys.csv", "demand/statements.csv"
ADOPTION, NATIONAL = "demand/adoption_figures.csv", "demand/national_figures.csv"
SCHEMES, STEPS, SCHEME_CASES = "schemes/schemes.csv", "schemes/steps.csv", "schemes/cases.csv"
SUBSIDY_RULES, SUBSIDIES_APPLIED = "schemes/subsidy_rules.csv", "schemes/subsidies_applied.csv"
EVENTS, AMOUNTS = "schemes/case_events.csv", "schemes/case_amounts.csv"
SAVINGS, DOCUMENTS = "schemes/savings.csv", "schemes/case_documents.csv"


def _said(quotation: str) -> Mapping[str, str]:
    return {"引用": quotation, "出典ID": "town-plan"}


def _statement(number: str, kind: str, label: str, **said: str) -> Mapping[str, str]:
    return {"調査ID": "osaka-wish", "番号": number, "種類": kind, "項目": label, **said, **_said(label)}


def _event(number: str, kind: str, when: str, **said: str) -> Mapping[str, str]:
    made = {"出来事ID": f"27-0001-{number}", "事例ID": "27-0001", "種類": kind, "時期": when, "時期の表現": when}
    return {**made, "予定か実績か": "実績", **said, **_said(f"{kind} {when}")}


DECISIONS: dict[str, Rows] = {
    SURVEYS: [
        {
            "調査ID": "osaka-wish",
            "名称": "共同化の希望の調査",
            "都道府県コード": "27",
            "方法": "アンケート",
            "実施者": "大阪府",
            "実施者の種類": "都道府県",
            "開始": "2023-04-01",
            "対象数": "4",
            "回答数": "3",
            "数える単位": "団体",
            **_said("4団体に尋ねた"),
        },
    ],
    STATEMENTS: [
        _statement("1", "希望", "予約のシステム", システム種別="施設予約システム", 値="3", 単位="団体", 母数="4"),
        _statement("2", "課題", "人が足りない", 話題="人材", 値="5", 単位="票"),
    ],
    ADOPTION: [
        {
            "都道府県コード": "27",
            "システム種別": "施設予約システム",
            "時点": as_of,
            "時点の表現": as_of,
            "数える範囲": scope,
            "導入団体数": count,
            "母数": "4",
            **_said(f"{count}団体"),
        }
        for as_of, scope, count in (
            ("2020", "共同調達に限らない導入", "1"),
            ("2023-04", "共同調達への参加", "3"),
        )
    ],
    NATIONAL: [
        {
            "数値ID": "ai-ocr-2023",
            "システム種別": "AI-OCR",
            "項目": "AI-OCR",
            "時点": "2023-12-31",
            "導入団体数": "900",
            "単位": "団体",
            "母数": "1788",
            "述べた人": "国",
            **_said("1,788のうち900"),
        },
    ],
    SCHEMES: [
        {
            "体制ID": "27-govtech",
            "都道府県コード": "27",
            "名称": "見本の協議会",
            "取りまとめ": "事務局",
            "予算の共有": "いいえ",
            "後からの参加": "実例あり",
            "窓口": "見本県 情報課",
            **_said("協議会で取りまとめる"),
        },
    ],
    STEPS: [
        {
            "体制ID": "27-govtech",
            "順番": str(number),
            "年度": year,
            "開始月": month,
            "終了月": month,
            "担当": "府",
            "内容": step,
            **_said(step),
        }
        for number, (year, month, step) in enumerate(
            (("0", "4", "希望の調査"), ("0", "2", "説明会"), ("1", "4", "公告")), start=1
        )
    ],
    SCHEME_CASES: [{"体制ID": "27-govtech", "事例ID": "27-0001", "出典ID": "town-plan"}],
    SUBSIDY_RULES: [
        {
            "補助ID": "osaka-2023",
            "支払者": "大阪府",
            "都道府県コード": "27",
            "年度": "2023",
            "名称": "共同化の補助",
            "対象": "住民向け",
            "補助率の分子": "1",
            "補助率の分母": "2",
            "上限額": "5000000",
            **_said("補助率は2分の1"),
        },
    ],
    SUBSIDIES_APPLIED: [
        {
            "補助ID": "osaka-2023",
            "対象": "施設予約システム",
            "事例ID": "27-0001",
            "補助率の分子": "1",
            "補助率の分母": "2",
            **_said("2分の1を補助した"),
        },
    ],
    EVENTS: [
        _event("01", "契約開始", "2021-04-01"),
        _event("02", "参加", "2022-04", 市区町村コード="27201"),
        _event("03", "契約終了", "2026-03-31", 予定か実績か="予定"),
    ],
    AMOUNTS: [
        {
            "金額ID": "osaka-contract",
            "事例ID": "27-0001",
            "種類": "契約額",
            "対象": "予約のシステム",
            "下限": "6000000",
            "上限": "7000000",
            "期間": "5",
            **_said("600万円から700万円"),
        },
    ],
    SAVINGS: [
        {
            "削減ID": "osaka-list-price",
            "体制ID": "27-govtech",
            "比べる相手": "標準の価格",
            "段階": "実績",
            "下限": "20",
            "上限": "30",
            "単位": "%",
            "範囲": "各システム",
            **_said("2割から3割"),
        },
    ],
    DOCUMENTS: [{"事例ID": "27-0001", "出典ID": "press-2023", "種類": "説明資料", "見た日": "2024-05-01"}],
}
