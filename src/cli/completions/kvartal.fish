# kvartal for fish. To install:
#   kvartal completions fish > ~/.config/fish/completions/kvartal.fish
function __kvartal_complete
    set -l typed (commandline -opc)
    set -l last (commandline -ct)
    $typed[1] __complete -- $typed[2..-1] "$last" 2>/dev/null
end
complete -c kvartal -a '(__kvartal_complete)'
