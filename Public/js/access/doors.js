// What stands before the workspace, by its address. The server reads these lines as well (screens.js), and a page of
// theirs starts with this module: nobody who signs in waits for the workspace.

const DOORS = [
  ['/signin', () => import('./sign-in.js')],
  ['/setup', () => import('./set-up.js')],
  ['/join', () => import('./join.js')],
  ['/second-factor', () => import('./enrol.js')],
];

// The server is not strict about a slash at the end; an address that it takes for a door's and that is none leads inside.
const here = location.pathname.replace(/\/+$/, '');
const [, load] = DOORS.find(([address]) => address === here) ?? [];
if (load) (await load()).open();
else location.replace('/');
