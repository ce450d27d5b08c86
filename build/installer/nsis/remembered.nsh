; What one installation leaves for the next: where it is, where its data are, which version and which updates it wants.
Var dataDir
; What the last installation said; empty where there is none.
Var formerDir
Var formerVersion

!macro RecallInstallation
  ReadRegStr $formerDir HKLM "${SETTINGS_KEY}" "InstallDir"
  ReadRegStr $formerVersion HKLM "${SETTINGS_KEY}" "Version"
  ReadRegStr $dataDir HKLM "${SETTINGS_KEY}" "DataDir"
  ${If} $dataDir == ""
    StrCpy $dataDir "$APPDATA\${PRODUCT_NAME}"
  ${EndIf}
!macroend

!macro RememberInstallation
  WriteRegStr HKLM "${SETTINGS_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "${SETTINGS_KEY}" "DataDir" "$dataDir"
  WriteRegStr HKLM "${SETTINGS_KEY}" "Version" "${VERSION}"
  ReadRegStr $0 HKLM "${SETTINGS_KEY}" "Channel"
  ${If} $0 == ""
    WriteRegStr HKLM "${SETTINGS_KEY}" "Channel" "stable"
  ${EndIf}
!macroend
