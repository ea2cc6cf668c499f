### Що сталося, де і що робити.

## Робочий простір
store-locked = Робочий простір { $path } відкритий в іншому процесі (№ { $pid }, з { $since }). Читати можна й тепер; щоб записувати, закрийте той процес. Файл lock не чіпайте: його видалення не допоможе.
store-locked-unknown = Робочий простір { $path } відкритий в іншому процесі. Читати можна й тепер; щоб записувати, закрийте той процес. Файл lock не чіпайте: його видалення не допоможе.
store-silent = Робочий простір { $path } обслуговує процес № { $pid }, який не відповідає. Якщо це зупинене вікно, поверніть його (fg) або завершіть, тоді повторіть.
store-silent-unknown = Вікно, яке обслуговує робочий простір { $path }, не відповідає. Якщо воно зупинене, поверніть його (fg) або завершіть, тоді повторіть.
store-another-name = Ваш обліковий запис – { $name }: від імені «{ $said }» змінювати нічого не можна. Приберіть KVARTAL_AUTHOR (або виправте USER) і повторіть.
store-other-version = Робочий простір { $path } відкрито у kvartal { $theirs }, а це kvartal { $ours }: вони не розуміють одне одного. Закрийте ті вікна або скористайтеся версією { $theirs }.
store-io = Не вдалося прочитати чи записати { $path }: { $cause }. { $advice }
store-newer = { $path } має формат { $found }, а ця версія програми читає формати до { $known }. Потрібна версія kvartal, яка читає формат { $found }: оновіть kvartal.
store-not-a-workspace = { $path } – не робочий простір: каталог не порожній. Вкажіть порожній каталог або наявний простір.
store-damaged = { $path } пошкоджено на байті { $at }: { $what }. Що можна зробити: kvartal doctor, далі kvartal doctor --repair.
store-misplaced = На місці { $path } лежить щось інше. kvartal doctor --repair прибере це вбік і зробить заново, що можна.
store-replaced = Журнал { $path } змінив або замінив хтось інший, поки він був тут відкритий. Нічого не перезаписано; закрийте це вікно й перевірте: kvartal doctor.
store-not-empty = { $path } не порожній. Вкажіть порожній каталог або такий, якого ще немає.
store-backup-damaged = { $path } – не резервна копія, або її пошкоджено. Нічого не записано; візьміть іншу.

## Збереження змін
commit-conflict = { $count ->
    [one] { $count } запис тим часом змінив хтось інший
    [few] { $count } записи тим часом змінив хтось інший
    [many] { $count } записів тим часом змінив хтось інший
   *[other] { $count } запису тим часом змінив хтось інший
}. Нічого не збережено: перегляньте нові значення й повторіть.
commit-slug-taken = Назву «{ $slug }» вже має інший план. Виберіть іншу.
commit-failed = Зміну не збережено: { $why }

## Відмови: чому цього зробити не можна
refusal-no-plan = Такого плану немає.
refusal-plan-exists = Такий план уже є. Щоб оновити його, вкажіть --into.
refusal-gone = Цього рядка вже немає: його хтось видалив.
refusal-empty = Поле не може бути порожнім.
refusal-bad-slug = «{ $slug }» не може бути назвою плану: дозволено a–z, 0–9 і дефіс.
refusal-outside-plan = { $quarter } поза строком плану ({ $period }).
refusal-closed = { $quarter }: квартал закрито ({ $by }, { $date }). Щоб змінити дані, спершу відкрийте його.
refusal-submitted = { $quarter }: квартал подано на затвердження ({ $by }, { $date }). Щоб змінити дані, поверніть його з причиною (kvartal return).
refusal-approved = { $quarter }: квартал затверджено ({ $by }, { $date }). Щоб змінити дані, поверніть його з причиною (kvartal return).
refusal-already-so = { $quarter }: уже { $stage }.
refusal-no-step = { $quarter }: так зробити не можна, бо квартал { $stage }.
refusal-open-findings = { $quarter } подати не можна: { $count ->
    [one] заважає { $count } зауваження
    [few] заважають { $count } зауваження
    [many] заважають { $count } зауважень
   *[other] заважає { $count } зауваження
}. Виправте їх або прийміть із поясненням (kvartal accept).
refusal-does-not-fit = Рівень «{ $child }» не може стояти під рівнем «{ $parent }».
refusal-cycle = Рядок не може стояти сам під собою.
refusal-no-room = Далі в цей бік місця немає.
refusal-not-a-measure = Показники, факти й підтвердження має лише захід.
refusal-several-indicators = У заходу кілька показників: вкажіть, котрий, наприклад 1.2.3#2.
refusal-values-outside = Поза новим строком ({ $period }) залишаться внесені значення. Спершу вилучіть їх.
refusal-repeated-id = Ідентифікатор { $id } трапляється двічі.
refusal-no-debt = За { $quarter } боргу немає: усе, що належало зробити, зроблено, або нічого не належало.
refusal-not-after-due = Новий строк { $date } не пізніший за той, що минув: вкажіть пізніший день.
refusal-role = Для цього потрібна роль «{ $needs }», а у вас – «{ $has }». Це можуть зробити: { $could }.
refusal-no-role = Для цього потрібна роль «{ $needs }», а у вас у цьому плані ролі немає. Це можуть зробити: { $could }.
refusal-not-own = Виконавець вносить лише свої факти й підтвердження, а це чужі. Це можуть зробити: { $could }.
refusal-locks-out = Так ви самі втратили б змогу змінювати ролі. Спершу хай інший затверджувач змінить вашу роль, або зніміть усі.
refusal-not-an-account = «{ $name }» не може бути іменем користувача чи групи.
refusal-nothing-to-do = Нічого не змінилося.
refusal-changed-since = Скасувати не можна: відтоді ці дані змінив хтось інший.
refusal-performer-exists = Виконавець «{ $name }» уже є. Щоб із двох став один, об’єднайте їх.
refusal-no-sum = { $address }: обидва виконавці мають частину, а частини цього показника не додаються. Виберіть, чию лишити.
refusal-nothing-to-redo = Немає чого повертати.
refusal-no-history = Немає чого скасовувати.
refusal-undoes-making = Далі – створення плану. І його: kvartal undo { $slug } --creation
refusal-deletes-again = Повторити – це знову видалити план. Тоді: kvartal delete { $slug }

## Введення факту
entry-not-a-number = Це не число. Слова вносять через F2.
entry-not-an-expression = Вираз незакінчений або містить зайве.
entry-no-result = Вираз не має результату: ділення на нуль або завелике число.
entry-nothing-planned = Плану немає: «=» нема звідки взяти.
entry-not-a-condition = Тут очікують число. «-» ставлять лише там, де план – умова.
entry-no-such-number = За цим іменем немає числа.
entry-wrong-parts = У плані інша кількість частин.
entry-nothing-to-add-to = Ще немає числа, до якого додавати.
entry-percent-of-pieces = Показник рахує штуками, а не відсотками: «%» тут не вносять.
entry-no-such-day = Такого дня немає в календарі.
entry-other-unit = Одиниця інша, ніж у показника.
entry-refused = «{ $text }» не внести. { $cause }

## Формат обміну: що не так у файлі JSON
exchange-at = { $path }: { $what }
exchange-too-long = Файл довший за { $limit } байтів: це не план.
exchange-too-many = Цілей, завдань і заходів більше за { $limit }: це не план. Розділіть його на кілька.
exchange-syntax = Рядок { $line }, позиція { $column }: це не JSON ({ $what }).
exchange-not-a-plan = Це не план у форматі обміну: у полі format стоїть «{ $found }», а має бути «kvartal-plan».
exchange-unknown-version = Версія формату – { $found }, а ця програма читає версію { $known }. Оновіть kvartal або збережіть файл у старішій версії.
exchange-missing = Бракує поля { $field }. Допишіть його.
exchange-malformed = Стоїть { $found }, а має бути { $expected }.
exchange-unknown-word = Слово «{ $found }» невідоме. Можна: { $known }.
exchange-numbers-for-kind = Для виду { $kind } чисел не стільки ({ $found }): для number має бути одне, для compound – два чи більше, для решти – жодного.
exchange-backwards = { $last } раніше за { $first }. Поміняйте їх місцями.
exchange-level-under = Рівень { $level } не може стояти під рівнем { $above }.
exchange-only-measures = Поле { $field } має лише захід (measure).
exchange-quarter-or-period = Значення має або quarter, або period: саме одне з двох.
exchange-fact-for-period = Факти вносять за квартал: у значення за довший період є лише план.
exchange-two-notes = Період має одну примітку, а його останній квартал { $quarter } – іншу. Залиште одну.
exchange-outside-period = { $found } – поза періодом плану { $period }.
exchange-term-differs = У raw стоїть { $raw }, а в полях терміну – { $said }. Залиште одне.
exchange-day-differs = У raw стоїть { $raw }, а в date – { $date }. Залиште одне.
exchange-raw-differs = У raw стоїть { $raw }, а в numbers – { $numbers }. Залиште одне.
exchange-twice = { $what } трапляється двічі. Залиште одне.
exchange-evidence-differs = Підтвердження { $id } під іншим заходом має інший зміст. Зробіть їх однаковими або дайте різні id.
exchange-unresolved = У файлі немає нічого з адресою чи id { $found }.
exchange-ambiguous = Адресу { $found } мають кілька рядків. Вкажіть id потрібного в полі subject.
exchange-expected-object = об’єкт {"{"}…{"}"}
exchange-expected-list = список […]
exchange-expected-text = текст у лапках
exchange-expected-name = непорожній текст
exchange-expected-bool = true або false
exchange-expected-count = ціле число від 0
exchange-expected-month-number = місяць від 1 до 12
exchange-expected-id = ідентифікатор із 32 шістнадцяткових цифр
exchange-expected-quarter = квартал на зразок "2023Q4"
exchange-expected-date = дата на зразок "2023-11-08"
exchange-expected-month = місяць на зразок "2018-07"
exchange-expected-year = рік на зразок "2021"
exchange-expected-decimal = десяткове число в лапках на зразок "12.5", не більш як 15 цифр до крапки й 6 після
exchange-expected-moment = час на зразок "2024-01-09T10:00:00Z"
exchange-expected-slug = назва з літер a–z, цифр і дефісів
exchange-expected-months = два місяці або більше
commit-malformed = Зміна суперечить сама собі, тому її не збережено. Це вада програми: повідомте про неї.
