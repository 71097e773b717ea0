"""Who publishes, where, and which state of the data this is."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from pipeline.paths import MKDOCS_CONFIG, ROOT
from pipeline.surroundings import whole_number_of

SYNTHETIC_NOTICE = "これは試験用の合成データです。実際の事例ではありません。"
LATEST = "data/latest/"


@dataclass(frozen=True)
class Identity:
    """Whose data, and in which state.

    `site_url` ends with a slash; `extra` is that of mkdocs.yml; `data_version` names the data's commit, empty for a frozen
    release; `data_folder` is where the site carries the files; `notice` is a part of what stands on every page.
    """

    site_name: str
    site_url: str
    repo_url: str
    publisher: str
    data_version: str
    data_time: datetime
    is_synthetic: bool = False
    newest_release: str = ""
    has_unreleased_changes: bool = False
    notice: str = ""
    data_folder: str = LATEST
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def data_date(self) -> str:
        """The day of the data's commit in Japan, as the days of the releases are."""
        return today_of(self).isoformat()

    @property
    def version(self) -> str:
        """The release, with the commit behind it where the data hold more than the release; before the first, the commit."""
        if self.newest_release and self.has_unreleased_changes:
            return f"{self.newest_release}+{self.data_version}"
        return self.newest_release or self.data_version

    @property
    def said_everywhere(self) -> str:
        """What every page has to say of the data: that they are made up, are gravely wrong, or lack whole tables."""
        return " ".join(filter(None, [SYNTHETIC_NOTICE if self.is_synthetic else "", self.notice]))

    @property
    def downloads(self) -> str:
        """The page of all files; every release has one of its own, in its folder."""
        return "downloads/" if self.data_folder == LATEST else self.data_folder

    def page_of(self, table: str) -> str:
        """The page of a table; in a release, that of all its files."""
        return f"downloads/{table}/" if self.data_folder == LATEST else self.data_folder

    @property
    def release(self) -> str:
        """Say in words which release the data are."""
        more = "（まだリリースしていない変更を含む）" if self.has_unreleased_changes else ""
        return f"リリース {self.newest_release}{more}" if self.newest_release else "リリース前"

    @property
    def release_en(self) -> str:
        """Say the same in English."""
        more = " with changes not released yet" if self.has_unreleased_changes else ""
        return f"release {self.newest_release}{more}" if self.newest_release else "before the first release"


def read_identity(data: Path) -> Identity:
    """Read the publisher from mkdocs.yml and the state of the data from git.

    The time is SOURCE_DATE_EPOCH if set, else the last commit's; without git it is 1970-01-01, never the clock's,
    so that the same files always give the same bytes.
    """
    config = yaml.safe_load(MKDOCS_CONFIG.read_text(encoding="utf-8"))
    commit = _git("rev-parse", "--short=12", "HEAD") or "unknown"
    epoch = whole_number_of("SOURCE_DATE_EPOCH", _git("log", "-1", "--format=%ct") or "0")
    return Identity(
        site_name=config["site_name"],
        site_url=config["extra"]["site_url"],
        repo_url=config["extra"]["repo_url"],
        publisher=config["extra"]["publisher"],
        data_version=commit,
        data_time=datetime.fromtimestamp(epoch, UTC),
        is_synthetic=(data / "SYNTHETIC").exists(),
        extra=config["extra"],
    )


def with_notices(identity: Identity, grave_errata: Iterable[str], withdrawn_tables: Iterable[str]) -> Identity:
    """Say on every page which grave corrections are new, and which tables are withdrawn as a whole (ids and titles)."""
    ids, tables = "、".join(grave_errata), "、".join(withdrawn_tables)
    notices = [f"重大な訂正があります（{ids}）。「正誤情報」のページを見てください。"] if ids else []
    if tables:
        notices.append(
            f"取り下げている表があります：{tables}。この表の数は、どのページでも示さず、数えていません。"
            "「なし」「未確認」とあるところも、取り下げのためです。理由は「正誤情報」のページにあります。"
        )
    return replace(identity, notice="".join(notices))


def with_release(identity: Identity, newest: str | None, has_unreleased_changes: bool) -> Identity:
    """Say which release the data are, and whether they hold more than that."""
    if newest is None:
        return identity
    return replace(identity, newest_release=newest, has_unreleased_changes=has_unreleased_changes)


def of_release(identity: Identity, version: str, released_on: str) -> Identity:
    """Name a frozen release instead of the data of now: its number, its day in Japan and its folder; its commit is not recorded."""
    day = datetime.fromisoformat(released_on).replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    frozen = replace(
        identity, data_version="", data_time=day.astimezone(UTC), data_folder=f"data/v{version}/", notice=""
    )
    return with_release(frozen, version, has_unreleased_changes=False)


def today_of(identity: Identity) -> date:
    """Give the day of the data in Japan: what a build takes as today."""
    return identity.data_time.astimezone(ZoneInfo("Asia/Tokyo")).date()


def _git(*arguments: str) -> str:
    try:
        result = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""  # no git on this machine
    return result.stdout.strip() if result.returncode == 0 else ""
