// One record as it stood: its fields, before and after beside each other, what differs marked and said.

import { each, html } from '../dom.js';
import { day, dayOf, isNothing } from '../format.js';
import { sentence } from '../elements/dialog.js';
import { words } from '../text/diff.js';
import { fieldName, told } from './words.js';

const LONG = new Set(['notes', 'purpose', 'ask', 'promise', 'reason', 'settlement', 'note', 'title', 'customerGoal', 'companyGoal',
  'measure']);

const STATES = { added: 'Added', removed: 'Removed', changed: 'Changed', same: 'Unchanged' };
const TONES = { added: 'good', removed: 'bad', changed: 'acc', same: '' };

/** `record` reads one of stood.js; `isBrief` whether only what differs is shown; `isSingle` that there is one side. */
export function recordCard(record, { names, isSingle = false, isBrief = () => false }) {
  const fields = () => {
    const { state, fields: all } = record();
    // The title stands above, unless there were two.
    return all.filter(it => (isBrief() && state === 'changed' ? it.differs : it.differs || it.name !== 'title'));
  };
  const rest = field => valuesOf(record(), field, names);
  return html`
    <article class=${() => ['as-it-was', record().state]}>
      <header><h3>${() => titleOf(record(), names)}</h3>
        ${() => (isSingle ? null : html`<span class="tag ${TONES[record().state]}">${STATES[record().state]}</span>`)}</header>
      <dl>
        ${each(fields, it => it.name, it => html`
          <div class=${() => (it().differs ? 'differs' : null)}>
            <dt>${() => sentence(fieldName(it().name, record().kind))}
              ${() => (it().differs ? html`<span class="vh"> changed</span>` : null)}</dt>
            ${() => (isSingle ? html`<dd>${rest(it())[1]}</dd>` : sidesOf(record(), rest(it())))}
          </div>`)}
      </dl>
    </article>`;
}

const sidesOf = ({ left, right }, [before, after]) => html`
  <dd><span class="which">Before</span>${left ? before : html`<span class="none">Not there</span>`}</dd>
  <dd><span class="which">After</span>${right ? after : html`<span class="none">Not there</span>`}</dd>`;

/** Both values to be shown: of texts that differ, word by word what went and what came. */
function valuesOf({ kind, left, right }, { name, left: before, right: after, differs }, names) {
  if (differs && LONG.has(name) && !isNothing(before) && !isNothing(after)) {
    const parts = words(before, after);
    return [
      parts.filter(it => it.kind !== 'more').map(it => (it.kind === 'less' ? html`<del>${it.text}</del>` : it.text)),
      parts.filter(it => it.kind !== 'less').map(it => (it.kind === 'more' ? html`<ins>${it.text}</ins>` : it.text)),
    ];
  }
  const say = (value, it) => (isNothing(value) ? html`<span class="none">Nothing</span>` : inWords(value, name, it, kind, names));
  const [was, is] = [say(before, left), say(after, right)];
  if (!differs) return [was, is];
  return [isNothing(before) ? was : html`<del class="all">${was}</del>`, isNothing(after) ? is : html`<ins class="all">${is}</ins>`];
}

function inWords(value, field, it, kind, names) {
  if (field === 'start' || field === 'end') return day(value);
  return told(value, field, { ...it, kind }, names);
}

function titleOf({ kind, left, right }, names) {
  const it = right ?? left;
  switch (kind) {
    case 'objective': return `O${it.number} ${it.title}`;
    case 'task': return `T-${it.number} ${it.title}`;
    case 'planMember': return names.member(it.member) ?? 'Somebody';
    case 'commitment': {
      return `${names.team(it.team) ?? 'A team'} on ${names.record('objective', it.objective)?.title ?? 'an objective'}`;
    }
    case 'signOff': return `${names.team(it.team) ?? 'A team'}, signed ${day(dayOf(it.signedAt))}`;
    default: return it.title;
  }
}
