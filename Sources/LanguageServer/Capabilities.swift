/// What the server tells the client that it can do.
func capabilities(_ encoding: PositionEncoding) -> JSON {
  [
    "positionEncoding": .string(encoding.rawValue),
    // Incremental changes, and to be told of saving.
    "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
    "completionProvider": ["triggerCharacters": .array(Completion.triggers.map { .string($0) })],
    "hoverProvider": true,
    "definitionProvider": true,
    "referencesProvider": true,
    "renameProvider": ["prepareProvider": true],
    "documentFormattingProvider": true,
    "foldingRangeProvider": true,
    "documentSymbolProvider": true,
    "codeActionProvider": ["codeActionKinds": ["quickfix"]],
    "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
  ]
}
