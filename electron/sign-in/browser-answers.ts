/** What the person's browser shows when the sign-in has come to its end. */
const page = (title: string, sentence: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${sentence}</p></html>`;

export const browserAnswers = {
  successTemplate: page('You are signed in', 'Close this tab and go back to the set-up of Bridgehead.'),
  errorTemplate: page('The sign-in did not work', 'Close this tab. The set-up of Bridgehead says what happened.'),
} as const;
