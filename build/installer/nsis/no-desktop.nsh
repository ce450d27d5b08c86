; /NODESKTOP: the agent and its command line alone, for a server without a desktop. An upgrade leaves the window out as well.
!macro LeaveDesktopOut
  ReadRegStr $0 HKLM "${SETTINGS_KEY}" "WithoutDesktop"
  ${If} $isWithoutDesktop == "1"
  ${OrIf} $0 == "1"
    WriteRegStr HKLM "${SETTINGS_KEY}" "WithoutDesktop" "1"
    SetOutPath "$INSTDIR\resources"
    Push "$INSTDIR\resources"
    Push "agent"
    Call RemoveAllBut
    Push "$INSTDIR"
    Push "resources"
    Call RemoveAllBut
    Delete "$newStartMenuLink"
    !insertmacro Log "The window was left out."
  ${EndIf}
!macroend

; Takes a folder and the name of what stays in it, from the stack. The uninstaller stays, too.
!macro RemoveAllButFunction
Function RemoveAllBut
  Exch $0
  Exch
  Exch $1
  Push $2
  Push $3
  FindFirst $2 $3 "$1\*"
  ${DoUntil} $3 == ""
    ${If} $3 != "."
    ${AndIf} $3 != ".."
    ${AndIf} $3 != $0
    ${AndIf} $3 != "${UNINSTALL_FILENAME}"
      ${If} ${FileExists} "$1\$3\*"
        RMDir /r "$1\$3"
      ${Else}
        Delete "$1\$3"
      ${EndIf}
    ${EndIf}
    FindNext $2 $3
  ${Loop}
  FindClose $2
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend
