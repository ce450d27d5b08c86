import { expect, test } from 'vitest';
import { unitText } from '../../../../agent-core/service-host/systemd/unit-text.ts';

const program = { runtimePath: '/opt/bridgehead/node', agentPath: '/opt/bridgehead/main.ts', supervisorPath: '' };

test('the unit is exactly this', () => {
  expect(unitText('/var/lib/bridgehead', program)).toBe(`\
# Written by "bridgehead service install". Changes belong into a drop-in: systemctl edit.
[Unit]
Description=Bridgehead agent (/var/lib/bridgehead)
Wants=network-online.target
After=network-online.target nss-lookup.target
# It is tried for as long as it takes; the pause between two tries grows.
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart="/opt/bridgehead/node" "--max-semi-space-size=4" "--v8-pool-size=1" "/opt/bridgehead/main.ts" "--data-dir" "/var/lib/bridgehead"
Restart=on-failure
RestartSec=1
RestartSteps=6
RestartMaxDelaySec=60
# The change under way is ended and recorded, and no further one is begun.
KillMode=mixed
KillSignal=SIGTERM
TimeoutStopSec=120
UMask=0077

NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ReadWritePaths="/var/lib/bridgehead"
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
LockPersonality=yes
RemoveIPC=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`);
});

test('what systemd would read as something else means itself', () => {
  expect(unitText('/srv/50% "a" $HOME\\b', program)).toContain('"--data-dir" "/srv/50%% \\"a\\" $$HOME\\\\b"\n');
});
