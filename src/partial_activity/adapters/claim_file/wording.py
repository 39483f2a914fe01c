"""Why a whole claim file is refused, by stable code; a line's own sentences are the domain's."""

FILE_REFUSALS: dict[str, tuple[str, str]] = {
    "not_found": ("{path} : fichier introuvable.", "{path}: no such file."),
    "a_folder": (
        "{path} est un dossier : donner un fichier CSV.",
        "{path} is a folder: give a CSV file.",
    ),
    "not_readable": ("{path} : lecture refusée ({why}).", "{path}: cannot be read ({why})."),
    "empty": (
        "{path} est vide : une ligne d'en-tête et au moins une ligne sont attendues.",
        "{path} is empty: a header and at least one line are expected.",
    ),
    "spreadsheet": (
        (
            "{path} est un classeur, et l'extra « sheets » qui les lit n'est pas installé : "
            "enregistrer sous « CSV UTF-8 »."
        ),
        (
            "{path} is a workbook, and the extra “sheets”, which reads them, is not installed: "
            "save it as “CSV UTF-8”."
        ),
    ),
    "broken_sheet": (
        (
            "{path} ressemble à un classeur et ne peut pas être lu (abîmé, ou protégé par mot de "
            "passe) : enregistrer la feuille sous « CSV UTF-8 »."
        ),
        (
            "{path} looks like a workbook and cannot be read (damaged, or protected by a "
            "password): save the sheet as “CSV UTF-8”."
        ),
    ),
    "large_sheet": (
        (
            "{path} est un classeur trop grand, ou dont des cellules sont très loin des autres : "
            "supprimer ce qui dépasse du tableau, ou enregistrer la feuille sous "
            "« CSV UTF-8 »."
        ),
        (
            "{path} is a workbook that is too large, or has cells very far from the others: delete "
            "what lies beyond the table, or save the sheet as “CSV UTF-8”."
        ),
    ),
    "several_sheets": (
        (
            "{path} : plusieurs feuilles visibles ont les colonnes attendues ({sheets}) : masquer "
            "les autres, ou en nommer une (assess-file --sheet)."
        ),
        (
            "{path}: several visible sheets have the columns ({sheets}): hide the others, or name "
            "one (assess-file --sheet)."
        ),
    ),
    "unknown_sheet": (
        "{path} : aucune feuille de ce nom ; ce classeur a : {sheets}.",
        "{path}: no sheet of that name; this workbook has: {sheets}.",
    ),
    "no_sheet": (
        "{path} : ce classeur n'a aucune feuille visible de cellules.",
        "{path}: this workbook has no visible sheet of cells.",
    ),
    "no_workbook": (
        "{path} n'est pas un classeur : il n'a pas de feuille à choisir.",
        "{path} is not a workbook: it has no sheet to choose.",
    ),
    "formulas_not_calculated": (
        (
            "{path} : des formules n'ont pas encore été calculées ; ouvrir le classeur dans un "
            "tableur, l'enregistrer, puis recommencer."
        ),
        (
            "{path}: formulas were not calculated yet; open the workbook in a spreadsheet, save "
            "it, then try again."
        ),
    ),
    "columnar": (
        "{path} est un fichier Parquet, qui n'est pas lu : donner un CSV.",
        "{path} is a Parquet file, which is not read: give a CSV.",
    ),
    "utf_16": (
        "{path} est en UTF-16 (« texte Unicode ») : enregistrer sous « CSV UTF-8 ».",
        "{path} is in UTF-16 (“Unicode text”): save it as “CSV UTF-8”.",
    ),
    "not_text": (
        "{path} n'est pas un fichier texte : donner un CSV.",
        "{path} is not a text file: give a CSV.",
    ),
    "header_too_long": (
        "{path} : la première ligne dépasse {limit:octet|octets} ; ce n'est pas un en-tête.",
        "{path}: the first line is over {limit:byte|bytes}; that is no header.",
    ),
    "header_unreadable": (
        "{path} : l'en-tête est illisible ({why}) : enregistrer sous « CSV UTF-8 ».",
        "{path}: the header cannot be read ({why}): save it as “CSV UTF-8”.",
    ),
    "no_header": (
        (
            "{path} : aucune des colonnes attendues n'y est. La première ligne doit les nommer "
            "(siret, numero_decision, mois, nir…), séparées par un point-virgule, une virgule ou "
            "une tabulation."
        ),
        (
            "{path}: none of the columns is there. The first line has to name them (siret, "
            "numero_decision, mois, nir…), parted by a semicolon, a comma or a tab."
        ),
    ),
    "missing_columns": (
        "{path} : colonne manquante : {columns}.",
        "{path}: missing column: {columns}.",
    ),
    "duplicate_columns": (
        "{path} : colonne en double : {columns}. N'en garder qu'une.",
        "{path}: duplicate column: {columns}. Keep one.",
    ),
    "column_of_two": (
        (
            "{path} : le droit en usage demande un fait nommé {columns}, qui est une colonne de "
            "tout fichier : donner au fait un autre nom."
        ),
        (
            "{path}: the law in use asks for a fact named {columns}, which is a column of every "
            "file: give the fact another name."
        ),
    ),
}
"""Why a whole file is refused: the sentence in French, and in English."""
