; Reads the command line word by word, as Windows takes it apart: a value may hold whatever a path may, and a word that nobody knows is
; noticed. NSIS itself has taken /D= and _?= away by then.
Var word
Var isKnown
; What is wrong with the command line: the first thing, as a sentence.
Var mistake

; TAKE_WORD is a macro that looks at $word and says whether it knows it.
!macro TakeWords TAKE_WORD
  StrCpy $mistake ""
  StrCpy $R0 $CMDLINE
  System::Call 'shell32::CommandLineToArgvW(w R0, *i .R1) p.R2'
  StrCpy $R3 $R2
  ${While} $R1 > 1
    IntPtrOp $R3 $R3 + ${NSIS_PTR_SIZE}
    System::Call '*$R3(w .R4)'
    StrCpy $word $R4
    StrCpy $isKnown "0"
    !insertmacro TakeOthersWord
    !insertmacro ${TAKE_WORD}
    ${If} $isKnown == "0"
      !insertmacro NoteMistake "The installer does not know $word."
    ${EndIf}
    IntOp $R1 $R1 - 1
  ${EndWhile}
  System::Call 'kernel32::LocalFree(p R2)'
!macroend

!macro NoteMistake SENTENCE
  ${If} $mistake == ""
    StrCpy $mistake "${SENTENCE}"
  ${EndIf}
!macroend

!macro TakeValue SWITCH VALUE
  StrLen $R5 "${SWITCH}="
  StrCpy $R6 $word $R5
  ${If} $R6 == "${SWITCH}="
    StrCpy $isKnown "1"
    StrCpy ${VALUE} $word "" $R5
    ${If} ${VALUE} == ""
      !insertmacro NoteMistake "${SWITCH}= names nothing."
    ${EndIf}
  ${EndIf}
!macroend

!macro TakeFlag SWITCH FLAG
  ${If} $word == "${SWITCH}"
    StrCpy $isKnown "1"
    StrCpy ${FLAG} "1"
  ${EndIf}
!macroend

; Those of NSIS and of electron-builder's template, which read them by themselves. NSIS knows /S in this case alone, and would show pages to
; a script that has it in the other.
!macro TakeOthersWord
  ${If} $word == "/S"
    SetSilent silent
  ${EndIf}
  StrCpy $R6 $word 3
  ${If} $R6 == "/D="
    !insertmacro NoteMistake "/D= needs a full path, comes last, and without quotation marks."
  ${EndIf}
  StrCpy $R6 $word 5
  ${If} $word == "/S"
  ${OrIf} $word == "/NCRC"
  ${OrIf} $word == "/allusers"
  ${OrIf} $word == "/KEEP_APP_DATA"
  ${OrIf} $word == "--updated"
  ${OrIf} $word == "--keep-shortcuts"
  ${OrIf} $R6 == "/UAC:"
    StrCpy $isKnown "1"
  ${EndIf}
!macroend
