/** An entry of the stream as the list of its changes, each as GET /api/changes would answer it. */
export const changesOf = entry => entry.changes.map(change => ({
  ...change,
  entry: entry.entry,
  at: entry.at,
  actor: entry.actor,
  before: change.before ?? {},
  after: change.action === 'delete' ? {} : change.fields ?? {},
}));

/** What is said within a review has its own screen. */
export const isNews = ({ kind }) => kind !== 'agendaItem' && kind !== 'reviewNote';
