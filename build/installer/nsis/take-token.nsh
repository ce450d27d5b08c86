; The token is worth as much as the administrator who lent it, so the file does not outlive the installer, however that ends: the very first
; thing moves it to the folder that NSIS deletes at its end. What does not let itself be moved is refused.
!macro TakeToken
  ${If} $tokenPath != ""
    InitPluginsDir
    GetFullPathName $R0 "$tokenPath"
    ${IfNot} ${FileExists} "$R0\*"
      Rename "$R0" "$PLUGINSDIR\token"
    ${EndIf}
    ${If} ${FileExists} "$PLUGINSDIR\token"
      StrCpy $tokenPath "$PLUGINSDIR\token"
    ${EndIf}
    ClearErrors
  ${EndIf}
!macroend

!macro RequireToken
  ${If} $tokenPath != ""
  ${AndIf} $tokenPath != "$PLUGINSDIR\token"
    ${If} ${FileExists} "$tokenPath"
      !insertmacro EndWith ${EXIT_ABORTED} "$tokenPath cannot be taken away, as the file of a token has to be: delete it. Nothing was changed."
    ${EndIf}
    !insertmacro EndWith ${EXIT_ABORTED} "There is no file $tokenPath. Nothing was changed."
  ${EndIf}
!macroend
