; The command line of the installer (build/README.md has the table that administrators read). NSIS itself takes /S and /D=.
Var answersPath
Var tokenPath
Var tenantId
Var clientId
Var certificateThumbprint
Var domainName
Var managedAccount
Var serviceAccount
Var isWithoutDesktop
Var isNotToStart
Var isReturn

!macro ReadSwitches
  !insertmacro TakeWords TakeWord
  !insertmacro NeedsAnswers "/TOKENFILE" $tokenPath
  !insertmacro NeedsAnswers "/TENANT" $tenantId
  !insertmacro NeedsAnswers "/CLIENTID" $clientId
  !insertmacro NeedsAnswers "/CERTTHUMBPRINT" $certificateThumbprint
  !insertmacro NeedsAnswers "/DOMAIN" $domainName
  ${If} $tokenPath != ""
  ${AndIf} $clientId != ""
    !insertmacro NoteMistake "/TOKENFILE registers a new application and /CLIENTID names one that is registered: only one of them can be meant."
  ${EndIf}
  ${If} $answersPath != ""
  ${AndIf} $isNotToStart == "1"
    !insertmacro NoteMistake "/ANSWERS needs an agent that runs, and /NOSTART keeps it from that: only one of them can be meant."
  ${EndIf}
  ${If} $managedAccount != ""
  ${AndIf} $serviceAccount != ""
    !insertmacro NoteMistake "/GMSA and /SERVICEACCOUNT both name the account of the service: only one of them can be meant."
  ${EndIf}
!macroend

!macro TakeWord
  !insertmacro TakeValue "/ANSWERS" $answersPath
  !insertmacro TakeValue "/TOKENFILE" $tokenPath
  !insertmacro TakeValue "/TENANT" $tenantId
  !insertmacro TakeValue "/CLIENTID" $clientId
  !insertmacro TakeValue "/CERTTHUMBPRINT" $certificateThumbprint
  !insertmacro TakeValue "/DOMAIN" $domainName
  !insertmacro TakeValue "/GMSA" $managedAccount
  !insertmacro TakeValue "/SERVICEACCOUNT" $serviceAccount
  !insertmacro TakeValue "/LOG" $logPath
  !insertmacro TakeFlag "/NODESKTOP" $isWithoutDesktop
  !insertmacro TakeFlag "/NOSTART" $isNotToStart
  !insertmacro TakeFlag "/RETURN" $isReturn
!macroend

!macro NeedsAnswers SWITCH VALUE
  ${If} ${VALUE} != ""
  ${AndIf} $answersPath == ""
    !insertmacro NoteMistake "${SWITCH} is for setting up, which needs /ANSWERS=FILE as well."
  ${EndIf}
!macroend

!macro RefuseMistake
  ; Of a folder in quotation marks NSIS takes away what no name may hold, and with them the colon: what is left is no full path.
  StrCpy $R5 $INSTDIR 1 1
  StrCpy $R6 $INSTDIR 2
  ${If} $R5 != ":"
  ${AndIf} $R6 != "\\"
    !insertmacro NoteMistake "/D= needs a full path, comes last, and without quotation marks."
  ${EndIf}
  ${If} $mistake != ""
    !insertmacro EndWith ${EXIT_COMMAND_LINE} "$mistake Nothing was changed."
  ${EndIf}
!macroend

; Whoever named a file that is not there learns it before anything is changed.
!macro RequireFile PATH
  ${If} "${PATH}" != ""
    ; Empty where there is none.
    GetFullPathName $R0 "${PATH}"
    ${If} $R0 == ""
    ${OrIf} ${FileExists} "$R0\*"
      !insertmacro EndWith ${EXIT_ABORTED} "There is no file ${PATH}. Nothing was changed."
    ${EndIf}
    StrCpy ${PATH} $R0
  ${EndIf}
!macroend
