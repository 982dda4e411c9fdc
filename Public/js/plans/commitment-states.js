/**
 * How each state of a commitment is said and drawn; `none` stands for a team that was not asked, `settled` for a
 * decline that the general manager has settled.
 */
export const STATES = {
  committed: { word: 'Committed', icon: 'yes', tone: 'acc' },
  asked: { word: 'Asked', icon: 'asked', tone: 'warn' },
  declined: { word: 'Declined', icon: 'no', tone: 'bad' },
  settled: { word: 'Settled', icon: 'check', tone: 'open' },
  none: { word: 'Not asked', icon: 'none', tone: 'open' },
};

export function stateOf(commitment) {
  if (!commitment) return 'none';
  return commitment.state === 'declined' && commitment.settledBy ? 'settled' : commitment.state;
}
