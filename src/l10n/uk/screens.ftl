### Екрани. Сюди потрапляє кожен id, перше слово якого не належить іншому файлу.

screen-plans = Плани
screen-outline = Структура
screen-facts = Факти
screen-dashboard = Табло
screen-evidence = Підтвердження
screen-history = Журнал
screen-report = Звіт
saved = Збережено
saving = Зберігається…
not-saved = Не збережено
yes = так
no = ні
