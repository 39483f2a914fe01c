"""Why a bank sends a transfer back, in the same words for its payee, on pages and in letters."""

from collections.abc import Mapping

from partial_activity.domain.words import Words

NOT_SAID = Words("la banque n'a pas précisé pourquoi", "the bank did not say why")

BANK_REASONS: Mapping[str, Words] = {
    "AC01": Words("le numéro de compte est inexact", "the account number is not correct"),
    "AC04": Words("le compte est clôturé", "the account is closed"),
    "AC06": Words("le compte est bloqué", "the account is blocked"),
    "AG01": Words(
        "ce compte ne peut pas recevoir de virement", "this account cannot receive transfers"
    ),
    "AM04": Words(
        "la provision était insuffisante de notre côté", "there were not enough funds on our side"
    ),
    "AM05": Words("ce virement est un doublon", "this transfer is a duplicate"),
    "BE01": Words(
        "le titulaire du compte ne correspond pas", "the account holder does not correspond"
    ),
    "BE04": Words(
        "l'adresse du titulaire du compte manque", "the address of the account holder is missing"
    ),
    "BE05": Words("le donneur d'ordre n'est pas reconnu", "the originator is not recognised"),
    "MD07": Words("le titulaire du compte est décédé", "the account holder has died"),
    "MS03": NOT_SAID,
    "RC01": Words(
        "l'identifiant de la banque est inexact", "the identifier of the bank is not correct"
    ),
    "RR04": Words("un motif réglementaire", "a regulatory reason"),
}
"""The codes of ISO 20022 that people meet; others are shown as they are."""
