/** The eight steps as the page draws them. The contract has the same list; it brings its schemas along, so a test compares the two. */
import type { RunStep } from '../../../electron/contract/bridge.ts';

export const runStepOrder = [
  'import',
  'scope',
  'map',
  'diff',
  'plan',
  'guard',
  'apply',
  'record',
] as const satisfies readonly RunStep[];
