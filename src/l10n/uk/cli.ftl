### Командний рядок. Перше слово кожного id – cli.

cli-saved = Збережено
cli-dry-run = Пробний запуск: нічого не змінено

## Довідка
cli-about = kvartal: плани заходів і що з них вийшло
cli-about-more = Приклади:
    {"  "}kvartal demo                               спробувати на зразку
    {"  "}kvartal import звіт.docx                   прочитати документ
    {"  "}kvartal                                    відкрити в терміналі
    {"  "}kvartal fact verbodilsk 1.1.1.2 12         внести факт
    {"  "}kvartal status --quarter 2023Q4            побачити виконання
    {"  "}kvartal check                              що перевірити перед здаванням

    PLAN – назва плану, її початок або початок ідентифікатора; якщо план один, можна не вказувати.
    Коди виходу: 0 зроблено, 1 помилка, 2 неправильний виклик або немає термінала, 3 є зауваження,
    4 не знайдено або неоднозначно, 5 зайнято або конфлікт.
cli-help-usage = Виклик:
cli-help-commands = Команди
cli-help-arguments = Аргументи
cli-help-options = Параметри
cli-cmd-demo = Відкрити зразок плану в тимчасовому робочому просторі
cli-cmd-plans = Перелік планів
cli-cmd-config = Налаштування: що діє й звідки
cli-cmd-show = Структура плану: показники, план, факт, стан
cli-cmd-status = Виконання плану за квартал
cli-cmd-check = Зауваження: що переглянути перед здаванням звіту
cli-cmd-new = Створити порожній план
cli-cmd-edit = Змінити реквізити плану
cli-cmd-archive = Перенести план до архіву або повернути
cli-cmd-delete = Видалити план з усім, що в ньому є
cli-cmd-undelete = Повернути видалений план
cli-cmd-import = Прочитати документи або файли формату обміну
cli-cmd-report = Записати звіт за квартал у формі, яку здають (DOCX, XLSX, PDF, HTML, Markdown, CSV)
cli-cmd-export = Записати план у форматі обміну (JSON)
cli-cmd-rollover = Скласти план на наступний період із цього
cli-cmd-performers = Виконавці: скільки кожен має зробити; перейменувати, об’єднати, розділити
cli-cmd-fact = Внести факт, або багато фактів з таблиці
cli-cmd-fact-more = Значення: 12; 12,5; 25/250; = (як заплановано); =5+7; +3 чи -1 (змінити внесене); - (нагоди не було);
    слова там, де план – умова; «12* примітка»; порожнє значення в лапках очищує факт.
    Таблиця для --from має стовпці код, квартал, виконавець, значення, примітка (через табуляцію, крапку
    з комою або кому); перший рядок може називати стовпці. Рядок без значення лишає факт, як він є.
cli-cmd-evidence = Внести захід, що відбувся
cli-cmd-evidence-more = Приклад: kvartal evidence verbodilsk "14.11 семінар для ВПО {"-"}> 1.1.3.4, 1.1.3.6 ×2"
    Спершу дата чи дати через кому, потім, якщо треба, виконавець із двокрапкою, текст, стрілка й коди заходів.
cli-cmd-accept = Прийняти зауваження з поясненням
cli-cmd-serve = Обслуговувати робочий простір для кількох користувачів системи
cli-cmd-submit = Подати квартал на затвердження
cli-cmd-return = Повернути поданий квартал із поясненням
cli-cmd-approve = Затвердити поданий квартал
cli-cmd-close = Закрити квартал: більше нічого в ньому не змінити
cli-cmd-approve-more = З --dry-run показує, що порівняти перед затвердженням: квартал поруч із попереднім, що найбільше відрізняється і що змінено від попереднього подання.
cli-cmd-close-more = Закрити можна й без подання і затвердження: тоді сказано, скільки зауважень відкрито.
cli-cmd-reopen = Знову відкрити закритий квартал із поясненням
cli-cmd-role = Хто що може робити в плані; без ролі – список
cli-cmd-role-more = Доки ролей немає, кожен може все. Хто дає першу роль, сам стає затверджувачем.
cli-cmd-log = Журнал змін плану
cli-cmd-undo = Скасувати мою останню зміну в плані
cli-cmd-redo = Повторити те, що я скасував останнім
cli-cmd-keys = Клавіші, що діють
cli-cmd-forms = Показати, перевірити або вивчити форми документів
cli-cmd-doctor = Перевірити робочий простір, клавіші й термінал
cli-cmd-completions = Доповнення команд для оболонки
cli-cmd-man = Сторінки довідки man
cli-arg-help = Показати цю довідку
cli-arg-config-path = Лише шлях до файлу
cli-arg-config-example = Файл з усіма налаштуваннями й поясненнями
cli-arg-version = Показати версію
cli-cmd-copy = Скопіювати всі плани з історією змін з одного простору в інший
cli-cmd-copy-more = Скопійоване звіряється. Перерване копіювання продовжує та сама команда.
cli-arg-export-kind = Що записати (json – обмінний формат з усім; iati – результати для систем донорів, IATI 2.03)
cli-arg-publisher = Ідентифікатор установи в IATI, як-от UA-EDR-12345678
cli-arg-copy-from = Звідки: каталог, postgres://… або json:КАТАЛОГ
cli-arg-copy-to = Куди: каталог, postgres://… або json:КАТАЛОГ
cli-cmd-migrate = Підготувати таблиці на сервері або оновити їх до версії програми
cli-cmd-backup = Записати всі зміни робочого простору в один файл
cli-cmd-compact = Стиснути журнал: уся історія займатиме менше місця
cli-cmd-restore = Зробити з резервної копії робочий простір у каталозі --workspace
cli-arg-wait = Скільки секунд чекати на простір, у який пише хтось інший (2)
cli-arg-quiet = Лише дані, відмови й те, що треба знати
cli-arg-repair = Повернути те, чого бракує в журналі, звідки можна, і полагодити решту
cli-arg-accept-loss = Іти далі без втраченого; журнал змін це скаже
cli-arg-backup-output = Файл резервної копії
cli-arg-restore-file = Резервна копія
cli-arg-at = Якими плани були в цей момент: 2024-01-09, 2024-01-09 14:30
cli-arg-force = Записати й поверх захищеного файлу та через посилання на чужий
cli-arg-workspace = Каталог з планами або сервер postgres://… (інакше KVARTAL_WORKSPACE або каталог даних користувача)
cli-arg-format = Вигляд переліків
cli-arg-as-of = День, який вважати сьогоднішнім: 2024-01-09 або 09.01.2024
cli-arg-plain = Діалог рядками замість екранів: для програм читання з екрана, повільних ліній і конвеєрів (також KVARTAL_PLAIN=1)
cli-arg-keymap = Набір клавіш default, vim чи emacs, або файл
cli-arg-command = Команда
cli-arg-plan = Який план
cli-arg-plans-plan = Лише плани, назва яких так починається
cli-arg-quarter = Квартал у будь-якому написанні: 2023Q4, «IV квартал 2023 року»
cli-arg-by = За чим групувати
cli-arg-all = Разом з архівними
cli-arg-sums = Показати суми й тоді, коли одиниці різні
cli-arg-all-quarters = Усі квартали плану
cli-arg-title = Назва плану
cli-arg-organisation = Чий це план
cli-arg-genitive = Установа в родовому відмінку, для назв звітів: «Пролісока»; порожнє – відмінює програма
cli-arg-period = Строк: 2026Q1..2026Q4, 2026 або 2017..2020
cli-arg-slug = Назва в командах: a–z, 0–9 і дефіс
cli-arg-approval = Затвердження: заголовок|посада|ім’я|дата|номер; порожнє вилучає
cli-arg-signature = Підпис: заголовок|посада|ім’я|дата; вказані підписи замінюють наявні
cli-arg-undo = Повернути з архіву
cli-arg-deleted = Видалені плани: їх повертає undelete
cli-arg-undelete-plan = Який план: слаг або ідентифікатор повністю
cli-arg-creation = Скасувати й створення плану: він піде в кошик
cli-arg-yes = Не перепитувати
cli-arg-dry-run = Показати, що буде, і нічого не змінювати
cli-arg-files = Документи чи файли JSON; - означає стандартний ввід
cli-arg-into = План, у який зливається документ (файл обміну замінює його)
cli-arg-convert = Чи може LibreOffice перетворити старий документ (.doc, .rtf)
cli-arg-form = Форма, за якою читати документ
cli-arg-output = Файл; - або без цього параметра – стандартний вивід
cli-arg-code = Код заходу або адреса показника: 1.1.2.4, 1.1.1/2, 1.3.10#2
cli-arg-value = Значення
cli-arg-from = Таблиця з фактами; - означає стандартний ввід
cli-arg-who = Користувач, або група з @ попереду
cli-arg-role = Роль
cli-arg-remove = Зняти роль
cli-arg-role-performer = Чиї факти й підтвердження вносить виконавець
cli-arg-performer = Чия частина
cli-arg-note = Примітка
cli-arg-text = Дозволити слова там, де заплановано число
cli-arg-line = Що відбулося
cli-arg-link = Файл або посилання
cli-arg-address = Адреса зауваження, як її показує check; - означає план загалом
cli-arg-kind = Вид зауваження, як його показує check
cli-arg-reason = Чому зауваження прийнято
cli-arg-status = Сказати, хто обслуговує, і нічого більше
cli-serve-begun = Робочий простір { $path } обслуговується. Зупинити: Ctrl-C.
cli-serve-by = Робочий простір { $path } обслуговує процес № { $pid }.
cli-serve-nobody = Робочий простір { $path } зараз ніхто не обслуговує.
cli-arg-step-reason = Чому: це побачать у журналі
cli-arg-accept-blank = Чому порожнє те, що порожнє: усе разом приймається з цим поясненням
cli-arg-withdraw = Знову відкрити зауваження
cli-arg-log-address = Лише зміни за цією адресою: що було і що стало
cli-arg-author = Лише зміни цього автора
cli-arg-since = Не раніше: 2024-01-09 або 2024-01-09 14:30
cli-arg-until = Не пізніше: 2024-01-09 або 2024-01-09 14:30
cli-arg-log-kind = Лише зміни такого виду
cli-arg-limit = Лише останні кілька
cli-arg-context = Лише клавіші цього екрана
cli-arg-check = Лише перевірити власний набір клавіш
cli-arg-shell = Оболонка
cli-arg-report-from = Перший квартал довшого звіту: півріччя, дев’ять місяців, рік
cli-arg-report-blank = Без фактів: форма, яку заповнюють
cli-arg-report-performer = Лише заходи цього виконавця
cli-arg-report-output = Файл: .docx, .xlsx, .pdf, .html, .md або .csv; - означає стандартний вивід
cli-arg-report-kind = Формат, якщо його не видно з назви файлу: docx, xlsx, pdf, html, md, csv
cli-arg-report-form = Форма документа
cli-arg-report-bom = Почати CSV з позначки UTF-8, за якою його впізнає Excel
cli-arg-to = Перший квартал нового плану
cli-arg-carry = Які планові значення повторити: all – усі, none – жодного, unmet – лише невиконане (від числа – залишок)
cli-arg-import-performer = Чий це заповнений примірник форми: беруться лише факти, примітки й події
cli-arg-forms-name = Форма, яку показати, або назва тієї, що вивчається
cli-arg-forms-check = Лише перевірити, чи файл є формою
cli-arg-forms-learn = Документ, заголовок якого вивчити
cli-arg-forms-columns = Що в стовпцях, через кому, замість запитань: ordinal,measure,-,target:year,fact:third
cli-arg-forms-title = Назва для людей
cli-arg-forms-output = Куди записати форму; - означає стандартний вивід
cli-arg-import-yes = Прийняти без перегляду на екрані
cli-arg-directory = Куди записати сторінки; інакше головна йде на стандартний вивід

## Неправильний виклик
cli-usage-unknown = Невідомий параметр або зайве слово «{ $argument }».
cli-usage-value = «{ $value }» не підходить для { $argument }.
cli-usage-value-of = «{ $value }» не підходить для { $argument }. Можна: { $valid }.
cli-usage-missing = Бракує: { $argument }.
cli-usage-conflict = { $argument } і { $other } не можна вказувати разом.
cli-usage-not-utf8 = Аргумент має неправильне кодування: потрібне UTF-8.
cli-usage-did-you-mean = Може, «{ $suggestion }»?
cli-usage-more = Довідка: kvartal --help

## Стовпці
cli-col-accepted = Прийнято
cli-col-action = Дія
cli-col-address = Адреса
cli-col-change = Зміна
cli-col-context = Де
cli-col-exceeded = ▲
cli-col-fact = Факт
cli-col-fact-sum = Факт, сума
cli-col-finding = Що виявлено
cli-col-group = №
cli-col-help = Пояснення
cli-col-indicator = Показник
cli-col-indicators = Показників
cli-col-keys = Клавіші
cli-col-kind = Вид
cli-col-mean-capped = Середнє до 100 %
cli-col-measures = Заходів
cli-col-met = ✓
cli-col-not-reported = ·
cli-col-not-started = ○
cli-col-note = Примітка
cli-col-notes-owed = Без приміток
cli-col-number = №
cli-col-partial = ◐
cli-col-percent = %
cli-col-period = Строк
cli-col-plan = План
cli-col-quarter = Квартал
cli-col-state = Стан
cli-col-status = Стан
cli-col-subject = Що
cli-col-target = План
cli-col-target-sum = План, сума
cli-col-title = Назва
cli-col-total = Разом
cli-col-weighted = Зважене
cli-col-value = Значення
cli-col-from = Було
cli-col-to = Стало
cli-col-when = Коли
cli-col-who = Хто

## Виконання
cli-status-when = { $quarter }, станом на { $day }
cli-status-share-met = Виконано показників з числовим планом: { $percent } ({ $reached } з { $numeric })
cli-status-mean-capped = Середнє виконання, кожен показник до 100 %: { $percent }
cli-status-weighted = Сума фактів до суми планів: { $percent } ({ $facts } до { $targets })
cli-status-counts = Заходів { $measures }, показників { $indicators }; строк у кварталі { $due }, прострочено { $overdue }, без приміток { $notes }, сумнівів { $doubts }; підтверджень { $items }, дат { $dates }
cli-group-nobody = (без групи)
cli-archived-mark = (в архіві)
cli-no-plans-yet = Планів ще немає. Почніть із kvartal import ФАЙЛ або kvartal new; зразок: kvartal demo.
cli-the-plan-itself = план загалом
cli-value-condition = за умови
cli-value-deed = виконати
cli-value-text = (текст)
cli-value-no-occasion = нагоди не було
cli-place-table = таблиця { $n }
cli-place-row = рядок { $n }
cli-place-column = стовпець { $n }
cli-place-line = абзац { $n }
cli-check-flagged = Позначено, щоб повернутися: { $addresses }
cli-check-summary = Відкритих зауважень: { $open }; прийнятих: { $accepted }

## Зроблено
cli-new-done = Створено план { $slug }.
cli-edit-done = Змінено реквізити плану { $slug }.
cli-archive-done = План { $slug } перенесено до архіву.
cli-unarchive-done = План { $slug } повернуто з архіву.
cli-delete-question = Видалити план { $slug } «{ $title }» з усім, що в ньому є? [так/ні]
cli-delete-done = План { $slug } «{ $title }» видалено. Повернути: kvartal undelete { $id }
cli-undelete-done = План { $slug } «{ $title }» повернуто цілком.
cli-trash-empty = Видалених планів немає.
cli-col-deleted = Видалено
cli-col-id = Ідентифікатор
cli-fail-trash-empty = Плану «{ $text }» серед видалених немає: жодного плану не видалено.
cli-fail-not-deleted = Серед видалених немає плану з повною назвою «{ $text }». Видалено:
cli-fail-slug-taken-since = Назву { $slug } тепер має інший план. Повернути під іншою: kvartal undelete { $id } --slug НАЗВА
cli-report-findings = { $open ->
    [one] Лишається { $open } незакрите зауваження (без примітки – { $notes }): див. kvartal check.
    [few] Лишаються { $open } незакриті зауваження (без примітки – { $notes }): див. kvartal check.
    [many] Лишається { $open } незакритих зауважень (без примітки – { $notes }): див. kvartal check.
   *[other] Лишається { $open } незакритого зауваження (без примітки – { $notes }): див. kvartal check.
}
cli-report-no-genitive = «{ $name }» у родовому відмінку невідоме, тому стоїть окремим рядком над назвою звіту: kvartal edit { $slug } --genitive "…".
cli-report-genitive = «{ $name }» у родовому відмінку, для назви звіту (порожньо – окремим рядком над назвою):
cli-report-unsigned = Підписів у плані немає: хто підписує, додайте командою kvartal edit { $slug } --signature "|посада|ім’я".
cli-report-who-role = Підписів у плані немає. Посада того, хто підписує (порожньо – без підпису):
cli-report-who-name = Ім’я та прізвище:
cli-report-no-facts = У формі { $form } немає місця для фактів: записано лише план.
cli-report-writing = Складаю { $file }…
cli-export-done = Записано { $path }.
cli-fact-done = { $address }, { $quarter }: { $before } → { $after }   { $status }
cli-facts-done = { $count ->
    [one] Внесено { $count } факт.
    [few] Внесено { $count } факти.
    [many] Внесено { $count } фактів.
   *[other] Внесено { $count } факту.
}
cli-facts-twice = Цей показник, квартал і виконавець уже є в попередньому рядку.
cli-facts-too-many-cells = У рядку { $found } комірок, а стовпців { $wanted }. Візьміть значення з комою в лапки або розділяйте комірки крапкою з комою чи табуляцією.
cli-evidence-done = { $days }: «{ $text }» – { $quarter }, { $measures }
cli-evidence-undated = без дати
cli-accept-done = { $address }, { $quarter }: зауваження { $kind } прийнято.
cli-accept-withdrawn = { $address }, { $quarter }: зауваження { $kind } знову відкрите.
cli-col-user = користувач
cli-col-performer = виконавець
cli-col-role = роль
cli-role-first = Це перша роль у плані: відтепер кожен може лише те, що дозволяє його роль. Ви – затверджувач.
cli-role-none = Ролей у плані немає: кожен може все.
cli-closing-unapproved = { $count ->
    [0] Закрито без подання і затвердження.
    [one] Закрито без подання і затвердження: { $count } зауваження відкрите.
    [few] Закрито без подання і затвердження: { $count } зауваження відкриті.
    [many] Закрито без подання і затвердження: { $count } зауважень відкрито.
   *[other] Закрито без подання і затвердження: { $count } зауваження відкрито.
}
cli-holder = { $count ->
    [0] Простір тримає процес № { $pid }: { $name }, звідки: { $from }.
    [one] Простір тримає процес № { $pid }: { $name }, звідки: { $from }; там нічого не набирали { $count } хвилину.
    [few] Простір тримає процес № { $pid }: { $name }, звідки: { $from }; там нічого не набирали { $count } хвилини.
    [many] Простір тримає процес № { $pid }: { $name }, звідки: { $from }; там нічого не набирали { $count } хвилин.
   *[other] Простір тримає процес № { $pid }: { $name }, звідки: { $from }; там нічого не набирали { $count } хвилини.
}
cli-holder-offer = Enter – завершити його й увійти тут: збережене лишається, набране там стане чернеткою. Ctrl-C – облишити.
cli-col-before = Попередній
cli-review-changed = Від попереднього подання змінено: { $count }
cli-closing-accepted = { $count ->
    [one] Прийнято { $count } порожнє значення з поясненням.
    [few] Прийнято { $count } порожні значення з поясненням.
    [many] Прийнято { $count } порожніх значень із поясненням.
   *[other] Прийнято { $count } порожнього значення з поясненням.
}
cli-report-corrections = Виправлення після закриття кварталу
cli-log-correction = { $change } (виправлення після закриття)
cli-undo-done = { $change }
cli-keys-well = Помилок у наборі клавіш немає.
cli-keys-bad = { $count ->
    [one] У файлі клавіш не діє { $count } рядок:
    [few] У файлі клавіш не діють { $count } рядки:
    [many] У файлі клавіш не діють { $count } рядків:
   *[other] У файлі клавіш не діє { $count } рядка:
}
cli-filters-no-directory = Немає каталогу для налаштувань: задайте HOME або XDG_CONFIG_HOME.
cli-filters-failed = { $file }: { $why }
cli-filters-bad-line = { $file }:{ $line }: це не фільтр. Має бути: "назва" = "фільтр". Виправте рядок, тоді зберігайте.
cli-filters-comment = Збережені фільтри: "назва" = "фільтр", по одному в рядку.
cli-config-example = Налаштування kvartal. Приберіть # перед тим, що має діяти.
cli-exit-0 = зроблено
cli-exit-1 = помилка
cli-exit-2 = неправильне використання або немає термінала
cli-exit-3 = є відкриті зауваження (check, doctor, keys --check, config)
cli-exit-4 = не знайдено або неоднозначно
cli-exit-5 = зайнято іншим або суперечить його змінам
cli-exit-129 = зв’язок із терміналом обірвався
cli-exit-130 = перервано
cli-man-config = налаштування (kvartal config)
cli-man-keymap = власні клавіші (kvartal keys)
cli-man-themes = власні кольори
cli-config-language = мова
cli-config-workspace = каталог із планами
cli-config-keymap = набір клавіш: default, vim, emacs або файл
cli-config-theme = кольори: auto, dark, light, contrast, mono, safe або свій файл themes/НАЗВА.toml
cli-config-color = скільки кольорів має термінал
cli-config-glyphs = якими знаками малювати
cli-config-mouse = чи слухати мишу
cli-config-plain = діалог рядками замість екранів
cli-config-wait = скільки секунд чекати простору, який записує хтось інший
cli-config-syntax = Це не TOML: { $why }
cli-config-unreadable = Файл не читається: { $why }
cli-config-unknown = Налаштування «{ $key }» немає
cli-config-value = { $key } не може бути «{ $value }». Можливі: { $known }
cli-origin-default = типово
cli-origin-file = { $file }:{ $line }
cli-origin-environment = змінна { $name }
cli-origin-flag = прапорець { $flag }
cli-col-setting = налаштування
cli-col-origin = звідки
cli-doctor-taken = взято за
cli-doctor-taken-dumb = термінал, що не вміє рухати курсор: працює лише kvartal --plain
cli-doctor-config = конфігурація
cli-doctor-colours-none = без кольорів
cli-doctor-colours-16 = 16 кольорів
cli-doctor-colours-256 = 256 кольорів
cli-doctor-colours-true = 24-бітний колір
cli-doctor-glyphs-unicode = знаки Unicode
cli-doctor-glyphs-ascii = лише знаки ASCII
cli-doctor-background-light = тло світле
cli-doctor-background-dark = тло темне
cli-doctor-background-unknown = тло невідоме (KVARTAL_THEME=dark чи light)
cli-doctor-kitty = клавіатура kitty
cli-doctor-advice-tmux = У tmux для копіювання: set -s set-clipboard on; set -g allow-passthrough on
cli-doctor-advice-ascii = Локаль без UTF-8 або консоль Linux; іншого просить KVARTAL_GLYPHS=unicode
cli-man-done = Записано сторінок: { $count }, каталог { $path }.
cli-import-done = { $file } → { $slug }
cli-import-difference = заходи: додано { $added }, змінено { $changed }, вилучено { $withdrawn }, без змін { $untouched }
cli-import-new-performer = Серед виконавців плану немає «{ $name }»: факти додано як частину нового виконавця. Якщо назву подано інакше, скасуйте (kvartal undo) і вкажіть --performer.
cli-import-same-plan = План тієї самої установи за той самий період уже є: { $slug }. Щоб злити документ із ним: --into { $slug }.
cli-import-and-more = {" "}(і так само ще { $count ->
    [one] { $count } файл
    [few] { $count } файли
    [many] { $count } файлів
   *[other] { $count } файла
 })
cli-import-converted = { $file } перетворено на DOCX програмою LibreOffice: звірте прочитане з документом (--convert never це забороняє).
cli-import-inside-one =   { $number }. { $name }
cli-import-inside-only = Імпортувати документ із { $file }? (т/н)
cli-import-inside-question = Який документ із { $file } імпортувати? Номер:
cli-convert-not-installed = Де встановлено LibreOffice, такий документ перетворюється сам; тут її не знайдено.
cli-convert-too-long = LibreOffice не впоралася з ним за відведений час.
cli-convert-no-document = LibreOffice не змогла його перетворити.
cli-convert-io = LibreOffice не запустилася: { $cause }.
cli-import-reading = Читаю { $file }…
cli-import-recognising = Розпізнаю { $file }…
cli-import-saving = Зберігаю { $file }…
cli-rollover-done = Складено план { $slug } на { $period }: { $measures }, { $targets }.
cli-rollover-left = У старому плані лишаються: фактів { $facts }, приміток { $notes }, підтверджень { $evidence }; відкритих боргів { $debts }, перенесених на новий період { $carried }.
cli-col-form = Форма
cli-col-columns = Стовпці
cli-forms-bad = { $file }: це не форма: { $why }
cli-forms-well = Форма { $form } придатна.
cli-forms-step = жодна таблиця не має відомих заголовків. З такими стовпцями документ прочитається; перевірте, чи їх названо правильно: { $command }
cli-forms-no-header = жодна таблиця не схожа на план: не видно заголовка. Назвіть стовпці (--columns) і рядок заголовка (--header-row)
cli-forms-not-written = Форму не записано: нічого не змінено.
cli-forms-learned = Форму записано: { $path }.
cli-forms-columns = Стовпці документа, що вони містять і перші значення:
cli-forms-not-read = Ще не читається: { $why }.
cli-forms-confirm = Enter – записати форму, номер – змінити стовпець, 0 – нічого не писати:
cli-forms-change = Номер – змінити стовпець, 0 – нічого не писати:
cli-forms-meaning = Що стоїть у стовпці «{ $column }»? Номер, а Enter – лишити як є:
cli-forms-period = За який період його значення? Номер, а Enter – лишити як є:
cli-arg-header-row = З цього рядка таблиці починається шапка, коли в ній немає відомих слів
cli-forms-tried = { $count ->
    [one] За цією формою прочитано { $count } захід. Перші:
    [few] За цією формою прочитано { $count } заходи. Перші:
    [many] За цією формою прочитано { $count } заходів. Перші:
   *[other] За цією формою прочитано { $count } заходів. Перші:
}
cli-import-doubts = { $count ->
    [one] { $count } сумнів: місце, що стояло, як прочитано
    [few] { $count } сумніви: місце, що стояло, як прочитано
    [many] { $count } сумнівів: місце, що стояло, як прочитано
   *[other] { $count } сумніву: місце, що стояло, як прочитано
}
cli-import-older-doubts = { $count ->
    [one] Крім того, у плані лишається { $count } давніший сумнів: див. kvartal check.
    [few] Крім того, у плані лишаються { $count } давніші сумніви: див. kvartal check.
    [many] Крім того, у плані лишається { $count } давніших сумнівів: див. kvartal check.
   *[other] Крім того, у плані лишається { $count } давнішого сумніву: див. kvartal check.
}
# Прочитання вже в лапках.
cli-import-alternatives = {" "}(або { $others })

## Що не так
cli-fail-output = Не вдалося записати у стандартний вивід: { $cause }.
cli-fail-read = Не вдалося прочитати { $path }: { $cause }.
cli-fail-write = Не вдалося записати { $path }: { $cause }.
cli-fail-not-text = { $file }, рядок { $line }: це не текст у кодуванні UTF-8.
cli-fail-no-random-bits = Система не дає випадкових чисел: { $cause }.
cli-fail-no-workspace = Домашній каталог невідомий. Вкажіть каталог з планами: --workspace.
cli-fail-malformed-change = Програма склала зміну, яку не можна зберегти. Це помилка програми; нічого не змінено.
cli-fail-document = { $file }: { $cause }
cli-fail-exchange = { $file }: { $cause }
cli-fail-unrecognised = { $file }: { $cause }
cli-fail-no-format = «{ $text }» не каже, у якому форматі писати. Закінчення назви файлу (або --type) може бути:
cli-fail-too-large = Документ завеликий: { $text }.
cli-fail-not-written = Записати документ у форматі { $format } не вдалося: { $cause }.
cli-write-overlap = у таблиці { $table } дві клітинки на одному місці: рядок { $row }, стовпець { $column }
cli-write-cell-too-long = текст у рядку { $row }, стовпці { $column } аркуша «{ $sheet }» довший за { $limit } знаків, більше клітинка Excel не вміщує
cli-write-too-big = документ завеликий ({ $bound })
cli-write-packing = файл не вдалося скласти; спробуйте інший формат
cli-fail-no-form = Форми «{ $text }» немає. Є такі:
cli-fail-not-a-column = «{ $text }» не буває стовпцем. Можна:
cli-fail-columns-not-confirmed = Стовпці треба підтвердити: запустіть команду в терміналі або вкажіть --columns. Пропонується: { $text }
cli-fail-not-learned = { $file }: { $cause }.
cli-fail-bad-form-name = «{ $text }» не може бути назвою форми: лише a–z, 0–9 і дефіс.
cli-fail-interrupted = Перервано: нічого не записано.
cli-fail-not-in-full = «{ $name }» – лише початок назви. Те, що може нашкодити, робиться з планом, названим повністю: { $slug }.
cli-fail-no-plan = Плану «{ $text }» немає.
cli-fail-no-plan-but = Плану «{ $text }» немає. Є такі:
cli-fail-several-plans = «{ $text }» може означати кілька планів:
cli-fail-name-a-plan = Планів кілька, вкажіть котрий:
cli-fail-not-a-command = Ні команди, ні плану «{ $word }» немає. Може, kvartal { $suggestion }?
cli-fail-no-plans = Планів ще немає. Почніть із kvartal import ФАЙЛ або kvartal new.
cli-fail-plan-before-command = «{ $text }» стоїть перед командою. План вказують після команди.
cli-fail-no-address = Коду чи адреси «{ $text }» у плані немає.
cli-fail-several-addresses = Адресу «{ $text }» мають кілька рядків:
cli-fail-not-a-measure = «{ $text }» – не захід: факти й підтвердження мають лише заходи.
cli-fail-no-performer = Виконавця «{ $text }» у плані немає. Є такі:
cli-fail-no-performers = Виконавця «{ $text }» у плані немає: план не називає жодного.
cli-fail-not-a-quarter = «{ $text }» – не квартал. Пишіть, наприклад, 2023Q4.
cli-fail-not-a-period = «{ $text }» – не строк плану. Пишіть, наприклад, 2026Q1..2026Q4 або 2026.
cli-fail-not-a-day = «{ $text }» – не дата. Пишіть, наприклад, 2024-01-09.
cli-fail-not-a-signature = «{ $text }» – не підпис. Пишіть: заголовок|посада|ім’я|2024-01-09.
cli-fail-not-a-kind = «{ $text }» – не вид зауваження. Є такі:
cli-fail-no-finding = Зауваження { $kind } за адресою «{ $address }» у цьому кварталі ({ $quarter }) немає.
cli-fail-not-a-number = Це не число. Слова приймає параметр --text.
cli-fail-bad-value = { $address }: значення «{ $value }» не можна внести. { $cause }
cli-fail-bad-value-for = { $address }: значення «{ $value }» не можна внести (план: { $target }). { $cause }
cli-fail-two-readings = { $address }: «{ $value }» можна прочитати двояко: { $first } або { $second }. Напишіть число без сумніву: тисячі відділяє пробіл.
cli-fail-part-of-one = { $address }: «{ $value }» можна прочитати двояко: { $first } % або { $second } %. Напишіть число зі знаком %.
cli-fail-product = { $address }: «{ $value }» можна прочитати двояко: { $first } із приміткою або { $second }. Примітку дає --note, добуток – «={ $value }».
cli-fail-readings = { $address }: «{ $value }» можна прочитати двояко: { $first } або { $second }. Напишіть однозначно.
cli-fail-unsure = { $address }: «{ $value }» – це { $first }? Напишіть однозначно.
cli-fact-nought = { $address }, «{ $value }»: одна з частин – нуль.
cli-facts-decimal-comma = { $address }: рядок має зайве поле; чи не { $number }? Візьміть число в лапки або розділіть поля крапкою з комою.
cli-fail-bad-lines = Нічого не внесено, помилок: { $count }
cli-fail-no-facts = { $text }: немає жодного факту.
cli-fail-already-there = { $file }: цей план уже є ({ $slug }). Щоб оновити його, вкажіть --into { $slug }.
cli-fail-not-later = План уже охоплює { $period }: наступний має починатися пізніше, ніж { $quarter }.
cli-fail-several-files-one-slug = Кілька планів не можуть мати одну назву: зі --slug вкажіть один файл.
cli-fail-some-files = Не прийнято файлів: { $count }. Решту прийнято.
cli-fail-performer-of-another-role = --performer має сенс лише для ролі performer.
cli-fail-not-confirmed = Не підтверджено: нічого не видалено.
cli-fail-needs-yes = Перепитати немає в кого: додайте --yes, щоб видалити.
cli-fail-no-terminal = Тут немає термінала. Без нього працюють, наприклад, kvartal show, kvartal status і kvartal fact.
cli-fail-dumb-terminal = Цей термінал не вміє рухати курсор (TERM=dumb). Без нього працюють kvartal show і kvartal fact.
cli-fail-hung-up = З’єднання з терміналом перервано.
cli-fail-terminal = Термінал не працює: { $cause }.
cli-fail-no-context = Екрана «{ $text }» немає. Є такі:
cli-fail-no-keymap = Набору клавіш або файлу «{ $text }» немає. Є такі набори:
cli-io-not-found = такого файлу чи каталогу немає
cli-io-permission-denied = немає прав доступу
cli-io-is-a-directory = це каталог, а не файл
cli-io-not-a-directory = частина шляху – не каталог
cli-io-read-only = файлова система лише для читання
cli-io-storage-full = немає місця на диску
cli-io-already-exists = такий файл уже є
cli-io-too-large = він більший за будь-який документ: чи той це файл?
cli-store-too-large = Зміна завелика: { $size }, а можна щонайбільше { $limit }. Внесіть її частинами.
cli-store-reopen = { $path }: { $what }. Раніше збережене на місці; запустіть програму ще раз.
cli-store-outgrown = { $path } створено старішою версією kvartal. Його буде відновлено з журналу: нічого робити не треба.
cli-store-state = { $path }: { $what }. Журнал цілий; запустіть kvartal doctor.
cli-no-theme = Теми «{ $name }» немає. Є: { $known }, або файл { $file }.
cli-bad-theme = Тему з файлу { $file } не прочитано: { $why }
cli-notice-tail-cut = Останній запис журналу { $path } був недописаний ({ $bytes } байтів): його не було збережено, тож його прибрано в { $aside }.
cli-notice-figures-follow-rules = План { $plan } створено старішою версією. Його показники тепер рахуються за новими правилами, тож деякі можуть відрізнятися від тих, що в раніше записаних звітах.
cli-notice-state-mended = Базу полагоджено: { $why }. Нічого не втрачено.
cli-notice-state-rebuilt = Базу зроблено заново з журналу: { $why }. Нічого не втрачено.
cli-notice-state-aside = Базу зроблено заново з журналу: { $why }. Нічого не втрачено; стара лежить у { $aside }.
cli-notice-state-unusable = Базою зараз не можна користуватися: { $why }. Журнал працює й без неї.

## Документи, які не читаються
cli-document-empty = Файл порожній.
cli-document-encrypted = Документ захищено паролем. Збережіть його без пароля й спробуйте ще раз.
cli-zip-cut-off = Файл неповний: бракує його кінця, як буває, коли копіювання чи завантаження обірвалося. Отримайте його ще раз.
cli-zip-unsupported = Файл запаковано так, що він не читається. Відкрийте його у Word, Excel чи LibreOffice і збережіть заново.
cli-zip-damaged = Файл пошкоджено. Отримайте його ще раз або відкрийте в програмі, яка його створила, і збережіть заново.
cli-document-no-main-part = У файлі немає тексту документа.
cli-document-damaged-part = Файл пошкоджено: частину { $part } не вдалося розпакувати.
cli-document-broken-xml = Файл пошкоджено: частина { $part } зламана в рядку { $line }, позиція { $column }.
cli-document-forbidden-dtd = Файл відхилено: у частині { $part } є визначення типу, якого офісні програми не пишуть.
cli-document-no-body = Файл пошкоджено: у частині { $part } немає тексту.
cli-document-too-big = Файл відхилено як завеликий: { $bound }. { $advice }
cli-too-big-split = Приберіть зайве (порожні рядки, стовпці й аркуші, малюнки) або розділіть його на кілька файлів.
cli-too-big-resave = Офісні програми таких файлів не пишуть: відкрийте його у Word, Excel чи LibreOffice і збережіть заново.
cli-megabytes = { $count } МБ
cli-bound-part-bytes = понад { $limit } в одній його частині
cli-bound-rows = понад { $limit } рядків у таблиці
cli-bound-columns = понад { $limit } стовпців у таблиці
cli-bound-cells = понад { $limit } клітинок у таблиці
cli-bound-cell-bytes = понад { $limit } тексту в клітинках
cli-bound-covered = понад { $limit } рядків під об’єднаними клітинками
cli-bound-text-bytes = понад { $limit } тексту
cli-bound-lines = понад { $limit } рядків тексту
cli-bound-depth = понад { $limit } таблиць одна в одній
cli-bound-xml-depth = понад { $limit } елементів один в одному
cli-bound-xml-nodes = понад { $limit } елементів в одній його частині
cli-bound-xml-attributes = понад { $limit } атрибутів в одній його частині
cli-bound-xml-element-attributes = понад { $limit } атрибутів одного елемента
cli-bound-xml-namespaces = понад { $limit } просторів назв в одній його частині
cli-document-unsupported = Це { $kind }: такі файли не читаються. { $advice }
cli-document-unsupported-named = Це { $kind }, хоча назва закінчується на .{ $ending }: такі файли не читаються. { $advice }
cli-document-holds = Це { $kind }, у ньому: { $names }. { $advice }
cli-advice-save-as-docx = Відкрийте його у Word чи LibreOffice, збережіть як .docx і спробуйте ще раз.
cli-advice-save-as-xlsx = Відкрийте її в Excel чи LibreOffice, збережіть як .xlsx і спробуйте ще раз.
cli-advice-recognise-text = У зображенні немає тексту: розпізнайте його іншою програмою та імпортуйте текст як .txt.
cli-advice-take-its-source = Імпортуйте документ, з якого його зроблено, або його текст, збережений як .txt.
cli-advice-copy-its-table = Скопіюйте таблицю з неї в документ .docx та імпортуйте його.
cli-advice-unpack = Розпакуйте архів та імпортуйте документи з нього по одному.
cli-advice-take-out = Підпис тут не перевіряється: видобудьте підписаний документ (файл) програмою для підписів та імпортуйте його.
cli-advice-save-attachment = Збережіть документ, вкладений у лист, та імпортуйте його.
cli-advice-remove-password = Збережіть його без пароля й спробуйте ще раз.
cli-advice-nothing = Прочитати в ньому нічого не можна.
cli-recognise-no-table = У документі немає таблиці, а план читається з неї. Запишіть заходи таблицею (№, захід, показник, план, факт) і спробуйте ще раз.
cli-recognise-plain-text = Це звичайний текст, таблиці плану в ньому немає. Запишіть заходи таблицею (№, захід, показник, план, факт) у Word, Excel чи CSV і спробуйте ще раз.
cli-recognise-no-header = У таблиці документа немає рядка заголовків. Додайте його над першим заходом (№, Захід, Показник, План, Факт) і спробуйте ще раз.
cli-recognise-other-form = Жодна таблиця документа не має заголовків відомої форми (є: { $found }). Свою форму можна вивчити один раз: kvartal forms --learn.
cli-recognise-learnable = Жодна таблиця документа не має заголовків відомої форми (є: { $found }). Якщо це план, навчіть програму його форми один раз: { $command } – з такими стовпцями документ прочитається; перевірте, чи їх названо правильно (- означає пропустити).
cli-recognise-no-form = Жодна таблиця документа не має заголовків відомої форми.
cli-recognise-no-measures = У таблиці документа немає заходів.
cli-kind-docx = документ Word (.docx)
cli-kind-xlsx = книга Excel (.xlsx)
cli-kind-xlsb = двійкова книга Excel (.xlsb)
cli-kind-presentation = презентація
cli-kind-odt = текст OpenDocument (.odt)
cli-kind-ods = таблиця OpenDocument (.ods)
cli-kind-odf = файл OpenDocument без тексту
cli-kind-zip = архів (.zip)
cli-kind-archive = архів RAR або 7-Zip
cli-kind-asic = контейнер із підписами (.asice)
cli-kind-signed = підписаний файл (.p7s)
cli-kind-doc = старий документ Word (.doc)
cli-kind-xls = стара книга Excel (.xls)
cli-kind-encrypted = документ із паролем
cli-kind-ole = старий офісний файл
cli-kind-rtf = документ RTF
cli-kind-pdf = документ PDF
cli-kind-html = сторінка HTML
cli-kind-flat-odt = плоский текст OpenDocument (.fodt)
cli-kind-flat-ods = плоска таблиця OpenDocument (.fods)
cli-kind-word-xml = документ Word 2003 у форматі XML (.xml)
cli-kind-sheet-xml = книга Excel 2003 у форматі XML (.xml)
cli-kind-xml = файл XML
cli-kind-mht = вебархів (.mht)
cli-kind-mail = електронний лист (.eml)
cli-kind-image = зображення
cli-kind-text = звичайний текст
cli-kind-binary = не документ

## Рядок підтвердження
cli-evidence-no-arrow = «{ $text }»: немає стрілки. Після тексту поставте {"-"}> і коди заходів.
cli-evidence-no-text = «{ $text }»: немає тексту. Що відбулося?
cli-evidence-no-codes = «{ $text }»: після стрілки немає коду заходу.
cli-evidence-not-a-day = Дати «{ $text }» у календарі немає.
cli-evidence-not-a-count = «{ $text }»: після знака × має стояти кількість від 1.
cli-evidence-inside = «{ $text }»: дату { $days } взято з тексту. Зазвичай вона стоїть на початку.
cli-evidence-future = { $days }: цей день ще не настав; у минулому в періоді плану такого немає.

## Перевірка
cli-doctor-well = гаразд
cli-doctor-warning = увага
cli-doctor-fault = помилка
cli-doctor-version = версія
cli-doctor-workspace = робочий простір
cli-doctor-plans = плани
cli-doctor-repair = лагодження
cli-doctor-backups = резервні копії
cli-doctor-keys = клавіші
cli-doctor-locale = локаль
cli-doctor-clock = сьогодні
cli-doctor-author = автор змін
cli-doctor-terminal = термінал
cli-doctor-read = Журнал: частин { $segments }, змін { $changes }, записів у планах { $records }
cli-doctor-not-made = ще не створено
cli-doctor-figures-differ = Підсумки плану { $slug } не збігаються з повним перерахунком.
cli-doctor-rows-differ = План «{ $slug }»: його рядки на сервері – не те, що випливає з його змін. Хтось записав їх іншою програмою. Зміни показує kvartal log, а ролі, які їх зробили, – подання kvartal.log у psql.
cli-doctor-not-utf8 = Локаль «{ $locale }» не UTF-8: у терміналі можливі знаки питання замість літер.
cli-doctor-no-terminal = змінних термінала немає

## Борги, періоди, кілька планів
cli-cmd-debts = Борги: що не зроблено у строк і що з ним стало
cli-cmd-decide = Рішення щодо боргу: перенести або зняти
cli-arg-plans = Які плани; без назви той, що є один
cli-arg-status-all = Усі плани робочого простору, крім архівних
cli-arg-check-all = Усі плани робочого простору, крім архівних
cli-arg-debts-all = Усі плани робочого простору, крім архівних
cli-arg-status-from = Перший квартал довшого періоду
cli-arg-decide-undo = Скасувати рішення
cli-arg-decide-reason = Чому так вирішено
cli-arg-decide-address = Адреса боргу, як її показує debts
cli-arg-decide-quarter = Квартал, за який борг
cli-arg-parts = Під кожним значенням частини виконавців
cli-arg-annex = Що додати після підписів: debts (борги)
cli-arg-due = Новий строк
cli-arg-order = Номер і дата наказу
cli-arg-ruling = Що буде з боргом: carried (перенесено) або withdrawn (знято)
cli-status-share-done = Виконано { $done } з { $owed } · { $percent }
cli-status-nothing-owed = На цей час нічого не належало виконати
cli-status-when-span = { $quarter } разом, станом на { $day }
cli-status-pace = У роботі { $running }: випереджає { $ahead }, за темпом { $on }, відстає { $behind }, межу перевищено { $broken }
cli-status-debts = Борги за раніше: відкритих { $open }, надолужених { $settled }, перенесених { $carried }, знятих { $withdrawn }
cli-status-outside = { $plan }: кварталу { $quarter } у плані немає, план пропущено
cli-col-owed = Належало
cli-col-done = Виконано
cli-col-done-late = ▣
cli-col-deed-done = ■
cli-col-deed-pending = □
cli-col-in-progress = ▷
cli-col-share-done = Частка
cli-col-due = Строк
cli-col-short = Бракує
cli-col-order = Наказ
cli-col-reason = Причина
cli-debts-none = Боргів немає.
cli-decide-done = { $address }, { $quarter }: рішення записано.
cli-decide-withdrawn = { $address }, { $quarter }: рішення скасовано.
cli-decide-due = Новий строк { $due } має лише перенесений борг: приберіть --due або напишіть carried.
cli-decide-several = { $address }: боргів кілька, вкажіть квартал: { $quarters }
cli-decide-no-debt = { $address }: боргу немає.

cli-arg-rename = Кого перейменувати (нова назва – у --to)
cli-arg-merge = Кого об’єднати з тим, хто названий у --to
cli-arg-apart = Хто не той самий, що названий у --to, хоч назви й схожі
cli-arg-split = Чиї заходи передати тому, хто названий у --to
cli-arg-performers-to = Нова назва або інший виконавець
cli-arg-measures = Коди заходів через кому
cli-arg-both = Що з частиною, яка є в обох: add – скласти, into – того, хто лишається, from – того, хто зникає
cli-col-shared = Спільно
cli-performers-none = Виконавців у плані немає.
cli-performers-alike = Схожі назви: «{ $one }» і «{ $other }». Якщо це один виконавець: kvartal performers ПЛАН --merge «{ $one }» --to «{ $other }», а якщо різні: --apart «{ $one }» --to «{ $other }»
cli-performers-renamed = Виконавець «{ $from }» тепер зветься «{ $to }».
cli-performers-several = «{ $text }» – один виконавець, а може бути й «{ $other }».
cli-performers-merged = Виконавця «{ $from }» об’єднано з «{ $to }»; частини й підтвердження лишилися.
cli-performers-apart = «{ $from }» і «{ $to }» – різні виконавці: більше не питатиметься.
cli-performers-split = Заходи виконавця «{ $from }» передано виконавцеві «{ $to }» разом із частинами й підтвердженнями.
cli-editor-none = Редактора не задано: запустіть програму з VISUAL або EDITOR, наприклад EDITOR=nano. Текст лишився в полі.
cli-editor-missing = Редактора «{ $name }» немає або його не запустити. Текст лишився в полі.
cli-editor-failed = Редактор «{ $name }» завершився з кодом { $code }: текст не змінено, він лишився в полі.
cli-editor-killed = Редактор «{ $name }» перервано: текст не змінено, він лишився в полі.
cli-editor-file = Тимчасовий файл для редактора: { $why }. Текст лишився в полі.
cli-editor-too-long = Текст із редактора задовгий, тож його не взято; у полі лишився попередній.
cli-editor-not-text = У файлі з редактора не текст UTF-8, тож його не взято; у полі лишився попередній.
cli-said-percent = Відсоток
cli-said-group = Номер
cli-said-number = Номер
