/** One-line breaks of what the window does with what a person decided. */
import type { Sabotage } from './sabotages.ts';

export const windowSabotages: readonly Sabotage[] = [
  {
    breaks: 'a set-up in the wizard begins paused unless the person wants to start',
    file: 'renderer/wizard/set-up-settings.ts',
    find: "schedule: { ...kept?.schedule, isPaused: confirm.start === 'paused' }",
    replace: 'schedule: {}',
    project: 'pure',
    test: 'test/renderer/wizard/wizard-state.test.ts',
  },
  {
    breaks: 'R29: how people sign in is kept with the settings',
    file: 'renderer/wizard/set-up-settings.ts',
    find: 'newUsers: { ...kept?.newUsers, signIn: tenant.peopleSignIn }',
    replace: 'newUsers: {}',
    project: 'pure',
    test: 'test/renderer/wizard/wizard-state.test.ts',
  },
  {
    breaks: 'a change of the set-up keeps what no page asks about, such as the limits',
    file: 'renderer/wizard/set-up-settings.ts',
    find: '    ...kept,\n',
    replace: '',
    project: 'pure',
    test: 'test/renderer/wizard/wizard-state.test.ts',
  },
  {
    breaks: 'an answer to a question that is not asked any more changes no list',
    file: 'renderer/pages-state.ts',
    find: "state.asker === event.asker && state.stage.kind === 'reading'",
    replace: "state.stage.kind === 'reading'",
    project: 'pure',
    test: 'test/renderer/pages-state.test.ts',
  },
  {
    breaks: 'a changed set-up that has somebody leave goes on only when a person has said so',
    file: 'renderer/wizard/confirm/confirm-state.ts',
    find: 'if (!wantsAcceptance(state) || state.isAccepted) return null;',
    replace: 'if (wantsAcceptance(state) || state.isAccepted) return null;',
    project: 'pure',
    test: 'test/renderer/wizard/confirm/confirm-state.test.ts',
  },
];
