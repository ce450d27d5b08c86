; Registers the services and starts them. A service that is registered keeps its account, and starts only if it ran, or is to be
; set up.
!macro RegisterServices
  !insertmacro Say "Registering the services"
  !insertmacro RunBridgehead 'service install --data-dir "$dataDir"' $R0
  !insertmacro RequireRegistered
  ${If} $managedAccount != ""
    !insertmacro RunBridgehead 'service account --account "$managedAccount" --managed --data-dir "$dataDir"' $R0
  ${ElseIf} $serviceAccount != ""
    !insertmacro RunBridgehead 'service account --account "$serviceAccount" --data-dir "$dataDir"' $R0
  ${EndIf}
  !insertmacro RequireRegistered
  !insertmacro RegisterUpdater
!macroend

!macro RequireRegistered
  ${If} $R0 != 0
    !insertmacro EndWith ${EXIT_NOT_REGISTERED} "${PRODUCT_NAME} ${VERSION} is installed, but its service could not be registered. What it said stands in $logPath."
  ${EndIf}
!macroend

; It installs software, so it is one of the system's, and does nothing else. Its way back is this very installer.
!macro RegisterUpdater
  CreateDirectory "${UPDATES_DIR}\packages"
  !insertmacro RunHost "${AGENT_DIR}" 'protect-folder --path "${UPDATES_DIR}" --read service:${AGENT_SERVICE}' $0
  ${If} $EXEPATH != "${UPDATES_DIR}\packages\${PACKAGE_FILENAME}"
    Delete "${UPDATES_DIR}\packages\${PACKAGE_FILENAME}.new"
    CopyFiles /SILENT "$EXEPATH" "${UPDATES_DIR}\packages\${PACKAGE_FILENAME}.new"
    Delete "${UPDATES_DIR}\packages\${PACKAGE_FILENAME}"
    Rename "${UPDATES_DIR}\packages\${PACKAGE_FILENAME}.new" "${UPDATES_DIR}\packages\${PACKAGE_FILENAME}"
  ${EndIf}
  StrCpy $R1 '--name ${UPDATER_SERVICE} --display "Bridgehead Updater" --description "Installs new versions of Bridgehead that its publisher signed."'
  StrCpy $R1 '$R1 --program "${AGENT_DIR}\node.exe" --argument "${AGENT_DIR}\updater\main.mjs" --argument --data-dir --argument "$dataDir"'
  StrCpy $R1 '$R1 --argument --updates-dir --argument "${UPDATES_DIR}" --data-dir "${UPDATES_DIR}" --account LocalSystem --system-service --automatic'
  !insertmacro RunHost "${AGENT_DIR}" "install $R1" $R0
  !insertmacro RequireRegistered
!macroend

; After an update it is the updater that looks whether the agent is well, and after a return it starts the agent once its data are back: it
; comes last and nothing is waited for, since it cannot have another installer run before this one has ended.
!macro StartServices
  ${If} $isNotToStart == "1"
    !insertmacro Log "Not started: /NOSTART."
  ${ElseIf} ${isUpdated}
    ${If} $isReturn != "1"
      !insertmacro RunHost "${AGENT_DIR}" "start --name ${AGENT_SERVICE}" $R0
    ${EndIf}
    !insertmacro RunHost "${AGENT_DIR}" "start --name ${UPDATER_SERVICE}" $R0
  ${Else}
    ${If} $isUpdaterToStart == "1"
      !insertmacro RunHost "${AGENT_DIR}" "start --name ${UPDATER_SERVICE}" $R0
    ${EndIf}
    ${If} $isAgentToStart == "1"
    ${OrIf} $answersPath != ""
      !insertmacro StartAgent
    ${Else}
      !insertmacro Log "Not started: it was stopped before."
    ${EndIf}
  ${EndIf}
!macroend

!macro StartAgent
  !insertmacro Say "Starting the agent"
  !insertmacro RunBridgehead 'service start --data-dir "$dataDir"' $R0
  ${If} $R0 != 0
    !insertmacro EndWith ${EXIT_NOT_STARTED} "${PRODUCT_NAME} ${VERSION} is installed, but its agent does not start. What it said stands in $logPath."
  ${EndIf}
!macroend
