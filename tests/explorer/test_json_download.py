"""The JSON that a reader takes away from the explorer."""

from playwright.sync_api import Page


def test_json_download_says_what_it_is_and_holds_the_same_cases(engine: Page) -> None:
    ask = """() => JSON.parse(downloads.toJson(made, ["service_name", "subsidies"], [0, 1, 2],
      { sentence: "すべての事例：3 件", address: "https://a.example/cases/" }))"""
    made = engine.evaluate(ask)
    assert made["title"] == "すべての事例：3 件"
    assert [column["name"] for column in made["columns"]] == ["edition", "case_id", "service_name", "subsidies"]
    assert len(made["cases"]) == 3
    assert set(made["cases"][0]) >= {"edition", "case_id", "service_name", "service_name_status", "subsidies"}
