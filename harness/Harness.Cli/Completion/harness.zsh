#compdef harness
# Completes command lines of harness in zsh. Read it after compinit with: source <(harness completion zsh)
_harness() {
  local line
  local -a lines found
  lines=("${(@f)$(${~words[1]} complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  # What comes back for --out=DIR is the value alone.
  [[ $PREFIX == --*=* ]] && compset -P '*='
  for line in $lines; do
    case $line in
      :files*) _files ;;
      :folders*) _files -/ ;;
      *) found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
    esac
  done
  (( $#found )) && _describe harness found
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _harness "$@"; else compdef _harness harness; fi
