### Що сталося з даними, де новіші та що робити.

## Що не так зі збереженим
harm-short = він обривається посеред запису
harm-checksum = контрольна сума запису не збігається
harm-no-frame = запис тут не починається
harm-too-long = запис довший, ніж буває
harm-chain = запис не продовжує попередній
harm-other-change = тут інша зміна, ніж мала бути
harm-order = зміна не є наступною у своєму плані
harm-header = заголовок – не журналу
harm-other-segment = це інша частина журналу, ніж каже назва
harm-block = стиснений блок пошкоджено
harm-index = покажчик стиснених блоків пошкоджено
harm-not-the-next-segment = він не продовжує попередню частину
harm-segment-missing = цієї частини немає
harm-shortened = він закінчується раніше, ніж знають інші місця
harm-foreign = він з іншого робочого простору
harm-marker = його немає або його пошкоджено; kvartal doctor --repair зробить його заново
harm-backup = це не резервна копія або її пошкоджено
harm-content = вміст не читається ({ $said })
harm-state-silent = не сказано, доки вона доходить
harm-state-foreign = вона не від цього журналу
harm-state-mixed = частин бракує або вони старі
harm-state-differs = вміст не той, що його дає журнал
harm-power-cut = машина зупинилася під час запису
harm-outgrown = її зробила старіша версія kvartal
harm-misplaced = на його місці лежить щось інше
harm-absent = її не було
harm-closed = її вже закрито
harm-engine = рушій не може її прочитати ({ $said })
harm-system = { $said }

## Чого бракує в журналі
lost-gone = Журналу { $path } немає.
lost-foreign = Журнал { $path } – з іншого робочого простору.
lost-mixed = У { $path } лежать частини різних робочих просторів. Показано один із них.
lost-shortened = Журнал { $path } коротший, ніж був.
lost-damaged = Журнал { $path } пошкоджено.
lost-in-witness = вони є в копії останніх змін
lost-in-state = вони є в базі
lost-in-view = вони є у знімках
lost-in-backup = вони є в резервній копії
lost-in-journal = вони є в журналі
lost-found = план { $name }: { $numbers }, остання від { $until }: { $place }
lost-nowhere = план { $name }: { $numbers }: їх немає ніде; показано дані без них
lost-strange = план { $name }: { $numbers }, остання від { $until }: не показано; { $place }, де записано інший робочий простір
lost-nobody = щонайменше одна зміна, невідомо якого плану
lost-one = 1 зміна, № { $first }
lost-many = { $count ->
    [one] { $count } зміна
    [few] { $count } зміни
    [many] { $count } змін
   *[other] { $count } зміни
}, № { $first }–{ $last }
lost-nothing-known = Тут були плани, і в цьому каталозі від них нічого не лишилося. Поверніть їх з резервної копії: kvartal restore ФАЙЛ --workspace КАТАЛОГ.
lost-nothing = Нічого не бракує: kvartal doctor --repair запише його заново.
lost-advice = Нічого не записується, доки ви не вирішите: kvartal doctor --repair поверне все, що є, kvartal doctor --accept-loss залишить журнал таким, як він є.
lost-advice-plan = Ці плани не записуються, доки ви не вирішите: kvartal doctor --repair поверне все, що є, kvartal doctor --accept-loss залишить як є. З іншими планами можна працювати.
lost-advice-mixed = kvartal doctor --repair прибирає частини іншого простору вбік, до aside, і нічого з них не видаляє; коли вони не потрібні: kvartal doctor --accept-loss.
lost-marker = Файлу kvartal-workspace немає або його пошкоджено; який це простір, каже журнал. Найближча команда, що записує, зробить його заново.
lost-marker-made = Файлу kvartal-workspace не було або його було пошкоджено; його зроблено заново. Нічого не втрачено.
lost-torn = Останній запис журналу { $path } недописаний ({ $bytes } байтів): його не було збережено. Нічого не втрачено; найближча команда, що записує, прибере його вбік.

## Що сказала система та що робити
trust-io-eio = диск відповідає помилкою
trust-io-emfile = відкрито забагато файлів
trust-io-enolck = файли тут не можна замикати
trust-io-enospc = немає місця на диску
trust-io-edquot = вашу частку диска вичерпано
trust-io-estale = файловий сервер загубив файл
trust-advice-eio = Можливо, диск виходить з ладу: зробіть копію в іншому місці (kvartal backup -o ФАЙЛ) і покличте того, хто дбає про машину.
trust-advice-emfile = Закрийте інші програми або підніміть межу: ulimit -n.
trust-advice-enolck = На мережевому диску замків часто немає: перенесіть робочий простір на диск цієї машини.
trust-advice-enospc = Звільніть місце й спробуйте ще раз: раніше збережене на місці.
trust-advice-edquot = Звільніть місце від своїх файлів і спробуйте ще раз: раніше збережене на місці.
trust-advice-served = Робочий простір належить обліковому запису { $account }, і користуються ним лише через kvartal serve: попросіть його запустити (systemctl start kvartal). Те, що читає самі файли, зокрема резервну копію, робить цей обліковий запис.
trust-advice-access = Перевірте, чий це файл і які в нього права.
trust-advice-other = Перевірте права доступу й вільне місце на диску.

## Перевірка
trust-doctor-in-use = Робочий простір відкритий в іншому вікні, тож базу не переглянуто.
trust-doctor-served = Простір обслуговує процес № { $pid } під іншим обліковим записом: його файли може перевірити лише той запис.
trust-doctor-brought = Повернуто в журнал. План { $name }: { $numbers }
trust-doctor-accepted-unnamed = Визнано втраченим: щонайменше одна зміна, невідомо якого плану
trust-doctor-open-unnamed = Щонайменше однієї зміни немає ніде, і невідомо, якого вона плану. Щоб іти далі без неї: kvartal doctor --accept-loss.
trust-doctor-open = Немає ніде. План { $name }: { $numbers }. Щоб іти далі без них: kvartal doctor --accept-loss.
trust-doctor-strange = План { $name }: { $numbers }: з іншого робочого простору, прибрано вбік. Щоб іти далі без них: kvartal doctor --accept-loss.
trust-doctor-accepted = Визнано втраченим. План { $name }: { $numbers }
trust-doctor-aside = Замінене лежить у { $path }. Коли все гаразд, його можна видалити.
trust-doctor-marker = Файл kvartal-workspace зроблено заново.
trust-doctor-journal = Журнал записано заново.
trust-doctor-state = Те, що робиться з журналу, зроблено заново.
trust-doctor-nothing = Лагодити не було чого.
trust-doctor-backups = Резервних копій у просторі: { $count }, остання від { $at }
trust-doctor-no-backups = Резервних копій у просторі ще немає: зробити – kvartal backup -o ФАЙЛ.

## Резервні копії
trust-backup-done = { $count ->
    [one] { $count } зміну
    [few] { $count } зміни
    [many] { $count } змін
   *[other] { $count } зміни
} записано в { $path } і перевірено читанням.
trust-compact-done = Журнал займав { $before ->
    [one] { $before } байт
    [few] { $before } байти
    [many] { $before } байтів
   *[other] { $before } байта
}, тепер – { $after }. Уся історія в ньому, звірено байт за байтом.
trust-compact-nothing = Стискати нічого. Журнал займає { $after ->
    [one] { $after } байт
    [few] { $after } байти
    [many] { $after } байтів
   *[other] { $after } байта
}.
trust-compact-left = { $count ->
    [one] { $count } частину журналу не стиснуто, бо її пошкоджено.
    [few] { $count } частини журналу не стиснуто, бо їх пошкоджено.
    [many] { $count } частин журналу не стиснуто, бо їх пошкоджено.
   *[other] { $count } частини журналу не стиснуто, бо їх пошкоджено.
} Що пошкоджено й що робити: kvartal doctor
trust-backup-failed = Резервну копію зробити не вдалося: { $why }
trust-restore-done = У { $path } тепер { $count ->
    [one] { $count } зміна
    [few] { $count } зміни
    [many] { $count } змін
   *[other] { $count } зміни
} з { $of }, остання від { $until }. Копія від { $made }.
trust-restore-would = З цієї копії від { $made } було б узято { $count ->
    [one] { $count } зміну
    [few] { $count } зміни
    [many] { $count } змін
   *[other] { $count } зміни
} з { $of }, остання від { $until }. Нічого не записано.
trust-restore-nothing = У { $path } тепер немає жодного плану. { $of ->
    [0] У копії від { $made } немає жодної зміни.
    [one] Усі зміни в копії від { $made } ({ $of }) пізніші за вказаний момент.
    [few] Усі { $of } зміни в копії від { $made } пізніші за вказаний момент.
    [many] Усі { $of } змін у копії від { $made } пізніші за вказаний момент.
   *[other] Усі зміни в копії від { $made } ({ $of }) пізніші за вказаний момент.
}
trust-restore-would-nothing = З цієї копії від { $made } нічого не було б узято: { $of ->
    [0] у ній немає жодної зміни.
    [one] усі зміни в ній ({ $of }) пізніші за вказаний момент.
    [few] усі { $of } зміни в ній пізніші за вказаний момент.
    [many] усі { $of } змін у ній пізніші за вказаний момент.
   *[other] усі зміни в ній ({ $of }) пізніші за вказаний момент.
} Нічого не записано.
trust-not-a-moment = «{ $text }» – не момент. Пишіть 2024-01-09, 2024-01-09 14:30 або 2024-01-09T14:30:00Z.
trust-no-workspace = Робочого простору { $path } немає. Нічого не створено.
trust-file-is-link = { $path } – посилання на чужий файл. Вкажіть інший файл або додайте --force.
trust-file-is-protected = { $path } захищено від запису. Вкажіть інший файл або додайте --force.
