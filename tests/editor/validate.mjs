// Validates texts with JSON Schemas, as an editor does, and prints what came of it.
//
//     node validate.mjs SCHEMA.json... < {"id": "text", ...}
//
// Standard output is JSON, by the path of the schema: `complaints`, what strict mode says of the schema itself, and
// `verdicts`, by id: true or false, or null where the text is no JSON.

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

// A type list such as ["object", "string"] says what PicoClaw decodes; strict mode would have an anyOf instead.
const STRICT = { strict: "log", allowUnionTypes: true, allErrors: false };

function parse(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

const documents = Object.entries(JSON.parse(readFileSync(0, "utf8"))).map(([id, text]) => [id, parse(text)]);
const report = {};
for (const path of process.argv.slice(2)) {
  const complaints = [];
  const complain = (message) => complaints.push(message);
  const ajv = new Ajv({ ...STRICT, logger: { log: complain, warn: complain, error: complain } });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(path, "utf8")));
  const verdicts = documents.map(([id, parsed]) => [id, parsed === null ? null : validate(parsed.value)]);
  report[path] = { complaints, verdicts: Object.fromEntries(verdicts) };
}
process.stdout.write(JSON.stringify(report));
