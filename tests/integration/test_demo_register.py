"""Who tries the demo can sign up as five kinds of firm."""

from pathlib import Path

from demo.people import TO_TRY, register_lines
from sqlalchemy import Engine

from partial_activity.adapters.registers.company_register import SqlCompanyRegister, import_register


def test_five_kinds_of_firm_are_there_to_sign_up_with(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    """Small and large, in Mayotte, an association, and one that is closed."""
    stock = tmp_path / "register.csv"
    stock.write_text(register_lines(), encoding="utf-8")
    register = SqlCompanyRegister(sqlite_engine)
    import_register(stock, register)
    found = register.find([one.siret for one in TO_TRY])
    states = [found[one.siret].active for one in TO_TRY]
    assert states == [True, True, True, True, False]
    assert found[TO_TRY[2].siret].department == "976"
