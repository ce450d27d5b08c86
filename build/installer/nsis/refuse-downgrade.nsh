; An older version cannot read what a newer one wrote, so it does not take its place by hand. The updater may: it puts back the snapshot
; that it made before the newer version first ran.
!macro RefuseDowngrade
  ReadRegStr $0 HKLM "${SETTINGS_KEY}" "Version"
  ${If} $0 != ""
  ${AndIf} $isReturn != "1"
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro EndWith ${EXIT_DOWNGRADE} "${PRODUCT_NAME} $0 is installed, which is newer than ${VERSION}, and its data cannot be read by an older version. To go back, uninstall ${PRODUCT_NAME}, install ${VERSION} and restore the backup that was made with it. Nothing was changed."
    ${EndIf}
  ${EndIf}
!macroend
