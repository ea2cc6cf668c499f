#compdef kvartal
# kvartal for zsh. To install, into a directory of $fpath:
#   kvartal completions zsh > ~/.zfunc/_kvartal      (with  fpath+=~/.zfunc  before compinit)
_kvartal() {
    local -a described
    local line word what
    while IFS= read -r line; do
        word="${line%%$'\t'*}"
        what="${line#*$'\t'}"
        word="${word//:/\\:}"
        if [[ -n $what && $what != $line ]]; then described+=("$word:$what"); else described+=("$word"); fi
    done < <("${words[1]}" __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#described} )); then _describe -t kvartal kvartal described; else _files; fi
}
if [[ $funcstack[1] == _kvartal ]]; then _kvartal "$@"; else compdef _kvartal kvartal; fi
