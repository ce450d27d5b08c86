; One file for what the installer did and for what the programs said that it started. Opened anew for each line: they write there, too.
Var logPath
Var logFile

!macro OpenLog
  ${If} $logPath == ""
    StrCpy $logPath "$TEMP\Bridgehead-Setup.log"
  ${EndIf}
  ; The programs that write there start in other folders.
  ClearErrors
  FileOpen $logFile "$logPath" a
  ${If} ${Errors}
    !insertmacro NoteMistake "/LOG: nothing can be written to $logPath."
    StrCpy $R0 "$TEMP\Bridgehead-Setup.log"
  ${Else}
    FileClose $logFile
    GetFullPathName $R0 "$logPath"
  ${EndIf}
  StrCpy $logPath $R0
  !insertmacro Log `${PRODUCT_NAME} ${VERSION}: $CMDLINE`
!macroend

!macro Log TEXT
  FileOpen $logFile "$logPath" a
  FileSeek $logFile 0 END
  FileWrite $logFile `${TEXT}$\r$\n`
  FileClose $logFile
!macroend

; Above the bar, and in the log.
!macro Say TEXT
  SetDetailsPrint textonly
  DetailPrint `${TEXT}`
  SetDetailsPrint none
  !insertmacro Log "${TEXT}"
!macroend

!macro EndWith CODE SENTENCE
  !insertmacro Log "${SENTENCE} (exit code ${CODE})"
  MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend
