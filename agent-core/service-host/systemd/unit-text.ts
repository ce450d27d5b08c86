/** The unit that systemd runs the agent by: started at boot, started again when it fails, and shut in as far as an agent can be. */
import { type AgentProgram, agentWords, runtimeWords, stopDeadlineMs } from '../agent-program.ts';

/** The first line: what carries it was written by Bridgehead and may be replaced or removed by it. */
export const unitMark = '# Written by "bridgehead service install". Changes belong into a drop-in: systemctl edit.';

/**
 * systemd.exec(5), systemd.service(5). Not set on purpose: MemoryDenyWriteExecute, because the runtime compiles what it runs.
 * RestartSteps and RestartMaxDelaySec, the back-off, need systemd 254; an older one waits a second each time.
 */
export function unitText(
  dataDir: string,
  { runtimePath, agentPath }: AgentProgram,
  approvers: string | null = null,
): string {
  return `${unitMark}
[Unit]
Description=Bridgehead agent (${quoteSpecifiers(dataDir)})
Wants=network-online.target
After=network-online.target nss-lookup.target
# It is tried for as long as it takes; the pause between two tries grows.
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=${[runtimePath, ...runtimeWords, agentPath, ...agentWords(dataDir, approvers)].map(quoteWord).join(' ')}
${groupLine(approvers)}Restart=on-failure
RestartSec=1
RestartSteps=6
RestartMaxDelaySec=60
# The change under way is ended and recorded, and no further one is begun.
KillMode=mixed
KillSignal=SIGTERM
TimeoutStopSec=${stopDeadlineMs / 1000}
UMask=0077

NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ReadWritePaths=${quoteWord(dataDir)}
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
`;
}

/** The agent gives a socket to the group. Whoever is in it may do that without any capability (chown(2)). */
const groupLine = (approvers: string | null) =>
  approvers === null ? '' : `SupplementaryGroups=${quoteSpecifiers(approvers)}\n`;

/** What `groupLine` wrote. */
export function approversIn(unit: string): string | null {
  return /^SupplementaryGroups=(.+)$/m.exec(unit)?.[1]?.replaceAll('%%', '%') ?? null;
}

const quoteSpecifiers = (text: string) => text.replaceAll('%', '%%');

/** One word of a command line or list as systemd reads it: quotes, backslashes, specifiers and variables mean themselves. */
const quoteWord = (word: string) =>
  `"${quoteSpecifiers(word).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '$$$$')}"`;
