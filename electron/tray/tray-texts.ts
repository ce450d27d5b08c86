/** Every word of the tray: its sentences, its menu and its notifications. */
import type { Problem } from '../contract/bridge.ts';

const objectsText = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'object is' : 'objects are'}`;

export const trayTexts = {
  tooltip: {
    connecting: 'Bridgehead is looking for the agent.',
    disconnected: 'Bridgehead: the agent does not answer.',
    unconfigured: 'Bridgehead: the agent has not been set up yet.',
    neverRan: 'Bridgehead: the agent is set up, and no run has ended yet.',
    working: (step: string) => `Bridgehead: a run is in progress, at step "${step}".`,
    paused: 'Bridgehead: the schedule is paused; runs start only on request.',
    inStep: 'Bridgehead: directory and tenant are in step.',
    notInStep: (count: number) => `Bridgehead: ${objectsText(count)} not in step.`,
    cancelled: 'Bridgehead: the last run was stopped.',
    problem: (title: string) => `Bridgehead: ${title}`,
  },
  menu: {
    open: 'Open Bridgehead',
    run: 'Run now',
    pause: 'Pause the schedule',
    resume: 'Resume the schedule',
    install: (version: string) => `Install version ${version}`,
    problems: (count: number) => `Problems (${count})`,
    quit: 'Quit',
  },
  notice: {
    began: ({ title, meaning }: Problem) => ({ title, body: meaning }),
    over: ({ title }: Problem) => ({ title: 'This problem is over.', body: title }),
    offered: (version: string) => ({
      title: `Version ${version} of Bridgehead is there.`,
      body: 'When it is installed stands on the page Updates. The menu of this icon installs it now.',
    }),
    keptInTray: {
      title: 'Bridgehead stays in the tray.',
      body: 'It tells you about problems. The agent runs either way. To end this program, choose Quit in the menu of its icon.',
    },
  },
} as const;
