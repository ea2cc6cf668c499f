# kvartal for fish. To install:
#   kvartal completions fish > ~/.config/fish/completions/kvartal.fish
function __kvartal_complete
    set -l typed (commandline -opc)
    # A blank inside of a word is written with a backslash.
    set -l last (commandline -ct)
    set last (string unescape -- "$last"; or echo "$last")
    set -l found ($typed[1] __complete -- $typed[2..-1] "$last" 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path "$last"
    end
end
# Files are offered where kvartal knows of nothing.
complete -c kvartal -f -a '(__kvartal_complete)'
