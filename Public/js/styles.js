// The styles of a place come with the place: the shell's and the elements' are linked by the page itself, and so are those
// of the screen that it opens with.

const wanted = new Map();

/** Resolves when the style sheets of css/features/ with these names are there; asked for once each. */
export const styles = (...names) => Promise.all(names.map(name => {
  if (!wanted.has(name)) wanted.set(name, link(`features/${name}.css`));
  return wanted.get(name);
}));

/** Nobody prints a page before they can use it. */
export const printStyles = () => link('print.css', 'print');

// Beside this module: in the same edition of the files.
function link(path, media = 'all') {
  const { href } = new URL(`../css/${path}`, import.meta.url);
  const named = [...document.querySelectorAll('link[rel=stylesheet]')].find(it => it.href === href);
  if (named?.sheet) return Promise.resolve();
  // One that the page names is on its way as long as the page is.
  const isComing = Boolean(named) && document.readyState !== 'complete';
  const element = isComing ? named : Object.assign(document.createElement('link'), { rel: 'stylesheet', href, media });
  // A screen without its styles is better than none.
  const settled = new Promise(done => element.onload = element.onerror = done);
  if (!isComing) document.head.append(element);
  return settled;
}
