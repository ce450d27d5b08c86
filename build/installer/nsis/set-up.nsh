; Pairs the agent with a tenant and a domain, where an answer file was given. The token in a file is for one registration.
!macro SetUpAgent
  ${If} $answersPath != ""
    !insertmacro Say "Setting up"
    StrCpy $R1 ""
    !insertmacro AddWord "--token-file" $tokenPath
    !insertmacro AddWord "--tenant-id" $tenantId
    !insertmacro AddWord "--client-id" $clientId
    !insertmacro AddWord "--certificate-thumbprint" $certificateThumbprint
    !insertmacro AddWord "--domain" $domainName
    !insertmacro RunBridgehead 'setup --answers "$answersPath"$R1 --data-dir "$dataDir"' $R0
    ${If} $tokenPath != ""
      Delete "$tokenPath"
    ${EndIf}
    ${If} $R0 != 0
      !insertmacro EndWith ${EXIT_NOT_SET_UP} "${PRODUCT_NAME} ${VERSION} is installed and its agent runs, but it could not be set up. What it said stands in $logPath."
    ${EndIf}
  ${EndIf}
!macroend

!macro AddWord OPTION VALUE
  ${If} ${VALUE} != ""
    StrCpy $R1 '$R1 ${OPTION} "${VALUE}"'
  ${EndIf}
!macroend
