/** Every command, by what a person is about to do. */
import type { Topic } from './command.ts';
import { accountCommands } from './commands/account.ts';
import { auditCommand } from './commands/audit.ts';
import { certificateCommand } from './commands/certificate.ts';
import { changesCommand } from './commands/changes.ts';
import { approveCommand, rejectCommand } from './commands/decide.ts';
import { directoryCommands } from './commands/directory.ts';
import { exemptCommand } from './commands/exempt.ts';
import { findingsCommand } from './commands/findings.ts';
import { leftOutCommand } from './commands/left-out.ts';
import { logCommand } from './commands/log.ts';
import { mappingCommand } from './commands/mapping.ts';
import { planCommand } from './commands/plan.ts';
import { registerCommand } from './commands/register.ts';
import { registrationCommands } from './commands/registration.ts';
import { removeCommand } from './commands/remove.ts';
import { repairCommand } from './commands/repair.ts';
import { rightsCommands } from './commands/rights.ts';
import { runCommand } from './commands/run.ts';
import { pauseCommand, resumeCommand } from './commands/schedule.ts';
import { serviceCommands } from './commands/service.ts';
import { settingsExportCommand } from './commands/settings-export.ts';
import { settingsGetCommand } from './commands/settings-get.ts';
import { settingsImportCommand } from './commands/settings-import.ts';
import { settingsSetCommand } from './commands/settings-set.ts';
import { setupCommand } from './commands/setup.ts';
import { statusCommand } from './commands/status.ts';
import { updateCommands } from './commands/updates.ts';
import { whyCommand } from './commands/why.ts';

export const topics: readonly Topic[] = [
  {
    title: 'Set up',
    commands: [
      setupCommand,
      ...directoryCommands,
      registerCommand,
      ...registrationCommands,
      certificateCommand,
      removeCommand,
    ],
  },
  { title: 'The account of the agent in the directory', commands: [...accountCommands, ...rightsCommands] },
  {
    title: 'See what happens, and make it happen',
    commands: [statusCommand, planCommand, runCommand, pauseCommand, resumeCommand, changesCommand, logCommand],
  },
  { title: 'Ask about somebody, and about attributes', commands: [whyCommand, leftOutCommand, mappingCommand] },
  {
    title: 'Decide about what is held',
    commands: [findingsCommand, approveCommand, rejectCommand, exemptCommand, auditCommand],
  },
  {
    title: 'Settings',
    commands: [settingsGetCommand, settingsSetCommand, settingsExportCommand, settingsImportCommand],
  },
  {
    title: 'The service, its health and its version',
    commands: [...serviceCommands, repairCommand, ...updateCommands],
  },
];
