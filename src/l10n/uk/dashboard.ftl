### Табло: план і факт за квартал.

## Заголовки панелей
dash-headline = Виконання: { $span }
dash-headline-short = Виконання
dash-headline-year = Виконання з початку року: { $span }
dash-quarters = Квартали
dash-by-goal = За цілями
dash-by-task = За завданнями
dash-by-performer = За виконавцями
dash-by-unit = За одиницями виміру
dash-heat = Цілі × квартали, %
dash-deadlines = Строки
dash-attention = Потребують уваги
dash-longer = Довші плани: темп
dash-latest = Щойно
dash-measures = Заходи: факт { $bar } і план { $mark } (шкала – 150 % плану)
dash-since = Показники: план на рік · за квартал · з початку року · лишилось
dash-indicator = показник
dash-aggregation = підсумок
dash-planned-year = план рік
dash-so-far = з поч.р.
dash-left = лишилось
dash-left-each = на кв.
dash-standing = темп або статус
dash-burn-up = Наростання: план { $line } і виконано { $bar }
dash-trend = Тренд, % виконання

## Головні числа
dash-done = Виконано { $done } з { $owed }
dash-nothing-planned = У кварталі нічого не має бути виконано
dash-share = { $percent } частка виконаних
dash-mean = { $percent } середнє (кожен до 100 %)
dash-mean-short = сер. { $percent }
dash-weighted = Σ { $fact } / { $target } { $unit } = { $percent }
dash-rule = % = ({ $met }+{ $exceeded }+{ $deed }+{ $late }) / усе, чому строк · сер. – числа, кожне до 100 %
dash-open-rule = частка: % = ({ $met }+{ $exceeded }+{ $deed }+{ $late }) / усе, чому строк · середнє: факт / план кожного числа, не більше 100 % · { $running } { $conditional } { $reported } поза %

## Лічильники
dash-count-notes = без примітки
dash-count-overdue = прострочено
dash-count-doubts = сумніви

## Стовпці
dash-goal = ціль
dash-task = завдання
dash-performer = виконавець
dash-unit = одиниця
dash-quarter = квартал
dash-measure = захід
dash-number = №
dash-planned = план
dash-owed = належ.
dash-open = лиш.
dash-reached = вик.
dash-mean-column = сер.
dash-sum-planned = Σ план
dash-sum-reached = Σ факт
dash-sum-percent = Σ %
dash-fact = факт
dash-note = примітка

## Рядки
dash-total = усього
dash-year = { $year } рік
dash-part-of-year = разом { $year }
dash-whole-plan = увесь план
dash-no-performer = без виконавця
dash-no-unit = без одиниці
dash-quarter-ends = кінець кварталу
dash-more = … ще { $count }
dash-many-more = … ще понад { $count }
dash-due = { $count ->
    [one] строк спливає у { $count } заходу
    [few] строк спливає у { $count } заходів
    [many] строк спливає у { $count } заходів
   *[other] строк спливає у { $count } заходу
}
dash-measures-of-day = { $count ->
    [one] { $count } захід
    [few] { $count } заходи
    [many] { $count } заходів
   *[other] { $count } заходу
}
dash-before = { $count ->
    [one] і раніше: { $count } захід
    [few] і раніше: { $count } заходи
    [many] і раніше: { $count } заходів
   *[other] і раніше: { $count } заходу
}

## Чому потребує уваги
dash-why-overdue = строк минув { $day }
dash-why-not-started = не розпочато
dash-why-not-reported = не звітовано
dash-why-unexplained = без примітки
dash-why-broken = межу перевищено
dash-why-behind = відстає від плану

## Порожньо
dash-no-groups = немає груп
dash-no-performers = виконавців не названо
dash-no-deadlines = відкритих строків немає
dash-no-attention = усе гаразд: уваги нічого не потребує
dash-open-findings = { $count ->
    [one] перевірка має { $count } відкрите зауваження
    [few] перевірка має { $count } відкриті зауваження
    [many] перевірка має { $count } відкритих зауважень
   *[other] перевірка має { $count } відкритого зауваження
}
dash-no-measures = заходів ще немає
dash-no-longer = планів на довший строк немає
dash-no-latest = змін ще немає
dash-no-plan = план не відкрито
dash-nothing-there = Тут немає на що перейти

## Умовні знаки
dash-legend-done = виконано
dash-legend-partial = частково
dash-legend-not-started = не розпочато
dash-legend-not-reported = не звітовано
dash-legend-plan = належить
