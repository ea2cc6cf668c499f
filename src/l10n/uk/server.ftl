### Плани на сервері PostgreSQL: що не вдалося і що робити.

server-not-built = Цю програму зібрано без підтримки PostgreSQL. Візьміть випуск, у якому вона є, або зберіть: cargo build --release --features postgres
server-address = Адреси сервера не прочитати: «{ $what }». Вона виглядає так: postgres://користувач@сервер1,сервер2/kvartal
server-password-shown = Пароль у командному рядку бачать усі: він лишається в історії оболонки й у переліку процесів. Покладіть його у ~/.pgpass (права 0600) або у змінну PGPASSWORD, а з адреси приберіть.
server-setting = Такого налаштування сервера немає: { $name }={ $value }
server-no-service = У файлах служб (~/.pg_service.conf) немає служби «{ $name }».
server-in-clear = З’єднання із сервером { $host } не було б зашифроване. Увімкніть на ньому TLS (ssl = on) і не вимикайте sslmode. Без TLS можна лише до сервера на цій самій машині, якщо sslmode не вимагає іншого.
server-certificate = Сертифікату сервера { $host } не можна вірити: { $what }. Сертифікат установи вказує sslrootcert=ФАЙЛ в адресі або PGSSLROOTCERT.
server-unreachable = Сервер не відповідає: { $hosts } ({ $what }). Перевірте мережу й чи запущено PostgreSQL.
server-no-writer = Сервери відповідають, але жоден не приймає змін: { $hosts }. Імовірно, обирається новий головний – спробуйте за хвилину.
server-no-password = Сервер { $host } питає пароль користувача { $user }, а його немає. Додайте рядок { $host }:*:*:{ $user }:ПАРОЛЬ до ~/.pgpass (права 0600).
server-not-let-in = Сервер { $host } не впускає користувача { $user }: { $what }
server-no-database = На сервері немає бази даних «{ $name }». Її створює createdb { $name }.
server-not-prepared = Базу даних «{ $name }» ще не підготовлено. Це робить її власник: kvartal migrate
server-tables-older = Таблиці на сервері мають версію { $found }, а цій програмі потрібна { $needed }. Їх оновлює власник бази: kvartal migrate
server-tables-newer = Таблиці на сервері мають версію { $found } (її зробив kvartal { $program }), а ця програма знає лише { $known }. Оновіть програму щонайменше до { $program }.
server-not-allowed = Користувачеві { $user } цього на сервері не дозволено: { $what }. До чиїх планів його допущено, вирішує власник бази: kvartal.admit.
server-not-allowed-plan = Користувачеві { $user } не дозволено мати план із цим іменем чи цієї установи. До чиїх планів його допущено, вирішує власник бази: kvartal.admit.
server-too-long = Сервер не впорався за відведений час. Спробуйте ще раз; якщо повториться, погляньте, чим він зайнятий.
server-too-many = На сервері немає вільних з’єднань. Спробуйте за хвилину або збільште max_connections.
server-disk-full = На сервері закінчилося місце. Нічого не втрачено, але зміни не приймаються, доки місце не звільнять.
server-lost = З’єднання із сервером { $host } обірвалося.
server-damaged = План { $plan } на сервері не читається: { $what }. Відновіть його з резервної копії сервера.
server-other = Сервер каже: { $what } ({ $code })
server-not-a-directory = Ця команда – для каталогу з планами, а плани на сервері. Копії й перевірку там робить PostgreSQL: pg_basebackup, pg_amcheck (docs/server.md).
server-migrated-new = Таблиці версії { $to } створено.
server-migrated = Таблиці оновлено: версія { $from } → { $to }.
server-migrated-already = Таблиці вже мають версію { $to }.
server-nothing-to-migrate = Мігрують таблиці на сервері: kvartal --workspace postgres://сервер/kvartal migrate. Каталог оновлюється сам.
server-copy-step = План { $n } з { $of }: { $name }, зміна { $seq } …
server-copied = Скопійовано й звірено: { $plans ->
    [one] { $plans } план
    [few] { $plans } плани
    [many] { $plans } планів
   *[other] { $plans } плану
  }, { $changes ->
    [one] { $changes } зміна
    [few] { $changes } зміни
    [many] { $changes } змін
   *[other] { $changes } зміни
  }; { $there } уже там були.
server-copy-differs = План «{ $name }» у двох місцях має різну історію. Нічого не перезаписано: копіюйте в порожнє місце або приберіть там цей план.
server-line-lost = { $count ->
    [0] немає зв’язку з сервером
    [one] немає зв’язку · чекає { $count } зміна
    [few] немає зв’язку · чекають { $count } зміни
    [many] немає зв’язку · чекає { $count } змін
   *[other] немає зв’язку · чекає { $count } зміни
}
server-unsent-sent = { $count ->
    [one] Надсилається { $count } зміна, що чекала на зв’язок.
    [few] Надсилаються { $count } зміни, що чекали на зв’язок.
    [many] Надсилається { $count } змін, що чекали на зв’язок.
   *[other] Надсилається { $count } зміни, що чекала на зв’язок.
}
server-unsent-elsewhere = { $count ->
    [one] Ще { $count } зміна в інших планах чекає
    [few] Ще { $count } зміни в інших планах чекають
    [many] Ще { $count } змін в інших планах чекають
   *[other] Ще { $count } зміни в інших планах чекають
  } з часу, коли не було зв’язку: їх буде надіслано, щойно план відкриють.
server-rewound = Сервер повернувся до давнішого стану, як після відновлення з копії. На ньому вже немає { $count ->
    [one] { $count } зміни, що була тут
    [few] { $count } змін, що були тут
    [many] { $count } змін, що були тут
   *[other] { $count } зміни, що була тут
  } (планів: { $plans }).
server-rewound-kept = Сервер повернувся до давнішого стану, як після відновлення з копії. На ньому вже немає { $count ->
    [one] { $count } зміни, що була тут
    [few] { $count } змін, що були тут
    [many] { $count } змін, що були тут
   *[other] { $count } зміни, що була тут
  }; збережено у файлах { $kept } (docs/server.md).
server-lost-changes = { $count ->
    [one] { $count } зміну, яку сервер мав і втратив, збережено
    [few] { $count } зміни, які сервер мав і втратив, збережено
    [many] { $count } змін, які сервер мав і втратив, збережено
   *[other] { $count } зміни, яку сервер мав і втратив, збережено
  } у { $path } (docs/server.md).
