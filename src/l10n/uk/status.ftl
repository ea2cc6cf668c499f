### Словник: стани, рівні, види, лічені речі, місяці.

## Стани показника у кварталі
status-exceeded = перевиконано
status-met = виконано
status-partial = частково
status-not-started = не розпочато
status-not-reported = не звітовано
status-conditional = за умови
status-conditional-reported = за умови, факт
status-deed-done = зроблено
status-deed-pending = не зроблено
status-not-planned = не заплановано
status-unplanned-reported = поза планом
status-in-progress = триває
status-done-late = зроблено пізно
status-overdue = прострочено

## Рівні плану
level-goal = ціль
level-task = завдання
level-subtask = підзавдання
level-measure = захід

## Види строків
term-quarter = весь квартал
term-month = місяць
term-months = місяці
term-date = до дати
term-range = з місяця по місяць
term-years = роки
term-ongoing = постійно
term-text = словами

## Порівняння факту з планом
comparator-at-least = не менше плану
comparator-at-most = не більше плану
comparator-equal = рівно план
comparator-between = у межах
comparator-within = з відхиленням

## Як значення кварталів складаються в одне
aggregation-sum = сума
aggregation-last = останнє
aggregation-mean = середнє
aggregation-max = найбільше

## Лічені речі
count-goals = { $count ->
    [one] { $count } ціль
    [few] { $count } цілі
    [many] { $count } цілей
   *[other] { $count } цілі
}
count-tasks = { $count ->
    [one] { $count } завдання
    [few] { $count } завдання
    [many] { $count } завдань
   *[other] { $count } завдання
}
count-subtasks = { $count ->
    [one] { $count } підзавдання
    [few] { $count } підзавдання
    [many] { $count } підзавдань
   *[other] { $count } підзавдання
}
count-measures = { $count ->
    [one] { $count } захід
    [few] { $count } заходи
    [many] { $count } заходів
   *[other] { $count } заходу
}
count-indicators = { $count ->
    [one] { $count } показник
    [few] { $count } показники
    [many] { $count } показників
   *[other] { $count } показника
}
count-performers = { $count ->
    [one] { $count } виконавець
    [few] { $count } виконавці
    [many] { $count } виконавців
   *[other] { $count } виконавця
}
count-notes = { $count ->
    [one] { $count } примітка
    [few] { $count } примітки
    [many] { $count } приміток
   *[other] { $count } примітки
}
count-findings = { $count ->
    [one] { $count } зауваження
    [few] { $count } зауваження
    [many] { $count } зауважень
   *[other] { $count } зауваження
}
count-doubts = { $count ->
    [one] { $count } сумнів
    [few] { $count } сумніви
    [many] { $count } сумнівів
   *[other] { $count } сумніву
}
count-dates = { $count ->
    [one] { $count } дата
    [few] { $count } дати
    [many] { $count } дат
   *[other] { $count } дати
}
count-items = { $count ->
    [one] { $count } запис
    [few] { $count } записи
    [many] { $count } записів
   *[other] { $count } запису
}
count-evidence = { $count ->
    [one] { $count } підтвердження
    [few] { $count } підтвердження
    [many] { $count } підтверджень
   *[other] { $count } підтвердження
}
count-facts = { $count ->
    [one] { $count } факт
    [few] { $count } факти
    [many] { $count } фактів
   *[other] { $count } факту
}
count-targets = { $count ->
    [one] { $count } планове значення
    [few] { $count } планові значення
    [many] { $count } планових значень
   *[other] { $count } планового значення
}
count-plans = { $count ->
    [one] { $count } план
    [few] { $count } плани
    [many] { $count } планів
   *[other] { $count } плану
}
count-changes = { $count ->
    [one] { $count } зміна
    [few] { $count } зміни
    [many] { $count } змін
   *[other] { $count } зміни
}
count-rows = { $count ->
    [one] { $count } рядок
    [few] { $count } рядки
    [many] { $count } рядків
   *[other] { $count } рядка
}
count-days = { $count ->
    [one] { $count } день
    [few] { $count } дні
    [many] { $count } днів
   *[other] { $count } дня
}
count-quarters = { $count ->
    [one] { $count } квартал
    [few] { $count } квартали
    [many] { $count } кварталів
   *[other] { $count } кварталу
}
count-records = { $count ->
    [one] { $count } запис даних
    [few] { $count } записи даних
    [many] { $count } записів даних
   *[other] { $count } запису даних
}

## Види сумнівів
doubt-reading = нечіткий текст
doubt-damaged-label = пошкоджена назва
doubt-shifted-columns = зсунуті стовпці
doubt-loose-value = значення без показника
doubt-shared-cell = одна клітинка на кілька заходів
doubt-misplaced-number = номер з іншого розділу
doubt-missing-number = пропущений номер
doubt-repeated-number = повторений номер
doubt-date = сумнівна дата
doubt-unknown-condition = невідома умова в плані
doubt-quarter = квартал не названо
doubt-look-alikes = латинські літери в українських словах
doubt-left-over = текст, що не має місця в плані
doubt-quoted = «{ $text }»
doubt-blank = порожньо
doubt-unread = нічого не взято
doubt-both-claim = дві сторони подають різне
doubt-withdrawn = заходу вже немає в документі
doubt-aggregation = як з кількох кварталів виходить одне значення
doubt-formatting = оформлення змінює текст
doubt-hidden = прихований рядок, стовпець або аркуш

## Місяці
month-1 = січень
month-2 = лютий
month-3 = березень
month-4 = квітень
month-5 = травень
month-6 = червень
month-7 = липень
month-8 = серпень
month-9 = вересень
month-10 = жовтень
month-11 = листопад
month-12 = грудень
of-month-1 = січня
of-month-2 = лютого
of-month-3 = березня
of-month-4 = квітня
of-month-5 = травня
of-month-6 = червня
of-month-7 = липня
of-month-8 = серпня
of-month-9 = вересня
of-month-10 = жовтня
of-month-11 = листопада
of-month-12 = грудня

debt-open = відкритий
debt-settled = надолужено
debt-explained = пояснено
debt-carried = перенесено
debt-withdrawn = знято
pace-so-far = { $fact } з { $target }
pace-left = лишилось { $left }: по { $each } на квартал

## Ролі
role-nobody = ніхто
role-viewer = глядач
role-performer = виконавець
role-planner = планувальник
role-approver = затверджувач

# How a longer target stands while it runs
pace-ahead = випереджає
pace-on = у темпі
pace-behind = відстає
pace-broken = межу перевищено
