// The material changes since a team signed, each in words with who and when, and a link to where it stands.

import { each, html } from '../dom.js';
import { sentence } from '../elements/dialog.js';
import { day, dayOf, isNothing } from '../format.js';
import { fieldName, told } from '../journal/words.js';

/** `changes` reads the drift of one sign-off. */
export function driftList(room, changes) {
  return html`
    <ol class="chg">
      ${each(changes, it => `${it.kind} ${it.id} ${it.field}`, it => html`
        <li>
          <span class="oid">${() => mark(room, it())}</span>
          <span class="what">${() => what(room, it())}</span>
          <span class="sub">${() => `${room.names.member(it().by) ?? 'Quartet'}, ${day(dayOf(it().at))}`}</span>
          <a class="show btn quiet sm" href=${() => addressOf(room, it())}
            aria-label=${() => `Show ${titleOf(room, it())}`}>Show</a>
        </li>`)}
    </ol>`;
}

function objectiveOf(room, { kind, id }) {
  if (kind === 'plan') return null;
  return room.objective(kind === 'commitment' ? room.names.record('commitment', id)?.objective : id);
}

function mark(room, change) {
  const objective = objectiveOf(room, change);
  return objective ? `O${objective.number}` : '';
}

function titleOf(room, change) {
  if (change.kind === 'plan') return 'the plan';
  return objectiveOf(room, change)?.title ?? change.title ?? 'an objective';
}

function addressOf(room, change) {
  const objective = objectiveOf(room, change);
  return objective ? room.objectiveAddress(objective) : `/plans/${room.id}/history?kind=${change.kind}`;
}

/** The field that says that a record is there at all. */
const PRESENCE = 'id';

function what(room, change) {
  const { kind, id, field, before, after } = change;
  const link = html`<a href=${addressOf(room, change)}>${titleOf(room, change)}</a>`;
  const whose = kind === 'commitment' ? 'the commitment to ' : '';
  if (!field || field === PRESENCE) return [after ? 'Added ' : 'Removed ', whose, link];
  const about = { kind, unit: kind === 'objective' ? room.objective(id)?.unit : null };
  const say = value => (isNothing(value) ? 'nothing' : told(value, field, about, room.names));
  return [
    `${sentence(fieldName(field))} of ${whose}`, link, ': ',
    html`<del><span class="vh">from${' '}</span>${say(before)}</del>`, ' → ',
    html`<ins><span class="vh">to${' '}</span>${say(after)}</ins>`,
  ];
}
