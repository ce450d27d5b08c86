; Takes away what the installer and the agent left on the machine. Not before an upgrade, which runs this uninstaller as well.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    !insertmacro RunHost "${AGENT_DIR}" "uninstall --name ${UPDATER_SERVICE}" $0
    !insertmacro RunHost "${AGENT_DIR}" "uninstall --name ${AGENT_SERVICE}" $0
    !insertmacro RunHost "${AGENT_DIR}" "event-source --uninstall" $0
    ${If} $isDataRemoved == "1"
      !insertmacro RemoveLocalGroups
    ${EndIf}
    !insertmacro RemovePathEntry
    DeleteRegKey HKLM "${SETTINGS_KEY}"
    ${If} $isDataRemoved == "1"
      RMDir /r "$dataDir"
    ${EndIf}
    RMDir /r "${UPDATES_DIR}"
  ${EndIf}
!macroend
