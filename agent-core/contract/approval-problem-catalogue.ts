/** The part of the catalogue about approvals: why a decision was not taken. */
import type { ProblemText } from './problem-text.ts';

const nothingDecided = 'Nothing was approved, rejected or exempted.';

export const approvalProblemCatalogue = {
  'approval.finding-changed': {
    title: 'The finding does not hold the same changes any more.',
    meaning: `${nothingDecided} An approval is for exactly the changes that were looked at.`,
    remedy: 'Look at the findings again, and decide about them as they are now.',
  },
  'approval.not-held': {
    title: 'This change is not held.',
    meaning: nothingDecided,
    remedy: 'Look at the findings again: it may have been made, or be another change by now.',
  },
  'approval.all-rejected': {
    title: 'Somebody rejected everything that this finding holds.',
    meaning: 'Nothing was approved, and nobody exempted: neither takes a rejection back where a finding is named.',
    remedy: 'To let a change go that was rejected, approve it by itself, by its own digest.',
  },
  'approval.not-approved': {
    title: 'This is not approved.',
    meaning: 'Nothing was taken back.',
    remedy: 'Look at the findings, which list what is approved and not made yet: it may have been made, or be over.',
  },
  'approval.not-rejected': {
    title: 'This is not rejected.',
    meaning: 'Nothing was taken back.',
    remedy:
      'Look at the findings, which list what is rejected: somebody may have approved it, or it is not due any more.',
  },
  'approval.nothing-named': {
    title: 'It was not said what is meant.',
    meaning: nothingDecided,
    remedy: 'Name a finding or a change by its digest.',
  },
  'approval.ambiguous': {
    title: 'More than one digest begins like this.',
    meaning: nothingDecided,
    remedy: 'Give more of its characters.',
  },
  'approval.not-exempt': {
    title: 'This object is not exempt from this kind of danger.',
    meaning: 'Nothing was taken back.',
    remedy: 'Look at the findings: they name what is exempt, and from what.',
  },
  'approval.nothing-exempt': {
    title: 'Nothing is exempt by this.',
    meaning: 'Nothing was taken back.',
    remedy: 'Look at the findings, which name what is exempt: it may have been taken back already, or have ended.',
  },
  'approval.not-exemptible': {
    title: 'Nothing can be exempt from this kind of danger.',
    meaning:
      'Nothing was exempted. It happens to an object once, cannot be undone, or is not about the object alone, so each change is decided by itself.',
    remedy: 'Approve or reject the changes. The detail names the kinds that objects can be exempt from.',
  },
  'approval.unknown-kind': {
    title: 'There is no such kind of danger.',
    meaning: 'Nothing was exempted.',
    remedy: 'Use a kind that the detail names.',
  },
} as const satisfies Record<string, ProblemText>;
