// Starts `gendan lsp` for Markdown files and lets the client library do the rest.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function makeClient() {
  const settings = vscode.workspace.getConfiguration("gendan");
  const server = { command: settings.get("path", "gendan"), args: settings.get("arguments", ["lsp"]) };
  const pattern = settings.get("files", "**/*.md");
  return new LanguageClient("gendan", "Gendan", server, {
    documentSelector: [
      { scheme: "file", language: "markdown", pattern },
      { scheme: "untitled", language: "markdown" },
    ],
    // A vocabulary or calendar that another program changes changes what the open documents mean.
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{md,yaml,yml}") },
  });
}

async function start() {
  client = makeClient();
  try {
    await client.start();
  } catch (error) {
    const path = vscode.workspace.getConfiguration("gendan").get("path", "gendan");
    vscode.window.showErrorMessage(`“${path}” 启动不了，请在设置 gendan.path 里写对路径。“${path}” can't be started: set gendan.path. (${error.message ?? error})`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  // A client that never started can't be stopped.
  if (running?.isRunning()) await running.stop();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("gendan.restart", async () => {
      await stop();
      await start();
    }),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (!change.affectsConfiguration("gendan")) return;
      await stop();
      await start();
    })
  );
  await start();
}

module.exports = { activate, deactivate: stop };
