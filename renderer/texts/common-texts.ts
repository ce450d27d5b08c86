/** Words that more than one page uses. Every other word stands in the file of its page; problems bring their own. Present tense, plain, calm. */
export const commonTexts = {
  productName: 'Bridgehead',
  directory: 'Directory',
  tenant: 'Tenant',
  recommended: 'Recommended',
  savedAs: (path: string) => `Saved as ${path}`,

  actions: {
    showMore: 'Show more',
    tryAgain: 'Try again',
    dismiss: 'Dismiss',
    copied: 'Copied',
  },

  /** For screen readers, beside the picture that shows the same. */
  tones: {
    attention: 'Needs attention',
    bad: 'Problem',
  },
} as const;
