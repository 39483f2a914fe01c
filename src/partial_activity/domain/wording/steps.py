"""The steps of an assessment, one sentence each, in French and in English."""

STEPS: dict[str, tuple[str, str]] = {
    "hourly_pay_given": (
        "Rémunération horaire de référence : donnée, prise sans arrondi.",
        "Hourly reference pay: given, taken without rounding.",
    ),
    "monthly_pay": (
        "Rémunération horaire de référence : {total} € ÷ {hours} h = {pay} € (R. 5122-18, al. 1).",
        "Hourly reference pay: €{total} ÷ {hours:hour|hours} = €{pay} (R. 5122-18, al. 1).",
    ),
    "variable_pay_added": (
        "Part variable : {sum} € ÷ {months} mois = {mean} € par mois ; {fixed} + {mean} = "
        "{total} € (R. 5122-18, al. 3).",
        "Variable part: €{sum} ÷ {months:month|months} = €{mean} a month; {fixed} + {mean} = "
        "€{total} (R. 5122-18, al. 3).",
    ),
    "share_of_minimum_wage_pay": (
        "Rémunération horaire de référence : {share} × SMIC {minimum_wage} € = {pay} €.",
        "Hourly reference pay: {share} × minimum wage €{minimum_wage} = €{pay}.",
    ),
    "mean_pay": (
        "Rémunération horaire de référence : moyenne {mean} € ÷ {hours} h = {pay} € "
        "(D. 5122-15, II 1°).",
        "Hourly reference pay: mean €{mean} ÷ {hours:hour|hours} = €{pay} (D. 5122-15, II 1°).",
    ),
    "freelance_coefficient": (
        "Coefficient de référence : {mean} ÷ {scale}, au plus 1 = {coefficient} "
        "(D. 5122-15, II 3°).",
        "Coefficient: {mean} ÷ {scale}, at most 1 = {coefficient} (D. 5122-15, II 3°).",
    ),
    "freelance_pay": (
        "Rémunération horaire de référence : {mean} € ÷ ({month} h × {coefficient}) = {pay} €.",
        "Hourly reference pay: €{mean} ÷ ({month:hour|hours} × {coefficient}) = €{pay}.",
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
        "Period {number}: {limit} − {worked} − {leave} = {hours:hour|hours} (duration that counts, "
        "of {contract} in the contract; hours worked; leave and absence).",
    ),
    "period_without_hours": (
        "Période {number} : {worked} h travaillées et {leave} h de congés ou d'absence épuisent "
        "les {limit} h retenues, sur {contract} au contrat : {hours} h.",
        "Period {number}: {worked:hour|hours} worked and {leave:hour|hours} of leave or absence "
        "use up the {limit:hour|hours} that count, of {contract} in the contract: "
        "{hours:hour|hours}.",
    ),
    "planned_period": (
        "Période {number} : min({limit} ; {planned} programmées) − {worked} − {leave} = {weekly} "
        "h, ou min({limit} ; moyenne {mean}) − {worked} − {leave} = {average} h, au moins 0.",
        "Period {number}: min({limit}; {planned} planned) − {worked} − {leave} = "
        "{weekly:hour|hours}, or min({limit}; mean {mean}) − {worked} − {leave} = "
        "{average:hour|hours}, at least 0.",
    ),
    "planned_compared": (
        "Temps aménagé : {weekly} h par semaine ou {average} h par la moyenne, la formule la plus "
        "favorable, dans la limite de {unworked} h non travaillées : {hours} h.",
        "Arranged time: {weekly:hour|hours} by the week or {average} by the mean, the better for "
        "the employee, within {unworked:hour|hours} not worked: {hours:hour|hours}.",
    ),
    "days_counted": (
        "Période {number} : ({unworked} − {leave} congés − {rest} repos − {holidays} fériés) "
        "jours × {day} h = {hours} h.",
        "Period {number}: ({unworked} − {leave} leave − {rest} rest − {holidays} holidays) days × "
        "{day:hour|hours} = {hours:hour|hours}.",
    ),
    "days_without_hours": (
        "Période {number} : {leave:jour|jours} de congés, {rest} de repos et {holidays} fériés "
        "épuisent les {unworked:jour|jours} non travaillés : {hours} h.",
        "Period {number}: {leave:day|days} of leave, {rest} of rest and {holidays} holidays use up "
        "the {unworked:day|days} not worked: {hours:hour|hours}.",
    ),
    "days_limited": (
        "Ensemble des jours : {sum} h, limitées à la durée du mois, {limit} h.",
        "All days together: {sum:hour|hours}, limited to the duration of a month, "
        "{limit:hour|hours}.",
    ),
    "aircrew_days_counted": (
        "Période {number} : ({unworked:jour|jours} d'inactivité − {leave} congés − {guaranteed} "
        "garantis) × {day} h = {hours} h (D. 5122-15, I 2°).",
        "Period {number}: ({unworked:day|days} of inactivity − {leave} leave − {guaranteed} "
        "guaranteed) × {day:hour|hours} = {hours:hour|hours} (D. 5122-15, I 2°).",
    ),
    "aircrew_days_without_hours": (
        "Période {number} : {leave:jour|jours} de congés et {guaranteed:jour garanti|jours "
        "garantis} épuisent les {unworked:jour|jours} d'inactivité : {hours} h.",
        "Period {number}: {leave:day|days} of leave and {guaranteed:guaranteed day|guaranteed "
        "days} use up the {unworked:day|days} of inactivity: {hours:hour|hours}.",
    ),
    "loss_counted": (
        "Perte : {mean} − {received} = {loss} € ; ÷ {pay} € = {hours} h (limite {limit} h).",
        "Loss: {mean} − {received} = €{loss}; ÷ €{pay} = {hours:hour|hours} (limit "
        "{limit:hour|hours}).",
    ),
    "loss_limited": (
        "Perte : {mean} − {received} = {loss} € ; ÷ {pay} € = {quotient} h, limitées à {limit} : "
        "{hours} h.",
        "Loss: {mean} − {received} = €{loss}; ÷ €{pay} = {quotient:hour|hours}, limited to "
        "{limit}: {hours:hour|hours}.",
    ),
    "no_loss": (
        "Perte : {received} € reçus pour une moyenne de {mean} € : aucune, {hours} h.",
        "Loss: €{received} received against a mean of €{mean}: none, {hours:hour|hours}.",
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
        "Indemnity due: €{hourly} × {hours:hour|hours} = €{total}.",
    ),
    "allowance_total": (
        "Allocation versée : {hourly} €/h × {hours} h = {total} €.",
        "Allowance paid: €{hourly} × {hours:hour|hours} = €{total}.",
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
        "Guaranteed monthly pay: {minimum_wage} × (35 × 52 / 12 − {suspended:hour|hours}, at least "
        "0) × (1 − {deduction}) = €{guaranteed} (L. 3232-3 and L. 3232-4).",
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
        "hour; less {hourly_indemnity}, at least 0 = €{hourly}; × {hours:hour|hours} = "
        "€{complement}.",
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
        "{hourly} − {limit}, between 0 and {hourly} = €{above}; × {hours:hour|hours} = €{as_pay}, "
        "bears contributions as pay does.",
    ),
}
