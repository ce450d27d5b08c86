; The pages of the installer that are not electron-builder's own.
!macro customWelcomePage
  !define MUI_WELCOMEPAGE_TITLE "$welcomeTitle"
  !define MUI_WELCOMEPAGE_TEXT "$welcomeText"
  !define MUI_PAGE_CUSTOMFUNCTION_PRE ChooseWelcome
  !insertmacro MUI_PAGE_WELCOME
!macroend

Var welcomeTitle
Var welcomeText

!macro WelcomePageFunction
Function ChooseWelcome
  ${If} $formerVersion == ""
    StrCpy $welcomeTitle "Install ${PRODUCT_NAME} ${VERSION}"
    StrCpy $welcomeText "${PRODUCT_NAME} keeps an Active Directory and a Microsoft Entra ID tenant in step.$\r$\n$\r$\nThis installs the agent as a service, its command line and the window. Nothing is read or changed in the directory or the tenant before you set it up in the window."
  ${ElseIf} $formerVersion == "${VERSION}"
    StrCpy $welcomeTitle "Repair ${PRODUCT_NAME} ${VERSION}"
    StrCpy $welcomeText "${PRODUCT_NAME} ${VERSION} is installed. Its files and its service are put in order. Settings, data and the account of the service stay as they are."
  ${Else}
    StrCpy $welcomeTitle "Upgrade ${PRODUCT_NAME} to ${VERSION}"
    StrCpy $welcomeText "${PRODUCT_NAME} $formerVersion is installed. The agent is stopped, replaced and started again; a run in progress ends first. Settings, data and the account of the service stay as they are."
  ${EndIf}
FunctionEnd
!macroend
