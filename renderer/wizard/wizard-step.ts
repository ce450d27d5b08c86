/** The pages of the wizard in their order; the rail at the left shows them as they stand here. */
export const wizardSteps = [
  'welcome',
  'tenant',
  'account',
  'domains',
  'scope',
  'rights',
  'confirm',
  'progress',
  'done',
] as const;
export type WizardStep = (typeof wizardSteps)[number];

export const positionOf = (step: WizardStep): number => wizardSteps.indexOf(step);

export const stepAfter = (step: WizardStep): WizardStep => wizardSteps[positionOf(step) + 1] ?? step;
export const stepBefore = (step: WizardStep): WizardStep => wizardSteps[positionOf(step) - 1] ?? step;
