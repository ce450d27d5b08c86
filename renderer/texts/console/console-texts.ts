/** Every word around the pages of the console. */
import type { ConsolePage } from '../../console/console-page.ts';

export const consoleTexts = {
  pages: 'Pages',
  names: {
    overview: 'Overview',
    plan: 'Plan',
    findings: 'Findings',
    decisions: 'Decisions',
    objects: 'Objects',
    log: 'Log',
    agent: 'Agent',
    updates: 'Updates',
  } satisfies Record<ConsolePage, string>,
} as const;
