; Stops what runs of the version that is there, through the service manager: a process that is merely killed would be started anew by it,
; and a run in progress would be cut off. Ends the window of every session, which holds nothing that is not saved.
Var isAgentToStart
Var isUpdaterToStart

!macro StopEverything
  !ifdef BUILD_UNINSTALLER
    !insertmacro ReadRemovalSwitches
    !insertmacro RecallInstallation
    StrCpy $formerDir "$INSTDIR"
    !insertmacro TakeBack
  !endif
  !insertmacro StopService "${UPDATER_SERVICE}" $isUpdaterToStart
  !insertmacro StopService "${AGENT_SERVICE}" $isAgentToStart
  nsExec::Exec '"$SYSDIR\taskkill.exe" /F /IM "${APP_EXECUTABLE_FILENAME}"'
  Pop $0
!macroend

; What somebody stopped stays stopped afterwards; what is not registered yet is to start.
!macro StopService SERVICE IS_TO_START
  !insertmacro AskWhetherItRuns "${SERVICE}" ${IS_TO_START}
  ${If} ${IS_TO_START} == "1"
    !insertmacro StopFormer "${SERVICE}"
  ${EndIf}
!macroend

; "0" only of a service that is registered and stopped.
!macro AskWhetherItRuns SERVICE IS_RUNNING
  StrCpy ${IS_RUNNING} "1"
  ReadRegStr $0 HKLM "SYSTEM\CurrentControlSet\Services\${SERVICE}" "ImagePath"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$formerDir\resources\agent\bridgehead-host.exe"
    nsExec::ExecToStack '"$formerDir\resources\agent\bridgehead-host.exe" status --name ${SERVICE}'
    Pop $0
    Pop $1
    ${WordFind} "$1" '"state":"stopped"' "E+1{" $2
    ${IfNot} ${Errors}
      StrCpy ${IS_RUNNING} "0"
    ${EndIf}
    ClearErrors
  ${EndIf}
!macroend

!macro StopFormer SERVICE
  ReadRegStr $0 HKLM "SYSTEM\CurrentControlSet\Services\${SERVICE}" "ImagePath"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$formerDir\resources\agent\bridgehead-host.exe"
    !insertmacro RunHost "$formerDir\resources\agent" "stop --name ${SERVICE}" $0
  ${EndIf}
!macroend

; In place of electron-builder's answer to an uninstaller of the version before that could not move a file: a message that nobody sees in a
; silent installation, and that waits for an answer. That version is whole then, and goes on.
!macro customUnInstallCheck
  !insertmacro RequireFormerRemoved
!macroend

!macro customUnInstallCheckCurrentUser
  !insertmacro RequireFormerRemoved
!macroend

!macro RequireFormerRemoved
  ${IfNot} ${Errors}
  ${AndIf} $R0 != 0
    !insertmacro StartFormer "${AGENT_SERVICE}" $isAgentToStart
    !insertmacro StartFormer "${UPDATER_SERVICE}" $isUpdaterToStart
    !insertmacro EndWith ${EXIT_ABORTED} "A file of the version that is installed is in use, so that it cannot be replaced. It goes on as before: close what uses it, or restart the computer, and run the installer again."
  ${EndIf}
  ClearErrors
!macroend

!macro StartFormer SERVICE IS_TO_START
  ${If} ${IS_TO_START} == "1"
  ${AndIf} ${FileExists} "$formerDir\resources\agent\bridgehead-host.exe"
    !insertmacro RunHost "$formerDir\resources\agent" "start --name ${SERVICE}" $0
  ${EndIf}
!macroend
