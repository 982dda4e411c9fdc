import { html } from '../dom.js';

const line = (_, index) => html`<p class="wait"><i class="sk w${index % 4}"></i></p>`;
const lines = count => Array.from({ length: count }, line);

/** The shape of a plan while it is read. */
export function planSkeleton() {
  return html`
    <div aria-busy="true">
      <div class="hero">
        <span class="logo"></span><h1><i class="sk title"></i><span class="vh">Plan</span></h1>
      </div>
      <div class="cols">
        <div class="col">${[5, 4].map(count => html`<section class="card wait">${lines(count)}</section>`)}</div>
        <div class="rail">${lines(6)}</div>
      </div>
    </div>`;
}
