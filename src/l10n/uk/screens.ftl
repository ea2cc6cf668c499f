### Екрани. Сюди належить кожен id, перше слово якого не належить іншому файлу.

## Екрани
screen-plans = Плани
screen-outline = Структура
screen-facts = Факти
screen-dashboard = Табло
screen-evidence = Підтвердження
screen-history = Журнал
screen-report = Звіт

## Стан даних
state-saved = збережено
state-saving = зберігається…
state-not-saved = не збережено
state-closed = квартал закрито
yes = так
no = ні

## Стовпці
column-plan = План заходів
column-organisation = Установа
column-period = Період
column-done = Виконання
column-code = №
column-measure = Захід
column-measures = Заходи
column-indicator = Показник
column-unit = Од.
column-target = План
column-fact = Факт
column-percent = %
column-note = Примітка
column-status = Стан
column-performer = Виконавець
column-term = Строк
column-date = Дата
column-evidence = Підтвердження
column-quarter = Квартал
column-goal = Ціль

## Значення словами
value-deed = зробити
value-done = зроблено
value-no-occasion = підстав не було

## Коли показати нічого
empty-plans = Планів ще немає.
empty-plans-new = Створити план тут.
empty-plans-import = Взяти план із документа: kvartal import ФАЙЛ
empty-plans-demo = Подивитися на зразку: kvartal demo
empty-outline = План порожній: додайте перший рядок.
empty-facts = У цьому кварталі вносити нічого.
empty-evidence = Підтверджень у цьому кварталі ще немає.
empty-history = Змін ще не було.

## Подробиці
detail-objective = Мета та основний результат
detail-performers = Виконавці
detail-term = Строк
detail-doubt = Сумнів
detail-note-owed = Потрібна примітка
detail-evidence = Підтвердження

## Запити
prompt-title = Назва: { $about }
prompt-code = Номер: { $about }
prompt-new-node = Новий рядок: { $about }
prompt-new-node-help = Номер можна набрати перед назвою: 1.2.3 Провести семінар
prompt-performers = Виконавці: { $about }
prompt-performers-help = Кількох розділяйте крапкою з комою; «(за згодою)» – після назви.
prompt-term = Строк: { $about }
prompt-term-help = Наприклад: ІV квартал, липень, 15.09.2026, березень–травень, постійно.
prompt-new-indicator = Новий показник: { $about }
prompt-indicator = Показник: { $about }
prompt-unit = Одиниця виміру: { $about }
prompt-target = План на квартал: { $about }
prompt-target-help = Число, 25/250, «за потреби» або порожньо, якщо плану немає.
prompt-fact = Факт за квартал: { $about }
prompt-fact-help = 12 · = як у плані · =5+7 · +3 додати · - підстав не було · 12* примітка
prompt-note = Примітка: { $about }
prompt-evidence = Нове підтвердження: { $about }
prompt-edit-evidence = Підтвердження: { $about }
prompt-evidence-help = Дата, що було, -> заходи: 14.11 семінар для ВПО -> 1.1.3.4, 1.1.3.6 ×2
prompt-evidence-link = Заходи, яких стосується: { $about }
prompt-search = Пошук

## Форми, вибір, запитання
form-new-plan = Новий план
form-header = Реквізити плану
form-help = Tab – наступне поле, Enter – зберегти, Esc – відкинути
field-title = Назва
field-organisation = Установа
field-period = Період
field-slug = Коротка назва
field-approval-heading = Гриф затвердження
field-approval-role = Затвердив: посада
field-approval-name = Затвердив: ім’я
field-approval-date = Дата затвердження
field-approval-number = Номер наказу
field-signature-role = Підписав: посада
field-signature-name = Підписав: ім’я
field-signature-date = Дата підпису
choice-kind = Як показник порівнюють і підсумовують
confirm-delete-plan = Видалити план «{ $about }» з усім, що в ньому?
help-heading = { $context } · клавіші { $keymap }

## Підтвердження одним рядком
evidence-no-measure = Після «->» назвіть заходи, яких стосується підтвердження.
evidence-no-such-measure = Заходу { $address } у плані немає.
evidence-no-text = Напишіть, що відбулося.
evidence-no-count = «{ $text }» – не кількість.

## Повідомлення
notice-all-reported = Усі рядки звітовано.
notice-no-notes-owed = Усі потрібні примітки є.
notice-bad-date = «{ $text }» – не дата. Наприклад: 27.01.2026.
notice-bad-period = Це не період. Наприклад: 2026 або 2026Q1..2026Q4.
notice-no-indicator = У заходу немає показника.
notice-no-such-quarter = { $quarter } поза періодом плану.
notice-not-found = Нічого не знайдено.
notice-note-owed = { $subject }: факт менший за план, потрібна примітка.
notice-nothing-above = Вище немає значення, яке можна взяти.
notice-nowhere-to-paste = Тут немає куди вставити.
notice-open-a-plan = Спершу відкрийте план.
notice-paste-bad-line = «{ $text }» – не факт. Нічого не вставлено.
notice-plan-deleted = План «{ $subject }» видалено.
notice-redone = Повторено: { $subject }
notice-undone = Скасовано: { $subject }
notice-slug-taken = Коротку назву «{ $slug }» вже має інший план.
notice-target-is-condition = Прочитано як умову: «{ $text }». Числа в плані немає.
notice-deleted = { $count ->
    [0] { $subject }: видалено
    [one] { $subject }: видалено разом із { $count } рядком під ним
    [few] { $subject }: видалено разом із { $count } рядками під ним
    [many] { $subject }: видалено разом із { $count } рядками під ним
   *[other] { $subject }: видалено разом із { $count } рядка під ним
}
notice-pasted = { $count ->
    [one] Вставлено { $count } факт
    [few] Вставлено { $count } факти
    [many] Вставлено { $count } фактів
   *[other] Вставлено { $count } факту
}
notice-paste-too-long = { $count ->
    [one] Вставлене довше на { $count } рядок, ніж залишилося у плані
    [few] Вставлене довше на { $count } рядки, ніж залишилося у плані
    [many] Вставлене довше на { $count } рядків, ніж залишилося у плані
   *[other] Вставлене довше на { $count } рядка, ніж залишилося у плані
}. Нічого не вставлено.

## Внесення фактів
facts-entry = Запис
facts-note = Примітка
facts-evidence = Підтвердження
facts-no-evidence = підтверджень немає
facts-evidence-count = { $count ->
    [one] { $count } підтвердження, зараховано { $sum }
    [few] { $count } підтвердження, зараховано { $sum }
    [many] { $count } підтверджень, зараховано { $sum }
   *[other] { $count } підтвердження, зараховано { $sum }
}
facts-control-total = { $count ->
    [one] Контроль: { $count } внесене число, разом { $sum }
    [few] Контроль: { $count } внесені числа, разом { $sum }
    [many] Контроль: { $count } внесених чисел, разом { $sum }
   *[other] Контроль: { $count } внесеного числа, разом { $sum }
}
facts-open = ще не звітовано: { $count }
facts-queue = лише незвітовані
facts-grammar = Можна набрати
grammar-number = 12   12,5   1 234,5   25/250 – значення
grammar-as-planned = = – як у плані;   =5+7   =п-2 – обчислити
grammar-relative = +3   -1 – додати до того, що є, або відняти
grammar-no-occasion = - – підстав не було (лише для умови)
grammar-note = 12* чому менше – факт із приміткою
grammar-clear = порожньо – нічого не звітовано (це не нуль)
