### Рядки журналу змін і зауваження перевірки.

## Журнал: що зроблено
change-create-plan = Створено план «{ $subject }»
change-edit-header = Змінено реквізити плану «{ $subject }»
change-archive-plan = План «{ $subject }» перенесено до архіву
change-unarchive-plan = План «{ $subject }» повернуто з архіву
change-delete-plan = Видалено план «{ $subject }»
change-add-node = Додано «{ $subject }»
change-edit-node = { $subject }: змінено рядок плану
change-edit-node-values = { $subject }: «{ $from }» → «{ $to }»
change-move-node = { $subject }: переміщено
change-delete-node = { $subject }: видалено «{ $from }» з усім, що під ним
change-add-indicator = { $subject }: додано показник «{ $to }»
change-add-indicator-unnamed = { $subject }: додано показник без назви
change-edit-indicator = { $subject }: змінено показник «{ $to }»
change-delete-indicator = { $subject }: видалено показник «{ $from }»
change-set-target = { $subject }, { $quarter }: план { $from } → { $to }
change-set-target-new = { $subject }, { $quarter }: внесено план { $to }
change-set-target-cleared = { $subject }, { $quarter }: вилучено план { $from }
change-set-fact = { $subject }, { $quarter }: факт { $from } → { $to }
change-set-fact-new = { $subject }, { $quarter }: внесено факт { $to }
change-set-fact-cleared = { $subject }, { $quarter }: очищено факт { $from }
change-set-fact-plain = { $subject }, { $quarter }: змінено факт
change-set-note = { $subject }, { $quarter }: примітка «{ $from }» → «{ $to }»
change-set-note-new = { $subject }, { $quarter }: додано примітку: «{ $to }»
change-set-note-cleared = { $subject }, { $quarter }: вилучено примітку «{ $from }»
change-with-note = { $change }; примітка «{ $from }» → «{ $to }»
change-with-note-new = { $change }; примітка «{ $to }»
change-with-note-cleared = { $change }; вилучено примітку «{ $from }»
change-set-targets = { $count ->
    [one] внесено { $count } план
    [few] внесено { $count } плани
    [many] внесено { $count } планів
   *[other] внесено { $count } плану
}
change-set-facts = { $quarter }: { $count ->
    [one] внесено { $count } факт
    [few] внесено { $count } факти
    [many] внесено { $count } фактів
   *[other] внесено { $count } факту
}
change-add-evidence = { $subject }: додано підтвердження «{ $to }»
change-edit-evidence = { $subject }: змінено підтвердження «{ $to }»
change-delete-evidence = { $subject }: видалено підтвердження «{ $from }»
change-settle-doubt = { $subject }: сумнів знято: «{ $to }»
change-settle-doubt-reopened = { $subject }: сумнів повернуто
change-flag = { $subject }, { $quarter }: позначено, щоб повернутися
change-unflag = { $subject }, { $quarter }: мітку знято
change-save-point = Точка збереження «{ $subject }»
change-decide-debt = { $subject }, { $quarter }: рішення щодо боргу: «{ $to }»
change-decide-debt-withdrawn = { $subject }, { $quarter }: рішення щодо боргу скасовано
change-rename-performer = Виконавець «{ $from }» тепер зветься «{ $to }»
change-merge-performers = Виконавців об’єднано: «{ $from }» тепер «{ $to }»
change-tell-performers-apart = «{ $from }» і «{ $to }» – різні виконавці
change-split-performer = Частину заходів виконавця «{ $from }» передано виконавцеві «{ $to }»
change-accept-finding = { $subject }, { $quarter }: зауваження прийнято: «{ $to }»
change-accept-finding-withdrawn = { $subject }, { $quarter }: зауваження знову відкрите
change-import = Імпортовано план «{ $subject }»
change-close-quarter = Закрито { $quarter }
change-reopen-quarter = Знову відкрито { $quarter }: «{ $to }»
change-submit-quarter = Подано { $quarter }
change-return-quarter = Повернено { $quarter }: «{ $to }»
change-approve-quarter = Затверджено { $quarter }
change-set-role = { $subject }: роль «{ $to }»
change-set-role-removed = { $subject }: роль знято

## Стадії закриття кварталу
stage-none = не подано
stage-submitted = подано
stage-returned = повернено
stage-approved = затверджено
stage-closed = закрито
stage-reopened = знову відкрито

## Далі журнал
change-roll-over = Складено з попереднього плану: «{ $subject }»
change-restore = { $to ->
    [witness] Повернуто з копії останніх змін: зміни { $subject }
    [state] Повернуто з бази: зміни { $subject }
    [view] Повернуто зі знімків: зміни { $subject }
    [backup] Повернуто з резервної копії: зміни { $subject }
   *[journal] Упорядковано: зміни { $subject }
}
change-accept-loss = Погоджено, що зміни { $subject } втрачено
change-undone = Скасовано: { $change }
change-redone = Повторено: { $change }
change-whole-plan = план

## Зауваження перевірки
finding-note-owed = Потрібна примітка: { $status }
finding-fact-without-evidence = Факт { $fact } без підтвердження з датою
finding-evidence-differs = Факт { $fact }, а підтверджень { $count }
finding-evidence-outside-quarter = Дата { $date } поза кварталом { $quarter }: «{ $text }»
finding-split-differs = Разом { $total }, а за виконавцями { $parts }
finding-words-for-number = Замість числа стоять слова: «{ $text }»
finding-overdue = Строк минув { $date }, не виконано
finding-doubt = Не знято сумнів: { $text } → { $reading }
finding-percent-summed = Відсотки додаються: для показника потрібне середнє або частки
finding-share-incomplete = Серед часток є голий відсоток { $fact }: разом їх не звести
finding-total-missing = { $count ->
    [one] Є { $count } частина виконавця, а цілого немає
    [few] Є { $count } частини виконавців, а цілого немає
    [many] Є { $count } частин виконавців, а цілого немає
   *[other] Є { $count } частини виконавців, а цілого немає
}
finding-behind-pace = Відстає від темпу: { $fact } з { $target }
finding-limit-broken = Межу перевищено: { $fact } за межі { $target }
finding-negative = Кількість менша за нуль: { $fact }
finding-evidence-late = Подія { $date } після строку { $due }: «{ $text }»
finding-evidence-duplicate = Подія { $date } стоїть двічі: «{ $text }»
finding-lapsed = прийняте раніше, але показники змінилися
finding-lapsed-part = { $fact } з { $target }
finding-lapsed-figures = прийнято при { $before }, тепер { $now }
finding-lapsed-note = «{ $note }»
finding-lapsed-no-note = без примітки
finding-lapsed-and = { " і " }

# What a kind means, under the list.
finding-about-note-owed = План не виконано, а причини не названо: потрібна примітка біля факту.
finding-about-fact-without-evidence = Факт є, а в кварталі немає жодної події з датою, яка його підтверджує.
finding-about-evidence-differs = У факті одне число, а подій із датами за квартал інше.
finding-about-evidence-outside-quarter = Дата підтвердження лежить поза кварталом, до якого його віднесено.
finding-about-split-differs = Частини виконавців разом не дорівнюють внесеному цілому.
finding-about-words-for-number = Заплановано число, а у факті стоять слова: порівняти їх немає з чим.
finding-about-overdue = Строк минув, а зробленого бракує: це борг, доки його не надолужать чи не вирішать.
finding-about-doubt = Документ можна прочитати по-різному: виберіть, як правильно.
finding-about-percent-summed = Відсотки не додаються: підсумком має бути середнє, або факти слід вносити частками.
finding-about-share-incomplete = Одні частини внесено частками, інші голим відсотком: разом їх не звести.
finding-about-total-missing = Частини є, але скласти їх не можна: ціле слід внести самому.
finding-about-behind-pace = Довший план відстає: зроблено менше, ніж мали дати квартали, що минули.
finding-about-limit-broken = Межу на довший строк уже перевищено, що б не було далі.
finding-about-negative = Кількість не буває меншою за нуль.
finding-about-evidence-late = Подія відбулася після строку заходу.
finding-about-evidence-duplicate = Та сама подія стоїть двічі: під заходом або у двох виконавців.

## Види зауважень, для заголовків
finding-kind-note-owed = немає примітки
finding-kind-fact-without-evidence = факт без підтвердження
finding-kind-evidence-differs = підтверджень не стільки
finding-kind-evidence-outside-quarter = дата поза кварталом
finding-kind-split-differs = частини не дають цілого
finding-kind-words-for-number = слова замість числа
finding-kind-overdue = строк минув
finding-kind-doubt = сумнів імпорту
finding-kind-percent-summed = відсотки додаються
finding-kind-share-incomplete = не всі частки з чисельником
finding-kind-total-missing = частини без цілого
finding-kind-behind-pace = відстає від темпу
finding-kind-limit-broken = межу перевищено
finding-kind-negative = менше нуля
finding-kind-evidence-late = підтвердження після строку
finding-kind-evidence-duplicate = підтвердження двічі
