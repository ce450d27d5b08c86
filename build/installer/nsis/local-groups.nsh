; The groups of this machine whose members may look at the agent, and may approve what its guard holds. On a domain controller they
; become groups of the domain. Members are added by an administrator; a group that is there keeps them.
!macro AddLocalGroups
  !insertmacro RunHost "${AGENT_DIR}" 'group --install --group "${OPERATORS_GROUP}" --comment "May look at the Bridgehead agent of this machine"' $0
  !insertmacro RunHost "${AGENT_DIR}" 'group --install --group "${APPROVERS_GROUP}" --comment "May look at the Bridgehead agent of this machine and approve what it holds"' $0
!macroend

!macro RemoveLocalGroups
  !insertmacro RunHost "${AGENT_DIR}" 'group --uninstall --group "${OPERATORS_GROUP}"' $0
  !insertmacro RunHost "${AGENT_DIR}" 'group --uninstall --group "${APPROVERS_GROUP}"' $0
!macroend
