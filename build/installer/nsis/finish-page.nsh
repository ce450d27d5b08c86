; The last page: what there is now and what comes next. There is no window to open where the window was left out.
Var finishText

!macro customFinishPage
  Function OpenWindow
    ${StdUtils.ExecShellAsUser} $0 "$launchLink" "open" ""
  FunctionEnd

  !define MUI_FINISHPAGE_TITLE "${PRODUCT_NAME} ${VERSION} is installed"
  !define MUI_FINISHPAGE_TEXT "$finishText"
  !define MUI_FINISHPAGE_RUN
  !define MUI_FINISHPAGE_RUN_TEXT "&Open ${PRODUCT_NAME}"
  !define MUI_FINISHPAGE_RUN_FUNCTION OpenWindow
  !define MUI_PAGE_CUSTOMFUNCTION_PRE ChooseFinish
  !define MUI_PAGE_CUSTOMFUNCTION_SHOW HideRunWithoutWindow
  !insertmacro MUI_PAGE_FINISH
!macroend

; Before the pages, which name them.
!macro FinishPageFunctions
Function ChooseFinish
  ${If} $isNotToStart == "1"
    StrCpy $finishText "Its services are registered and stopped, as /NOSTART asks."
  ${ElseIf} $answersPath != ""
    StrCpy $finishText "The agent runs as a service and is set up."
  ${ElseIf} $formerVersion != ""
    StrCpy $finishText "Settings, data and the account of the service are as before. A service that was stopped is stopped still."
  ${ElseIf} $isWithoutDesktop == "1"
    StrCpy $finishText "The agent runs as a service. Set it up in a new command prompt:$\r$\n$\r$\nbridgehead setup --answers FILE"
  ${Else}
    StrCpy $finishText "The agent runs as a service. Set it up in the window that opens, or in a new command prompt:$\r$\n$\r$\nbridgehead setup --answers FILE"
  ${EndIf}
FunctionEnd

Function HideRunWithoutWindow
  ${IfNot} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
    ${NSD_Uncheck} $mui.FinishPage.Run
    ShowWindow $mui.FinishPage.Run ${SW_HIDE}
  ${EndIf}
FunctionEnd
!macroend
