"""Folders of an Exchange mailbox by their well-known name or their path."""

from __future__ import annotations

from typing import Any

from exchangelib import Folder, errors

_WELL_KNOWN = {"inbox": "inbox", "sent": "sent", "junk": "junk"}


def folder_of(account: Any, path: str, *, make: bool = False) -> Any:
    """Return a folder of the account; one that is missing is made where `make` says so. Raises exchangelib's errors."""
    well_known = _WELL_KNOWN.get(path.lower())
    if well_known:
        return getattr(account, well_known)
    folder = account.msg_folder_root
    for part in path.split("/"):
        child = next((each for each in folder.children if each.name == part), None)
        if child is None:
            if not make:
                raise errors.ErrorFolderNotFound(f"there is no folder {path}: correct `folder`")
            child = Folder(parent=folder, name=part)
            child.save()
        folder = child
    return folder
