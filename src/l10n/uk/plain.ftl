## Діалог рядками (--plain)
plain-greeting = kvartal, план: { $plan }, { $quarter }. Без факту { $missing } з { $rows }, приміток бракує { $notes }. ? – довідка.
plain-no-plans = Планів немає. Прийняти документ: kvartal import ФАЙЛ. Створити порожній: kvartal new. Подивитися зразок: kvartal demo.
plain-plans = { $count ->
    [one] Усього { $count } план.
    [few] Усього { $count } плани.
    [many] Усього { $count } планів.
   *[other] Усього { $count } планів.
}
plain-ask-plan = план?
plain-unknown = Невідома команда: «{ $text }». ? – довідка.
plain-help =
    Команди, літерою або словом. Порожній рядок: де я, нічого не змінює.
    ф: факти, яких бракує; коли всі є – усі по черзі.
    п: примітки, яких бракує.
    д КОД: деталі заходу.
    і КОД: іти до заходу і внести факт.
    ш СЛОВА: шукати.
    т цілі, т виконавці, т квартали: табло реченнями.
    е РЯДОК: захід, що відбувся. Приклад: е 14.11 семінар -> 1.1.3.4
    к КВАРТАЛ: інший квартал. Приклад: к 2023Q3
    пер: перевірка.
    зв ФАЙЛ: звіт у файл.
    с: скасувати останню зміну.
    де: де я. в: вийти.
plain-help-fact =
    Число: 12 або 12,5. За планом: дорівнює. Обчислити: =5+7. Додати до того, що є: +3.
    Приводу не було: -. Число з приміткою: 12* причина. Слова: почніть з лапки.
    Порожньо: пропустити. Крапка: назад до команд.
plain-ask-fact = факт?
plain-ask-note = примітка?
plain-ask-evidence = захід?
plain-skipped = Пропущено.
plain-noted = Внесено примітку.
plain-entered = Внесено: { $fact }, { $status }.
plain-share = Разом виконано { $done } з { $owed }, { $share }.
plain-nothing-owed = У цьому кварталі нічого не заплановано.
plain-all-reported = Усе звітовано. Далі всі показники по черзі.
plain-queue-end = Кінець черги: без факту { $missing }. с – скасувати, т – табло, в – вийти.
plain-no-notes-owed = Приміток не бракує.
plain-notes-end = Кінець черги приміток.
plain-row = { $address }. { $title }.
plain-target = План { $target } { $unit }.
plain-target-bare = План { $target }.
plain-comparison = Порівняння: { $how }.
plain-no-target = Плану немає.
plain-before = Минулий квартал { $fact }.
plain-fact = Факт { $fact }, { $status }.
plain-no-fact = Факту немає.
plain-flag = Позначено, щоб повернутися.
plain-performers = Виконавці: { $names }.
plain-term = Строк: { $term }.
plain-note = Примітка: { $note }
plain-evidence = Відбулося: { $text }
plain-not-a-number = Не число: «{ $value }». Слова: почніть з лапки.
plain-which-measure = Який захід? Приклад: і 1.1.3.4
plain-search-what = Що шукати? Приклад: ш семінар
plain-more = ще { $count }: Enter, 0 досить
plain-listed = { $count ->
    [one] Усього { $count } рядок.
    [few] Усього { $count } рядки.
    [many] Усього { $count } рядків.
   *[other] Усього { $count } рядків.
}
plain-by-performers = виконавці
plain-by-quarters = квартали
plain-goal = { $level } { $address }: { $title }. { $share }
plain-performer = Виконавець { $name }. { $share }
plain-quarter = { $quarter }: виконано { $done } з { $owed }, { $share }.
plain-nothing-open = Перевірка: усе гаразд, відкритих зауважень немає.
plain-report-where = Куди записати? Приклад: зв звіт.docx
plain-rows = { $count ->
    [one] Усього { $count } запис.
    [few] Усього { $count } записи.
    [many] Усього { $count } записів.
   *[other] Усього { $count } записів.
}
plain-so-far = Показано { $count } з { $all }.
plain-flagged = з позначкою
