from tricity.web.errors import TricityError


class BadIndicators(TricityError):
    """A file of indicators is wrong; the message names the file, the line and what is wrong."""
