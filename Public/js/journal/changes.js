/** An entry of the stream as the list of its changes, each as GET /api/changes would answer it. */
export const changesOf = entry => entry.changes.map(change => ({
  ...change,
  entry: entry.entry,
  at: entry.at,
  actor: entry.actor,
  before: change.before ?? {},
  after: change.action === 'delete' ? {} : change.fields ?? {},
}));

/** Whether a plan's activity tells of it: what is said within a review has a screen of its own. */
export const isNews = ({ kind }) => kind !== 'agendaItem' && kind !== 'reviewNote';
