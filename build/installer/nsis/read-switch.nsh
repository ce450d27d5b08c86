; Reads one switch of the command line, which must be in $R0.
!macro ReadValue NAME VALUE
  ClearErrors
  ${GetOptions} $R0 "${NAME}" ${VALUE}
  ${If} ${Errors}
    StrCpy ${VALUE} ""
  ${EndIf}
  ClearErrors
!macroend

!macro ReadFlag NAME FLAG
  ClearErrors
  ${GetOptions} $R0 "${NAME}" $R1
  ${If} ${Errors}
    StrCpy ${FLAG} "0"
  ${Else}
    StrCpy ${FLAG} "1"
  ${EndIf}
  ClearErrors
!macroend
