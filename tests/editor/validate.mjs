// Validates texts with JSON Schemas, as an editor does, and prints what came of it.
//
//     node validate.mjs SCHEMA.json... < {"id": "text", ...}
//
// Standard output is JSON, by the path of the schema: `complaints`, what strict mode says of the schema itself, and
// `verdicts`, by id: true or false, or null where the text is no JSON.

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

// What draft-07 does not know: these SchemaStore allows, and the others are for VS Code's service alone.
const RICH = ["markdownDescription", "enumDescriptions", "defaultSnippets"];
const VSCODE = [
  ...["deprecationMessage", "doNotSuggest", "enumSortTexts", "errorMessage", "patternErrorMessage", "suggestSortText"],
];

// How strict a flavour can be taken, and the keywords it may have.
const FLAVOURS = {
  // A type list such as ["object", "string"] says what PicoClaw decodes.
  strict: { options: { allowUnionTypes: true }, keywords: [] },
  // The type stands beside the keywords, as one of two alternatives, for what VS Code makes of it.
  editor: { options: { strictTypes: false }, keywords: [...RICH, ...VSCODE] },
  schemastore: { options: {}, keywords: RICH },
};

function flavour(path) {
  return path.includes("schemastore") ? FLAVOURS.schemastore : path.includes(".strict.") ? FLAVOURS.strict : FLAVOURS.editor;
}

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
  const { options, keywords } = flavour(path);
  const ajv = new Ajv({ strict: "log", ...options, logger: { log: complain, warn: complain, error: complain } });
  ajv.addVocabulary(keywords);
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(path, "utf8")));
  const verdicts = documents.map(([id, parsed]) => [id, parsed === null ? null : validate(parsed.value)]);
  report[path] = { complaints, verdicts: Object.fromEntries(verdicts) };
}
process.stdout.write(JSON.stringify(report));
