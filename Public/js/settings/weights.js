// How much each ingredient counts for alignment. They are changed together, since together they must be 100 %.

import { computed, html, signal, when } from '../dom.js';
import { INGREDIENTS, weightsOf } from '../alignment/ingredients.js';
import { percent } from '../format.js';
import { edit } from '../outbox.js';
import { isAdmin, workspace } from '../session.js';
import { tell } from '../shell/tell.js';

const MEANS = {
  agreement: 'Each team’s latest sign-off, halved while it is stale',
  commitment: 'What the teams committed to, of all they were asked',
  promises: 'Promises kept, of those due in the last 90 days',
  pulse: 'How clear, agreed and likely the plan seems to its team',
};

const saved = computed(() => Object.fromEntries(
  weightsOf(workspace()).map(([name, weight]) => [name, Math.round(weight * 100)])));
const sum = weights => Object.values(weights).reduce((total, weight) => total + weight, 0);

export function weightsCard() {
  return html`
    <section class="card" aria-labelledby="weights-h">
      <header><h2 id="weights-h">Alignment</h2><p>How much each ingredient of the score counts</p></header>
      ${when(isAdmin, form, plain)}
    </section>`;
}

const line = (name, value) => html`
  <div><dt>${INGREDIENTS[name].word}<span class="hint">${MEANS[name]}</span></dt><dd>${value}</dd></div>`;

const plain = () => html`
  <dl class="set">${Object.keys(INGREDIENTS).map(name => line(name, () => percent(saved()[name] / 100)))}</dl>`;

function form() {
  const typed = signal({});
  const weights = computed(() => ({ ...saved(), ...typed() }));
  const isWhole = () => sum(weights()) === 100;
  const isReady = () => isWhole() && isChanged();
  const isChanged = () => Object.keys(INGREDIENTS).some(name => weights()[name] !== saved()[name]);
  const submit = event => {
    event.preventDefault();
    if (!isReady()) return;
    const fields = Object.fromEntries(Object.entries(INGREDIENTS)
      .map(([name, { weight }]) => [weight, weights.peek()[name] / 100]));
    const given = typed.peek();
    // Once they are kept they are no longer this form's; refused, they stand to be changed.
    edit('workspace', workspace().id, fields, { says: 'Weights changed' })
      .then(() => { if (typed.peek() === given) typed.set({}); }, tell);
  };
  const field = name => html`
    <span class="percent"><input class="field" type="number" min="0" max="100" step="1" required inputmode="numeric"
      aria-label=${`${INGREDIENTS[name].word}, per cent`} aria-describedby="weights-sum" .value=${() => weights()[name]}
      @input=${event => typed.update(now => ({ ...now, [name]: event.currentTarget.valueAsNumber || 0 }))}> %</span>`;
  return html`
    <form @submit=${submit}>
      <dl class="set">${Object.keys(INGREDIENTS).map(name => line(name, field(name)))}</dl>
      <div class="foot"><span id="weights-sum" role="status" class=${() => (isWhole() ? null : 'error')}>
        ${() => (isWhole() ? 'Together 100 %' : `Together ${sum(weights())} %, and must be 100 %`)}</span>
        <span class="end acts">
          <button type="button" class="btn quiet sm" ?hidden=${() => !isChanged()} @click=${() => typed.set({})}>
            Leave as it was</button>
          <button class="btn line sm" aria-disabled=${() => String(!isReady())}>Save weights</button></span>
      </div>
    </form>`;
}
