"""What is said of a law whose texts can hardly mean what they plan, by stable code."""

from collections.abc import Mapping
from types import MappingProxyType

from partial_activity.domain.words import Words

DOUBTS: Mapping[str, Words] = MappingProxyType(
    {
        "planned_twice": Words(
            "{text} fixe deux fois {parameter} ({category}) à partir du {day}.",
            "{text} plans {parameter} ({category}) twice from {day} on.",
        ),
        "minimum_wage_falls": Words(
            "Le salaire minimum ({category}) baisse de {before} à {value} le {day}.",
            "The minimum wage ({category}) falls from {before} to {value} on {day}.",
        ),
        "floor_out_of_reason": Words(
            "{parameter} ({category}) est de {value} à partir du {day}, pour un salaire minimum de "
            "{minimum_wage} : ni au-dessus de lui, ni sous sa moitié.",
            "{parameter} ({category}) is {value} from {day} on, and the minimum wage "
            "{minimum_wage}: neither above it nor under its half.",
        ),
        "allowance_floor_above_indemnity_floor": Words(
            "Le plancher de l'allocation ({category}), {value}, est au-dessus de celui de "
            "l'indemnité, {indemnity_floor}, à partir du {day}.",
            "The floor of the allowance ({category}), {value}, is above that of the indemnity, "
            "{indemnity_floor}, from {day} on.",
        ),
        "allowance_share_above_indemnity_share": Words(
            "La part de l'allocation ({category}), {value}, est au-dessus de celle de l'indemnité, "
            "{indemnity_share}, à partir du {day}.",
            "The share of the allowance ({category}), {value}, is above that of the indemnity, "
            "{indemnity_share}, from {day} on.",
        ),
        "cap_below_floor": Words(
            "Au plafond, {parameter} ({category}) donne {value} de l'heure à partir du {day}, "
            "moins que son plancher, {floor}.",
            "At its cap {parameter} ({category}) gives {value} an hour from {day} on, less than "
            "its floor, {floor}.",
        ),
        "levies_above_one": Words(
            "Les prélèvements font ensemble {value} de l'indemnité le {day}.",
            "The levies take {value} of the indemnity together on {day}.",
        ),
    }
)
