// What stands before the workspace, by its address. The server reads these lines as well (screens.js), and a page of
// theirs starts with this module: nobody who signs in waits for the workspace.

const DOORS = [
  ['/signin', () => import('./sign-in.js')],
  ['/setup', () => import('./set-up.js')],
  ['/join', () => import('./join.js')],
  ['/second-factor', () => import('./enrol.js')],
];

const [, load] = DOORS.find(([address]) => address === location.pathname);
(await load()).open();
