// Has the service worker keep this edition of the app, so that it opens without a line.

import { workerAddress } from '../dom.js';

/** To be called when nothing else is to do: it fetches the whole app in one, unless it is there. */
export async function keepApp() {
  const [, edition] = /\/edition\/(\w+)\//.exec(import.meta.url) ?? [];
  if (!edition || !navigator.serviceWorker) return;
  await navigator.serviceWorker.register(workerAddress, { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const isKept = await new Promise(done => {
    port1.onmessage = ({ data }) => done(data);
    active.postMessage({ edition }, [port2]);
  });
  // From here on the app opens without the line.
  if (isKept) document.documentElement.dataset.kept = '';
}
