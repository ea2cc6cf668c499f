# kvartal for bash. To install:
#   kvartal completions bash > ~/.local/share/bash-completion/completions/kvartal
# or, for this shell only:  source <(kvartal completions bash)
_kvartal() {
    local cur="${COMP_WORDS[COMP_CWORD]}" word line
    # A code such as 1.2#1 is one word, and so is --flag=value: only blanks part words here.
    local before="${COMP_LINE:0:COMP_POINT}"
    local -a words
    # A blank after a backslash parts none, either.
    # shellcheck disable=SC2162
    read -a words <<<"$before"
    [[ $before == *[[:space:]] || ${#words[@]} -eq 0 ]] && words+=("")
    cur="${words[${#words[@]}-1]}"
    COMPREPLY=()
    while IFS= read -r line; do
        word="${line%%$'\t'*}"
        # Bash replaces only what stands behind the last colon or equals sign.
        case "$cur" in *[:=]*) word="${word#"${cur%"${cur##*[:=]}"}"}" ;; esac
        [[ $word == *[[:space:]\'\"\(\)\&\;]* ]] && printf -v word '%q' "$word"
        COMPREPLY+=("$word")
    done < <("${words[0]}" __complete -- "${words[@]:1}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} -eq 0 ]] && compopt -o default 2>/dev/null
    return 0
}
complete -F _kvartal kvartal
