"""sitemap.xml for every page that a reader may want, and robots.txt that names it."""

from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.identity import Identity


def write_sitemap(site: Path, addresses: list[str], identity: Identity) -> None:
    """Write the sitemap of these addresses (relative to the site) in place of the one MkDocs wrote."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    entries = "\n".join(
        f"<url><loc>{escape(identity.site_url + address)}</loc><lastmod>{identity.data_date}</lastmod></url>"
        for address in sorted(addresses)
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}\n</urlset>\n'
    )
    (site / "sitemap.xml").write_text(text, encoding="utf-8")
    (site / "robots.txt").write_text(f"User-agent: *\nSitemap: {identity.site_url}sitemap.xml\n", encoding="utf-8")
