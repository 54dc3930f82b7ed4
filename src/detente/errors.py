"""What can go wrong with input, each told in one line: what, where, what to do."""


class DetenteError(Exception):
    """A fault that the user can act on; its text is one line, fit to be printed."""

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        """Keep the three parts; `str()` joins those that are there."""
        self.what, self.where, self.remedy = what, where, remedy
        head = f"{where}: {what}" if where else what
        super().__init__(f"{head}; {remedy}" if remedy else head)


class UnreadableInputError(DetenteError):
    """The input is there but no article can be read from it."""


class FetchError(DetenteError):
    """The page could not be had."""


class SettingsError(DetenteError):
    """An option, a setting or a vocabulary file is wrong."""


class LedgerError(DetenteError):
    """The database cannot be opened, or holds another schema."""


class NotFoundError(DetenteError):
    """Nothing with that identifier is stored."""
