; What the agent's account was given in the directory is taken back before anything is removed, as an administrator of the domain: asked for on a
; page, or said by /ADMINISTRATOR and /PASSWORDFILE. It is the agent that asks the domain, so it has to run.
Var administrator
Var passwordPath
Var isAccountDeleted
Var administratorField
Var passwordField
Var deleteAccountBox

!macro TakeAdministratorWord
  !insertmacro TakeValue "/ADMINISTRATOR" $administrator
  !insertmacro TakeValue "/PASSWORDFILE" $passwordPath
  !insertmacro TakeFlag "/WITHACCOUNT" $isAccountDeleted
!macroend

!macro JudgeAdministratorWords
  ${If} $administrator == ""
    ${If} $passwordPath != ""
    ${OrIf} $isAccountDeleted == "1"
      !insertmacro NoteMistake "/PASSWORDFILE and /WITHACCOUNT are for taking back what was given in the directory, which needs /ADMINISTRATOR=ACCOUNT as well."
    ${EndIf}
  ${ElseIf} $passwordPath == ""
    !insertmacro NoteMistake "/ADMINISTRATOR needs /PASSWORDFILE=FILE as well: nobody is asked for a password."
  ${EndIf}
!macroend

!macro TakeBack
  ${If} $administrator != ""
    !insertmacro Say "Taking back what the agent was given in the directory"
    StrCpy $R1 ""
    ${If} $isAccountDeleted == "1"
      StrCpy $R1 " --with-account"
    ${EndIf}
    !insertmacro AskWhetherItRuns "${AGENT_SERVICE}" $isAgentToStart
    !insertmacro RunBridgehead 'service start --data-dir "$dataDir"' $R0
    !insertmacro RunBridgehead 'remove --objects keep --yes --administrator "$administrator" --password-file "$passwordPath"$R1 --data-dir "$dataDir"' $R0
    Delete "$passwordPath"
    ${If} $R0 != 0
      ${If} $isAgentToStart == "0"
        !insertmacro StopFormer "${AGENT_SERVICE}"
      ${EndIf}
      !insertmacro EndWith ${EXIT_NOT_TAKEN_BACK} "What the agent's account was given in the directory could not be taken back. Nothing was removed: run this again, or without an administrator. What the agent said stands in $logPath."
    ${EndIf}
  ${EndIf}
!macroend

; What follows needs what electron-builder includes after this file.
!macro TakeBackFunctions
Function un.AskForAdministrator
  !insertmacro MUI_HEADER_TEXT "Rights in the directory" "What the agent was given there can be taken back."
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 34u "An administrator of the domain takes back what the agent's account may read there, in every domain that is set up; the agent forgets its set-up then. Leave the name empty to leave the rights as they are. The password is used once and not kept."
  Pop $0
  ${NSD_CreateLabel} 0 40u 28% 10u "Administra&tor"
  Pop $0
  ${NSD_CreateText} 29% 38u 71% 13u "$administrator"
  Pop $administratorField
  ${NSD_CreateLabel} 0 58u 28% 10u "&Password"
  Pop $0
  ${NSD_CreatePassword} 29% 56u 71% 13u ""
  Pop $passwordField
  ${NSD_CreateCheckbox} 0 76u 100% 12u "&Also delete the managed account (gMSA), if Bridgehead made it"
  Pop $deleteAccountBox
  ${NSD_CreateLabel} 12u 90u 95% 20u "It stays, with its rights, where another server uses it."
  Pop $0
  ${If} $isAccountDeleted == "1"
    ${NSD_Check} $deleteAccountBox
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function un.TakeAdministrator
  ${NSD_GetText} $administratorField $administrator
  ${NSD_GetText} $passwordField $1
  ${NSD_GetState} $deleteAccountBox $0
  StrCpy $isAccountDeleted "0"
  ${If} $0 == ${BST_CHECKED}
    StrCpy $isAccountDeleted "1"
  ${EndIf}
  ${If} $administrator != ""
  ${AndIf} $1 == ""
  ${AndIf} $passwordPath == ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "The password of $administrator is missing."
    Abort
  ${EndIf}
  ${If} $1 != ""
    StrCpy $passwordPath "$PLUGINSDIR\password"
    Call un.WritePassword
  ${EndIf}
  StrCpy $1 ""
FunctionEnd

; $1 to the file, as UTF-8: NSIS itself would write it in the alphabet of this computer.
Function un.WritePassword
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r1, i -1, p 0, i 0, p 0, p 0) i.r2'
  System::Alloc $2
  Pop $3
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r1, i -1, p r3, i r2, p 0, p 0) i.r2'
  ; Without the zero at its end.
  IntOp $2 $2 - 1
  FileOpen $4 "$passwordPath" w
  System::Call 'kernel32::WriteFile(p r4, p r3, i r2, *i .r5, p 0)'
  FileClose $4
  System::Call 'kernel32::RtlZeroMemory(p r3, p r2)'
  System::Free $3
FunctionEnd
!macroend
