"""What can be downloaded here, described for data portals: DCAT-AP 3."""
