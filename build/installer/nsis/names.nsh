; Names and numbers that others know: the service manager, the registry, scripts that read the exit code (build/README.md lists them).
!define AGENT_SERVICE "BridgeheadAgent"
!define UPDATER_SERVICE "BridgeheadUpdater"
; There only while the updater has an update watched.
!define WATCHER_SERVICE "BridgeheadWatcher"
!define SETTINGS_KEY "SOFTWARE\Bridgehead"

!define AGENT_DIR "$INSTDIR\resources\agent"
!define UPDATES_DIR "$APPDATA\BridgeheadUpdates"
; As the updater looks for it, to come back to this version.
!define PACKAGE_FILENAME "bridgehead-${VERSION}.exe"

!define EXIT_ABORTED 2
!define EXIT_NOT_REGISTERED 3
!define EXIT_NOT_SET_UP 4
!define EXIT_NOT_STARTED 5
!define EXIT_DOWNGRADE 6
!define EXIT_COMMAND_LINE 7
!define EXIT_NOT_TAKEN_BACK 8
