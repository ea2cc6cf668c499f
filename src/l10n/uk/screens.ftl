### Екрани. Сюди потрапляє кожен id, перше слово якого не належить іншому файлу.

screen-plans = Плани
screen-outline = Структура
screen-facts = Факти
screen-dashboard = Табло
screen-figures = Таблиця
screen-evidence = Підтвердження
screen-findings = Зауваження
screen-targets = Плани показників
screen-debts = Борги

saved = збережено
saving = зберігається…

## Стовпці
column-plan = План
column-organisation = Установа
column-period = Період
column-done = Виконання
column-code = №
column-measure = Захід
column-indicator = Показник
column-unit = Одиниця
column-target = План
column-fact = Факт
column-due = Строк
column-short = бракує
column-days = днів
column-by-dates = за датами
column-difference = різниця
column-together = разом
column-parts = частини
column-stood = стояло
column-read-as = прочитано
column-so-far = є
column-left = лишилось
column-limit = межа
column-over = понад
column-date = Дата
column-evidence = Що відбулося
column-measures = Заходи

## Значення
value-of-year = рік { $value }
value-of-half-year = півр. { $value }
value-of-nine-months = 9 міс. { $value }
value-of-span = { $from }–{ $to } { $value }
value-baseline = базове { $value }
value-deed = виконати
value-done = виконано
value-no-occasion = не було

## Подробиці
detail-objective = Мета
detail-performers = Виконавці
detail-term = Строк
detail-flag = Повернутися сюди
detail-doubt = Сумнів
detail-evidence = Підтвердження за квартал
detail-share-done = Виконано { $done } з { $owed }, чому строк: { $share }
detail-share-met = Виконано { $done } з { $planned } показників із числовим планом: { $share } (середнє min(факт/план; 100 %) – { $mean })
detail-note-owed = Потрібна примітка

## Внесення фактів
facts-open = { $count ->
    [one] ще { $count } без факту
    [few] ще { $count } без факту
    [many] ще { $count } без факту
   *[other] ще { $count } без факту
}
facts-queue = лише черга
facts-entry = Факт
facts-note = Примітка
facts-evidence = Підтвердження
facts-no-evidence = Підтверджень за квартал немає
facts-evidence-count = { $count ->
    [one] { $count } підтвердження
    [few] { $count } підтвердження
    [many] { $count } підтверджень
   *[other] { $count } підтвердження
} за квартал, разом { $sum }
facts-control-total = { $count ->
    [one] Внесено { $count } рядок
    [few] Внесено { $count } рядки
    [many] Внесено { $count } рядків
   *[other] Внесено { $count } рядка
}, контрольна сума { $sum } (звірте з паперовим підсумком)
facts-control-total-without = { $count ->
    [one] Внесено { $count } рядок
    [few] Внесено { $count } рядки
    [many] Внесено { $count } рядків
   *[other] Внесено { $count } рядка
}, контрольна сума { $sum } без відсотків (звірте з папером)
part-of = { $fact } з { $target }
part-rest = лишилось розподілити
part-rest-none = частини не додаються
part-heading = { $name }, частина
parts-do-not-add = Частини не додаються: разом вносять окремо
parts-make-total = Разом { $sum } за частинами
parts-of-entered-total = Разом { $total } внесено · частини { $sum } · лишилось розподілити { $left }
detail-parts = За виконавцями
column-year = рік
column-baseline = базове
column-rule = підсумок
column-pieces = п.
column-year-so-far = з поч.р.
targets-year = { $year } рік
targets-year-entered = На рік внесено { $total }, кварталами { $sum } – лишилось розподілити { $left }
targets-span = { $span }: { $value }
grammar-target-number = 60   число       <=20   рівно 1   10–20   10+-2   порівняння разом із числом
grammar-target-other = 25/250   складений      30.06.2026   дата      "за потреби"   умова
grammar-target-copy = =   як ліворуч       =р/4   поділити рік      +3   додати      Del   немає
grammar-target-span = Позначені квартали і число: один план на весь проміжок
facts-previous = { $quarter }: { $value }
facts-grammar = Що можна набрати
grammar-number = 12   12,5   1 234,5   число; кома й крапка однакові, ю та б теж
grammar-as-planned = =   за планом        =5+7   =п*50%   вираз: п план, ф факт, мин попередній квартал
grammar-relative = +3   -1   додати до факту чи відняти від нього
grammar-no-occasion = -   умова: нагоди не було        0   нуль, а не порожньо
grammar-note = 12* текст   число і примітка одним рядком
grammar-clear = Del   не звітовано        F2   слова замість числа

## Борги
debts-open = Відкриті { $number }
debts-ended = Закінчені { $number }
debts-due = { $quarter }, строк був { $due }: { $state }
debts-open-of = : { $before } з попередніх кварталів, { $now } за { $quarter }
debts-carried-to = перенесено до { $day }, { $order }
debts-figures = План { $target } · факт { $fact } · бракує { $short }
debts-figures-so-far = План { $target } · факт { $fact } · бракує { $short } разом із попередніми кварталами
debts-figures-then = План { $target } · було { $fact }
debts-performers = Виконавці: { $names }
debts-decided-carried = Перенесено до { $day }, { $order }, { $by }: «{ $reason }»
debts-decided-withdrawn = Знято, { $order }, { $by }: «{ $reason }»
empty-debts = Боргів немає: усе, чому минув строк, виконано. { $keys } – структура.
empty-debts-open = Відкритих боргів немає. { $keys } – показати й закінчені.
form-carry-debt = Перенести борг { $about }
form-withdraw-debt = Зняти борг { $about }
field-new-day = Новий строк (30.11.2026)
field-reason = Причина
field-order = Наказ: номер і дата
notice-debt-decided = Рішення щодо боргу записано
notice-debt-undecided = Рішення щодо цього боргу немає

## Зауваження й сумніви
findings-hinder = Заважають поданню { $open }
findings-inform = Лише інформують { $open }
findings-counts = Відкриті { $open }, заважають поданню { $hinder }, прийняті { $accepted }
findings-by-kind = за видом
findings-by-measure = за заходом
findings-by-performer = за виконавцем
findings-only-open = лише відкриті
findings-nobody = Без виконавця
findings-of-group = Відкриті { $open }, прийняті { $accepted }.
findings-accepted = прийняті { $accepted }
findings-accepted-by = прийнято { $date }, { $by }: «{ $reason }»
findings-lapsed = { $changed } ({ $date }, { $by }: «{ $reason }»)
empty-findings = Зауважень немає: квартал можна подавати. { $keys } – подати.
empty-findings-open = Відкритих зауважень немає. { $keys } – показати й прийняті.
empty-findings-filtered = Тут нічого не лишилося. { $keys } – назад.
prompt-accept = Чому так і має бути: { $about }
prompt-accept-all = Чому так і має бути, зауважень: { $about }
prompt-accept-help = Без причини не прийняти; коли зміняться показники, відкриється знову.
choice-reading = Сумнів { $about }
notice-findings-accepted = { $count ->
    [one] Прийнято { $count } зауваження
    [few] Прийнято { $count } зауваження
    [many] Прийнято { $count } зауважень
   *[other] Прийнято { $count } зауваження
}
notice-finding-accepted-already = Це вже прийнято
notice-finding-not-accepted = Це зауваження не прийняте
notice-acceptance-withdrawn = Зауваження знову відкрите
notice-not-a-doubt = Це не сумнів: виправте або прийміть із причиною
notice-doubt-settled = Сумнів розв’язано
prompt-breaks-are-blanks = Переноси рядків стануть пробілами: тут один рядок
notice-edited = Текст із редактора тут: Enter збереже, Esc відкине
notice-no-text-here = Тут немає тексту для редактора
notice-bookmark-put = Закладку поставлено, усього { $count }
notice-bookmark-removed = Закладку знято, лишилося { $count }
notice-no-bookmarks = Закладок немає
notice-no-other-bookmark = Іншої закладки немає
notice-nowhere-back = Повертатися нікуди

## Порожні екрани
empty-plans-archived = Усі плани в архіві. { $keys } – показати їх.
first-heading = kvartal: що заплановано і що вийшло
first-import = узяти документ: docx, odt, xlsx, csv, html…
first-new-plan = почати порожній план
first-demo = подивитися приклад з екскурсією
first-place = Дані лежать тут: { $place }
first-saved = Усе зберігається одразу, щойно внесено.
first-leave = Вийти: { $keys }        In English: KVARTAL_LANG=en
empty-outline = План порожній. { $keys } – перший рядок.
empty-facts = Показників ще немає. { $keys } – структура, там їх додають.
empty-queue = Усе звітовано. { $keys } – показати всі рядки.
empty-figures = Тут показувати нічого. { $keys } – інша таблиця.
empty-evidence = За цей квартал підтверджень немає. { $keys } – додати.

## Запити
prompt-title = Назва { $about }
prompt-code = Номер { $about }
prompt-new-node = Новий рядок { $about }
prompt-new-node-help = Назва; щоб дати інший номер, почніть із нього: 1.2.7 Назва
prompt-performers = Виконавці { $about }
prompt-performers-help = Через крапку з комою; «(за згодою)» після назви; Tab доповнює
prompt-term = Строк { $about }
prompt-term-help = ІV квартал, листопад 2026, 15.11.2026, березень–червень 2026, постійно
prompt-new-indicator = Новий показник { $about }
prompt-indicator = Показник { $about }
prompt-baseline = Базове значення { $about }
prompt-objective = Мета { $about }
prompt-unit = Одиниця { $about }
prompt-target = План на квартал { $about }
prompt-target-help = Число, 25/250, «за потреби»; порожньо – без плану
prompt-fact = Факт за квартал { $about }
prompt-fact-help = Число, = за планом, =5+7, +3, - нагоди не було, 12* примітка
prompt-note = Примітка { $about }
prompt-evidence = Підтвердження { $about }
prompt-edit-evidence = Підтвердження { $about }
prompt-evidence-help = 14.11 Виконавець: що відбулося -> 1.1.3.4, 1.1.3.6 ×2 · Tab доповнює
prompt-evidence-link = Файл або адреса: { $about }
prompt-search = Пошук за номером чи назвою { $about }

form-new-plan = Новий план
form-header = Реквізити плану
form-help = Tab наступне поле · Enter далі / зберегти · Esc скасувати
field-title = Назва
field-organisation = Установа
field-genitive = Установа (кого? чого?)
field-period = Період (2026Q1..2026Q4)
field-slug = Коротка назва (латиницею)
field-approval-heading = Гриф затвердження
field-approval-role = Затвердив: посада
field-approval-name = Затвердив: ім’я
field-approval-date = Дата затвердження
field-approval-number = Номер документа
field-signature-role = Підпис: посада
field-signature-name = Підпис: ім’я
field-signature-date = Дата підпису

choice-kind = Як оцінювати показник
confirm-delete-plan = Видалити план «{ $about }» з усім, що в ньому є? Він піде в кошик (v/м), звідки його можна повернути. { $keys } ще раз – видалити, будь-яка інша клавіша – ні.
help-heading = Клавіші: { $context } (розкладка «{ $keymap }»)

## Повідомлення
notice-alt-is-escape = Esc і клавіша прийшли разом, як Alt: нічого не збережено. Enter – записати
notice-paste-without-end = Вставлене не дійшло до кінця: нічого з нього не взято. Вставте ще раз
notice-paste-oversized = Вставлене задовге: нічого з нього не взято. Довгі дані краще імпортувати з файлу
notice-quarter-is-shown = Показано: { $quarter }
notice-only-open = Лише відкриті
notice-not-only-open = Усі, також закриті
notice-already-here = Ви вже на цьому екрані
notice-nothing-archived = Архівних планів немає
notice-column-indicator = Колонка «Показник» (якщо вистачає ширини)
notice-column-performer = Колонка «Виконавець» (якщо вистачає ширини)
notice-column-term = Колонка «Строк» (якщо вистачає ширини)
notice-column-unit = Колонка «Одиниця» (якщо вистачає ширини)
notice-no-such-quarter = { $quarter }: такого кварталу в плані немає
notice-open-a-plan = Спершу відкрийте план: Enter
notice-more = { $count ->
    [one] … і ще { $count } зауваження: див. kvartal doctor
    [few] … і ще { $count } зауваження: див. kvartal doctor
    [many] … і ще { $count } зауважень: див. kvartal doctor
   *[other] … і ще { $count } зауваження: див. kvartal doctor
}
notice-still-saving = { $count ->
    [one] Ще зберігається { $count } зміна. Вийти ще раз – не чекати: тоді вона може не зберегтися
    [few] Ще зберігаються { $count } зміни. Вийти ще раз – не чекати: тоді вони можуть не зберегтися
    [many] Ще зберігаються { $count } змін. Вийти ще раз – не чекати: тоді вони можуть не зберегтися
   *[other] Ще зберігаються { $count } зміни. Вийти ще раз – не чекати: тоді вони можуть не зберегтися
}
notice-nowhere-to-paste = Вставляти нікуди: відкрийте поле
notice-text-too-long = Далі не вміщається: текст задовгий
notice-escape-was-cut = Клавіша прийшла не цілою: нічого не скасовано
chord-help = esc Закрити
notice-keys-again = Клавіші прочитано знову: діють нові
notice-mouse-on = Миша діє: клік ставить курсор, колесо гортає. Виділяти текст – із Shift
notice-mouse-off = Миша не діє: текст виділяє термінал
notice-key-unbound = { $keys }: тут не діє
notice-nothing-searched = { $keys }: тут не діє, поки нічого не шукали: / – шукати
notice-how-to-quit = Вийти: { $keys }. Усе внесене вже збережено
notice-quit-with-draft = Набране ще не записано. Вийти ще раз – без нього
notice-all-reported = Усе звітовано
notice-no-notes-owed = Усі примітки на місці
notice-not-found = Не знайдено
notice-no-indicator = У цього рядка немає показника
notice-no-children = Під заходом рядків не буває; показник додає I
notice-nothing-dropped = Нічого з набраного не відкинуто
notice-nothing-to-repeat = Ще нічого не внесено
notice-no-performers = Захід не називає виконавців
notice-mark-quarters = Спершу позначте кілька кварталів
notice-odd-taken = «{ $text }» у рядку вище записано так, як набрано: перевірте
notice-filled = { $count ->
    [one] Записано в { $count } клітинку
    [few] Записано у { $count } клітинки
    [many] Записано в { $count } клітинок
   *[other] Записано в { $count } клітинки
}
odd-both = { $fact } при плані { $planned }, минулого кварталу { $previous }. Enter ще раз – записати так
odd-planned = { $fact } при плані { $planned }. Enter ще раз – записати так
odd-previous = { $fact }, а минулого кварталу { $previous }. Enter ще раз – записати так
notice-nothing-above = Вище немає чого взяти
notice-note-owed = { $subject }: не за планом – потрібна примітка
notice-deleted = Видалено { $subject }{ $count ->
    [0] {""}
    [one] {" "}і { $count } рядок під ним
    [few] {" "}і { $count } рядки під ним
    [many] {" "}і { $count } рядків під ним
   *[other] {" "}і { $count } рядка під ним
}. u – повернути
notice-plan-deleted = У кошику. Повернути: u/г, пізніше kvartal undelete { $slug } · «{ $subject }»
notice-plan-gone = Цього плану вже немає
notice-target-strict = «{ $text }»: порівнюють лише ≤ (набирають <=) і ≥ (набирають >=)
notice-target-nothing-left = Ліворуч плану немає: «=» нема звідки взяти
notice-target-words = «{ $text }» – не число й не відома умова. Умову беруть у лапки: "{ $text }"
notice-target-unit = «{ $text }»: одиниця інша, ніж у показника
notice-bad-period = «{ $text }» – не період. Пишуть так: 2026Q1..2026Q4, 2026 або ІV квартал 2026
notice-bad-date = «{ $text }» – не дата
notice-slug-taken = Назву «{ $slug }» вже має інший план
notice-paste-no-row = { $count ->
    [one] Рядок { $line } не має куди стати: зайвий { $count } рядок. Нічого не внесено.
    [few] Рядок { $line } не має куди стати: зайві { $count } рядки. Нічого не внесено.
    [many] Рядок { $line } не має куди стати: зайвих { $count } рядків. Нічого не внесено.
   *[other] Рядок { $line } не має куди стати: зайві { $count } рядка. Нічого не внесено.
}
notice-paste-empty = У вставленому немає рядків
paste-heading = { $count ->
    [one] Вставити { $count } значення
    [few] Вставити { $count } значення
    [many] Вставити { $count } значень
   *[other] Вставити { $count } значення
}{ $empty ->
    [0] {""}
    [one] {" "}· { $empty } порожній рядок
    [few] {" "}· { $empty } порожні рядки
    [many] {" "}· { $empty } порожніх рядків
   *[other] {" "}· { $empty } порожнього рядка
}
paste-left-alone = лишається
paste-nothing-yet = Нічого ще не записано: enter – вставити все однією зміною, esc – ні
notice-paste-bad-line = Рядок { $line }: «{ $text }» не годиться. Нічого не внесено.
notice-pasted = { $count ->
    [one] Внесено { $count } значення
    [few] Внесено { $count } значення
    [many] Внесено { $count } значень
   *[other] Внесено { $count } значення
}
evidence-no-measure = «{ $text }»: якого заходу це стосується? Допишіть -> 1.1.3.4
evidence-no-such-measure = Заходу { $address } немає
evidence-no-text = «{ $text }»: що відбулося?
evidence-no-count = «{ $text }» – не кількість
detail-by-consent = за згодою
# Під рядком, поки його набирають: як його прочитано і що в ньому непевне.
read-as = читається: { $text }
read-note = примітка: { $text }
read-no-target = «{ $text }»: без плану
read-no-performers = «{ $text }»: без виконавців
read-no-unit = «{ $text }»: без одиниці
read-compares-others = порівняння зміниться для всіх планів цього показника
read-condition = умова «{ $text }»: за планом нічого не винні
read-deed = справа «{ $text }»: зроблено чи ні
read-term = строк: до { $day }
read-term-ongoing = постійно: до { $day }
read-term-words = «{ $text }» – словами: строк не відстежується
unsure-marks = «{ $text }» – { $reading } чи { $other }? Ще раз Enter – перше; тисячі – з пробілом
unsure-product = «{ $text }» – це { $reading } із приміткою чи { $other }? Ще раз Enter – з приміткою; добуток: «={ $text }»
unsure-nought = «{ $text }»: одна з частин – нуль
unsure-code = «{ $text }»: незвичний номер, його лишено як є
unsure-part-of-one = «{ $text }» – це { $reading } % чи { $other } %? Ще раз Enter – { $reading } %
unsure-words = «{ $text }» – словами, а заплановано число: до підсумку не ввійде
unsure-negative = «{ $text }»: менше за нуль
unsure-no-day = «{ $text }»: такого дня чи строку немає
unsure-outside = «{ $text }»: { $reading } – поза періодом плану
unsure-future = { $reading }: цей день ще не настав
unsure-unknown = { $reading }: такого виконавця в плані ще немає
unsure-unknown-near = { $reading }: чи не { $other }? Ще раз Enter – новий виконавець
unsure-reading = «{ $text }» читається як { $reading }
unsure-readings = «{ $text }» читається як { $reading }, а може бути й { $other }
evidence-other-quarter = { $quarter }: це не той квартал, що на екрані
evidence-added = Додано до { $measures }{ $count ->
    [0] {" "}без дати
    [one] , { $count } дата
    [few] , { $count } дати
    [many] , { $count } дат
   *[other] , { $count } дати
}

## Перегляд імпорту
screen-performers = Виконавці
screen-history = Історія
screen-import = Імпорт
screen-report = Звіт
screen-learn = Стовпці нової форми
import-into = { $file } → { $slug }
import-new = { $file } → новий план
import-counts = { $doubts } · { $measures } · { $indicators }
import-measures = { $count ->
    [one] { $count } захід
    [few] { $count } заходи
    [many] { $count } заходів
   *[other] { $count } заходу
}
import-indicators = { $count ->
    [one] { $count } показник
    [few] { $count } показники
    [many] { $count } показників
   *[other] { $count } показника
}
import-open-doubts = { $count ->
    [0] сумнівів немає
    [one] { $count } нерозв’язаний сумнів
    [few] { $count } нерозв’язані сумніви
    [many] { $count } нерозв’язаних сумнівів
   *[other] { $count } нерозв’язаного сумніву
}
import-difference = заходи: додано { $added }, змінено { $changed }, вилучено { $withdrawn }, без змін { $untouched }
import-heading-doubts = Сумніви
import-heading-changes = Що зміниться
import-heading-outline = Як прочитано
import-stood = стояло
import-read-as = прочитано
import-settled = вирішено
import-others = інакше
import-the-plan = план загалом
import-place-table = табл. { $table }
import-place-row = рядок { $row }
import-place-column = ст. { $column }
import-place-line = рядок файлу { $line }
import-empty = У документі немає нічого нового.
prompt-import = Документ, що стане новим планом
prompt-import-into = Документ, що увійде до плану { $about }
prompt-import-help = Tab доповнює назву, ще раз Tab – наступна. Спершу буде показано, що прочитано
prompt-report-file = Записати звіт у файл
prompt-report-file-help = Формат за закінченням: docx xlsx pdf html md csv. Tab доповнює
prompt-genitive = «{ $about }» у родовому відмінку
prompt-genitive-help = Для назви звіту: «Звіт про виконання плану … кого? чого?». Питається один раз
prompt-genitive-none = Порожнє: установа стане окремим рядком над назвою звіту.
prompt-signs-role = Підписів у плані немає: посада того, хто підписує
prompt-signs-role-help = Наприклад: Директор центру. Питається один раз, змінити – у шапці плану
prompt-signs-none = Порожнє: звіт буде без підпису.
prompt-signs-name = { $about }: ім’я та прізвище
prompt-signs-name-help = Стане під таблицею звіту
prompt-figures-file = Зберегти таблицю у файл
prompt-figures-file-help = Формат за закінченням: md csv svg. Tab доповнює
prompt-compare = З чим порівняти
prompt-compare-help = Квартал (2, 2025Q4) або коротка назва плану; Tab доповнює
notice-reading = Читаю { $file }…
notice-import-nothing = Документ нічого не змінює в плані.
notice-import-settled = { $count ->
    [one] Розв’язано { $count } сумнів
    [few] Розв’язано { $count } сумніви
    [many] Розв’язано { $count } сумнівів
   *[other] Розв’язано { $count } сумніву
}
notice-import-none-alike = Тут немає незнятих сумнівів такого ж роду
notice-import-no-other-doubt = Інших незнятих сумнівів немає
notice-import-leaving = Розв’язане тут пропаде: вийдіть ще раз, щоб відкинути документ.
notice-import-known = Саме цей план уже є: { $plan }. Щоб узяти файл у нього, відкрийте той план і імпортуйте там.
notice-import-twin = План тієї самої установи за той самий період уже є: { $plan }. Щоб злити документ із ним, відкрийте той план і імпортуйте там.
notice-import-dropped = Документ не прийнято: нічого не змінено.
notice-writing = Записую { $file }…
notice-written = Записано { $file }.
notice-name-a-file = Назвіть файл
notice-no-such-file = Такого файлу немає
notice-file-exists = { $file } уже є, і це не ваш попередній звіт. Запропоновано { $other }
notice-replace-file = { $file } уже є. Enter ще раз – замінити його
notice-copied-out = Таблицю надіслано до буфера обміну термінала
notice-too-long-to-copy = { $count ->
    [one] Таблиця завелика для буфера обміну: { $count } байт. Збережіть її у файл
    [few] Таблиця завелика для буфера обміну: { $count } байти. Збережіть її у файл
    [many] Таблиця завелика для буфера обміну: { $count } байтів. Збережіть її у файл
   *[other] Таблиця завелика для буфера обміну: { $count } байта. Збережіть її у файл
}
notice-nothing-to-compare = «{ $text }»: немає ні такого кварталу в плані, ні такого плану
notice-no-tour = Екскурсії немає: вона в прикладі (список планів)
notice-tour-left = Екскурсію залишено. Приклад можна видалити в списку планів
notice-tour-over = Екскурсію закінчено. Приклад можна видалити в списку планів
report-head = { $form } · { $period }
report-head-blank = { $form } · { $period } · без фактів
report-reading-forms = Читаю форми…
report-too-large = План завеликий для документа: { $text }. { $keys } – інша форма.
differs-code = номер
differs-title = назва
differs-objective = мета
differs-performers = виконавці
differs-term = строк
differs-indicator = показник
differs-target = план
differs-fact = факт
differs-note = примітка
differs-evidence = подія
differs-acceptance = зауваження прийнято
differs-decision = рішення про борг
differs-flag = мітка
differs-doubt = сумнів

## Чернетка, що лишилася від попереднього вікна
draft-heading = Чернетка: це набирали, коли вікно закрилося
draft-help = Ще не внесено. Відпущене поверне ctrl-r

## Двоє змінили те саме
conflict-heading = Хтось змінив це раніше
conflict-mine = ваше
conflict-theirs = їхнє
conflict-before = було
conflict-help = Поки не вибрано, у плані їхнє. esc Лишити їхнє (ctrl-r поверне моє)
conflict-take-mine = Моє
conflict-take-theirs = Їхнє
conflict-take-my-value = Число моє, примітка їхня
conflict-all-mine = Усе моє
conflict-all-theirs = Усе їхнє
conflict-evidence = підтвердження

## Закриття кварталу
closing-heading = Закриття: { $quarter }
closing-state = Стан: { $stage }.
closing-state-by = Стан: { $stage } – { $by }, { $at }.
closing-ready = Усе готово: ніщо не заважає поданню.
closing-hindered = Ще не готово: { $count ->
    [one] подати заважає { $count } зауваження
    [few] подати заважають { $count } зауваження
    [many] подати заважають { $count } зауважень
   *[other] подати заважає { $count } зауваження
}. Enter веде до них.
closing-informs = лише інформує
closing-accept-blank = { $count ->
    [one] Прийняти { $count } порожнє з причиною
    [few] Прийняти { $count } порожні з однією причиною
    [many] Прийняти { $count } порожніх з однією причиною
   *[other] Прийняти { $count } порожнього з однією причиною
}
closing-submit = Подати на затвердження
closing-return = Повернути з причиною
closing-approve = Затвердити
closing-close = Закрити
closing-reopen = Відкрити знову, з причиною
prompt-return = Чому квартал повернуто
prompt-reopen = Чому квартал відкрито знову
prompt-step-help = Причину побачать у журналі змін і на цьому екрані.
notice-quarter-submitted = { $quarter } подано. Змінити дані можна, коли його повернуть.
notice-quarter-returned = { $quarter } повернуто: дані знову можна змінювати.
notice-quarter-approved = { $quarter } затверджено.
notice-quarter-closed = { $quarter } закрито.
notice-quarter-closed-unapproved = { $count ->
    [0] { $quarter } закрито без подання і затвердження.
    [one] { $quarter } закрито без подання і затвердження; відкрите { $count } зауваження.
    [few] { $quarter } закрито без подання і затвердження; відкриті { $count } зауваження.
    [many] { $quarter } закрито без подання і затвердження; відкрито { $count } зауважень.
   *[other] { $quarter } закрито без подання і затвердження; відкрито { $count } зауваження.
}
notice-role-digits = Роль дає цифра: 1 глядач, 2 виконавець, 3 планувальник, 4 затверджувач; 5 знімає роль.
notice-role-first = Це перша роль у плані: відтепер кожен може лише те, що дозволяє його роль. Ви – затверджувач.
notice-no-performer = Виконавця «{ $name }» у плані немає.
prompt-role = Кому дати роль
prompt-role-help = обліковий запис, як при вході в систему, або @група; спершу – глядач, далі роль дає цифра
prompt-role-performer = Чиї факти вносить: { $about }
prompt-role-performer-help = назва виконавця з плану (Tab доповнює); порожньо – усіх
roles-heading = Ролі плану: { $count }
roles-add = + Дати роль
roles-add-help = Enter: назвати користувача чи групу.
roles-of-all = усі виконавці
roles-none = Ролей у плані немає: кожен може все. Хто дасть першу, стане затверджувачем.
roles-may-viewer = Глядач лише переглядає.
roles-may-performer = Виконавець вносить факти, примітки й підтвердження; план, рішення й подання йому закриті. Enter: чиї саме.
roles-may-planner = Планувальник змінює план, факти й рішення, подає квартал; повертати, затверджувати, закривати й давати ролі не може.
roles-may-approver = Затверджувач може все: і повернути, затвердити, закрити, відкрити знову, дати роль.
roles-close = Закрити квартал можуть: { $who }.
roles-keys = 1 глядач  2 виконавець  3 планувальник  4 затверджувач  5 зняти
review-heading = Порівняння
review-done = виконано з належного
review-mean = середнє до 100 %
review-accepted = прийняті зауваження
review-broken = перевищені межі
review-debts = відкриті борги
review-far = Найбільше відрізняється
review-changed = { $count ->
    [0] Від попереднього подання нічого не змінено.
    [one] Від попереднього подання: { $count } зміна (g h – історія).
    [few] Від попереднього подання: { $count } зміни (g h – історія).
    [many] Від попереднього подання: { $count } змін (g h – історія).
   *[other] Від попереднього подання: { $count } зміни (g h – історія).
}
notice-quarter-reopened = { $quarter } знову відкрито. Зміни позначатимуться як виправлення.

## Історія значення
history-count = { $count ->
    [one] { $count } зміна
    [few] { $count } зміни
    [many] { $count } змін
   *[other] { $count } зміни
}
history-of-plan = Усі зміни плану
history-all-quarters = усі квартали
history-is-read = Журнал читається…
history-value = { $label }: було «{ $from }», стало «{ $to }»
screen-timeline = Стрічка змін
timeline-all = мої зміни і чужі
timeline-mine = лише мої зміни
timeline-here = План зараз у цьому стані.
timeline-undone = Скасовано. Enter поверне план на цю гілку: ваші зміни повторяться одна за одною.
timeline-go-back = Enter поверне план до стану одразу після цього; пізніше лишиться на своїй гілці.
timeline-of-others = Чужа зміна: її видно, а повернутися можна лише до власних станів.
empty-timeline = Змін тут ще не було.
empty-timeline-mine = Ваших змін тут ще немає.
notice-no-branch = У той бік більше немає гілок скасованого
notice-here-already = План уже в цьому стані
notice-state-restored = { $count ->
    [one] Повернуто: { $count } крок
    [few] Повернуто: { $count } кроки
    [many] Повернуто: { $count } кроків
   *[other] Повернуто: { $count } кроку
}
notice-not-own-change = Це змінює { $who }: повернутися можна лише до власних станів
hint-go-on-typing = Правити далі
hint-let-go = Відпустити
hint-apply = Застосувати
hint-find = Знайти
hint-roll-over = Скласти план
prompt-save-point = Назва точки збереження
prompt-save-point-help = усе вже збережено: назву буде видно у стрічці змін
empty-history = Змін тут ще не було. { $keys } – структура.
empty-history-quarter = У цьому кварталі тут нічого не змінювали. { $keys } – усі квартали.
value-empty = порожньо
column-when = коли
column-who = хто
column-changed = що змінено: було → стало
notice-nothing-with-history = Тут немає значення з історією.
notice-not-restored = Повертати тут нічого: повертаються план, факт і примітка.
notice-no-row-there = Цього рядка в плані вже немає.

## Виконавці
column-performer = Виконавець
column-measures-count = заходів
column-owed = належ.
column-percent = %
column-done-count = вик.
column-shared = спільно
column-notes = !
performers-count = { $count ->
    [one] { $count } виконавець
    [few] { $count } виконавці
    [many] { $count } виконавців
   *[other] { $count } виконавця
}
performers-count-alike = { $count ->
    [one] { $count } виконавець
    [few] { $count } виконавці
    [many] { $count } виконавців
   *[other] { $count } виконавця
} · схожі назви: { $alike }
performers-alike = Схоже на «{ $name }». Це той самий виконавець?  { $keys } об’єднати з ним · { $apart } це різні, більше не питати
performers-signs = { $sign } без факту  ! без примітки
performers-own-part = , з них { $value }
performers-holdings = Частин планів { $targets }, фактів { $facts }; підтверджень { $evidence }.
performers-variants = Інші написання: { $names }
empty-performers = Виконавців ще немає: їх дає документ, або { $keys } на заході в структурі.
form-split-performer = Розділити: передати заходи · { $about }
field-new-performer = Кому (назва)
field-measures = Заходи (коди через кому)
prompt-rename-performer = Назва виконавця · { $about }
prompt-rename-performer-help = Зміниться всюди однією зміною; стара назва лишиться серед написань.
merge-heading = Об’єднати виконавців
merge-goes = зникне
merge-stays = лишиться
merge-together = разом
merge-measures = заходи
merge-targets = частини планів
merge-facts = частини фактів
merge-evidence = підтвердження
merge-no-clash = Спільних значень немає: усе переходить, як є.
merge-not-yet = Ще нічого не записано. Enter об’єднає однією зміною.
merge-clash = { $place }: { $from } і { $into }
merge-more-clashes = … і ще { $count }
merge-add = скласти
merge-keep-into = лишити те, що в того, хто лишається
merge-keep-from = те, що в того, хто зникає
notice-performers-merged = Виконавців об’єднано: частини й підтвердження лишилися. u/г поверне обидві назви.

# The plans that were deleted
trash-heading = { $count ->
    [one] Кошик: { $count } план, нічого не зникає саме
    [few] Кошик: { $count } плани, нічого не зникає саме
    [many] Кошик: { $count } планів, нічого не зникає саме
   *[other] Кошик: { $count } планів, нічого не зникає саме
}
trash-empty = Кошик порожній.
trash-about = { $organisation } · { $period } · видалено { $when }, { $who }
trash-help = Enter поверне план цілком: заходи, факти, підтвердження, історію.
notice-slug-taken-since = Назву { $slug } тепер має інший план. Повернути під іншою: kvartal undelete { $id } --slug НАЗВА

notice-nobody-alike = Схожої назви немає ні в кого.
notice-performer-new = Новий виконавець: { $name }
notice-performer-new-near = Новий виконавець: { $name }. Схожий: { $other }
notice-performer-split = Заходи передано разом із частинами й підтвердженнями.
notice-performer-near = Схоже на «{ $name }»: якщо це той самий виконавець, об’єднайте їх.
notice-performer-idle = Жоден захід не називає цього виконавця.
notice-no-other-performer = Іншого виконавця в плані немає.
notice-no-such-measure = Заходу { $code } в плані немає.

## План на наступний період
rollover-heading = План на наступний період
rollover-period = { $period } · { $slug }   (↑↓ – інший початок)
rollover-copied = Переноситься: заходів { $measures }, рядків над ними { $above }, показників { $indicators }, виконавців { $performers }.
rollover-targets = Планових значень: { $targets } з { $all }
rollover-all = усі, як є
rollover-none = жодного: їх буде внесено
rollover-unmet = лише невиконане; від числа, що додається, – залишок
rollover-cleared = Лишається в цьому плані: фактів { $facts }, приміток { $notes }, підтверджень { $evidence }; дати й номери затвердження та підписів порожні.
rollover-no-debts = Відкритих боргів немає.
rollover-debts = Відкриті борги ({ $count }) лишаються за цим планом.
rollover-debts-planned = Відкриті борги ({ $count }) заплановано знову: залишок або все.
rollover-carried = Рішенням перенесено на новий період: { $count }.
rollover-nothing-yet = Ще нічого не записано. Enter складе план однією зміною.
notice-rolled-over = План { $slug } складено: { $count ->
    [one] { $count } захід
    [few] { $count } заходи
    [many] { $count } заходів
   *[other] { $count } заходу
}

## Підтвердження
notice-evidence-counted = Підтвердження рахуються тепер за показником { $address } «{ $name }».
notice-one-indicator = У заходу лише один показник.

## Хто тут
people-here = { $count } тут
people-heading = Хто тут: { $count }
people-alone = Ви тут сам (сама).
people-you = { $name } (ви)
people-typing = { $place }, набирає
people-idle = { $count ->
    [one] неактивне { $count } хвилину
    [few] неактивне { $count } хвилини
    [many] неактивне { $count } хвилин
   *[other] неактивне { $count } хвилини
}

## Усі дії
palette-heading = Усі дії
palette-nothing = Такої дії немає: спробуйте інше слово
palette-only-in = лише тут: { $where }
palette-no-plan = спершу відкрийте план
palette-nowhere-back = повертатися нікуди

go-to-heading = Перейти до заходу, завдання чи показника будь-якого плану
go-to-nothing = Нічого не знайдено: спробуйте інше слово
go-to-searching = Шукаю…
go-to-failed = Пошук не вдався; Enter шукає знову.
go-to-found = { $count ->
    [one] знайдено { $count } місце
    [few] знайдено { $count } місця
    [many] знайдено { $count } місць
   *[other] знайдено { $count } місця
}
go-to-listed = показано перші { $count }
go-to-searched = переглянуто планів: { $count } з { $all }
go-to-unread = не прочитано планів: { $count }

## Позначені рядки, вирізання, нумерація
notice-marked = Позначено: { $count }. Зміни стосуються всіх позначених
notice-cut = { $count ->
    [one] Вирізано { $count } рядок: станьте туди, де йому бути, і вставте
    [few] Вирізано { $count } рядки: станьте туди, де їм бути, і вставте
    [many] Вирізано { $count } рядків: станьте туди, де їм бути, і вставте
   *[other] Вирізано { $count } рядка: станьте туди, де їм бути, і вставте
}
notice-copied = { $count ->
    [one] Скопійовано { $count } рядок: план без фактів
    [few] Скопійовано { $count } рядки: план без фактів
    [many] Скопійовано { $count } рядків: план без фактів
   *[other] Скопійовано { $count } рядка: план без фактів
}
notice-put = { $count ->
    [one] Додано { $count } рядок
    [few] Додано { $count } рядки
    [many] Додано { $count } рядків
   *[other] Додано { $count } рядка
}
notice-deleted-rows = { $count ->
    [one] Видалено { $count } рядок
    [few] Видалено { $count } рядки
    [many] Видалено { $count } рядків
   *[other] Видалено { $count } рядка
}
notice-row-added = Додано { $subject }. enter – ще один рядок після нього
notice-nothing-cut = Ще нічого не вирізано й не скопійовано
notice-numbered-already = Номери вже відповідають місцям
proposal-renumber = { $count ->
    [one] Нова нумерація: { $count } рядок
    [few] Нова нумерація: { $count } рядки
    [many] Нова нумерація: { $count } рядків
   *[other] Нова нумерація: { $count } рядка
}
proposal-help = Нічого ще не записано. enter Змінити все · esc Залишити як було
column-term = Строк

## Пошук і фільтр
notice-found = { $at } з { $count }
notice-nothing-to-search = Тут нема чого шукати
prompt-filter = Фільтр
prompt-filter-help = tab Доповнити · ctrl-s Зберегти · @збережений · стан: виконавець: строк: бракує:примітки бракує:факту є:борг є:сумнів є:мітка · і текст
filter-status = стан
filter-performer = виконавець
filter-term = строк
filter-owes = бракує
filter-has = є
filter-owes-note = примітки
filter-owes-fact = факту
filter-has-debt = борг
filter-has-flag = мітка
filter-has-doubt = сумнів
filter-found = У кварталі: { $count } з { $all }
filter-names = Збережені: { $names }
filter-not-saved = Немає збереженого фільтра «{ $text }». tab доповнює
filter-nothing-to-save = Зберігати нічого: наберіть фільтр
filter-none-saved = Ще немає збережених фільтрів. Наберіть фільтр і збережіть його: ctrl-s.
filter-deleted = Видалено фільтр «{ $name }». Його текст поверне ctrl-r у рядку фільтра
filter-saved = Збережено фільтр «{ $name }»
filter-name-taken = Фільтр «{ $name }» уже є: { $query }. Ще раз enter замінить його
filter-name-empty = Назва порожня
filter-name-long = Назва задовга: щонайбільше { $count } символів
filter-name-marks = У назві не може бути лапок і @
filter-too-many = Збережених фільтрів уже { $count }: видаліть непотрібні
filters-heading = Збережені фільтри: { $count }
filters-save = + Зберегти чинний: { $query }
filters-help = Цифра чи enter застосовує. x/ч видаляє. У рядку фільтра назву пишуть після @.
prompt-filter-name = Зберегти фільтр { $about } під назвою
prompt-filter-name-help = Далі його кличуть так: @назва
notice-nothing-to-delete = Видаляти тут нічого
notice-nothing-to-save = Під назвою тут нічого не зберігають: набране зберігає enter
filter-unknown-key = Немає такого слова перед двокрапкою: «{ $text }»
filter-unknown-value = Немає такого значення: «{ $text }». tab доповнює
filter-no-value = Після двокрапки нічого немає: «{ $text }». tab доповнює
filter-nothing = За цим фільтром нічого немає. { $keys } – зняти фільтр.

## Екскурсія прикладом
tour-heading = Екскурсія { $at } з { $of } · { $skip } пропустити крок · { $leave } вийти
tour-outline = Це план: цілі, завдання, заходи. Знак на початку рядка каже, що з ним: ✓ виконано, ◐ частково, ○ не розпочато, · не звітовано. Натисніть { $keys }, щоб стати на рядок нижче.
tour-details = Натисніть { $keys }: подробиці рядка – показник, виконавці, строк, підтвердження. Ще раз – сховати.
tour-facts = Натисніть { $keys }: факти вносять у таблиці, рядок за рядком.
tour-next = Натисніть { $keys }: курсор піде до наступного рядка без факту.
tour-entry = Наберіть число, або = («за планом»), і { $keys }. Внесене одразу збережено.
tour-undo = Натисніть { $keys }: остання зміна скасується. Так можна повернути все, що ви зробили.
tour-findings = Натисніть { $keys }: зауваження кажуть, що виправити перед поданням.
tour-dashboard = Натисніть { $keys }: табло показує, що зроблено, за цілями, кварталами, виконавцями.
tour-help = Натисніть { $keys }: довідка має всі клавіші екрана. Решту дій знайде «:».

## Таблиці показників
figures-what = що
figures-owed = належить
figures-done = виконано
figures-percent = %
figures-open = лишилось
figures-notes = без прим.
figures-status = стан
figures-dates = дат
figures-mean = середнє
figures-change = різниця
figures-none = немає
figures-owed-so-far = належить разом
figures-done-so-far = виконано разом
figures-quarters = Цілі за кварталами, % виконання
figures-burn-up = Наростання з початку року
figures-trend = Тренд
figures-beside = Порівняння
figures-until = до { $day }
figures-only-open = лише невиконане
figures-order-plan = за планом
figures-order-worst = спершу найгірші
figures-order-open = спершу де лишилось найбільше
figures-order-notes = спершу без приміток

# Why facts of several quarters make no one value
gap-stale = { $fact } за { $quarter }
gap-missing = дані за { $have } з { $of }
gap-mixed = не всі дані – частки
gap-added = відсотки не додаються

learn-unread = за цією формою сам документ не читається: перевірте, що названо стовпцями, і рядок заголовка
learn-count = стовпців { $columns }, а названо { $said }
learn-no-measures = у жодному стовпці немає заходів
learn-twice = двічі названо: { $holds }
learn-twice-timed = двічі названо: { $holds }; вкажіть період кожного з цих стовпців
holds-ordinal = порядковий номер
holds-code = код заходу
holds-goal = ціль
holds-task = завдання
holds-subtask = підзавдання
holds-objective = мета
holds-measure = захід
holds-indicator = показник
holds-performers = виконавці
holds-term = строк
holds-target = план
holds-fact = факт
holds-note = примітка
holds-unit = одиниця виміру
holds-baseline = базове значення
holds-share = % виконання
holds-mark = відмітка про виконання
holds-nothing = нічого з плану
learn-head = { $file } · { $columns ->
    [one] { $columns } стовпець
    [few] { $columns } стовпці
    [many] { $columns } стовпців
   *[other] { $columns } стовпця
}
learn-unsure = неясних { $count }
learn-header-row = заголовок – рядок { $row }
learn-not-written = ще не записано
learn-column-header = У документі
learn-column-holds = Це
learn-column-why = Звідки видно
learn-known-header = із шапки
learn-known-person = ви вказали
learn-known-nothing = не видно
column-period-header = як у шапці
column-period-own = період самого документа
column-period-first = І квартал
column-period-second = ІІ квартал
column-period-third = ІІІ квартал
column-period-fourth = ІV квартал
column-period-first-half = І півріччя
column-period-second-half = ІІ півріччя
column-period-nine-months = 9 місяців
column-period-year = рік
column-period-to-date = з початку року
learn-column-first = Перші значення
learn-rows = Так буде прочитано перші рядки
learn-tried = Пробу пройдено: { $measures ->
    [one] { $measures } захід
    [few] { $measures } заходи
    [many] { $measures } заходів
   *[other] { $measures } заходу
}, сумнівів { $doubts }.
learn-failed = Ще не читається: { $why }.
learn-nothing-read = Ще не читається: жодного заходу.
learn-meanings = Що у стовпці «{ $column }»?
learn-periods = Якого періоду стовпець «{ $column }»?
learn-no-meaning = Такого немає. esc Назад
notice-form-unread = Форму не записано: за нею документ ще не читається.
notice-no-period-here = Період є лише у стовпців плану, факту і приміток.
notice-no-other-header = Іншого рядка для заголовка немає.
