; Starts a program of ours, without a window; what it says goes to the log. RESULT becomes its exit code, or "error" where it could not start.
!macro RunBridgehead WORDS RESULT
  !insertmacro Log `> bridgehead ${WORDS}`
  nsExec::Exec '"$SYSDIR\cmd.exe" /d /s /c ""${AGENT_DIR}\bridgehead.cmd" ${WORDS} < nul >> "$logPath" 2>&1"'
  Pop ${RESULT}
!macroend

; The service host of a folder, which on an upgrade is the one of the version before.
!macro RunHost DIR WORDS RESULT
  !insertmacro Log `> bridgehead-host ${WORDS}`
  nsExec::Exec '"$SYSDIR\cmd.exe" /d /s /c ""${DIR}\bridgehead-host.exe" ${WORDS} < nul >> "$logPath" 2>&1"'
  Pop ${RESULT}
!macroend
