"""Documents of a bank (ISO 20022), read tolerantly: names are looked for in any namespace."""

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from partial_activity.domain.words import Words
from partial_activity.ports.bank import UnreadableAnswers


def parsed(document: bytes, message: str) -> Any:  # noqa: ANN401  lxml has no types
    """Read the root of a document, whatever envelope it is.

    Args:
        document: the bytes.
        message: the message that is expected (``pain.002``), for who is told that this is none.

    Raises:
        UnreadableAnswers: it is not XML, or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        # A status is read whole, whatever stands in the middle of it.
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableAnswers(
            Words(
                "Ce n'est pas un fichier de la banque : ce n'est pas du XML, ou il est tronqué ou "
                f"abîmé. Demandez à la banque le fichier {message}.",
                "This is no file of the bank: it is not XML, or cut or damaged. Ask the bank for "
                f"the {message} file.",
            )
        ) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableAnswers(
            Words(
                "Un fichier de la banque ne déclare pas de type de document : celui-ci vient de "
                "quelqu'un d'autre.",
                "A file of the bank declares no document type: this one was made by somebody else.",
            )
        )
    return root


def children(node: Any, path: str) -> Iterator[Any]:  # noqa: ANN401  lxml has no types
    """Give the elements at a path, in any namespace."""
    yield from node.iterfind("/".join(f"{{*}}{step}" for step in path.split("/")))


def child(node: Any, path: str) -> Any:  # noqa: ANN401  lxml has no types
    """Give the first element at a path, or None."""
    return next(children(node, path), None)


def text(node: Any, path: str) -> str:  # noqa: ANN401  lxml has no types
    """Give the text of the first element at a path; empty where there is none."""
    there = child(node, path)
    return (there.text or "").strip() if there is not None else ""
