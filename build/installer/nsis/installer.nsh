; What Bridgehead adds to electron-builder's installer: the places where its templates call us, and what happens there. electron-builder
; compiles this twice: for the installer, and with BUILD_UNINSTALLER for the uninstaller, which also runs before every upgrade.
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh

!include names.nsh
!include take-words.nsh
!include take-away.nsh
!include log.nsh
!include run-program.nsh
!include remembered.nsh
!include stop-services.nsh
!include path-entry.nsh
!ifdef BUILD_UNINSTALLER
  !include take-back.nsh
  !include removal-choice.nsh
  !include uninstall.nsh
!else
  !include switches.nsh
  !include refuse-downgrade.nsh
  !include no-desktop.nsh
  !include services.nsh
  !include set-up.nsh
  !include welcome-page.nsh
  !include finish-page.nsh
!endif

; Functions, which may use what electron-builder's templates have included by now.
!macro customHeader
  ; Otherwise Windows would enlarge what it drew for small screens.
  ManifestDPIAware true
  !ifdef BUILD_UNINSTALLER
    !insertmacro RemovalChoiceFunctions
    !insertmacro TakeBackFunctions
  !else
    !insertmacro RemoveAllButFunction
    !insertmacro WelcomePageFunction
    !insertmacro FinishPageFunctions
  !endif
!macroend

; Before whatever else may end the installer.
!ifndef BUILD_UNINSTALLER
  !macro preInit
    !insertmacro ReadSwitches
    !insertmacro TakeAway $tokenPath "token"
  !macroend
!endif

; Before anything is changed.
!macro customInit
  !insertmacro OpenLog
  !insertmacro RefuseMistake
  !insertmacro RequireFile $answersPath
  !insertmacro RequireTaken $tokenPath "token" "Nothing was changed."
  !insertmacro RefuseDowngrade
  !insertmacro RecallInstallation
!macroend

; In both programs, in place of electron-builder's own check, which would kill the service's processes and have them started anew.
!macro customCheckAppRunning
  !insertmacro StopEverything
!macroend

; For an updater that is not ours, electron-builder's template leaves the whole installer in the profile of whoever installs, and a program that
; asks Windows for an administrator.
!macro ForgetUpdaterOfOthers
  Delete "$INSTDIR\resources\elevate.exe"
  SetShellVarContext current
  Delete "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
  RMDir "$LOCALAPPDATA\${APP_PACKAGE_NAME}-updater"
  SetShellVarContext all
!macroend

; After the files are in place.
!macro customInstall
  !insertmacro ForgetUpdaterOfOthers
  !insertmacro RememberInstallation
  !insertmacro LeaveDesktopOut
  !insertmacro AddPathEntry
  !insertmacro RegisterServices
  !insertmacro StartServices
  !insertmacro SetUpAgent
  !insertmacro Log "Done."
!macroend
