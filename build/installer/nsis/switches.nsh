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
  ${GetParameters} $R0
  !insertmacro ReadValue "/ANSWERS=" $answersPath
  !insertmacro ReadValue "/TOKENFILE=" $tokenPath
  !insertmacro ReadValue "/TENANT=" $tenantId
  !insertmacro ReadValue "/CLIENTID=" $clientId
  !insertmacro ReadValue "/CERTTHUMBPRINT=" $certificateThumbprint
  !insertmacro ReadValue "/DOMAIN=" $domainName
  !insertmacro ReadValue "/GMSA=" $managedAccount
  !insertmacro ReadValue "/SERVICEACCOUNT=" $serviceAccount
  !insertmacro ReadValue "/LOG=" $logPath
  !insertmacro ReadFlag "/NODESKTOP" $isWithoutDesktop
  !insertmacro ReadFlag "/NOSTART" $isNotToStart
  !insertmacro ReadFlag "/RETURN" $isReturn
!macroend

; Whoever named a file that is not there learns it before anything is changed.
!macro RequireFile PATH
  ${If} "${PATH}" != ""
    GetFullPathName ${PATH} "${PATH}"
    ${IfNot} ${FileExists} "${PATH}"
      !insertmacro EndWith ${EXIT_ABORTED} "There is no file ${PATH}. Nothing was changed."
    ${EndIf}
  ${EndIf}
!macroend
