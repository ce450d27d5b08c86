; The command line's folder in the PATH of the machine. PATH is often longer than a string of NSIS, which would cut it off for everybody:
; it is read, changed and written in memory, and never is in a variable.
!define ENVIRONMENT_KEY "SYSTEM\CurrentControlSet\Control\Session Manager\Environment"

; $1 the open key, $2 the kind of value, $4 ";PATH;", $5 room in it. Without the value: an empty PATH.
!macro _OpenPath
  StrCpy $2 2
  StrCpy $3 0
  System::Call 'advapi32::RegOpenKeyExW(p 0x80000002, w "${ENVIRONMENT_KEY}", i 0, i 0x103, *p .r1) i.r0'
  System::Call 'advapi32::RegQueryValueExW(p r1, w "Path", p 0, *i r2r2, p 0, *i r3r3) i.r0'
  IntOp $5 $3 + 4096
  System::Alloc $5
  Pop $4
  System::Call 'kernel32::lstrcpyW(p r4, w ";")'
  IntPtrOp $6 $4 + 2
  ${If} $0 == 0
    System::Call 'advapi32::RegQueryValueExW(p r1, w "Path", p 0, p 0, p r6, *i r3r3) i.r0'
  ${EndIf}
  System::Call 'kernel32::lstrcatW(p r4, w ";")'
  System::Call 'shlwapi::StrStrIW(p r4, w ";${AGENT_DIR};") p.r7'
!macroend

; Writes what is between the first and the last semicolon, and tells programs that show the environment.
!macro _WritePath
  System::Call 'kernel32::lstrlenW(p r4) i.r8'
  IntOp $8 $8 - 1
  IntOp $8 $8 * 2
  IntPtrOp $9 $4 + $8
  System::Call '*$9(&i2 0)'
  IntPtrOp $6 $4 + 2
  System::Call 'advapi32::RegSetValueExW(p r1, w "Path", i 0, i r2, p r6, i r8) i.r0'
  SendMessage 0xFFFF 0x1A 0 "STR:Environment" /TIMEOUT=2000
!macroend

!macro _ClosePath
  System::Call 'advapi32::RegCloseKey(p r1)'
  System::Free $4
!macroend

!macro AddPathEntry
  !insertmacro _OpenPath
  ${If} $7 == 0
    System::Call 'kernel32::lstrcatW(p r4, w "${AGENT_DIR};")'
    !insertmacro _WritePath
  ${EndIf}
  !insertmacro _ClosePath
!macroend

!macro RemovePathEntry
  !insertmacro _OpenPath
  ${If} $7 != 0
    StrLen $8 ";${AGENT_DIR}"
    IntOp $8 $8 * 2
    IntPtrOp $9 $7 + $8
    System::Call 'kernel32::lstrlenW(p r9) i.r8'
    IntOp $8 $8 + 1
    IntOp $8 $8 * 2
    System::Call 'ntdll::memmove(p r7, p r9, p r8)'
    !insertmacro _WritePath
  ${EndIf}
  !insertmacro _ClosePath
!macroend
