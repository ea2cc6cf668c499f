### The screens. Every id whose first word does not belong to another file lives here.

screen-plans = Plans
screen-outline = Outline
screen-facts = Facts
screen-dashboard = Dashboard
screen-evidence = Evidence
screen-history = History
screen-report = Report
saved = Saved
saving = Saving…
not-saved = Not saved
yes = yes
no = no
