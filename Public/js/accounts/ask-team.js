// One request to a team on many accounts at once: a task on each plan, which waits for the team's answer. Plans on
// which it cannot be asked are named and left out, those that the server refuses among them.

import { computed, html, signal } from '../dom.js';
import { formDialog } from '../elements/dialog.js';
import { list, many, today } from '../format.js';
import { standingOn } from '../home/mine.js';
import { act } from '../outbox.js';
import { me, team as teamOf, teams } from '../session.js';
import { tell } from '../shell/tell.js';
import { record } from '../store.js';

const NAMED = 4;

/** Answers whether the request was sent. `withoutPlan` counts the selected accounts that have none. */
export async function askTeam({ plans, withoutPlan }) {
  if (!plans.length) return tell(new Error('None of these accounts has a plan on which a team could be asked.'));
  const team = signal((teams.peek().find(each => each.id !== me().team) ?? teams.peek()[0]).id);
  const refusals = signal(new Map());
  const sorted = computed(() => Map.groupBy(plans, plan => refusals().get(plan) ?? reasonAgainst(plan, team())));
  const asked = computed(() => sorted().get(null) ?? []);
  const count = () => many(asked().length, 'plan');
  return formDialog({
    title: () => `Ask a team on ${count()}`,
    submit: () => (refusals().size ? `Ask on the other ${count()}` : 'Ask'),
    fields: () => html`
      <label>What do you ask for?
        <input class="field" name="title" required maxlength="200" autocomplete="off" autofocus></label>
      <div class="pair">
        <label>Team<select class="field" name="team" required @change=${event => team.set(event.target.value)}>
          ${teams.peek().map(each => html`
            <option value=${each.id} .selected=${each.id === team.peek()}>${each.name}</option>`)}</select></label>
        <label>Wanted day<input class="field" type="date" name="due" min=${today()} max="2199-12-31"></label>
      </div>
      <label>Notes<textarea class="field" name="notes" rows="2" maxlength="10000"></textarea></label>
      <div class="hint" role="status">${() => leftOut(sorted(), withoutPlan)}</div>`,
    save: async values => {
      if (!asked.peek().length) throw new Error('There is no plan left on which this team could be asked.');
      const says = `${teamOf(values.team)?.name ?? 'Team'} asked on ${count()}`;
      try {
        await act('/api/requests', { plans: asked.peek(), ...values }, { says });
      } catch (error) {
        const named = (error.errors ?? []).filter(each => each.plan);
        if (!named.length) throw error;
        refusals.update(all => new Map([...all, ...named.map(each => [each.plan, each.message])]));
        throw new Error(`Nobody was asked yet: ${many(named.length, 'plan refuses', 'plans refuse')}.`);
      }
    },
  });
}

/** Why a team cannot be asked on a plan, as far as it is known here; null where it can. */
function reasonAgainst(id, team) {
  const plan = record('plan', id);
  if (!plan) return null;
  if (plan.state === 'closed') return 'closed';
  if (!standingOn(id).canEdit) return 'you may not write there';
  return plan.teams.includes(team) ? null : `without ${teamOf(team)?.name ?? 'that team'}`;
}

function leftOut(sorted, withoutPlan) {
  const lines = [...sorted].filter(([reason]) => reason).map(([reason, plans]) => `${namesOf(plans)}: ${reason}`);
  if (withoutPlan) lines.unshift(`${many(withoutPlan, 'account')} without a plan`);
  return lines.length ? [html`<p>Left out:</p>`, html`<ul>${lines.map(line => html`<li>${line}</li>`)}</ul>`] : null;
}

function namesOf(plans) {
  const names = plans.map(id => record('account', record('plan', id)?.account)?.name ?? 'a plan');
  const rest = names.length > NAMED ? names.splice(NAMED - 1).length : 0;
  return list(rest ? [...names, `${rest} more`] : names);
}
