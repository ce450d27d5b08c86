; A file with a secret (a token, a password) is worth as much as whoever lent it, so it does not outlive this program, however that ends: the
; very first thing moves it to the folder that NSIS deletes at its end. What does not let itself be moved is refused.
!macro TakeAway PATH NAME
  ${If} ${PATH} != ""
    InitPluginsDir
    GetFullPathName $R0 "${PATH}"
    ${IfNot} ${FileExists} "$R0\*"
      Rename "$R0" "$PLUGINSDIR\${NAME}"
    ${EndIf}
    ${If} ${FileExists} "$PLUGINSDIR\${NAME}"
      StrCpy ${PATH} "$PLUGINSDIR\${NAME}"
    ${EndIf}
    ClearErrors
  ${EndIf}
!macroend

!macro RequireTaken PATH NAME CONSEQUENCE
  ${If} ${PATH} != ""
  ${AndIf} ${PATH} != "$PLUGINSDIR\${NAME}"
    ${If} ${FileExists} "${PATH}"
      !insertmacro EndWith ${EXIT_ABORTED} "${PATH} cannot be taken away, as the file of a ${NAME} has to be: delete it. ${CONSEQUENCE}"
    ${EndIf}
    !insertmacro EndWith ${EXIT_ABORTED} "There is no file ${PATH}. ${CONSEQUENCE}"
  ${EndIf}
!macroend
