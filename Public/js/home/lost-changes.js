// What changed on one plan since the member's team signed it, and its new verdict, without leaving Home.

import { computed, html, when } from '../dom.js';
import { driftList } from '../alignment/drift-list.js';
import { alignmentOf } from '../alignment/reading.js';
import { verdictForm } from '../alignment/verdict-form.js';
import { names } from '../journal/names.js';
import { team } from '../session.js';
import { tryAgain } from '../shell/part.js';
import { record } from '../store.js';
import { fillIn, spokenOf } from './fill.js';
import { loadMine } from './mine.js';

/** `it` reads one of the plans lost; `done()` is called once its team has signed. */
export function lostChanges(it, name, done) {
  const id = it.peek().plan;
  const alignment = alignmentOf(id);
  // What an earlier page of this plan read is not what its team is asked to look at.
  const before = alignment.now.peek();
  const isFresh = () => alignment.now() !== before;
  alignment.load().catch(() => {});
  // As much of a plan's room as a list of changes and a verdict ask for.
  const room = {
    id, alignment, names, objective: objective => record('objective', objective),
    objectiveAddress: objective => `/plans/${id}?objective=${objective.id}`,
    // Who answers here has no plan open, so nobody sees them at their answer, nor they anybody.
    here() {}, marks: { field: () => null },
  };
  const about = { team: computed(() => it().team), name: () => team(it().team)?.name ?? 'The team' };
  const signOff = computed(() => (isFresh() ? alignment.now().signOffs.find(each => each.team === about.team()) : null));
  const drift = () => signOff()?.drift ?? [];
  fillIn(() => drift().flatMap(spokenOf));
  const signed = () => {
    done();
    loadMine().catch(() => {});
  };
  return html`
    <div class="inside">
      ${when(signOff, () => [
        html`<div>
          ${when(() => drift().length, () => driftList(room, drift), () => html`
            <p class="sub">${about.name} signed the plan as it stands now: what had changed was changed back.</p>`)}
          <a class="link" href=${`/plans/${id}`}>Open the plan<span class="vh"> of ${name}</span></a></div>`,
        verdictForm(room, { ...about, signOff, done: signed }),
      ], () => waiting(alignment, it.peek().changes))}
    </div>`;
}

function waiting(alignment, count) {
  const line = () => html`<p class="wait"><i class="sk w2"></i></p>`;
  return when(alignment.failed, () => tryAgain('The changes could not be read.', () => alignment.load().catch(() => {})),
    () => html`<div aria-busy="true">${Array.from({ length: Math.max(1, Math.min(count, 6)) }, line)}</div>`);
}
