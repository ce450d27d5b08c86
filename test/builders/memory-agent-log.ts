/** An agent log that a test can read. */
import type { AgentLog } from '../../agent-core/service/agent-log.ts';

export interface MemoryAgentLog extends AgentLog {
  readonly lines: readonly string[];
  /** What was logged as a defect. */
  readonly defects: readonly unknown[];
}

export function memoryAgentLog(): MemoryAgentLog {
  const lines: string[] = [];
  const defects: unknown[] = [];
  const write = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  };
  return {
    lines,
    defects,
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    unexpected: (error, fields) => {
      defects.push(error);
      write('error')('unexpected', fields);
    },
  };
}
