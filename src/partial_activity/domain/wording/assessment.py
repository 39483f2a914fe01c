"""The sentences of statements, in French and in English, by stable code."""

from partial_activity.domain.wording import claim, filing, office, procedure

WARNINGS: dict[str, tuple[str, str]] = {
    "situation_without_effect": (
        "La situation « {situation} » n'a pas de règle propre ce jour-là : droit commun appliqué.",
        "The situation “{situation}” has no rule of its own that day: ordinary rules applied.",
    ),
    "no_text": (
        "{parameter} : appliqué sans texte, par tolérance ({text}).",
        "{parameter}: applied without a text, by tolerance ({text}).",
    ),
    "disputed": (
        "Point discuté, {subject} : {reason}.",
        "Disputed point, {subject}: {reason}.",
    ),
    "mayotte_national_value": (
        "{parameter} : aucun texte propre à Mayotte trouvé ce jour-là ; valeur nationale, déduite.",
        "{parameter}: no text of Mayotte's own found for that day; national value, inferred.",
    ),
    "unconfirmed_value": (
        "{parameter} ({category}) = {value} : confiance {confidence}, source unique ou déduction.",
        "{parameter} ({category}) = {value}: confidence {confidence}, one source or an inference.",
    ),
    "known_on_not_modelled": (
        "{parameter} : la date de publication n'est pas connue ; la valeur est celle connue "
        "aujourd'hui, pas celle connue le {known_on}.",
        "{parameter}: the day of publication is not known; the value is the one known today, not "
        "the one known on {known_on}.",
    ),
    "law_not_checked": (
        "{parameter} : droit vérifié jusqu'au {checked_until} seulement ; un texte plus récent a "
        "pu changer la valeur.",
        "{parameter}: law checked up to {checked_until} only; a later text may have changed the "
        "value.",
    ),
    "floor_not_modelled": (
        "Aucun plancher horaire de l'indemnité n'a de source pour ce cas : taux seul appliqué.",
        "No hourly floor of the indemnity has a source for this case: share alone applied.",
    ),
    "floor_unknown": (
        "{parameter} ({category}) : le plancher existe mais son montant n'a pas été trouvé ; aucun "
        "plancher appliqué.",
        "{parameter} ({category}): the floor exists but its amount was not found; no floor "
        "applied.",
    ),
    "indemnity_floor_applied": (
        "Le plancher décide de l'indemnité : {floor} €/h.",
        "The floor decides the indemnity: €{floor} an hour.",
    ),
    "indemnity_cap_applied": (
        "Le plafond de rémunération décide de l'indemnité : {cap} €/h.",
        "The cap on pay decides the indemnity: €{cap} an hour.",
    ),
    "allowance_floor_applied": (
        "Le plancher décide de l'allocation : {floor} €/h.",
        "The floor decides the allowance: €{floor} an hour.",
    ),
    "allowance_cap_applied": (
        "Le plafond de rémunération décide de l'allocation : {cap} €/h.",
        "The cap on pay decides the allowance: €{cap} an hour.",
    ),
    "pay_below_minimum_wage": (
        "La rémunération horaire ({pay} €) est inférieure au SMIC ({minimum_wage} €).",
        "The hourly pay (€{pay}) is below the minimum wage (€{minimum_wage}).",
    ),
    "allowance_above_indemnity": (
        "L'allocation dépasse l'indemnité : le reste à charge est négatif.",
        "The allowance is above the indemnity: the remaining cost is negative.",
    ),
    "net_limit_not_checked": (
        "L'indemnité nette ne peut dépasser la rémunération nette habituelle (R. 5122-18) : "
        "non vérifié, le net habituel n'est pas connu.",
        "The net indemnity may not exceed the usual net pay (R. 5122-18): not checked, the usual "
        "net pay is not known.",
    ),
    "net_limit_exceeded": (
        "L'indemnité de {indemnity} €/h dépasse la rémunération nette horaire habituelle, {pay} × "
        "(1 − {share}) = {limit} €, à laquelle l'indemnité nette est limitée (R. 5122-18, al. 6) ; "
        "aucune source ne dit comment cette limite joue avec le plancher et les prélèvements : "
        "montant inchangé.",
        "The indemnity of €{indemnity} an hour is above the usual net hourly pay, {pay} × (1 − "
        "{share}) = €{limit}, to which the net indemnity is limited (R. 5122-18, al. 6); no source "
        "says how this limit acts beside the floor and the levies: amount unchanged.",
    ),
    "household_net_pay": (
        "Particulier employeur : la rémunération horaire et les montants sont nets ; durée et "
        "minimum de la convention collective pris tels que donnés.",
        "Private employer: the hourly pay and the amounts are net; duration and minimum of the "
        "collective agreement are taken as given.",
    ),
    "monthly_floor": (
        "Plancher mensuel choisi : l'heure reste au taux, la rémunération mensuelle minimale "
        "complète le mois.",
        "Monthly floor chosen: the hour stays at the share, the guaranteed monthly pay completes "
        "the month.",
    ),
    "closure_only": (
        "Ces salariés n'y ont droit qu'en cas de fermeture de l'établissement ou d'une partie : "
        "à vérifier.",
        "These employees have a right only when the establishment or a part of it is closed: to "
        "be checked.",
    ),
    "no_hours": (
        "Aucune heure : les montants horaires sont donnés, les totaux sont nuls.",
        "No hours: hourly amounts are given, totals are zero.",
    ),
    "more_than_a_month": (
        "{hours} heures dépassent un mois légal (151,67) : le cas est compté tel quel.",
        "{hours} hours are more than a legal month (151.67): the case is taken as it is.",
    ),
    "structural_overtime_not_counted": (
        "Les heures au-delà de la durée légale ne sont pas indemnisables à cette date.",
        "Hours above the legal duration do not count on that day.",
    ),
    "equivalence_not_counted": (
        "Les heures d'équivalence ne sont pas indemnisables à cette date.",
        "Hours of equivalence do not count on that day.",
    ),
    "payslip_incomplete": (
        "Bulletin : {missing} manque, ses lignes sont absentes.",
        "Payslip: {missing} is missing, its lines are absent.",
    ),
    "payslip_not_modelled": (
        "Bulletin : {line} n'est pas modélisé ({reason}).",
        "Payslip: {line} is not modelled ({reason}).",
    ),
    "payslip_rule_changes": (
        "Bulletin : la règle de {line} change le {day}, la ligne est absente ; faire deux cas, "
        "jusqu'à la veille et à partir de ce jour.",
        "Payslip: the rule of {line} changes on {day}, the line is absent; make two cases, up to "
        "the day before and from that day.",
    ),
    "payslip_for_part_of_month": (
        "Bulletin : le cas couvre du {first} au {last} seulement ; les lignes comptent la seule "
        "indemnité de ces jours, alors que SMIC mensuel et rémunération minimale sont du mois.",
        "Payslip: the case covers {first} to {last} only; the lines count the indemnity of these "
        "days alone, while minimum wage and guaranteed pay are those of the month.",
    ),
    "complement_levies_apart": (
        "Bulletin : {amount} € de complément suivent le régime de l'indemnité ; CSG et CRDS sont "
        "ici celles de l'indemnité seule.",
        "Payslip: €{amount} of the complement are treated as the indemnity is; CSG and CRDS are "
        "here those on the indemnity alone.",
    ),
    "complement_not_taken_off": (
        "Bulletin : le complément, dont le net n'est pas connu, n'est pas déduit de l'allocation "
        "complémentaire.",
        "Payslip: the complement, whose net is not known, is not taken off the complementary "
        "allowance.",
    ),
}

REFUSALS: dict[str, tuple[str, str]] = {
    "scheme_not_open": (
        "Le dispositif « {scheme} » n'est pas ouvert le {day}, tel que connu.",
        "The scheme “{scheme}” is not open on {day}, as known.",
    ),
}

STEPS: dict[str, tuple[str, str]] = {
    "hourly_pay_given": (
        "Rémunération horaire de référence : donnée, prise sans arrondi.",
        "Hourly reference pay: given, taken without rounding.",
    ),
    "monthly_pay": (
        "Rémunération horaire de référence : {total} € ÷ {hours} h = {pay} € (R. 5122-18, al. 1).",
        "Hourly reference pay: €{total} ÷ {hours} hours = €{pay} (R. 5122-18, al. 1).",
    ),
    "variable_pay_added": (
        "Part variable : {sum} € ÷ {months} mois = {mean} € par mois ; {fixed} + {mean} = "
        "{total} € (R. 5122-18, al. 3).",
        "Variable part: €{sum} ÷ {months} months = €{mean} a month; {fixed} + {mean} = €{total} "
        "(R. 5122-18, al. 3).",
    ),
    "share_of_minimum_wage_pay": (
        "Rémunération horaire de référence : {share} × SMIC {minimum_wage} € = {pay} €.",
        "Hourly reference pay: {share} × minimum wage €{minimum_wage} = €{pay}.",
    ),
    "mean_pay": (
        "Rémunération horaire de référence : moyenne {mean} € ÷ {hours} h = {pay} € "
        "(D. 5122-15, II 1°).",
        "Hourly reference pay: mean €{mean} ÷ {hours} hours = €{pay} (D. 5122-15, II 1°).",
    ),
    "freelance_coefficient": (
        "Coefficient de référence : {mean} ÷ {scale}, au plus 1 = {coefficient} "
        "(D. 5122-15, II 3°).",
        "Coefficient: {mean} ÷ {scale}, at most 1 = {coefficient} (D. 5122-15, II 3°).",
    ),
    "freelance_pay": (
        "Rémunération horaire de référence : {mean} € ÷ ({month} h × {coefficient}) = {pay} €.",
        "Hourly reference pay: €{mean} ÷ ({month} hours × {coefficient}) = €{pay}.",
    ),
    "senior_executive_pay": (
        "Rémunération horaire de référence : {mean} € ÷ 30 jours ÷ 7 h = {pay} € "
        "(D. 5122-15, II 5°).",
        "Hourly reference pay: €{mean} ÷ 30 days ÷ 7 hours = €{pay} (D. 5122-15, II 5°).",
    ),
    "hours_given": (
        "Heures : données, déjà comptées.",
        "Hours: given, already counted.",
    ),
    "period_counted": (
        "Période {number} : {limit} − {worked} − {leave} = {hours} h (durée retenue, sur "
        "{contract} au contrat ; heures travaillées ; congés et absences).",
        "Period {number}: {limit} − {worked} − {leave} = {hours} hours (duration that counts, of "
        "{contract} in the contract; hours worked; leave and absence).",
    ),
    "period_without_hours": (
        "Période {number} : {worked} h travaillées et {leave} h de congés ou d'absence épuisent "
        "les {limit} h retenues, sur {contract} au contrat : {hours} h.",
        "Period {number}: {worked} hours worked and {leave} hours of leave or absence use up the "
        "{limit} hours that count, of {contract} in the contract: {hours} hours.",
    ),
    "planned_period": (
        "Période {number} : min({limit} ; {planned} programmées) − {worked} − {leave} = {weekly} "
        "h, ou min({limit} ; moyenne {mean}) − {worked} − {leave} = {average} h, au moins 0.",
        "Period {number}: min({limit}; {planned} planned) − {worked} − {leave} = {weekly} hours, "
        "or min({limit}; mean {mean}) − {worked} − {leave} = {average} hours, at least 0.",
    ),
    "planned_compared": (
        "Temps aménagé : {weekly} h par semaine ou {average} h par la moyenne, la formule la plus "
        "favorable, dans la limite de {unworked} h non travaillées : {hours} h.",
        "Arranged time: {weekly} hours by the week or {average} by the mean, the better for the "
        "employee, within {unworked} hours not worked: {hours} hours.",
    ),
    "days_counted": (
        "Période {number} : ({unworked} − {leave} congés − {rest} repos − {holidays} fériés) "
        "jours × {day} h = {hours} h.",
        "Period {number}: ({unworked} − {leave} leave − {rest} rest − {holidays} holidays) days × "
        "{day} hours = {hours} hours.",
    ),
    "days_without_hours": (
        "Période {number} : {leave} jours de congés, {rest} de repos et {holidays} fériés épuisent "
        "les {unworked} jours non travaillés : {hours} h.",
        "Period {number}: {leave} days of leave, {rest} of rest and {holidays} holidays use up the "
        "{unworked} days not worked: {hours} hours.",
    ),
    "days_limited": (
        "Ensemble des jours : {sum} h, limitées à la durée du mois, {limit} h.",
        "All days together: {sum} hours, limited to the duration of a month, {limit} hours.",
    ),
    "aircrew_days_counted": (
        "Période {number} : ({unworked} jours d'inactivité − {leave} congés − {guaranteed} "
        "garantis) × {day} h = {hours} h (D. 5122-15, I 2°).",
        "Period {number}: ({unworked} days of inactivity − {leave} leave − {guaranteed} "
        "guaranteed) × {day} hours = {hours} hours (D. 5122-15, I 2°).",
    ),
    "aircrew_days_without_hours": (
        "Période {number} : {leave} jours de congés et {guaranteed} jours garantis épuisent les "
        "{unworked} jours d'inactivité : {hours} h.",
        "Period {number}: {leave} days of leave and {guaranteed} guaranteed days use up the "
        "{unworked} days of inactivity: {hours} hours.",
    ),
    "loss_counted": (
        "Perte : {mean} − {received} = {loss} € ; ÷ {pay} € = {hours} h (limite {limit} h).",
        "Loss: {mean} − {received} = €{loss}; ÷ €{pay} = {hours} hours (limit {limit} hours).",
    ),
    "loss_limited": (
        "Perte : {mean} − {received} = {loss} € ; ÷ {pay} € = {quotient} h, limitées à {limit} : "
        "{hours} h.",
        "Loss: {mean} − {received} = €{loss}; ÷ €{pay} = {quotient} hours, limited to {limit}: "
        "{hours} hours.",
    ),
    "no_loss": (
        "Perte : {received} € reçus pour une moyenne de {mean} € : aucune, {hours} h.",
        "Loss: €{received} received against a mean of €{mean}: none, {hours} hours.",
    ),
    "indemnity_share": (
        "Indemnité : {share} × {pay} = {exact} €/h, arrondi à {rounded} €/h.",
        "Indemnity: {share} × {pay} = €{exact} an hour, rounded to €{rounded}.",
    ),
    "indemnity_cap": (
        "Indemnité : la rémunération {pay} € est plafonnée à {cap} € ; {share} × {cap} = {exact} "
        "€/h, arrondi à {rounded} €/h.",
        "Indemnity: the pay of €{pay} is capped at €{cap}; {share} × {cap} = €{exact} an hour, "
        "rounded to €{rounded}.",
    ),
    "indemnity_training": (
        "Indemnité pendant une formation : 100 % du net, {pay} × (1 − {share}) = {exact} €/h, "
        "arrondi à {rounded} €/h.",
        "Indemnity during training: 100 % of the net pay, {pay} × (1 − {share}) = €{exact} an "
        "hour, rounded to €{rounded}.",
    ),
    "indemnity_floor": (
        "Indemnité : {exact} €/h est sous le plancher ; le plancher {rounded} €/h est dû.",
        "Indemnity: €{exact} an hour is below the floor; the floor of €{rounded} is due.",
    ),
    "indemnity_own_pay": (
        "Indemnité : rémunération sous le SMIC, due en entier : {rounded} €/h.",
        "Indemnity: pay below the minimum wage, due in full: €{rounded} an hour.",
    ),
    "household_indemnity_share": (
        "Indemnité : {share} × {pay} € nets = {exact} €/h, arrondi à {rounded} €/h.",
        "Indemnity: {share} × €{pay} net = €{exact} an hour, rounded to €{rounded}.",
    ),
    "household_minimum": (
        "Indemnité : {exact} €/h est sous le minimum de la convention collective ; {rounded} €/h "
        "est dû.",
        "Indemnity: €{exact} an hour is below the minimum of the collective agreement; €{rounded} "
        "is due.",
    ),
    "household_allowance_share": (
        "Allocation : {share} × {pay} € nets = {exact} €/h, arrondi à {rounded} €/h.",
        "Allowance: {share} × €{pay} net = €{exact} an hour, rounded to €{rounded}.",
    ),
    "allowance_flat": (
        "Allocation : montant forfaitaire de {rounded} €/h.",
        "Allowance: flat amount of €{rounded} an hour.",
    ),
    "allowance_share": (
        "Allocation : {share} × {pay} = {exact} €/h, arrondi à {rounded} €/h.",
        "Allowance: {share} × {pay} = €{exact} an hour, rounded to €{rounded}.",
    ),
    "allowance_cap": (
        "Allocation : la rémunération {pay} € est plafonnée à {cap} € ; {share} × {cap} = {exact} "
        "€/h, arrondi à {rounded} €/h.",
        "Allowance: the pay of €{pay} is capped at €{cap}; {share} × {cap} = €{exact} an hour, "
        "rounded to €{rounded}.",
    ),
    "allowance_floor": (
        "Allocation : {exact} €/h est sous le plancher ; le plancher {rounded} €/h est versé.",
        "Allowance: €{exact} an hour is below the floor; the floor of €{rounded} is paid.",
    ),
    "allowance_own_pay": (
        "Allocation : limitée à la rémunération brute, {rounded} €/h (pourcentage du SMIC, sans "
        "accord).",
        "Allowance: limited to the gross pay, €{rounded} an hour (a share of the minimum wage, "
        "without agreement).",
    ),
    "allowance_indemnity": (
        "Allocation : égale à l'indemnité, {rounded} €/h.",
        "Allowance: equal to the indemnity, €{rounded} an hour.",
    ),
    "indemnity_total": (
        "Indemnité due : {hourly} €/h × {hours} h = {total} €.",
        "Indemnity due: €{hourly} × {hours} hours = €{total}.",
    ),
    "allowance_total": (
        "Allocation versée : {hourly} €/h × {hours} h = {total} €.",
        "Allowance paid: €{hourly} × {hours} hours = €{total}.",
    ),
    "remaining_cost": (
        "Reste à charge de l'employeur : {indemnity} − {allowance} = {remaining} €.",
        "Remaining cost of the employer: {indemnity} − {allowance} = €{remaining}.",
    ),
    "payslip_levy_base": (
        "Assiette de la CSG et de la CRDS : {share} × {indemnity} = {base} €.",
        "Base of CSG and CRDS: {share} × {indemnity} = €{base}.",
    ),
    "payslip_levy_margin": (
        "Marge au-dessus du SMIC mensuel brut ({minimum_wage} × 35 × 52 / 12 = {threshold} €) : "
        "{net_pay} + {indemnity} − {threshold}, au moins 0 = {margin} € (CSS, art. L. 136-1-2).",
        "Margin above the gross monthly minimum wage ({minimum_wage} × 35 × 52 / 12 = "
        "€{threshold}): {net_pay} + {indemnity} − {threshold}, at least 0 = €{margin} (CSS, art. "
        "L. 136-1-2).",
    ),
    "payslip_csg_deductible": (
        "CSG déductible : {share} × {base} = {full} €, dans la limite de la marge ({left} €) : "
        "{levy} €.",
        "Deductible CSG: {share} × {base} = €{full}, within the margin (€{left}): €{levy}.",
    ),
    "payslip_csg_non_deductible": (
        "CSG non déductible : {share} × {base} = {full} €, dans la limite de ce qui reste de la "
        "marge ({left} €) : {levy} €.",
        "Non-deductible CSG: {share} × {base} = €{full}, within what is left of the margin "
        "(€{left}): €{levy}.",
    ),
    "payslip_crds": (
        "CRDS : {share} × {base} = {full} €, dans la limite de ce qui reste de la marge "
        "({left} €) : {levy} €.",
        "CRDS: {share} × {base} = €{full}, within what is left of the margin (€{left}): €{levy}.",
    ),
    "payslip_sickness_levy": (
        "Cotisation maladie : {share} × {base} = {full} €, dans la limite de ce qui reste de la "
        "marge ({left} €) : {levy} €.",
        "Sickness levy: {share} × {base} = €{full}, within what is left of the margin (€{left}): "
        "€{levy}.",
    ),
    "payslip_sickness_margin": (
        "Marge au-dessus du SMIC mensuel brut ({minimum_wage} × 35 × 52 / 12, arrondi à l'euro "
        "supérieur = {threshold} €) : {net_pay} + {indemnity} − {threshold}, au moins 0 = "
        "{margin} € (CSS, art. D. 242-13).",
        "Margin above the gross monthly minimum wage ({minimum_wage} × 35 × 52 / 12, rounded up "
        "to the next euro = €{threshold}): {net_pay} + {indemnity} − {threshold}, at least 0 = "
        "€{margin} (CSS, art. D. 242-13).",
    ),
    "payslip_net_indemnity": (
        "Indemnité nette : {indemnity} − {levies} = {net} €.",
        "Net indemnity: {indemnity} − {levies} = €{net}.",
    ),
    "payslip_guaranteed_pay": (
        "Rémunération mensuelle minimale : {minimum_wage} × 35 × 52 / 12 × (1 − {deduction}) = "
        "{guaranteed} € (L. 3232-3).",
        "Guaranteed monthly pay: {minimum_wage} × 35 × 52 / 12 × (1 − {deduction}) = "
        "€{guaranteed} (L. 3232-3).",
    ),
    "payslip_guaranteed_pay_reduced": (
        "Rémunération mensuelle minimale : {minimum_wage} × (35 × 52 / 12 − {suspended} h, au "
        "moins 0) × (1 − {deduction}) = {guaranteed} € (L. 3232-3 et L. 3232-4).",
        "Guaranteed monthly pay: {minimum_wage} × (35 × 52 / 12 − {suspended} hours, at least 0) "
        "× (1 − {deduction}) = €{guaranteed} (L. 3232-3 and L. 3232-4).",
    ),
    "payslip_complementary_allowance": (
        "Allocation complémentaire : {guaranteed} − {net_pay} − {net_indemnity}, au moins 0 = "
        "{allowance} € (L. 3232-5).",
        "Complementary allowance: {guaranteed} − {net_pay} − {net_indemnity}, at least 0 = "
        "€{allowance} (L. 3232-5).",
    ),
    "payslip_complement": (
        "Complément de l'employeur : {maintained_share} × {hourly_pay}, arrondi à "
        "{maintained} €/h ; moins {hourly_indemnity}, au moins 0 = {hourly} €/h ; × {hours} h = "
        "{complement} €.",
        "Employer's complement: {maintained_share} × {hourly_pay}, rounded to €{maintained} an "
        "hour; less {hourly_indemnity}, at least 0 = €{hourly}; × {hours} hours = €{complement}.",
    ),
    "payslip_complement_as_pay": (
        "Complément : soumis à cotisations comme un salaire dès le premier euro : {complement} €.",
        "Complement: bears contributions as pay does, from the first euro: €{complement}.",
    ),
    "payslip_complement_as_indemnity": (
        "Complément de {complement} € : même régime que l'indemnité, rien n'est soumis à "
        "cotisations comme un salaire.",
        "Complement of €{complement}: treated as the indemnity is, none of it as pay.",
    ),
    "payslip_complement_above_limit": (
        "Complément au-delà de {multiple} × {minimum_wage} = {limit} €/h : {hourly_indemnity} + "
        "{hourly} − {limit}, entre 0 et {hourly} = {above} €/h ; × {hours} h = {as_pay} €, soumis "
        "à cotisations comme un salaire.",
        "Complement above {multiple} × {minimum_wage} = €{limit} an hour: {hourly_indemnity} + "
        "{hourly} − {limit}, between 0 and {hourly} = €{above}; × {hours} hours = €{as_pay}, "
        "bears contributions as pay does.",
    ),
}

for _more in (procedure, filing, claim, office):
    WARNINGS |= _more.WARNINGS
    REFUSALS |= _more.REFUSALS

_ALL = {**WARNINGS, **REFUSALS, **STEPS}
FRENCH = {code: french for code, (french, _) in _ALL.items()}
ENGLISH = {code: english for code, (_, english) in _ALL.items()}
