; Takes away what the installer and the agent left on the machine. Not before an upgrade, which runs this uninstaller as well.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    StrCpy $R1 ""
    ${If} $isDataRemoved == "1"
      StrCpy $R1 " --remove-groups"
    ${EndIf}
    !insertmacro RunHost "${AGENT_DIR}" "uninstall --name ${UPDATER_SERVICE}" $0
    !insertmacro RunHost "${AGENT_DIR}" "uninstall --name ${WATCHER_SERVICE}" $0
    !insertmacro RunBridgehead 'service uninstall$R1 --data-dir "$dataDir"' $0
    !insertmacro RemovePathEntry
    DeleteRegKey HKLM "${SETTINGS_KEY}"
    ${If} $isDataRemoved == "1"
      RMDir /r "$dataDir"
    ${EndIf}
    RMDir /r "${UPDATES_DIR}"
  ${EndIf}
!macroend
