# Completes command lines of harness in bash. Read it with: eval "$(harness completion bash)"
_harness() {
  local cur=${COMP_WORDS[COMP_CWORD]} words=() part word about
  # bash takes --out=DIR and key=value for three words.
  for part in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ ${#words[@]} -gt 0 && ($part == "=" || ${words[-1]} == *=) ]]; then words[-1]+=$part; else words+=("$part"); fi
  done
  [[ $cur == "=" ]] && cur=
  COMPREPLY=()
  while IFS=$'\t' read -r word about; do
    case $word in
      :files | :folders)
        compopt -o filenames 2>/dev/null
        part=-f
        [[ $word == :folders ]] && part=-d
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$part" -- "$cur")
        ;;
      *) COMPREPLY+=("$word") ;;
    esac
  done < <("${1/#\~/$HOME}" complete -- "${words[@]}" 2>/dev/null)
}
complete -F _harness harness
