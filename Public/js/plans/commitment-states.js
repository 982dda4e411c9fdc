/** How each state of a commitment is said and drawn; `none` stands for a team that was not asked. */
export const STATES = {
  committed: { word: 'Committed', icon: 'yes', tone: 'acc' },
  asked: { word: 'Asked', icon: 'asked', tone: 'warn' },
  declined: { word: 'Declined', icon: 'no', tone: 'bad' },
  none: { word: 'Not asked', icon: 'none', tone: 'open' },
};
