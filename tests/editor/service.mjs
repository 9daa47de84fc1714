// VS Code's JSON language service without VS Code: what it offers, says and marks in config files.
//
//     node service.mjs < {"schema": "schema.json", "documents": [{"id", "text", "offset"}]}
//     node service.mjs --measure 50 < {"schema": "schema.json", "documents": [...]}
//
// `offset` is the place of the cursor, or null to ask for diagnostics only. All offsets, given and printed, count code
// points. The service is set up as VS Code sets it up for a file called *.json: no comments, no trailing commas.
//
// Standard output is JSON: by id {"completions", "hover", "diagnostics"}. Completions stand in the order in which VS Code
// lists them, without those that it hides because they do not begin like what stands before the cursor. "kind" of each is
// "key" or "value", [start, end) is what it replaces.
//
// With --measure it is by id the median of so many runs of the validation alone, in milliseconds, after a warm-up.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import languageService from "vscode-json-languageservice";

const { CompletionItemKind, TextDocument, getLanguageService } = languageService;

const WARM_UP = 20;
const SEVERITIES = { 1: "error", 2: "warning", 3: "information", 4: "hint" };
// What VS Code's server passes to the service for a language that is not "jsonc".
const STRICT = { comments: "error", trailingCommas: "error" };
// What VS Code's client says it can do.
const CAPABILITIES = {
  textDocument: {
    completion: {
      completionItem: {
        documentationFormat: ["markdown", "plaintext"],
        commitCharactersSupport: true,
        labelDetailsSupport: true,
        snippetSupport: true,
      },
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
  },
};

function service(schemaPath) {
  const uri = pathToFileURL(schemaPath).href;
  const schema = readFileSync(schemaPath, "utf8");
  const address = JSON.parse(schema).$id;
  const made = getLanguageService({
    // There is no network. A file that names the address of the schema gets it all the same, any other one gets nothing.
    schemaRequestService: async (asked) => {
      if (asked !== uri && asked !== address) {
        throw new Error(`there is no network to read ${asked}`);
      }
      return schema;
    },
    clientCapabilities: CAPABILITIES,
  });
  made.configure({ validate: true, allowComments: false, schemas: [{ uri, fileMatch: ["*"] }] });
  return made;
}

const points = (text) => [...text].length;
const units = (text, offset) => [...text].slice(0, offset).join("").length;

class Page {
  constructor(made, { text, offset }) {
    this.made = made;
    this.text = text;
    this.document = TextDocument.create("file:///config.json", "json", 1, text);
    this.parsed = made.parseJSONDocument(this.document);
    this.offset = offset == null ? null : units(text, offset);
    this.position = offset == null ? null : this.document.positionAt(this.offset);
  }

  place(position) {
    return points(this.text.slice(0, this.document.offsetAt(position)));
  }

  validate() {
    return this.made.doValidation(this.document, this.parsed, STRICT);
  }

  async diagnostics() {
    return (await this.validate()).map(({ range, message, severity, code, tags }) => ({
      start: this.place(range.start),
      end: this.place(range.end),
      message,
      severity: SEVERITIES[severity],
      ...(code === undefined ? {} : { code }),
      ...(tags === undefined ? {} : { tags }),
    }));
  }

  async hover() {
    const answer = await this.made.doHover(this.document, this.position, this.parsed);
    return answer === null ? "" : [answer.contents].flat().map(plain).join("\n\n");
  }

  async completions() {
    const { items } = await this.made.doComplete(this.document, this.position, this.parsed);
    return items
      .filter((item) => this.isShown(item))
      .sort((one, other) => compare(order(one), order(other)))
      .map((item) => ({
        kind: item.kind === CompletionItemKind.Property ? "key" : "value",
        label: item.label,
        insertText: item.textEdit.newText,
        start: this.place(item.textEdit.range.start),
        end: this.place(item.textEdit.range.end),
        // VS Code writes either behind the label, in grey.
        detail: item.detail ?? item.labelDetails?.description ?? "",
        documentation: plain(item.documentation ?? ""),
        sortText: item.sortText ?? null,
        suggests: item.command?.command === "editor.action.triggerSuggest",
      }));
  }

  // VS Code keeps what has the characters before the cursor in it, in their order.
  isShown({ filterText, label, textEdit }) {
    const typed = this.text.slice(this.document.offsetAt(textEdit.range.start), this.offset).toLowerCase();
    const text = (filterText ?? label).toLowerCase();
    let at = 0;
    return [...typed].every((character) => (at = text.indexOf(character, at) + 1) > 0);
  }
}

function plain(markup) {
  return typeof markup === "string" ? markup : markup.value;
}

// VS Code orders by `sortText`, or by the label where there is none, then by label and kind; upper case counts as lower.
function order({ label, sortText, kind }) {
  return [(sortText ?? label).toLowerCase(), label.toLowerCase(), kind];
}

function compare(one, other) {
  const differs = one.findIndex((part, place) => part !== other[place]);
  return differs < 0 ? 0 : one[differs] < other[differs] ? -1 : 1;
}

async function answers(made, asked) {
  const page = new Page(made, asked);
  const diagnostics = await page.diagnostics();
  if (page.position === null) {
    return { completions: [], hover: "", diagnostics };
  }
  return { completions: await page.completions(), hover: await page.hover(), diagnostics };
}

async function measured(made, asked, runs) {
  const page = new Page(made, asked);
  for (let run = 0; run < WARM_UP; run += 1) {
    await page.validate();
  }
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const begin = performance.now();
    await page.validate();
    times.push(performance.now() - begin);
  }
  return times.sort((one, other) => one - other)[Math.floor(runs / 2)];
}

const runs = process.argv[2] === "--measure" ? Number(process.argv[3]) : null;
const { schema, documents } = JSON.parse(readFileSync(0, "utf8"));
const made = service(schema);
const report = {};
for (const asked of documents) {
  report[asked.id] = runs === null ? await answers(made, asked) : await measured(made, asked, runs);
}
process.stdout.write(JSON.stringify(report));
