// An editor without a window: starts a language server, opens documents in it and prints what it says of them.
//
//     node lsp.mjs < {"server": [command, argument...], "settings": {...}, "documents": [...]}
//
// `settings` are an editor's, by section, nested ("yaml": {...}) or with dots ("yaml.schemas": {...}). They are sent to
// the server and given to it when it asks for a section. A document is {"uri", "language", "text", "asks"}, and an ask is
// {"id", "kind", "line", "character"}, where kind is "completion" or "hover" and both numbers count from 0.
// `seconds` (default 60) is how long all of it may take; `folder` is the URI of the workspace, if there is one.
//
// Standard output is JSON, {"documents": {uri: {"diagnostics": [...], "answers": {id: result}}}}, in the words of the
// protocol; a completion is always the list of its items. Exit code 1, with the reason on standard error, if it fails.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import protocol from "vscode-languageserver-protocol/node";

const {
  CompletionRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  UnregistrationRequest,
  createProtocolConnection,
} = protocol;

const SECONDS = 60;
// How long a server may take to end by itself once it was told to.
const GRACE = 2000;

const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  textDocument: {
    synchronization: {},
    completion: {
      contextSupport: true,
      completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"], deprecatedSupport: true },
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
    publishDiagnostics: { versionSupport: true, codeDescriptionSupport: true, relatedInformation: true },
    // A server that can be asked for diagnostics says so in its answer to `initialize`.
    diagnostic: {},
  },
  workspace: { configuration: true, workspaceFolders: true },
};

// What VS Code tells its JSON server: read files, and leave every other address to the editor.
const OPTIONS = { handledSchemaProtocols: ["file"], provideFormatter: false };

function nested(settings) {
  const tree = {};
  for (const [name, value] of Object.entries(settings)) {
    // "[yaml]" is the section of a language and may have dots in it.
    const path = name.startsWith("[") ? [name] : name.split(".");
    const last = path.pop();
    let place = tree;
    for (const step of path) {
      place = place[step] ??= {};
    }
    const known = place[last];
    place[last] = known instanceof Object && value instanceof Object ? { ...known, ...value } : value;
  }
  return tree;
}

function section(tree, name) {
  if (!name) {
    return tree;
  }
  if (name.startsWith("[")) {
    return tree[name] ?? null;
  }
  return name.split(".").reduce((place, step) => place?.[step], tree) ?? null;
}

// The published diagnostics by URI; `of` waits for those of a version.
class Published {
  #known = new Map();
  #waiting = new Map();

  add({ uri, version, diagnostics }) {
    this.#known.set(uri, { version, diagnostics });
    this.#waiting.get(uri)?.();
  }

  async of(uri, wanted) {
    for (;;) {
      const { version = wanted, diagnostics } = this.#known.get(uri) ?? {};
      if (diagnostics !== undefined && version === wanted) {
        return diagnostics;
      }
      await new Promise((resolve) => this.#waiting.set(uri, resolve));
    }
  }
}

class Editor {
  constructor(server, settings) {
    this.connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    this.settings = nested(settings);
    this.published = new Published();
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map((item) => section(this.settings, item.section)),
    );
    this.connection.onRequest(RegistrationRequest.type, () => undefined);
    this.connection.onRequest(UnregistrationRequest.type, () => undefined);
    // How the JSON server asks for a schema that it may not read itself. There is no network here.
    this.connection.onRequest("vscode/content", (uri) => readFileSync(fileURLToPath(uri), "utf8"));
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => this.published.add(params));
    this.connection.listen();
  }

  async start(folder) {
    const { capabilities } = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: folder,
      workspaceFolders: folder === null ? null : [{ uri: folder, name: "workspace" }],
      capabilities: CAPABILITIES,
      initializationOptions: OPTIONS,
    });
    this.pulls = Boolean(capabilities.diagnosticProvider);
    await this.connection.sendNotification(InitializedNotification.type, {});
    await this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: this.settings });
    // A server may now ask for its settings. Messages keep their order: when the first answer is here, its questions
    // have been answered, and when the second one is, it has read our answers. Only then are documents opened, so that
    // the first diagnostics of a document are its last.
    await this.nothing();
    await this.nothing();
  }

  // A question about a document that is not there.
  nothing() {
    const params = { textDocument: { uri: "file:///nothing" }, position: { line: 0, character: 0 } };
    return this.connection.sendRequest(HoverRequest.type, params);
  }

  async open({ uri, language, text }) {
    const version = 1;
    const textDocument = { uri, languageId: language, version, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return { diagnostics: await this.diagnostics(uri, version), answers: {} };
  }

  async diagnostics(uri, version) {
    if (!this.pulls) {
      return this.published.of(uri, version);
    }
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return report.items;
  }

  async answer(uri, { kind, line, character }) {
    const params = { textDocument: { uri }, position: { line, character } };
    if (kind === "hover") {
      return (await this.connection.sendRequest(HoverRequest.type, params)) ?? null;
    }
    if (kind === "completion") {
      const answer = await this.connection.sendRequest(CompletionRequest.type, {
        ...params,
        context: { triggerKind: 1 },
      });
      return Array.isArray(answer) ? answer : (answer?.items ?? []);
    }
    throw new Error(`no such kind of ask: ${kind}`);
  }

  async stop() {
    await this.connection.sendRequest(ShutdownRequest.type);
    // Not waited for: the server may be gone before the promise is kept.
    this.connection.sendNotification(ExitNotification.type).catch(() => {});
  }
}

async function work(server, settings, folder, documents) {
  const editor = new Editor(server, settings);
  await editor.start(folder);
  // Servers wait a while before they judge a document, so all are opened at once. Questions go one by one, like a
  // person's: servers are not made for several at a time.
  const opened = await Promise.all(documents.map(async (document) => [document.uri, await editor.open(document)]));
  const report = Object.fromEntries(opened);
  for (const { uri, asks = [] } of documents) {
    for (const ask of asks) {
      report[uri].answers[ask.id] = await editor.answer(uri, ask);
    }
  }
  await editor.stop();
  return { documents: report };
}

async function run({ server: [command, ...rest], settings = {}, documents, folder = null, seconds = SECONDS }) {
  const server = spawn(command, rest, { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  server.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  const ended = new Promise((resolve) => server.once("close", (code) => resolve({ code })));
  const grace = () => new Promise((resolve) => setTimeout(resolve, GRACE).unref());
  let alarm;
  const failure = new Promise((_, reject) => {
    server.once("error", reject);
    ended.then(() => reject(new Error("the server is gone")));
    alarm = setTimeout(() => reject(new Error(`no answer within ${seconds} seconds: ${said}`)), seconds * 1000);
  });
  // A server that is gone cannot be written to; that it is gone is noticed anyway.
  server.stdin.on("error", () => {});
  try {
    const report = await Promise.race([work(server, settings, folder, documents), failure]);
    await Promise.race([ended, grace()]);
    return report;
  } catch (error) {
    // Whatever went wrong first, if the server ended by itself then that is what there is to say.
    const end = server.pid === undefined ? undefined : await Promise.race([ended, grace()]);
    throw end === undefined ? error : new Error(`the server ended by itself, with ${end.code}: ${said}`);
  } finally {
    clearTimeout(alarm);
    server.kill("SIGKILL");
  }
}

try {
  process.stdout.write(JSON.stringify(await run(JSON.parse(readFileSync(0, "utf8")))));
} catch (error) {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exitCode = 1;
}
