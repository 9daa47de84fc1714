// Says which texts are not as Prettier would write them.
//
//     node formatting.mjs < {"path": "text", ...}
//
// Standard output is a JSON array of the paths.

import { text as read } from "node:stream/consumers";
import { check } from "prettier";

const changed = [];
for (const [path, text] of Object.entries(JSON.parse(await read(process.stdin)))) {
  if (!(await check(text, { filepath: path }))) {
    changed.push(path);
  }
}
process.stdout.write(JSON.stringify(changed));
