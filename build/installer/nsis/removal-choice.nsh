; What the uninstaller removes besides the program: asked on a page, or said by /REMOVEDATA.
!include nsDialogs.nsh
Var isDataRemoved
Var removeDataBox

!macro customUnWelcomePage
  UninstPage custom un.AskWhatToRemove un.TakeWhatToRemove
  UninstPage custom un.AskForAdministrator un.TakeAdministrator
!macroend

!macro customUnInit
  !insertmacro ReadRemovalSwitches
  !insertmacro RecallInstallation
!macroend

; Once: what was chosen on the page since is what counts.
!macro ReadRemovalSwitches
  ${If} $logPath == ""
    !insertmacro TakeWords TakeRemovalWord
    !insertmacro JudgeAdministratorWords
    !insertmacro TakeAway $passwordPath "password"
    !insertmacro OpenLog
    ${If} $mistake != ""
      !insertmacro EndWith ${EXIT_COMMAND_LINE} "$mistake Nothing was removed."
    ${EndIf}
    !insertmacro RequireTaken $passwordPath "password" "Nothing was removed."
  ${EndIf}
!macroend

!macro TakeRemovalWord
  !insertmacro TakeFlag "/REMOVEDATA" $isDataRemoved
  !insertmacro TakeAdministratorWord
  !insertmacro TakeValue "/LOG" $logPath
!macroend

; What follows needs what electron-builder includes after this file.
!macro RemovalChoiceFunctions
Function un.AskWhatToRemove
  !insertmacro MUI_HEADER_TEXT "What to remove" "The agent's data can stay, for another installation."
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 32u "Bridgehead will be removed from this computer: agent, service, command line and window. Accounts in the tenant stay as they are, and so does the application that the agent signed in as; the next page is about the directory."
  Pop $0
  ${NSD_CreateCheckbox} 0 42u 100% 12u "&Also delete the settings, the record and the credentials"
  Pop $removeDataBox
  ${NSD_CreateLabel} 12u 58u 95% 50u "They are in $dataDir. The record tells which objects of the tenant are Bridgehead's: without it and without a backup, another installation has to find them anew. The local groups and their members are deleted with it."
  Pop $0
  ${If} $isDataRemoved == "1"
    ${NSD_Check} $removeDataBox
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function un.TakeWhatToRemove
  ${NSD_GetState} $removeDataBox $0
  StrCpy $isDataRemoved "0"
  ${If} $0 == ${BST_CHECKED}
    StrCpy $isDataRemoved "1"
  ${EndIf}
FunctionEnd
!macroend
