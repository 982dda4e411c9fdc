// What may be taken back on a plan, by whom, and where its past is shown: for lines of history (journal/change-list.js).

const ANSWERS = new Set([
  'committed', 'declined', 'askedAgain', 'settled', 'signedOff', 'verified', 'accepted', 'declinedRequest', 'countered',
  'withdrawn', 'released', 'pulsed', 'opened', 'joined', 'closed', 'reopened',
]);

/** What somebody said is theirs, whether to take it back or to say it again. */
export const isSaid = ({ kind }) => kind === 'comment' || kind === 'reaction';

export function historyRights({ id, standing, me, names }) {
  const mayChange = change => (isSaid(change) ? change.actor === me()?.id : standing().canEdit);
  const address = query => `/plans/${id}/history?${query}`;
  return {
    // What somebody answered, signed or verified is not undone but given anew.
    canUndo: ({ head, changes }) => mayChange(head) && !changes.some(change => ANSWERS.has(change.verb)),
    canRestore: change => change.action === 'delete' && change.kind !== 'plan' && !names.record(change.kind, change.id)
      && mayChange(change),
    places({ changes }) {
      const [first, last] = [changes[0].seq, changes.at(-1).seq];
      return [
        { text: 'The plan before this', href: address(`at=${first - 1}`) },
        { text: 'The plan after this', href: address(`at=${last}`) },
        { text: 'Compare before and after', href: address(`compare=${first - 1}..${last}`) },
        { text: 'Compare with now', href: address(`compare=${last}..now`) },
      ];
    },
  };
}
