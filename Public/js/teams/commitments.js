// What a team was asked to commit to, account by account, with its answer.

import { computed, each, html, signal, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { compare } from '../format.js';
import { stateOf, STATES } from '../plans/commitment-states.js';
import { record } from '../store.js';

const SHOWN = 8;
const ORDER = { declined: 0, asked: 1, committed: 2, settled: 3 };

const account = plan => record('account', record('plan', plan)?.account)?.name ?? 'An account';
const byState = (a, b) => ORDER[stateOf(a)] - ORDER[stateOf(b)];

export function commitmentsCard(commitments) {
  const isAll = signal(false);
  const groups = computed(() => [...Map.groupBy(commitments(), it => it.plan)]
    .map(([plan, items]) => ({ plan, items: items.toSorted(byState) }))
    .sort((a, b) => compare(account(a.plan), account(b.plan))));
  const shown = () => (isAll() ? groups() : groups().slice(0, SHOWN));
  return html`
    <section class="card" aria-labelledby="commitments-h">
      <header><h2 id="commitments-h">Commitments</h2><p>${() => counts(commitments())}</p></header>
      ${when(() => groups().length, () => html`
        <table class="tbl given-by cards" role="table">
          <caption class="vh">Commitments by account</caption>
          <thead class="vh"><tr role="row">
            <th scope="col" role="columnheader">Objective</th><th scope="col" role="columnheader">Answer</th>
            <th scope="col" role="columnheader">In words</th></tr></thead>
          ${each(shown, group => group.plan, group => html`
            <tbody role="rowgroup">
              <tr class="grp" role="row"><th scope="rowgroup" role="rowheader" colspan="3">
                <a href=${() => `/plans/${group().plan}`}>${() => account(group().plan)}</a>
                <span class="n">${() => record('plan', group().plan)?.title}</span></th></tr>
              ${each(() => group().items, it => it.id, row)}
            </tbody>`)}
        </table>`, () => html`
        <p class="empty-state slim">Nobody has asked this team for a commitment yet.</p>`)}
      ${when(() => groups().length > shown().length, () => html`
        <p class="foot"><button type="button" class="link" @click=${() => isAll.set(true)}>
          ${() => `Show all ${groups().length} accounts`}</button></p>`)}
    </section>`;
}

/** A decline that the general manager has settled is nothing that is still open between the two. */
function counts(commitments) {
  if (!commitments.length) return '';
  const { committed, declined, settled } = Object.fromEntries(Object.keys(ORDER)
    .map(state => [state, commitments.filter(it => stateOf(it) === state).length]));
  return [
    `${committed} of ${commitments.length - settled} committed`,
    declined && `${declined} declined`,
    settled && `${settled} settled`,
  ].filter(Boolean).join(', ');
}

function row(it) {
  const objective = () => record('objective', it().objective);
  const words = () => it().promise ?? it().reason ?? it().ask;
  const state = () => STATES[stateOf(it())];
  return html`
    <tr role="row">
      <th scope="row" role="rowheader" class="ob"><a href=${() => `/plans/${it().plan}?objective=${it().objective}`}>
        ${() => objective()?.title ?? 'An objective'}</a></th>
      <td role="cell" class="an">${() => html`
        <span class="tag ${state().tone}">${icon(state().icon)}${state().word}</span>`}</td>
      <td role="cell" class="wd">${words}</td>
    </tr>`;
}
