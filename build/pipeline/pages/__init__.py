"""From the published tables to the pages of the site."""
