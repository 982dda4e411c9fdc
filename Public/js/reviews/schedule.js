// The form by which a review is put on the calendar, or moved.

import { html } from '../dom.js';
import { formDialog } from '../elements/dialog.js';
import { options } from '../elements/options.js';
import { addDays, mondayOf, today } from '../format.js';
import * as outbox from '../outbox.js';
import { TYPES } from './causes.js';

/** Opens the form; `review` is the one that is changed. Answers when it is closed. */
export function scheduleReview(room, review = null) {
  const zone = room.me().timeZone || undefined;
  const start = review ?? { type: 'quarterly', leader: room.me().id };
  const [day, at] = review ? clock(review.startsAt, zone) : [addDays(mondayOf(today()), 8), '10:00'];
  const editors = () => room.parts().filter(it => it.role !== 'viewer').map(it => room.member(it.member))
    .filter(it => it && it.role !== 'guest');
  const save = ({ day, at, ...values }) => {
    const fields = { ...values, title: values.title ?? TYPES[values.type], startsAt: moment(day, at, zone) };
    if (review) return outbox.edit('review', review.id, fields, { says: 'Review changed' });
    return outbox.create('review', { plan: room.id, ...fields }, { says: 'Review scheduled' }).done;
  };
  return formDialog({
    title: review ? 'Change the review' : 'Schedule a review', submit: review ? 'Save' : 'Schedule', save,
    fields: () => html`
      <label>What kind
        <select class="field" name="type" autofocus>${Object.entries(TYPES).map(([value, word]) => html`
          <option value=${value} ?selected=${value === start.type}>${word}</option>`)}</select></label>
      <label>Title<input class="field" name="title" maxlength="200" autocomplete="off" .value=${start.title ?? ''}
        placeholder="As its kind says"></label>
      <div class="pair">
        <label>Day<input class="field" type="date" name="day" required min="1970-01-01" max="2199-12-31"
          .value=${day}></label>
        <label>Time<input class="field" type="time" name="at" required .value=${at}></label>
      </div>
      <label>Who leads
        <select class="field" name="leader">${options({
          value: () => start.leader, choices: editors, nameOf: id => room.names.member(id) ?? 'Somebody',
        })}</select></label>
      <p class="hint">The agenda fills itself: what lags, drifts, was declined or is overdue when it begins.</p>`,
  });
}

/** A moment as fields of forms hold it, in a zone: ["2026-11-26", "10:00"]. */
function clock(value, timeZone) {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(value));
  return text.split(' ');
}

/** The moment at which it is this day and time in a zone, as RFC 3339. */
function moment(day, at, zone) {
  const wanted = Date.parse(`${day}T${at}Z`);
  const [shownDay, shownAt] = clock(wanted, zone);
  return new Date(wanted - (Date.parse(`${shownDay}T${shownAt}Z`) - wanted)).toISOString();
}
